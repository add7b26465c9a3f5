"""What the time of an answer says, and what it never says."""

from math import inf

import pytest

from bot.engine import Answer, posterior
from bot.engine.evidence import careless, hasty
from tests.engine.population import usual_bank

BANK = usual_bank()


def level_after(seconds: float | None) -> float:
    """The estimate after one right answer given in this time."""
    return posterior(BANK, [Answer(BANK.items[30].key, correct=True, seconds=seconds)]).level


@pytest.mark.parametrize("seconds", [-1, 0, 0.4, 1, 3, 5])
def test_an_answer_too_fast_to_be_read_is_hasty(seconds: float) -> None:
    assert hasty(seconds)


@pytest.mark.parametrize("seconds", [6, 10, 25, 300, 1e9, inf, None])
def test_an_answer_that_may_have_been_read_is_not(seconds: float | None) -> None:
    assert not hasty(seconds)


def test_a_right_answer_counts_less_the_faster_it_came() -> None:
    levels = [level_after(seconds) for seconds in (5, 6, 8, 12)]
    assert levels == sorted(set(levels))


@pytest.mark.parametrize("seconds", [60, 300, 3600, inf])
def test_a_slow_answer_never_counts_against_the_pupil(seconds: float) -> None:
    assert level_after(seconds) == pytest.approx(level_after(25), abs=1e-5)
    assert level_after(seconds) >= level_after(None)


def test_from_15_seconds_on_every_answer_counts_the_same() -> None:
    assert [careless(seconds) for seconds in (25, 60, 300)] == pytest.approx([careless(15)] * 3, abs=0.001)
