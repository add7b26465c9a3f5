"""One message of a question is readable, and none while the clock stands still or once it is answered.

Telegram confirms a message a moment after it was sent. Meanwhile the candidate may ask for the question
again, tap what is there already, or be given a break.
"""

from datetime import timedelta

import pytest

from bot.content import Challenge, Kind, render
from bot.content.markup import visible
from tests.usecases.desk import Desk, bank, read
from tests.usecases.seating import Chair, seated


@pytest.fixture
def chair(desk: Desk) -> Chair:
    """A candidate who reads the first question."""
    chair = seated(desk, quickly=True)
    chair.begins()
    return chair


def challenge_of(kind: Kind | None = None, *, picture: bool = False) -> Challenge:
    """One of the bank, of this kind or with a picture."""
    every = (each for one in bank().competences.values() for each in one.challenges)
    return next(each for each in every if each.kind is kind or (picture and render(each, 0).picture))


def readable(chair: Chair, words: str) -> list[int]:
    """The messages where these words can be read now."""
    bit = visible(words)[:30]
    return [id_ for id_, text in chair.phone.chat.items() if bit in text]


def question(chair: Chair) -> str:
    return chair.phone.variant(chair.key).text


def asks_again(chair: Chair, times: int) -> None:
    """/start, quicker than Telegram confirms what it brings."""
    chair.phone.marks_at_once = False
    for _ in range(times):
        chair.phone.commands("start")


def all_arrives(chair: Chair) -> None:
    chair.phone.reads_all()
    chair.phone.marks_at_once = True


def test_of_copies_asked_for_in_haste_the_last_one_stays(chair: Chair) -> None:
    words = question(chair)
    asks_again(chair, 3)
    newest = max(readable(chair, words))
    all_arrives(chair)
    assert readable(chair, words) == [newest]
    assert chair.state.question is not None
    assert chair.state.question.message_id == newest
    chair.reports()
    assert readable(chair, words) == []
    chair.is_cleared()
    chair.goes_on()
    assert len(readable(chair, words)) == 1
    chair.answers()
    assert readable(chair, words) == []


def test_a_tap_on_an_older_copy_closes_the_newest_too(chair: Chair) -> None:
    words, first = question(chair), chair.state.question
    assert first is not None
    chair.phone.commands("start")
    chair.phone.taps(chair.phone.about(chair.key, "skip"), message_id=first.message_id)
    assert len(chair.given) == 1
    assert readable(chair, words) == []


def test_a_copy_that_arrives_after_the_answer_closes(chair: Chair) -> None:
    words, first = question(chair), chair.state.question
    assert first is not None
    asks_again(chair, 1)
    chair.phone.taps(chair.phone.about(chair.key, "skip"), message_id=first.message_id)
    all_arrives(chair)
    assert readable(chair, words) == []
    assert len(readable(chair, question(chair))) == 1


def test_what_is_ticked_on_an_older_copy_is_shown_on_the_newest(chair: Chair) -> None:
    chair.phone.is_asked(challenge_of(Kind.MULTIPLE), chair.key)
    chair.phone.commands("start")
    words, older = question(chair), chair.state.question
    assert older is not None
    chair.phone.commands("start")
    newest = readable(chair, words)
    chair.phone.taps(chair.phone.about(chair.key, "choose", 0), message_id=older.message_id)
    assert readable(chair, words) == newest
    asks_again(chair, 1)
    chair.phone.taps(chair.phone.about(chair.key, "choose", 1), message_id=newest[0])
    all_arrives(chair)
    assert len(readable(chair, words)) == 1


@pytest.mark.parametrize("picture", [False, True])
def test_a_question_on_its_way_at_the_break_is_hidden_as_it_arrives(chair: Chair, picture: bool) -> None:
    if picture:
        chair.phone.is_asked(challenge_of(picture=True), chair.key)
    words = question(chair)
    chair.phone.commands("start")
    asks_again(chair, 2)
    chair.is_stopped()
    all_arrives(chair)
    assert readable(chair, words) == []
    chair.is_cleared()
    assert readable(chair, words) == []
    chair.goes_on()
    assert len(readable(chair, words)) == 1


def test_a_question_on_its_way_at_the_end_is_closed_as_it_arrives(chair: Chair) -> None:
    words = question(chair)
    asks_again(chair, 1)
    assert chair.time_passes(hours=2)
    all_arrives(chair)
    assert chair.candidate.ended_for == "time"
    assert readable(chair, words) == []


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_description_of_a_picture_goes_with_its_question(chair: Chair, confirmed: bool) -> None:
    chair.phone.is_asked(challenge_of(picture=True), chair.key)
    chair.phone.commands("start")
    picture = chair.phone.variant(chair.key).picture
    assert picture is not None

    def asks() -> None:
        chair.phone.marks_at_once = confirmed
        chair.taps("describe")
        chair.taps("describe")
        assert len(readable(chair, picture.alt)) == 2

    asks()
    chair.reports()
    all_arrives(chair)
    assert readable(chair, picture.alt) == []
    chair.is_cleared()
    chair.goes_on()
    asks()
    chair.taps("skip")
    all_arrives(chair)
    assert readable(chair, picture.alt) == []


def test_the_description_goes_with_the_test(chair: Chair) -> None:
    chair.phone.is_asked(challenge_of(picture=True), chair.key)
    asks_again(chair, 1)
    chair.taps("describe")
    picture = chair.phone.variant(chair.key).picture
    assert picture is not None
    all_arrives(chair)
    chair.time_passes(hours=2)
    assert chair.candidate.ended_for == "time"
    assert readable(chair, picture.alt) == []


@pytest.mark.parametrize("confirmed", [True, False])
def test_continue_tapped_in_haste_brings_the_question_once(chair: Chair, confirmed: bool) -> None:
    words = question(chair)
    chair.desk.clock.advance(timedelta(minutes=1))
    chair.is_stopped()
    chair.is_cleared()
    chair.phone.marks_at_once = confirmed
    shown = len(chair.phone.chat)
    chair.goes_on()
    assert len(readable(chair, words)) == 1
    for _ in range(3):
        assert "déjà noté" in read(chair.goes_on())
    assert len(chair.phone.chat) == shown + 1


def test_a_doubt_brings_the_question_below_it_once(chair: Chair) -> None:
    words = question(chair)
    for _ in range(2):
        chair.desk.clock.advance(timedelta(minutes=1))
        chair.phone.taps("sc_stop")
        for _ in range(3):
            chair.phone.taps("sc_keep")
        assert readable(chair, words) == [max(chair.phone.chat)]


def test_quick_taps_elsewhere_say_nothing_below_the_question(chair: Chair) -> None:
    words = question(chair)
    for _ in range(3):
        chair.phone.taps("home")
    assert readable(chair, words) == [max(chair.phone.chat)]
