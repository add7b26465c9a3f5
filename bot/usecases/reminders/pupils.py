"""What a letter tells a pupil: the campaigns to finish, each once, the most urgent first."""

from collections.abc import Sequence

from bot.store.notices import Notice
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def part(turn: Turn, notices: Sequence[Notice]) -> list[Outcome]:
    """One message about all their campaigns; nothing when there is none to tell."""
    raise NotImplementedError
