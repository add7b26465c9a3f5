"""Handing due outbox rows to the sender: reminders whose time has come, sends put off, what a crash left."""

from bot.clock import Clock
from bot.store import outbox
from bot.store.base import Store
from bot.store.times import to_ms
from bot.transport.outgoing import LEASE
from bot.transport.sender import Sender


async def pump(store: Store, sender: Sender, clock: Clock, most: int = 100) -> int:
    """Lease up to `most` due rows and give them to the sender; gives how many. Raises StoreUnavailable."""
    lease = int(LEASE.total_seconds() * 1000)
    rows = await store.turn(outbox.claim_due, to_ms(clock.now()), lease, most)
    for row in rows:
        sender.send(row)
    return len(rows)
