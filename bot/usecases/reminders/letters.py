"""Letters: what is due for somebody, in one message a day; written at the moment it is sent."""

from datetime import datetime

from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

KIND = "letter"  # of deliveries


def open_due(tx: Tx, now: datetime, most: int) -> list[OutboxRow]:
    """Letters for those longest waiting for one, at most `most`: outbox rows leased to this process."""
    raise NotImplementedError


def compose(turn: Turn, row: OutboxRow) -> list[Outcome]:
    """What a letter says now; nothing when there is nothing left to say, or not now."""
    raise NotImplementedError


def ended(tx: Tx, row: OutboxRow, fate: str, now_ms: int) -> None:
    """How a letter ended (sent, blocked, failed, uncertain): so did what it carried; expired: told later."""
    raise NotImplementedError
