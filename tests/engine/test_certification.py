"""What both rule sets of a certification share."""

from fractions import Fraction
from math import ceil

import pytest

from bot.engine import Asked
from bot.engine.certification import least_left, taken_out

LEAST_LEFT = [
    *(1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8),
    *(9, 10, 10, 11, 12, 12, 13, 14, 14, 15, 16, 16),
    *(17, 18, 18, 19, 20, 20, 21, 22, 22, 23, 24, 24),
    *(25, 26, 26, 27, 28, 28, 29, 30, 30, 31, 32, 32),
]
"""Of 1 to 48 questions."""


@pytest.mark.parametrize("asked", range(1, 49))
def test_two_questions_in_three_must_remain(asked: int) -> None:
    assert least_left(asked) == LEAST_LEFT[asked - 1] == ceil(Fraction(66, 100) * asked)


def test_of_fifty_questions_just_33_must_remain_where_floats_would_say_34() -> None:
    assert least_left(50) == 33
    assert least_left(100) == 66


@pytest.mark.parametrize(
    ("right", "neutralised", "out"),
    [(True, True, False), (False, True, True), (True, False, False), (False, False, False)],
)
def test_a_right_answer_is_never_taken_out(right: bool, neutralised: bool, out: bool) -> None:
    assert taken_out(Asked("1.1", "a", right, neutralised=neutralised)) is out
