"""How likely a question is to be answered right by chance alone."""

from math import factorial, perm

from bot.content.schema import Kind
from bot.content.variant import Variant

OPEN = 0.02
"""For what is typed."""


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
            return 1 / perm(max(shown, len(variant.left)), len(variant.left))
        case _:
            return OPEN
