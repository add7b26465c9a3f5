"""Every variant of a challenge, or many of them when there are too many."""

from collections.abc import Iterator, Sequence
from random import Random

from bot.content.params import nth
from bot.content.program import Program
from bot.content.schema import ChallengeSpec
from bot.content.templates import TemplateBroken
from bot.content.variant import Variant

MOST_VARIANTS = 200


def variants(spec: ChallengeSpec) -> Iterator[Variant | TemplateBroken]:
    """The variant of each combination of parameters, or why there is none; MOST_VARIANTS of them at most.

    Choices are in the order of one fixed seed.
    """
    try:
        program = Program(spec)
    except TemplateBroken as error:
        yield error
        return
    for combination in _combinations(program.parameters.size):
        try:
            yield program.variant(combination, nth(combination), Random(0))  # noqa: S311 - a fixed order
        except TemplateBroken as error:
            values = program.parameters.told(nth(combination))
            yield TemplateBroken(f"{error} (with {values})" if values else str(error), error.place)


def _combinations(size: int) -> Sequence[int]:
    if size <= MOST_VARIANTS:
        return range(size)
    random = Random(0)  # noqa: S311 - a sample to look at, the same each time
    return [random.randrange(size) for _ in range(MOST_VARIANTS)]
