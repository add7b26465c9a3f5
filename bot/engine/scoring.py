"""What skills are worth in pix, pix in levels, and levels in rights: the public rules of the profile."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

PIX_A_LEVEL = 8
MOST_PIX_A_SKILL = 4
HIGHEST_LEVEL = 8
COMPETENCES_FOR_CERTIFICATION = 5
_ROUNDING = 1e-9  # three skills of 8/3 pix are 8 pix


def skill_pix(levels: Sequence[int]) -> list[Fraction]:
    """The pix of each skill of a competence, given the level of each: min(4, 8 / skills of that level)."""
    skills_of_level = Counter(levels)
    return [
        min(Fraction(MOST_PIX_A_SKILL), Fraction(PIX_A_LEVEL, skills_of_level[level])) for level in levels
    ]


def level_of(pix: float, max_level: int = HIGHEST_LEVEL) -> int:
    """The level that pix of one competence are worth, at most `max_level`."""
    return max(0, min(int((pix + _ROUNDING) // PIX_A_LEVEL), max_level))


def certifiable_missing(levels: Mapping[str, int]) -> int:
    """How many competences still lack level 1 for a certification, from the levels of a profile; 0: ready."""
    return max(0, COMPETENCES_FOR_CERTIFICATION - sum(level >= 1 for level in levels.values()))


def certifiable(levels: Mapping[str, int]) -> bool:
    """True when the profile may be certified: level 1 or more in at least 5 competences."""
    return certifiable_missing(levels) == 0
