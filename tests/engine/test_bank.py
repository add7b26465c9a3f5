"""Banks that make no sense are refused with a sentence."""

from math import inf, nan

import pytest

from bot.engine import Answer, Bank, Item, Prior, Skill
from bot.errors import BankError

SKILL = Skill("s", "topic", 3)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Item("i", "other", 0.1), "which the bank does not have"),
        (Item("i", "s", 1.0), "guess of 1.0"),
        (Item("i", "s", -0.1), "guess of -0.1"),
        (Item("i", "s", nan), "guess of nan"),
        (Item("i", "s", 0.1, slope=0), "slope of 0"),
        (Item("i", "s", 0.1, slope=-1), "slope of -1"),
        (Item("i", "s", 0.1, slope=nan), "slope of nan"),
        (Item("i", "s", 0.1, slope=inf), "slope of inf"),
        (Item("i", "s", 0.1, difficulty_offset=nan), "nan levels off"),
        (Item("i", "s", 0.1, difficulty_offset=9), "9 levels off"),
        (Item("i", "s", 0.1, difficulty_error=-1), "error of -1"),
        (Item("i", "s", 0.1, difficulty_error=nan), "error of nan"),
    ],
)
def test_an_item_that_makes_no_sense(item: Item, said: str) -> None:
    with pytest.raises(BankError, match=said):
        Bank.of([SKILL], [item])


def test_a_bank_without_skills() -> None:
    with pytest.raises(BankError, match="at least one skill"):
        Bank.of([], [])


@pytest.mark.parametrize("level", [0, 9, -1])
def test_a_level_that_does_not_exist(level: int) -> None:
    with pytest.raises(BankError, match="not 1 to 8"):
        Bank.of([Skill("s", "topic", level)], [])


def test_the_same_key_twice() -> None:
    with pytest.raises(BankError, match="two skills"):
        Bank.of([SKILL, SKILL], [])
    with pytest.raises(BankError, match="two items"):
        Bank.of([SKILL], [Item("i", "s", 0.1)] * 2)


@pytest.mark.parametrize("weight", [-0.1, 1.1, nan])
def test_an_answer_of_impossible_weight(weight: float) -> None:
    with pytest.raises(BankError, match="weight"):
        Answer("i", True, 10, weight)


def test_an_answer_of_impossible_time() -> None:
    with pytest.raises(BankError, match="time"):
        Answer("i", True, nan)


@pytest.mark.parametrize(("mean", "sd"), [(nan, 1), (3, nan), (3, 0), (3, -1), (inf, 1)])
def test_a_prior_that_makes_no_sense(mean: float, sd: float) -> None:
    with pytest.raises(BankError, match="prior"):
        Prior(mean, sd)
