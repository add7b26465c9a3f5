"""The odds of a challenge: how likely a right answer is by chance, and how many variants differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import factorial, perm
from statistics import fmean

from bot.content.schema import Kind
from bot.content.variant import Variant, what_is_seen

OPEN = 0.02
"""For what is typed."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Of a challenge: the chance of a right answer by chance alone, and how many variants differ."""

    guess: float
    variants: int


def odds(made: Sequence[Variant]) -> Odds:
    """The mean chance, and the number of variants that a pupil would not take for one another."""
    return Odds(guess=fmean(map(guess, made)), variants=len(set(map(what_is_seen, made))))


def guess(variant: Variant) -> float:
    """The chance of a right answer from someone who knows nothing."""
    shown = len(variant.choices)
    match variant.kind:
        case Kind.SINGLE:
            return 1 / shown
        case Kind.MULTIPLE:
            return 1 / ((1 << shown) - 1)
        case Kind.ORDERING:
            return 1 / factorial(shown)
        case Kind.MATCHING:
            lines = len(variant.left)
            return 1 / (perm(shown, lines) if shown >= lines else shown**lines)
        case _:
            return OPEN
