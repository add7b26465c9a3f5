"""What a letter tells a guardian: one message, child by child."""

from collections.abc import Sequence

from bot.store.notices import Notice
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def part(turn: Turn, notices: Sequence[Notice]) -> list[Outcome]:
    """What these notices of one guardian come to; nothing when there is nothing to tell."""
    return []
