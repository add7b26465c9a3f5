"""From what a turn wants said to what is committed and handed to the sender."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.store import outbox
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.store.times import to_ms
from bot.transport.calls import EVERY_LANE, Call, Delivery, Lane, dump_calls

LEASE = timedelta(minutes=5)  # longer than a sender keeps a row before it puts it off

Outgoing: TypeAlias = tuple[OutboxRow, tuple[Call, ...]]
"""A committed row, leased to this process, and its calls."""


def put(tx: Tx, delivery: Delivery, now: datetime, lanes: Collection[Lane] = EVERY_LANE) -> Outgoing | None:
    """Add a delivery to the outbox.

    None when nothing is to be sent now: due later, there already, or not of the `lanes` of this process.
    """
    later = delivery.lane not in lanes or (delivery.due_at is not None and delivery.due_at > now)
    row = outbox.put(
        tx,
        delivery.chat_id,
        dump_calls(delivery.calls),
        lane=delivery.lane,
        kind=delivery.kind,
        due_at=to_ms(delivery.due_at or now),
        valid_until=None if delivery.valid_until is None else to_ms(delivery.valid_until),
        lease_until=None if later else to_ms(now + LEASE),
        dedupe_key=delivery.dedupe_key,
        once=delivery.once,
    )
    return None if row is None or later else (row, delivery.calls)
