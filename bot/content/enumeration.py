"""Every variant of a challenge, or many of them when there are too many."""

from collections.abc import Iterator
from random import Random

from bot.content.params import nth, spread
from bot.content.program import Program
from bot.content.schema import ChallengeSpec
from bot.content.templates import TemplateBroken
from bot.content.variant import Variant

MOST_VARIANTS = 120


def variants(spec: ChallengeSpec) -> Iterator[Variant | TemplateBroken]:
    """The variant of each combination of parameters, or why there is none; MOST_VARIANTS of them at most.

    Where there are more combinations, every value of a parameter that has MOST_VARIANTS of them or fewer is
    still tried. Choices are in the order of one fixed seed.
    """
    try:
        program = Program(spec)
    except TemplateBroken as error:
        yield error
        return
    size = program.parameters.size
    choices = nth if size <= MOST_VARIANTS else spread
    for number in range(min(size, MOST_VARIANTS)):
        try:
            yield program.variant(number, choices(number), Random(0))  # noqa: S311 - a fixed order
        except TemplateBroken as error:
            values = program.parameters.told(choices(number))
            yield TemplateBroken(f"{error} (with {values})" if values else str(error), error.place)
