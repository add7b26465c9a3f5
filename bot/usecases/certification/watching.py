"""The list of a sitting on invigilators' screens, kept up to date while they look at it."""

from bot.store.base import Tx
from bot.usecases.certification.outcomes_board import BoardShown
from bot.usecases.turn import Turn

EVERY_MS = 5_000
KIND = "board"  # of the deliveries that rewrite it


def due(tx: Tx, now_ms: int) -> list[tuple[int, int]]:
    """Who looks at which sitting (person, sitting), shown longer ago than EVERY_MS, of sittings not closed."""
    return []


def refresh(turn: Turn, sitting_id: int) -> BoardShown | None:
    """The board of the turn's person as it is now, noted as shown; None when what it shows has not changed.

    It names the message to rewrite itself: present it in the person's chat as any outcome, as adult. The turn
    may be a tick's: it writes the row of the board alone, and holds nobody.
    """
    return None
