"""Pix, levels, certification: the tables of the public rules."""

from fractions import Fraction

import pytest

from bot.engine import certifiable, certifiable_missing, level_of, skill_pix


@pytest.mark.parametrize(
    ("levels", "pix"),
    [
        ([1], [4]),  # a lone skill is worth at most half its level
        ([1, 1], [4, 4]),
        ([2, 2, 2], [Fraction(8, 3)] * 3),
        ([1, 2, 2, 2, 2], [4, 2, 2, 2, 2]),
        ([], []),
    ],
)
def test_a_level_is_worth_8_pix_shared_by_its_skills(levels: list[int], pix: list[Fraction]) -> None:
    assert skill_pix(levels) == pix


def test_a_competence_is_worth_64_pix() -> None:
    assert sum(skill_pix([level for level in range(1, 9) for _ in range(level + 1)])) == 64


@pytest.mark.parametrize(
    ("pix", "max_level", "level"),
    [(0, 8, 0), (7.99, 8, 0), (8, 8, 1), (8 / 3 + 8 / 3 + 8 / 3, 8, 1), (64, 8, 8), (64, 5, 5), (63, 7, 7)],
)
def test_levels(pix: float, max_level: int, level: int) -> None:
    assert level_of(pix, max_level) == level


@pytest.mark.parametrize(
    ("levels", "missing"),
    [({}, 5), ({"1.1": 1, "1.2": 0}, 4), (dict.fromkeys("abcde", 1), 0), (dict.fromkeys("abcdef", 3), 0)],
)
def test_certification_wants_level_1_in_5_competences(levels: dict[str, int], missing: int) -> None:
    assert certifiable_missing(levels) == missing
    assert certifiable(levels) is (missing == 0)
