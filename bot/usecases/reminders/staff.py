"""What a letter tells a teacher: how far the pupils are, one message."""

from collections.abc import Sequence

from bot.store.notices import Notice
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def part(turn: Turn, notices: Sequence[Notice]) -> list[Outcome]:
    """What these notices of one teacher come to; nothing when there is nothing to tell."""
    return []
