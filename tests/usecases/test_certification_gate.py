"""While a test runs, everything else in the bot is closed to the candidate, but help and one's own data."""

from datetime import timedelta

import pytest

from bot.handlers.taps import ACTIONS
from bot.transport.events import EventKind
from tests.usecases.desk import Desk, read
from tests.usecases.seating import Chair, seated
from tests.views.acceptable import SENDS

ONLY = "le reste du bot rouvrira à la fin"


@pytest.fixture
def chair(desk: Desk) -> Chair:
    """A candidate with the first question on screen."""
    chair = seated(desk)
    chair.begins()
    return chair


def test_help_and_one_s_own_data_stay_open(chair: Chair) -> None:
    for name, words in {
        "aide": "Une question à la fois",
        "confidentialite": "Confidentialité",
        "mesdonnees": "",
        "supprimer": "",
        "stop": "",
    }.items():
        said = read(chair.phone.commands(name))
        assert words in said
        assert ONLY not in said
    assert chair.state.question is not None


@pytest.mark.parametrize("name", sorted({"profil", "express", "tutos", "parcours", "code", "reglages"}))
def test_other_commands_bring_the_question_again(chair: Chair, name: str) -> None:
    said = read(chair.phone.commands(name, "ABCDEF234"))
    assert ONLY in said
    assert "Question 1 / " in said


def test_a_word_after_a_slash_may_be_the_answer(chair: Chair) -> None:
    typed = next(
        each for each in chair.desk.library.competences["4.1"].challenges if each.kind.value == "text"
    )
    chair.phone.is_asked(typed, chair.key)
    chair.phone.commands("feed")
    assert [each.response for each in chair.given] == ['"/feed"']


def test_start_brings_the_question_again(chair: Chair) -> None:
    for args in ("", "ABCDEF234", "g-anything"):
        said = read(chair.phone.commands("start", args))
        assert "Question 1 / " in said
        assert ONLY not in said


def test_every_other_button_is_closed(chair: Chair) -> None:
    before = (chair.state.assessment, chair.state.step, chair.given)
    own = {"sc_on", "sc_keep", "sc_stop"}
    still_open = {"page", "erase", "close", *(each for each in ACTIONS if each.startswith("l_"))}
    for action in sorted(set(ACTIONS) - own - still_open):
        chair.desk.clock.advance(timedelta(seconds=3))
        said = read(chair.phone.taps(f"{action}:4.1:1:1"))
        assert ONLY in said, action
        assert "Question 1 / " in said or "déjà noté" in said, action
    assert (chair.state.assessment, chair.state.step, chair.given) == before


def test_lessons_and_profiles_cannot_be_looked_at(chair: Chair) -> None:
    for data in ("profile", "my_tutorials", "my_lesson:motdepasse1", "begin:4.1", "home", "nonsense", "é:::"):
        said = read(chair.phone.taps(data))
        assert "Question 1 / " in said or "déjà noté" in said
    assert chair.phone.state("4.1").assessment is None


def test_codes_pasted_links_and_words_are_answers_or_nothing(desk: Desk) -> None:
    other = seated(desk)
    chair = seated(desk)
    chair.begins()
    for text in (other.key[1:], "https://t.me/bot?start=ABCDEF234", "stop", "merci"):
        chair.phone.writes(text)
    assert other.candidate.started_at is None
    person = chair.phone.person()
    assert person is not None
    assert person.screen == chair.key


def test_files_and_corrections_change_nothing(chair: Chair) -> None:
    for kind in (EventKind.DOCUMENT, EventKind.OTHER, EventKind.EDITED):
        chair.phone.does(kind, chair.phone.next_message(), text="12")
    assert chair.given == []


def test_every_message_of_the_test_is_protected(desk: Desk) -> None:
    chair = seated(desk)
    calls = chair.begins()
    for number in range(30):
        if chair.state.question is None:
            break
        if number == 3:
            calls += chair.reports()
            calls += chair.is_cleared(withdraws=True)
            calls += chair.goes_on()
        if chair.phone.variant(chair.key).picture:
            calls += chair.taps("describe")
        calls += chair.answers(number % 2 > 0)
    sent = [call for call in calls if call.method in SENDS]
    assert len(sent) > 10
    assert [call for call in sent if not call.params.get("protect_content")] == []


def test_the_bot_opens_again_at_the_end(chair: Chair) -> None:
    chair.answers_all()
    assert "Mon profil" in read(chair.phone.commands("profil"))


def test_erasing_everything_is_possible_at_any_time(chair: Chair) -> None:
    chair.phone.erases()
    assert chair.phone.person() is None
    assert chair.candidate.person_id is None
