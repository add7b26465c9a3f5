"""Entering by a code: typed, scanned or followed, it leads to the landing page of its campaign."""

from bot.usecases.outcomes import Outcome, Page
from bot.usecases.turn import Turn


def by_code(turn: Turn, text: str) -> list[Outcome]:
    """The landing page of a code, or what is wrong with it."""
    return [Page("code")]
