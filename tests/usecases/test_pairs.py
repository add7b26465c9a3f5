"""Matching by taps: a line after the other, a letter as often as needed, the same tap twice."""

import pytest

from bot.content import Kind, Variant
from tests.usecases.desk import Phone, challenges, read


@pytest.fixture
def pairs(lea: Phone) -> Variant:
    """A matching question, on Léa's screen."""
    lea.taps("begin:4.1")
    lea.is_asked(next(each for each in challenges() if each.kind is Kind.MATCHING), "4.1")
    return lea.variant("4.1")


def draft(lea: Phone) -> tuple[object, ...]:
    question = lea.state("4.1").question
    assert question is not None
    return question.draft


def puts(lea: Phone, tap: int) -> None:
    lea.taps(lea.about("4.1", "choose", tap))


def test_a_letter_serves_on_several_lines(lea: Phone, pairs: Variant) -> None:
    for line in range(len(pairs.left)):
        puts(lea, pairs.tap(line, 1))

    assert draft(lea) == (1,) * len(pairs.left)


def test_the_same_tap_twice_sets_one_line(lea: Phone, pairs: Variant) -> None:
    puts(lea, pairs.tap(0, 2))
    puts(lea, pairs.tap(0, 2))

    assert draft(lea) == (2,)


def test_an_old_button_changes_its_own_line(lea: Phone, pairs: Variant) -> None:
    puts(lea, pairs.tap(0, 0))
    puts(lea, pairs.tap(1, 1))
    puts(lea, pairs.tap(0, 2))

    assert draft(lea) == (2, 1)


def test_a_line_ahead_leaves_those_before_to_be_filled(lea: Phone, pairs: Variant) -> None:
    for line in range(1, len(pairs.left)):
        puts(lea, pairs.tap(line, 0))

    assert draft(lea)[0] is None
    assert "Il manque" in read(lea.taps(lea.about("4.1", "validate")))
    puts(lea, pairs.tap(0, 0))
    lea.taps(lea.about("4.1", "validate"))
    assert len(lea.answers()) == 1


@pytest.mark.parametrize("beyond", [0, 1, 1000])
def test_a_forged_line_is_refused(lea: Phone, pairs: Variant, beyond: int) -> None:
    puts(lea, pairs.taps + beyond)

    assert draft(lea) == ()
