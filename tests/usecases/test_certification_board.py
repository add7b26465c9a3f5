"""The list of a sitting fills up on the screens of its invigilators, who say who is there and may begin."""

import pytest

from bot.store import schools, sittings
from bot.store.sittings import Candidate
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.certification import watching
from tests.usecases.boards import MINUTE, Day, day, lines, newest
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling, person_id
from tests.usecases.sittings import announced, offered
from tests.views.acceptable import buttons


@pytest.fixture
def exam(desk: Desk) -> Day:
    """Léa and Tom are summoned, and can be certified."""
    return day(desk, certifiable=2)


@pytest.fixture
def lea(exam: Day) -> Phone:
    return exam.room.pupils[0]


@pytest.fixture
def tom(exam: Day) -> Phone:
    return exam.room.pupils[1]


def now(exam: Day, phone: Phone) -> Candidate:
    return exam.room.candidate(phone)


# The list


def test_the_list_says_that_it_is_a_training_and_gives_the_code(exam: Day) -> None:
    shown = plain(exam.opens())
    assert "Certification blanche · entraînement" in shown
    assert "mardi 22 septembre à 14 h · Salle 204" in shown
    code = exam.room.sitting.code
    assert f"Code des candidats : {code[:3]} {code[3:6]} {code[6:]}" in shown
    assert "2 candidats : ➖ 2 pas là" in shown


def test_the_list_fills_up_in_the_message_that_is_there(exam: Day, lea: Phone) -> None:
    exam.opens()
    message = newest(exam.diallo)
    assert exam.ticks() == {}  # nothing changed
    lea.writes(exam.room.sitting.code)
    lea.taps(lea.button("sd_me"))
    (call,) = exam.ticks()[exam.diallo.chat_id]
    assert call.params["message_id"] == message
    assert lines([call]) == ["1. MARTIN00 Léa · 📖 lit les règles", "2. MARTIN01 Tom · ➖ pas là"]
    lea.taps(lea.button("sd_accept"))
    (call,) = exam.ticks()[exam.diallo.chat_id]
    assert lines([call])[0] == "1. MARTIN00 Léa · ⏳ attend"
    assert "✅ Léa est là" in offered([call])


def test_it_is_rewritten_no_more_often_than_every_five_seconds(exam: Day, lea: Phone, desk: Desk) -> None:
    exam.opens()
    exam.enters(lea)
    moment = to_ms(desk.clock.now())
    assert desk.turn(lambda tx: watching.due(tx, moment + 4_999)) == []
    assert len(desk.turn(lambda tx: watching.due(tx, moment + 5_000))) == 1


def test_opened_again_the_new_message_is_the_live_one(exam: Day, lea: Phone) -> None:
    exam.opens()
    first = newest(exam.diallo)
    exam.opens()
    exam.enters(lea)
    (call,) = exam.ticks()[exam.diallo.chat_id]
    assert call.params["message_id"] == newest(exam.diallo) != first


def test_a_page_opened_in_its_place_is_not_rewritten(exam: Day, lea: Phone) -> None:
    exam.opens()
    exam.does("sb_one", lea)
    exam.enters(lea)
    assert exam.ticks() == {}
    exam.diallo.taps(exam.diallo.button("sb_show"))
    exam.does("sb_see", lea, 1)
    exam.diallo.taps(exam.diallo.button("sb_show"))
    lea.taps(lea.button("sd_leave"))
    assert len(exam.ticks()) == 1


def test_after_words_were_asked_the_new_list_is_the_live_one(exam: Day, lea: Phone) -> None:
    exam.opens()
    exam.does_to_all("sb_note", 0)
    exam.does_to_all("sb_kind", 0, "technical")
    exam.diallo.writes("Le wifi est tombé cinq minutes.")
    exam.enters(lea)
    (call,) = exam.ticks()[exam.diallo.chat_id]
    assert call.params["message_id"] == newest(exam.diallo)


def test_thirty_candidates_are_on_four_pages(desk: Desk) -> None:
    exam = day(desk, pupils=30)
    first = exam.opens()
    assert "30 candidats" in plain(first)
    assert "🔄 1 / 4" in offered(first)
    assert len(lines(first)) == 8
    last = exam.diallo.taps(pack("sb_show", exam.room.sitting_id, 99))
    assert [each.split(".")[0] for each in lines(last)] == [str(number) for number in range(25, 31)]
    assert all(len(each) < 40 for each in lines(last))  # one line of a phone each


# Who is there, who may begin


def test_one_is_seen_then_let_begin(exam: Day, lea: Phone) -> None:
    exam.enters(lea)
    page = exam.diallo.taps(pack("sb_one", exam.id_of(lea)))
    assert offered(page)[0] == "✅ Présent"
    assert "✅ présent" in exam.does("sb_see", lea, 1)
    assert "Présence notée" in exam.reads(lea)
    assert "👍 peut commencer" in exam.does("sb_allow", lea, 1)
    assert "Commencer" in exam.reads(lea)
    lea.taps(lea.button("sd_start"))
    assert "▶️ Question 1 / 32\n⏱ 1 h 45 en tout · il reste 1 h 45" in exam.does("sb_one", lea)


def test_all_who_wait_are_seen_and_all_who_are_there_let_begin(exam: Day, lea: Phone, tom: Phone) -> None:
    exam.enters(lea, tom)
    exam.opens()
    assert "✅ 2 présents" in exam.does_to_all("sb_seeall", 0)
    assert "Présence notée" in exam.reads(lea) and "Présence notée" in exam.reads(tom)
    sure = exam.does_to_all("sb_allask")
    assert "Faire commencer 2 candidats ?" in sure
    assert now(exam, lea).authorised_at is None
    assert "👍 2 peuvent commencer" in exam.does_to_all("sb_allowall")
    assert "Commencer" in exam.reads(lea) and "Commencer" in exam.reads(tom)


def test_who_comes_late_is_let_begin_while_the_others_sit(exam: Day, lea: Phone, tom: Phone) -> None:
    exam.begins(lea)
    exam.waits(20 * MINUTE)
    exam.enters(tom)
    exam.does_to_all("sb_seeall", 0)
    exam.does_to_all("sb_allowall")
    exam.reads(tom)
    tom.taps(tom.button("sd_start"))
    assert lines(exam.opens()) == ["1. MARTIN00 Léa · ▶️ 1/32 · 1 h 25", "2. MARTIN01 Tom · ▶️ 1/32 · 1 h 45"]


def test_a_slip_is_taken_back_until_the_test_begins(exam: Day, lea: Phone) -> None:
    exam.enters(lea)
    exam.does("sb_see", lea, 1)
    exam.does("sb_allow", lea, 1)
    exam.does("sb_allow", lea, 0)
    assert now(exam, lea).authorised_at is None
    exam.does("sb_see", lea, 0)
    assert "Présence : le surveillant va la noter" in exam.reads(lea)
    exam.does("sb_see", lea, 1)
    exam.does("sb_allow", lea, 1)
    exam.reads(lea)
    lea.taps(lea.button("sd_start"))
    for action in ("sb_allow", "sb_see"):
        assert "Trop tard : le test a déjà commencé" in exam.does(action, lea, 0)
    assert now(exam, lea).present_at is not None


def test_nobody_is_seen_before_entering_nor_let_begin_before_being_seen(exam: Day, lea: Phone) -> None:
    assert "doit d'abord entrer le code" in exam.does("sb_see", lea, 1)
    assert "Notez d'abord sa présence" in exam.does("sb_allow", lea, 1)
    assert "Personne n'est concerné" in exam.does_to_all("sb_seeall", 0)
    assert "Personne n'est concerné" in exam.does_to_all("sb_allask")
    assert "Personne n'est concerné" in exam.does_to_all("sb_allowall")
    exam.enters(lea)
    assert "Notez d'abord sa présence" in exam.does("sb_allow", lea, 1)
    assert (now(exam, lea).present_at, now(exam, lea).authorised_at) == (None, None)


def test_of_two_invigilators_the_second_learns_that_it_was_done(exam: Day, lea: Phone) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.enters(lea)
    exam.does("sb_see", lea, 1)
    assert "C'était déjà fait" in exam.does("sb_see", lea, 1, by=roy)
    exam.opens(roy)
    exam.opens()
    exam.does("sb_allow", lea, 1, by=roy)
    assert set(exam.ticks()) == {exam.diallo.chat_id, roy.chat_id}
    assert exam.ticks() == {}


def test_the_doors_are_opened_before_the_usual_moment(desk: Desk) -> None:
    exam = Day(desk, announced(desk, 1))
    (lea,) = exam.room.pupils
    assert "Tu es bien" not in plain(lea.writes(exam.room.sitting.code))
    assert "🚪 Ouvrir l'entrée" in offered(exam.opens())
    assert "L'entrée est ouverte" in exam.does_to_all("sb_doors")
    assert "🚪 Ouvrir l'entrée" not in offered(exam.opens())
    assert "Tu es bien" in plain(lea.writes(exam.room.sitting.code))


# Who may not


NOW = "now"  # when a yes was asked for
EVERY: tuple[tuple[str, str, tuple[int | str, ...]], ...] = (
    ("sb_show", "sitting", ()),
    ("sb_seeall", "sitting", (0,)),
    ("sb_allask", "sitting", ()),
    ("sb_allowall", "sitting", (NOW,)),
    ("sb_restall", "sitting", (0,)),
    ("sb_backall", "sitting", (0,)),
    ("sb_endallask", "sitting", ()),
    ("sb_endall", "sitting", (NOW, "technical")),
    ("sb_closeask", "sitting", ()),
    ("sb_close", "sitting", (NOW,)),
    ("sb_doors", "sitting", ()),
    ("sb_note", "sitting", (0,)),
    ("sb_kind", "sitting", (0, "phone")),
    ("sb_log", "sitting", (0,)),
    ("sb_phone", "sitting", (1,)),
    ("sb_let", "sitting", (1, 1)),
    ("sb_shut", "sitting", (1, 1)),
    ("sb_one", "candidate", ()),
    ("sb_see", "candidate", (1,)),
    ("sb_allow", "candidate", (1,)),
    ("sb_rest", "candidate", ()),
    ("sb_back", "candidate", ()),
    ("sb_extra", "candidate", ()),
    ("sb_give", "candidate", (50,)),
    ("sb_endask", "candidate", ()),
    ("sb_end", "candidate", (NOW, "technical")),
    ("sb_problem", "candidate", ()),
    ("sb_out", "candidate", ()),
    ("sb_keep", "candidate", ()),
)


def tries_all(exam: Day, phone: Phone, candidate: Phone) -> set[str]:
    """What somebody reads who forges every button of the board."""
    ids = {"sitting": exam.room.sitting_id, "candidate": exam.id_of(candidate)}
    at = to_ms(exam.desk.clock.now())
    return {
        plain(phone.taps(pack(action, ids[about], *(at if each == NOW else each for each in args))))
        for action, about, args in EVERY
    }


def test_nobody_but_who_watches_over_it_can_do_anything(
    exam: Day, lea: Phone, tom: Phone, desk: Desk
) -> None:
    elsewhere = Schooling(desk, "Collège du Parc").teacher("M. Petit")
    colleague = exam.room.colleague("Mme Autre")  # teaches here, and was not asked to watch
    exam.enters(tom)
    before = exam.room.candidates()
    for phone in (elsewhere, colleague, lea):
        (read,) = tries_all(exam, phone, tom)
        assert "pas accès" in read
    assert exam.room.candidates() == before
    assert exam.room.sitting.closed_at is None


def test_whose_role_is_taken_away_sees_no_more_and_does_no_more(exam: Day, lea: Phone, desk: Desk) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.opens(roy)
    roys, sitting = person_id(roy), exam.room.sitting_id
    desk.turn(lambda tx: sittings.drop_staff(tx, roys, sitting, "invigilator"))
    exam.enters(lea)
    assert exam.ticks() == {}
    assert desk.sql("select count(*) from sitting_board") == [(0,)]
    (read,) = tries_all(exam, roy, lea)
    assert "pas accès" in read


def test_who_left_the_school_watches_over_nothing_there(exam: Day, lea: Phone, desk: Desk) -> None:
    roy = exam.room.colleague()
    roy.writes(exam.room.sitting.staff_code)
    exam.opens(roy)
    roys, school = person_id(roy), exam.room.school.school.id
    desk.turn(lambda tx: schools.withdraw(tx, roys, school, 0))
    exam.enters(lea)
    assert exam.ticks() == {}
    assert "pas accès" in exam.does("sb_see", lea, 1, by=roy)


def test_forged_buttons_change_nothing(exam: Day, lea: Phone) -> None:
    exam.enters(lea)
    before = exam.room.candidates()
    for data in ("sb_one", "sb_one:X", "sb_see:1", "sb_give:1:zzzzz", "sb_show:1:-1"):
        assert "Ce bouton ne marche plus" in plain(exam.diallo.taps(data))
    own_choice = pack("sb_end", exam.id_of(lea), to_ms(exam.desk.clock.now()), "candidate")
    assert "Ce bouton ne marche plus" in plain(exam.diallo.taps(own_choice))
    unknown = pack("sb_one", 2**62)
    assert "pas accès" in plain(exam.diallo.taps(unknown))
    assert exam.room.candidates() == before


def test_every_button_of_the_list_leads_somewhere(exam: Day, lea: Phone, tom: Phone) -> None:
    exam.begins(lea)
    exam.enters(tom)
    for data in buttons(exam.opens()[-1]):
        assert "Ce bouton ne marche plus" not in plain(exam.diallo.taps(data)), data


def test_who_can_t_be_certified_is_not_waited_for(desk: Desk) -> None:
    exam = day(desk, certifiable=0)
    lea = exam.room.pupils[0]
    lea.writes(exam.room.sitting.code)
    assert "Encore 5 compétences" in plain(lea.taps(lea.button("sd_me")))
    shown = exam.opens()
    assert lines(shown)[0] == "1. MARTIN00 Léa · 🌱 pas certifiable"
    assert "🌱 1 pas certifiable" in plain(shown)
    one = plain(exam.diallo.taps(pack("sb_one", now(exam, lea).id)))
    assert "🌱 pas certifiable" in one


def test_once_it_is_closed_who_did_not_begin_was_absent(exam: Day, lea: Phone, desk: Desk) -> None:
    lea.writes(exam.room.sitting.code)
    lea.taps(lea.button("sd_me"))
    desk.sql("update sitting set closed_at = 1")
    shown = exam.opens()
    assert "2 candidats : ➖ 2 absents" in plain(shown)
    assert lines(shown) == ["1. MARTIN00 Léa · ➖ absent", "2. MARTIN01 Tom · ➖ absent"]
