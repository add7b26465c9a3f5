"""Letters that are due: opened as many as the sender has room for, and handed to it at once."""

import asyncio
import logging

from bot.clock import Clock
from bot.errors import StoreUnavailable
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
_log = logging.getLogger(__name__)


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
        try:
            rows, more = await self._store.turn(self._opened, most)
        except StoreUnavailable:
            raise
        except Exception as error:  # a mistake of ours about one of them: the others must have theirs
            _log.error("letters can't be opened together: %s", type(error).__name__)
            return await self._one_by_one(most)
        self._send(rows)
        return more

    def _opened(self, tx: Tx, most: int) -> tuple[list[OutboxRow], bool]:
        now = self._clock.now()
        return letters.open_due(tx, now, most), bool(notices.due_readers(tx, to_ms(now), 1))

    async def _one_by_one(self, most: int) -> bool:
        """One batch, each reader in a turn of their own; True when there was somebody."""
        readers = await self._store.turn(notices.due_readers, to_ms(self._clock.now()), most)
        for reader in readers:
            await self._alone(reader)
            await self._sleep(_BREATH)
        return bool(readers)

    async def _alone(self, reader: int) -> None:
        now = self._clock.now()
        try:
            self._send(await self._store.turn(letters.open_for, now, [reader]))
        except StoreUnavailable:
            raise
        except Exception as error:
            _log.error("no letter can be opened for person %d: %s", reader, type(error).__name__)
            await self._store.turn(letters.give_up, now, reader)

    def _send(self, rows: list[OutboxRow]) -> None:
        for row in rows:
            self._sender.send(row)
