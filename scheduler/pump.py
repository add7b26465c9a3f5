"""The outbox pump: what is due and in nobody's hands goes to the sender."""

from bot.clock import Clock
from bot.store import outbox
from bot.store.base import Store
from bot.transport.sender import Sender

LEASE_MS = 5 * 60_000  # longer than a sender keeps a row before it puts it off
BATCH = 200


class Pump:
    """Claims due deliveries in batches; several pumps on one database share the work."""

    def __init__(self, store: Store, sender: Sender, clock: Clock) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock

    async def tick(self) -> None:
        """Hand over everything that is due now; the sender spaces it out."""
        now_ms = int(self._clock.now().timestamp() * 1000)
        while True:
            rows = await self._store.turn(outbox.claim_due, now_ms, LEASE_MS, BATCH)
            for row in rows:
                self._sender.send(row)
            if len(rows) < BATCH:
                return
