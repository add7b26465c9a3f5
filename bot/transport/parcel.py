"""A delivery in the sender's hands, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.store import outbox
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.transport.calls import Call, dump_calls

OnSent = Callable[[Tx, int, tuple[Any, ...], int, bool], None]
"""`on_sent(tx, chat_id, note, message_id, certain)`; not certain: an earlier copy may have been sent too."""

Unreachable = Callable[[Tx, int], None]
"""`unreachable(tx, chat_id)`: the person blocked us, or is gone."""

_FIRST_DELAY, _LONGEST_DELAY, _MOST_ATTEMPTS = 15_000, 3_600_000, 12  # milliseconds; then nearly half a day


class Fate(StrEnum):
    """How a delivery ended."""

    SENT = "sent"
    EXPIRED = "expired"
    GONE = "gone"
    LATER = "later"
    REFUSED = "refused"


@dataclass(slots=True)
class Parcel:
    """One outbox row with its calls.

    `done` counts the calls behind us, `tried` tells that one was sent at all; not `certain` when a call may
    have been done more than once.
    """

    row: OutboxRow
    calls: tuple[Call, ...]
    certain: bool
    tried: bool = False
    done: int = 0
    notes: list[tuple[tuple[Any, ...], int]] = field(default_factory=list)
    fate: Fate = Fate.SENT
    error: str = ""


def record(tx: Tx, parcel: Parcel, now: int, on_sent: OnSent, unreachable: Unreachable) -> None:
    """Write down what became of a parcel; `now` in milliseconds."""
    chat_id = parcel.row.chat_id
    for note, message_id in parcel.notes:
        on_sent(tx, chat_id, note, message_id, parcel.certain)
    if parcel.fate is Fate.LATER and parcel.row.attempts < _MOST_ATTEMPTS:
        _put_off(tx, parcel, now)
    elif parcel.fate in (Fate.LATER, Fate.REFUSED):
        outbox.give_up(tx, parcel.row, parcel.error, now)
    else:
        if parcel.fate is Fate.GONE:
            unreachable(tx, chat_id)
        outbox.done(tx, parcel.row)


def _put_off(tx: Tx, parcel: Parcel, now: int) -> None:
    """Leave the rest for later: what was sent already is not sent again."""
    row = parcel.row
    due_at = now + min(_LONGEST_DELAY, _FIRST_DELAY * 2**row.attempts)
    rest = dump_calls(parcel.calls[parcel.done :]) if parcel.done else None
    outbox.retry(tx, row, due_at, parcel.error, rest)
