"""A delivery in the sender's hands, and what became of it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.store import outbox
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.store.times import from_ms, to_ms
from bot.transport.calls import EVERY_LANE, Call, Delivery, Lane, dump_calls
from bot.transport.outgoing import Outgoing, put

OnSent = Callable[[Tx, int, tuple[Any, ...], int, bool], Sequence[Delivery]]
"""`on_sent(tx, chat_id, note, message_id, certain)`: gives what is to be sent next.

Not certain: an earlier copy may have been sent too.
"""

Unreachable = Callable[[Tx, int], None]
"""`unreachable(tx, chat_id)`: the person blocked us, or is gone."""

OnRead = Callable[[Tx, int, tuple[Any, ...], dict[str, Any]], Sequence[Delivery]]
"""`on_read(tx, chat_id, note, result)`: what a sent file says; gives what is to be answered."""

OnFate = Callable[[Tx, OutboxRow, "Fate"], None]
"""`on_fate(tx, row, fate)`: how a delivery ended, whatever its kind; LATER and MOVED are no ends."""

Compose = Callable[[Tx, OutboxRow], tuple[Call, ...]]
"""`compose(tx, row)`: what a row without calls says when it is sent; nothing when it no longer is."""

OnMoved = Callable[[Tx, int, int], None]
"""`on_moved(tx, chat_id, new_chat_id)`: a group became a supergroup."""

_FRESH = 15.0  # seconds for which what was written is still so
UNWRITTEN = "[]"  # the payload of a row without calls
_FIRST_DELAY, _LONGEST_DELAY, _MOST_ATTEMPTS = 15_000, 3_600_000, 12  # milliseconds; then nearly half a day


class Fate(StrEnum):
    """How a delivery ended."""

    SENT = "sent"
    EXPIRED = "expired"
    GONE = "gone"
    MOVED = "moved"  # the group has another id now
    UNCERTAIN = "uncertain"  # it may have been sent, and is not sent again
    LATER = "later"
    REFUSED = "refused"


@dataclass(slots=True)
class Parcel:
    """One outbox row with its calls.

    `done` counts the calls behind us, `arrived` those that succeeded; `tried` tells that one was sent at all;
    not `certain` when a call may have been done more than once. `begun`: of what goes out once, that this is
    written down, at `begun_at` by the throttle's clock; `moved_to`, the new id of a group; `pause`, seconds
    for which Telegram wants silence.
    """

    row: OutboxRow
    calls: tuple[Call, ...]
    certain: bool
    tried: bool = False
    begun: bool = False
    moved_to: int = 0
    done: int = 0
    arrived: int = 0
    pause: float = 0.0
    begun_at: float = 0.0
    notes: list[tuple[tuple[Any, ...], int]] = field(default_factory=list)
    reads: list[tuple[tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    answers: list[Outgoing] = field(
        default_factory=list
    )  # to what arrived or was read, once that is committed
    fate: Fate = Fate.SENT
    error: str = ""

    @property
    def in_part(self) -> bool:
        """Whether a part of what is written when it is sent arrived: it would come again."""
        return self.composed and self.arrived > 0

    def stale(self, now: float) -> bool:
        """Whether it was written too long ago; `now` by the throttle's clock."""
        return self.begun and self.composed and now - self.begun_at > _FRESH

    @property
    def composed(self) -> bool:
        """Whether it has no words before it is begun: they are written then."""
        return bool(self.row.once) and self.row.payload == UNWRITTEN


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told, in the transaction that records it, what became of deliveries."""

    on_sent: OnSent
    unreachable: Unreachable
    on_read: OnRead
    on_fate: OnFate
    on_moved: OnMoved
    compose: Compose


def record(tx: Tx, parcel: Parcel, now: datetime, told: Told, lanes: Collection[Lane] = EVERY_LANE) -> None:
    """Write down what became of a parcel; of what is answered, this process sends its `lanes`."""
    chat_id = parcel.row.chat_id
    answers: list[Delivery] = []
    for note, message_id in parcel.notes:
        answers += told.on_sent(tx, chat_id, note, message_id, parcel.certain)
    for note, result in parcel.reads:
        answers += told.on_read(tx, chat_id, note, result)
    parcel.answers = [out for each in answers if (out := put(tx, each, now, lanes)) is not None]
    _settle(tx, parcel, now, told)


def _settle(tx: Tx, parcel: Parcel, now: datetime, told: Told) -> None:
    row = parcel.row
    if parcel.fate is Fate.LATER and row.attempts < _MOST_ATTEMPTS and not parcel.in_part:
        _put_off(tx, parcel, to_ms(now))
    elif parcel.fate is Fate.MOVED:
        _forward(tx, parcel, now, told)
    else:
        if parcel.fate is Fate.GONE:
            told.unreachable(tx, row.chat_id)
        gave_up = parcel.fate in (Fate.LATER, Fate.REFUSED)
        told.on_fate(tx, row, _told_as(parcel) if gave_up else parcel.fate)
        if gave_up:
            outbox.give_up(tx, row, parcel.error, to_ms(now))
        else:
            outbox.done(tx, row)


def _told_as(parcel: Parcel) -> Fate:
    """How one ended that is given up: who has a part of it was written to."""
    return Fate.SENT if parcel.in_part else Fate.REFUSED


def _forward(tx: Tx, parcel: Parcel, now: datetime, told: Told) -> None:
    """The group has another id: what is left goes there."""
    row, chat_id = parcel.row, parcel.moved_to
    told.on_moved(tx, row.chat_id, chat_id)
    outbox.done(tx, row)
    rest = tuple(
        replace(call, params={**call.params, "chat_id": chat_id}) for call in parcel.calls[parcel.done :]
    )
    valid_until = None if row.valid_until is None else from_ms(row.valid_until)
    delivery = Delivery(
        chat_id, rest, Lane(row.lane), row.kind, row.dedupe_key, None, valid_until, bool(row.once)
    )
    if (out := put(tx, delivery, now)) is not None:
        parcel.answers.append(out)


def _put_off(tx: Tx, parcel: Parcel, now: int) -> None:
    """Leave the rest for later: what was sent already is not sent again, what was written is anew."""
    row = parcel.row
    delay = min(_LONGEST_DELAY, _FIRST_DELAY * 2**row.attempts)
    due_at = now + max(delay, round(parcel.pause * 1000))
    rest = dump_calls(parcel.calls[parcel.done :]) if parcel.done and not parcel.composed else None
    outbox.retry(tx, row, due_at, parcel.error, rest)
