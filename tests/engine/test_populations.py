"""What a class says of a pupil."""

from math import sqrt
from statistics import fmean, pvariance

import pytest

from bot.engine import Prior
from bot.engine.populations import MEANS, SD, population


def test_each_class_is_ahead_of_the_one_before() -> None:
    means = [population(grade).mean for grade in ("6e", "5e", "4e", "3e", "2de", "1re", "tle")]
    assert means == sorted(set(means))
    assert list(MEANS.values()) == means


def test_all_classes_together_are_the_whole_population() -> None:
    everybody = Prior()
    assert fmean(MEANS.values()) == pytest.approx(everybody.mean, abs=0.05)
    assert sqrt(SD**2 + pvariance(MEANS.values())) == pytest.approx(everybody.sd, abs=0.02)


@pytest.mark.parametrize("grade", [None, "unsaid", "CM2", ""])
def test_a_class_that_is_not_known_says_nothing(grade: str | None) -> None:
    assert population(grade) == Prior()
