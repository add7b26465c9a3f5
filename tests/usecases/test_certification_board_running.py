"""While candidates sit: breaks, more time, problems with questions, and the end."""

from datetime import timedelta

import pytest

from bot.store import sittings
from bot.store.sittings import Candidate, Incident, Question
from bot.transport.callback import pack
from bot.usecases.certification import clock
from tests.usecases.boards import MINUTE, Day, day, lines
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.rostering import told
from tests.usecases.schooling import person_id
from tests.usecases.sittings import offered


@pytest.fixture
def exam(desk: Desk) -> Day:
    """Léa and Tom sit for it since ten minutes."""
    exam = day(desk, certifiable=2)
    exam.begins(*exam.room.pupils)
    exam.waits(10 * MINUTE)
    return exam


@pytest.fixture
def lea(exam: Day) -> Phone:
    return exam.room.pupils[0]


@pytest.fixture
def tom(exam: Day) -> Phone:
    return exam.room.pupils[1]


def now(exam: Day, phone: Phone) -> Candidate:
    return exam.room.candidate(phone)


def left(exam: Day, phone: Phone) -> timedelta:
    """The time a candidate has left."""
    moment = exam.desk.turn(lambda tx: exam.diallo.turn(tx).now_ms)
    return timedelta(milliseconds=clock.left_ms(exam.room.sitting, now(exam, phone), moment))


def happened(exam: Day) -> list[Incident]:
    return exam.desk.turn(lambda tx: sittings.incidents(tx, exam.room.sitting_id))


def questions(exam: Day, phone: Phone) -> list[Question]:
    """What a candidate was asked."""
    id_ = exam.id_of(phone)
    return exam.desk.turn(lambda tx: sittings.questions(tx, id_))


def problem(exam: Day) -> int:
    """The latest problem that was reported."""
    return max(each.id for each in happened(exam) if each.kind == "question")


def decides(exam: Day, action: str, by: Phone | None = None) -> str:
    return plain((by or exam.diallo).taps(pack(action, problem(exam))))


# Breaks


def test_a_break_stops_the_clock_and_its_end_gives_a_minute_to_come_back(exam: Day, lea: Phone) -> None:
    before = left(exam, lea)
    assert "⏸ pause" in exam.does("sb_rest", lea)
    assert "▶️ Continuer" not in offered(told(lea))
    exam.waits(7 * MINUTE)
    assert left(exam, lea) == before
    exam.does("sb_back", lea)
    assert "▶️ Continuer" in offered(told(lea))
    exam.waits(timedelta(seconds=30))
    lea.taps(lea.button("sc_on"))
    assert left(exam, lea) == before
    exam.waits(MINUTE)
    assert left(exam, lea) == before - MINUTE


def test_nothing_is_answered_during_a_break(exam: Day, lea: Phone) -> None:
    button, answers = lea.button("skip"), lea.answers()
    exam.does("sb_rest", lea)
    assert "▶️ Continuer" not in offered(told(lea))
    lea.taps(button)
    assert lea.answers() == answers
    assert "↩️ va reprendre" in exam.does("sb_back", lea)
    exam.reads(lea)
    lea.taps(lea.button("sc_on"))
    assert "▶️ Question 1 / 32" in exam.does("sb_one", lea)


def test_all_have_a_break_and_come_back(exam: Day, lea: Phone, tom: Phone) -> None:
    assert "⏸ 2 en pause" in exam.does_to_all("sb_restall", 0)
    assert "Personne n'est concerné" in exam.does_to_all("sb_restall", 0)
    assert "↩️ 2 vont reprendre" in exam.does_to_all("sb_backall", 0)
    for phone in (lea, tom):
        assert "▶️ Continuer" in offered(told(phone))
    assert [each.kind for each in happened(exam)] == ["break", "break"]
    assert {each.decision for each in happened(exam)} == {"noted"}


def test_who_forgets_to_come_back_runs_again_after_a_minute(exam: Day, lea: Phone) -> None:
    before = left(exam, lea)
    exam.does("sb_rest", lea)
    exam.does("sb_back", lea)
    exam.waits(3 * MINUTE)
    assert left(exam, lea) == before - 2 * MINUTE
    exam.does("sb_rest", lea)  # a second break, of who never came back from the first
    assert left(exam, lea) == before - 2 * MINUTE
    exam.waits(5 * MINUTE)
    assert left(exam, lea) == before - 2 * MINUTE


def test_a_break_is_for_who_sits(exam: Day, lea: Phone, desk: Desk) -> None:
    assert "C'était déjà fait" in exam.does("sb_back", lea)
    exam.does("sb_rest", lea)
    assert "C'était déjà fait" in exam.does("sb_rest", lea)
    exam.does("sb_end", lea, "technical")
    assert "n'est pas en cours" in exam.does("sb_rest", lea)
    assert "n'est pas en cours" in exam.does("sb_back", lea)


# More time


def test_more_time_in_the_middle_counts_at_once(exam: Day, lea: Phone) -> None:
    asked = exam.diallo.taps(pack("sb_extra", exam.id_of(lea)))
    assert offered(asked)[:4] == [
        "Sans · 1 h 45",
        "25 % en plus · 2 h 12",
        "33 % en plus · 2 h 20",
        "50 % en plus · 2 h 38",
    ]
    before = left(exam, lea)
    assert "2 h 20 en tout (dont 33 % en plus)" in exam.does("sb_give", lea, 33)
    assert left(exam, lea) == before + timedelta(minutes=105 * 33 / 100)
    assert "Tu as 2 h 20 en tout, il te reste 2 h 10" in exam.reads(lea)
    assert "C'était déjà fait" in exam.does("sb_give", lea, 33)


def test_who_was_warned_is_warned_again_after_more_time(exam: Day, lea: Phone) -> None:
    exam.waits(70 * MINUTE)
    exam.ticks()
    assert now(exam, lea).warned == 30
    exam.does("sb_give", lea, 50)
    assert now(exam, lea).warned is None
    exam.waits(60 * MINUTE)
    exam.ticks()
    assert now(exam, lea).warned == 30


def test_time_that_was_used_is_not_taken_back(exam: Day, lea: Phone) -> None:
    exam.does("sb_give", lea, 50)
    exam.waits(100 * MINUTE)
    assert "il ne resterait rien" in exam.does("sb_give", lea, 0)
    assert now(exam, lea).extra == 50
    exam.does("sb_end", lea, "invigilator")
    assert "n'est pas en cours" in exam.does("sb_give", lea, 25)


# Problems


def test_a_problem_is_told_at_once_to_all_who_watch(exam: Day, lea: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    assert "temps" in exam.reports(lea)
    for phone in (exam.diallo, roy):
        alert = told(phone)
        assert "MARTIN00 Léa signale un problème, question 1" in plain(alert)
        assert "La question\n" in plain(alert)  # which is hidden from the candidate
        assert offered(alert)[:2] == ["🗑 Retirer la question", "✋ Refuser : elle reste"]
    board = exam.opens()
    assert offered(board)[0] == "⚠️ Léa"
    assert lines(board)[0] == "1. MARTIN00 Léa · ⚠️ problème"


def test_a_withdrawn_question_gives_place_to_another(exam: Day, lea: Phone) -> None:
    before = left(exam, lea)
    exam.reports(lea)
    exam.waits(4 * MINUTE)
    assert "question retirée (Mme Diallo)" in decides(exam, "sb_out")
    assert left(exam, lea) == before
    told(lea)
    shown = plain(lea.taps(lea.button("sc_on")))
    assert "Question 1 / 32" in shown
    first, second = questions(exam, lea)
    assert (first.withdrawn_at is not None, second.withdrawn_at) == (True, None)
    assert "▶️ Question 1 / 32" in exam.does("sb_one", lea)


def test_refused_the_same_question_comes_back(exam: Day, lea: Phone) -> None:
    exam.reports(lea)
    assert "question gardée" in decides(exam, "sb_keep")
    told(lea)
    lea.taps(lea.button("sc_on"))
    (question,) = questions(exam, lea)
    assert question.withdrawn_at is None
    assert now(exam, lea).stopped_at is None


def test_a_problem_is_decided_once(exam: Day, lea: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.reports(lea)
    told(roy)
    decides(exam, "sb_keep")
    late = decides(exam, "sb_out", by=roy)
    assert "Déjà décidé : question gardée (Mme Diallo)" in late
    (question,) = questions(exam, lea)
    assert question.withdrawn_at is None
    assert "🗑 Retirer la question" not in offered(roy.taps(pack("sb_problem", problem(exam))))


def test_a_problem_of_who_has_ended_meanwhile_is_still_decided(exam: Day, lea: Phone) -> None:
    exam.reports(lea)
    exam.does("sb_end", lea, "invigilator")
    exam.ticks()
    told(lea)
    assert "La session de cet élève est finie" in decides(exam, "sb_problem")
    assert "question retirée" in decides(exam, "sb_out")
    (question,) = questions(exam, lea)
    assert question.withdrawn_at is not None
    assert told(lea) == []  # nothing to go on with
    assert now(exam, lea).cleared_at is None


def test_a_break_while_a_problem_waits_lasts_until_both_are_over(exam: Day, lea: Phone, tom: Phone) -> None:
    before = left(exam, lea)
    exam.reports(lea)
    exam.waits(MINUTE)
    exam.does_to_all("sb_restall", 0)
    told(lea)
    decides(exam, "sb_out")
    assert told(lea) == []  # the break goes on
    exam.does_to_all("sb_backall", 0)
    assert "▶️ Continuer" in offered(told(lea))
    assert left(exam, lea) == before
    assert "Question 1 / 32" in plain(lea.taps(lea.button("sc_on")))


def test_the_end_of_a_break_leaves_a_problem_to_decide(exam: Day, lea: Phone) -> None:
    before = left(exam, lea)
    exam.reports(lea)
    exam.does("sb_rest", lea)
    assert "⚠️ problème" in exam.does("sb_back", lea)
    exam.waits(5 * MINUTE)
    told(lea)
    decides(exam, "sb_keep")
    assert "▶️ Continuer" in offered(told(lea))
    assert left(exam, lea) == before


def test_a_break_given_by_hand_is_no_problem_to_decide(exam: Day, lea: Phone) -> None:
    exam.does("sb_rest", lea)
    (kept,) = happened(exam)
    assert "pas accès" in plain(exam.diallo.taps(pack("sb_out", kept.id)))


# The end


def test_one_is_ended_after_a_question(exam: Day, lea: Phone, tom: Phone) -> None:
    sure = exam.diallo.taps(pack("sb_endask", exam.id_of(lea)))
    assert "Terminer pour MARTIN00 Léa ?" in plain(sure)
    assert offered(sure) == ["⬅️ Non, retour", "🏁 Oui, terminer", "🔧 Oui, problème technique"]
    assert now(exam, lea).ended_at is None
    assert "🏁 problème technique" in exam.does("sb_end", lea, "technical")
    assert (now(exam, lea).ended_for, now(exam, tom).ended_for) == ("technical", None)
    assert "n'est pas en cours" in exam.does("sb_end", lea, "invigilator")
    assert now(exam, lea).ended_for == "technical"


def test_nothing_is_answered_after_the_end(exam: Day, lea: Phone) -> None:
    button, answers = lea.button("skip"), lea.answers()
    exam.does("sb_end", lea, "invigilator")
    lea.taps(button)
    assert lea.answers() == answers


def test_all_are_ended_and_the_sitting_is_closed(exam: Day, lea: Phone, tom: Phone) -> None:
    assert "Des tests sont encore en cours" in exam.does_to_all("sb_closeask")
    assert "Des tests sont encore en cours" in exam.does_to_all("sb_close")
    assert "Terminer pour 2 candidats ?" in exam.does_to_all("sb_endallask")
    assert "🏁 2 ont fini" in exam.does_to_all("sb_endall", "invigilator")
    assert "Personne n'est concerné" in exam.does_to_all("sb_endall", "technical")
    assert {now(exam, each).ended_for for each in (lea, tom)} == {"invigilator"}
    assert "🔒 Clore la session" in offered(exam.opens())
    assert "Clore la session ?" in exam.does_to_all("sb_closeask")
    closed = exam.diallo.taps(exam.diallo.button("sb_close"))
    assert "La session est close" in plain(closed)
    assert "⚖️ Résultats et jury" in offered(closed)
    assert exam.room.sitting.closed_at is not None


def test_a_closed_sitting_stays_as_it_is(exam: Day, lea: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.opens(roy)
    exam.does_to_all("sb_endall", "invigilator")
    exam.does_to_all("sb_close")
    (call,) = exam.ticks()[roy.chat_id]
    assert "Session close" in plain([call])
    assert exam.ticks() == {}
    assert exam.desk.sql("select count(*) from sitting_board") == [(0,)]
    before = exam.room.candidates()
    for action, *args in (("sb_see", 0), ("sb_allow", 0), ("sb_rest",), ("sb_back",), ("sb_give", 50)):
        assert "La session est finie" in exam.does(action, lea, *args)
    for action, *args in (
        ("sb_seeall", 0),
        ("sb_allask",),
        ("sb_allowall",),
        ("sb_restall", 0),
        ("sb_doors",),
    ):
        assert "La session est finie" in exam.does_to_all(action, *args)
    assert exam.room.candidates() == before


def test_who_waited_in_vain_is_told_at_the_end(desk: Desk) -> None:
    exam = day(desk, certifiable=2)
    lea, tom = exam.room.pupils
    exam.begins(lea)
    exam.enters(tom)
    exam.does("sb_end", lea, "technical")
    exam.does_to_all("sb_close")
    assert "Cette certification blanche est terminée" in exam.reads(tom)


def test_once_decided_an_alert_asks_nobody_any_more(exam: Day, lea: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.reports(lea)
    for phone in (exam.diallo, roy):
        told(phone)
    message = roy.shown[-1][0]
    exam.diallo.taps(exam.diallo.button("sb_keep"))
    (call,) = told(roy)
    assert call.params["message_id"] == message
    assert "question gardée (Mme Diallo)" in plain([call])
    assert offered([call]) == ["👤 L'élève", "⬅️ Le tableau"]
    assert exam.desk.sql("select count(*) from sitting_alert") == [(0,)]


def test_an_alert_that_shows_something_else_by_now_is_left_alone(exam: Day, lea: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.reports(lea)
    for phone in (exam.diallo, roy):
        told(phone)
    roy.taps(roy.button("sb_show"))
    exam.diallo.taps(exam.diallo.button("sb_keep"))
    assert told(roy) == []


def test_when_nobody_watches_any_more_who_administers_the_school_is_told(
    exam: Day, lea: Phone, desk: Desk
) -> None:
    head = exam.room.school.teacher("M. Hoarau", role="admin")
    desk.sql("delete from sitting_staff")
    exam.reports(lea)
    assert told(exam.diallo) == []
    assert "signale un problème" in plain(told(head))
    assert "question gardée" in plain(head.taps(head.button("sb_keep")))


def test_no_other_time_is_given_than_what_is_offered(exam: Day, lea: Phone) -> None:
    for percent in (1, 24, 1_000_000):
        assert "Ce bouton ne marche plus" in exam.does("sb_give", lea, percent)
    assert now(exam, lea).extra == 0


def test_a_yes_tapped_long_after_it_was_asked_for_is_asked_for_again(exam: Day, lea: Phone) -> None:
    exam.does_to_all("sb_endallask")
    yes = exam.diallo.button("sb_endall")
    exam.waits(3 * MINUTE)
    assert "Terminer pour 2 candidats ?" in plain(exam.diallo.taps(yes))
    assert now(exam, lea).ended_at is None
    assert "🏁 2 ont fini" in plain(exam.diallo.taps(exam.diallo.button("sb_endall")))


def test_whose_role_was_taken_away_hears_of_no_decision(exam: Day, lea: Phone, desk: Desk) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.reports(lea)
    for phone in (exam.diallo, roy):
        told(phone)
    desk.sql(f"delete from sitting_staff where person_id = {person_id(roy)}")  # noqa: S608  # a number
    exam.diallo.taps(exam.diallo.button("sb_keep"))
    assert told(roy) == []
