"""Letters that are due: opened as many as the sender has room for, and handed to it at once."""

import asyncio

from bot.clock import Clock
from bot.store import notices
from bot.store.base import Store, Tx
from bot.store.outbox import OutboxRow
from bot.store.times import to_ms
from bot.transport.calls import Lane
from bot.transport.limits import Sleep
from bot.transport.sender import Sender
from bot.usecases.reminders import letters

BATCH = 50  # readers of one turn: others write too
_BREATH = 0.01  # seconds between turns
_STEPS = 60  # turns of one tick


class Letters:
    """Opens letters; what they say is written when they are sent."""

    def __init__(self, store: Store, sender: Sender, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._sleep = sleep

    async def tick(self) -> None:
        """Open the letters that are due, in turns of their own. Raises StoreUnavailable."""
        for _ in range(_STEPS):
            most = min(BATCH, self._sender.room().get(Lane.REMINDERS, 0))
            if not most or not await self._step(most):
                return
            await self._sleep(_BREATH)

    async def _step(self, most: int) -> bool:
        """One batch; True when somebody else waits."""
        rows, more = await self._store.turn(self._opened, most)
        for row in rows:
            self._sender.send(row)
        return more

    def _opened(self, tx: Tx, most: int) -> tuple[list[OutboxRow], bool]:
        now = self._clock.now()
        return letters.open_due(tx, now, most), bool(notices.due_readers(tx, to_ms(now), 1))
