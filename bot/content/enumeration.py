"""Every variant of a challenge, or many of them when there are too many."""

from collections.abc import Iterator, Sequence
from random import Random

from bot.content.library import Challenge
from bot.content.params import nth
from bot.content.templates import TemplateBroken
from bot.content.variant import Variant

MOST_VARIANTS = 200


def combinations(challenge: Challenge) -> Sequence[int]:
    """The numbers of the combinations of parameters to look at: all, or MOST_VARIANTS drawn among them."""
    size = challenge.program.parameters.size
    if size <= MOST_VARIANTS:
        return range(size)
    random = Random(0)  # noqa: S311 - a sample to look at, the same each time
    return [random.randrange(size) for _ in range(MOST_VARIANTS)]


def variants(challenge: Challenge) -> Iterator[Variant | TemplateBroken]:
    """The variant of each combination, or why there is none. Choices are in the order of one fixed seed."""
    try:
        program = challenge.program
    except TemplateBroken as error:
        yield error
        return
    for combination in combinations(challenge):
        try:
            yield program.variant(combination, nth(combination), Random(0))  # noqa: S311 - a fixed order
        except TemplateBroken as error:
            values = program.parameters.told(nth(combination))
            yield TemplateBroken(f"{error} (with {values})" if values else str(error), error.place)
