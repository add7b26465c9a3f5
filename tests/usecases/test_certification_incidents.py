"""A candidate reports a problem, or is given a break: the clock stands still, and nothing can be answered."""

from datetime import timedelta

import pytest

from bot.store.sittings import RuleSet
from tests.usecases.desk import Desk, read
from tests.usecases.seating import Chair, seated
from tests.usecases.test_certification_test import level

BOTH = pytest.mark.parametrize("rules", ["profile", "adaptive"])


@pytest.fixture
def chair(desk: Desk) -> Chair:
    """A candidate who has answered one question."""
    chair = seated(desk)
    chair.begins()
    chair.answers()
    return chair


def test_a_problem_stops_the_clock_and_hides_the_question(chair: Chair) -> None:
    waits, running = chair.on_screen, chair.candidate
    asked = chair.taps("sc_report")
    assert "Quel est le problème" in read(asked)
    assert chair.candidate == running
    said = chair.taps("sc_problem", "wrong")
    assert "Ton temps est arrêté" in read(said)
    (incident,) = chair.incidents
    assert (incident.number, incident.candidate_id) == (waits.number, chair.candidate_id)
    assert (incident.kind, incident.words) == ("question", "Aucune réponse ne me semble juste")
    assert (chair.candidate.stopped_at, chair.candidate.stopped_for) == (incident.at, "incident")
    used = chair.used
    chair.desk.clock.advance(timedelta(minutes=40))
    assert chair.used == used
    text = chair.phone.variant(chair.key).text[:30]
    assert text not in read(chair.phone.commands("start"))
    for action in ("skip", "choose", "validate", "describe", "clear"):
        args = [0] if action == "choose" else []
        assert "Ton temps est arrêté" in read(chair.taps(action, *args))
    assert "Ton temps est arrêté" in read(chair.phone.writes("12"))
    assert "Attends ici" in read(chair.phone.taps("sc_on"))
    assert len(chair.given) == 1


@BOTH
def test_a_withdrawn_question_is_replaced_by_one_of_its_level(desk: Desk, rules: RuleSet) -> None:
    chair = seated(desk, rules)
    chair.begins()
    of = chair.of
    chair.answers()
    old, stale = chair.on_screen, chair.phone.about(chair.key, "skip")
    chair.reports()
    chair.desk.clock.advance(timedelta(minutes=3))
    assert "La question est retirée" in read(chair.is_cleared(withdraws=True))
    assert "La question est retirée" in read(chair.phone.writes("12"))
    assert f"Question 2 / {of}" in read(chair.goes_on())
    new = chair.on_screen
    assert new.challenge != old.challenge
    assert new.skill != old.skill
    assert abs(level(chair, new) - level(chair, old)) <= 1
    chair.phone.taps(stale)
    assert len(chair.given) == 1
    assert 1 + chair.answers_all() == of
    assert chair.progress == (of, of)
    assert [each.challenge for each in chair.questions if each.withdrawn_at] == [old.challenge]
    assert len({each.step for each in chair.questions}) == len(chair.questions)


def test_a_refused_problem_brings_the_same_question_back(chair: Chair) -> None:
    old, seen = chair.on_screen, chair.phone.variant(chair.key)
    chair.reports("file")
    assert "la question reste" in read(chair.is_cleared())
    chair.goes_on()
    assert (chair.on_screen, chair.phone.variant(chair.key)) == (old, seen)
    chair.answers()
    assert chair.given[-1].challenge == old.challenge


def test_after_a_minute_the_clock_runs_though_nobody_tapped(chair: Chair) -> None:
    chair.reports()
    used = chair.used
    chair.desk.clock.advance(timedelta(minutes=5))
    chair.is_cleared()
    chair.desk.clock.advance(timedelta(minutes=1))
    assert chair.used == used
    chair.desk.clock.advance(timedelta(minutes=2))
    assert chair.used == used + 120
    said = read(chair.phone.writes("12"))
    assert "avant la question" in said
    assert "Question 2 / " in said
    assert (chair.used, chair.candidate.stopped_at) == (used + 120, None)
    assert len(chair.given) == 1


def test_going_on_at_once_costs_nothing(chair: Chair) -> None:
    used = chair.used
    chair.is_stopped()
    chair.desk.clock.advance(timedelta(minutes=10))
    chair.is_cleared()
    chair.desk.clock.advance(timedelta(seconds=30))
    chair.goes_on()
    assert chair.used == used
    chair.goes_on()
    assert chair.candidate.lost_ms == 630_000


def test_the_time_of_an_answer_leaves_stops_out(chair: Chair) -> None:
    chair.desk.clock.advance(timedelta(seconds=7))
    chair.is_stopped()
    chair.desk.clock.advance(timedelta(minutes=10))
    chair.is_cleared()
    chair.desk.clock.advance(timedelta(seconds=30))
    chair.goes_on()
    chair.answers(seconds=20)
    assert chair.given[-1].seconds == 27


def test_the_time_of_an_answer_leaves_out_when_the_bot_was_away(chair: Chair) -> None:
    chair.desk.clock.advance(timedelta(seconds=50))
    chair.changed(lost_ms=45_000)  # as who comes back after an outage gives it back
    chair.answers(seconds=5)
    assert chair.given[-1].seconds == 10


def test_a_question_is_reported_once_at_a_time(chair: Chair) -> None:
    chair.taps("sc_report")
    choice = chair.phone.about(chair.key, "sc_problem", "other")
    chair.phone.taps(choice)
    chair.phone.taps(choice)
    assert len(chair.incidents) == 1
    chair.is_cleared()
    chair.goes_on()
    chair.answers()
    assert "Cette question est finie" in read(chair.phone.taps(choice))
    assert len(chair.incidents) == 1


def test_what_is_no_problem_is_none(desk: Desk) -> None:
    chair, other = seated(desk), seated(desk)
    chair.begins()
    other.begins()
    chair.phone.taps(chair.phone.about(chair.key, "sc_problem", "everything"))
    other.phone.taps(chair.phone.about(chair.key, "sc_problem", "wrong"))
    assert chair.incidents == other.incidents == []


def test_a_doubt_can_be_given_up(chair: Chair) -> None:
    waits = chair.on_screen
    chair.taps("sc_report")
    chair.desk.clock.advance(timedelta(seconds=5))
    assert "Question 2 / " in read(chair.phone.taps("sc_keep"))
    assert chair.on_screen == waits
    assert chair.incidents == []


def test_time_that_ends_during_a_stop_does_not(chair: Chair) -> None:
    chair.is_stopped()
    assert chair.time_passes(hours=3) == []
    assert chair.candidate.ended_at is None
    chair.is_cleared()
    chair.goes_on()
    chair.answers()
    assert len(chair.given) == 2


def test_a_picture_is_removed_while_the_clock_stands_still(chair: Chair) -> None:
    drawn = next(each for each in chair.desk.library.competences["4.1"].challenges if each.spec.picture)
    chair.phone.is_asked(drawn, chair.key)
    chair.desk.clock.advance(timedelta(seconds=5))
    chair.phone.commands("start")
    said = chair.reports()
    assert [call.method for call in said] == ["answerCallbackQuery", "deleteMessage", "editMessageText"]
    chair.is_cleared()
    assert [call.method for call in chair.goes_on()] == ["answerCallbackQuery", "sendPhoto"]


def test_a_withdrawn_question_comes_back_under_no_circumstances(chair: Chair) -> None:
    old = chair.on_screen
    chair.reports()
    chair.is_cleared(withdraws=True)
    chair.desk.sql("delete from practice where substr(competence, 1, 1) = '#'")
    chair.goes_on()
    assert chair.on_screen.challenge != old.challenge
    chair.desk.sql("delete from practice where substr(competence, 1, 1) = '#'")
    chair.answers_all()
    assert old.challenge not in {each.challenge for each in chair.given}
