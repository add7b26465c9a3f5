"""Answers too fast to have been read: a kind word, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import Kind
from bot.engine import ChoiceKey
from bot.transport.callback import pack
from bot.usecases import positioning
from bot.usecases.practice_state import Evidence, Practice
from tests.usecases.desk import Desk, Phone, bank, challenges, read

MOMENT = timedelta(milliseconds=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


# Haste

KIND_WORD = "Prends ton temps"


def answers_after(lea: Phone, code: str, seconds: float, right: bool = True) -> str:
    """What the pupil reads from an answer given after some seconds until the next question."""
    lea.goes_on(code)
    lea.desk.clock.advance(SECOND * seconds)
    said = read(lea.answers_one(code, right))
    state = lea.state(code)
    if state.question is None and state.assessment is not None:
        said += read(lea.taps(pack("proceed", code, state.assessment, state.step)))
    return said


def is_asked_a_choice(lea: Phone, code: str, number: int) -> None:
    """A question that one tap answers, right or wrong."""
    single = [each for each in challenges(code) if each.kind is Kind.SINGLE and each.seconds is None]
    lea.goes_on(code)
    lea.is_asked(single[number], code)


def answers_wrong(lea: Phone, code: str, seconds: float) -> str:
    """A wrong choice, tapped after some seconds."""
    key = lea.variant(code).key
    assert isinstance(key, ChoiceKey)
    lea.desk.clock.advance(SECOND * seconds)
    return read(lea.taps(lea.about(code, "choose", 1 if 0 in key.right else 0)))


def test_the_second_hasty_answer_brings_a_kind_word_once(lea: Phone) -> None:
    lea.taps("begin:4.1")
    said = [answers_after(lea, "4.1", seconds) for seconds in (20, 2, 20, 2, 2, 2, 2)]
    assert [KIND_WORD in each for each in said] == [False, False, False, True, False, False, False]
    assert said[3].index(KIND_WORD) < said[3].index("Question 5 / 5")


def test_a_hasty_answer_is_told_right_or_wrong(lea: Phone) -> None:
    lea.taps("begin:4.1")
    is_asked_a_choice(lea, "4.1", 0)
    assert KIND_WORD not in answers_wrong(lea, "4.1", 1)
    is_asked_a_choice(lea, "4.1", 1)
    assert KIND_WORD in answers_wrong(lea, "4.1", 1)


def test_the_kind_word_waits_for_the_question_after_a_checkpoint(lea: Phone) -> None:
    lea.taps("begin:4.1")
    for seconds in (20, 20, 20, 2):
        answers_after(lea, "4.1", seconds)
    lea.desk.clock.advance(SECOND * 2)
    assert KIND_WORD not in read(lea.answers_one("4.1"))
    state = lea.state("4.1")
    assert state.assessment is not None
    assert KIND_WORD in read(lea.taps(pack("proceed", "4.1", state.assessment, 5)))


@pytest.mark.parametrize("seconds", [6, 20, 3600])
def test_who_reads_hears_no_word_about_haste(lea: Phone, seconds: float) -> None:
    lea.taps("begin:4.1")
    assert KIND_WORD not in "".join(answers_after(lea, "4.1", seconds) for _ in range(4))


def test_passing_quickly_is_no_haste(lea: Phone) -> None:
    lea.taps("begin:4.1")
    assert KIND_WORD not in "".join(answers_after(lea, "4.1", 1, right=False) for _ in range(4))


def test_the_next_positioning_counts_haste_anew(lea: Phone) -> None:
    lea.taps("begin:4.1")
    answers_after(lea, "4.1", 1)
    assert KIND_WORD in answers_after(lea, "4.1", 1)
    assert lea.finishes("4.1", right=False)
    lea.desk.clock.advance(4 * DAY)
    lea.taps("begin:4.1")
    said = [answers_after(lea, "4.1", 1) for _ in range(2)]
    assert [KIND_WORD in each for each in said] == [False, True]


def test_no_level_is_celebrated_on_a_hasty_answer(lea: Phone) -> None:
    """It is with the next answer that was read, or told by the result."""
    bank_ = bank().competences["4.1"].bank
    given = [Evidence(1, each, correct=True, seconds=20, at=0) for each in list(bank_.item_index)[:13]]
    *before, last, next_ = given
    state = Practice("4.1", assessment=1, evidence=tuple(before))
    hasty, _ = positioning.assess(state.answered(replace(last, seconds=1)), bank_, 0, 8)
    assert (hasty.level > 0, hasty.announced) == (True, 0)
    read_, _ = positioning.assess(hasty.answered(next_), bank_, 0, 8)
    assert read_.announced == read_.level
    assert hasty.closed().announced == hasty.level
    lea.taps("begin:4.1")
    assert "atteint" not in "".join(answers_after(lea, "4.1", 1) for _ in range(6))
    assert "atteint" in "".join(answers_after(lea, "4.1", 20) for _ in range(2))


def test_adults_are_told_it_their_way(desk: Desk) -> None:
    adult = Phone(desk)
    adult.settles(role="teacher")
    adult.taps("begin:4.1")
    said = answers_after(adult, "4.1", 1) + answers_after(adult, "4.1", 1)
    assert "Prenez votre temps" in said
