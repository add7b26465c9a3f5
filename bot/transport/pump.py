"""Handing due outbox rows to the sender: reminders whose time has come, sends put off, what a crash left."""

import asyncio
import logging

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store import outbox
from bot.store.base import Store
from bot.store.times import to_ms
from bot.transport.outgoing import LEASE
from bot.transport.sender import Sender

_log = logging.getLogger(__name__)


class Pump:
    """Keeps a sender supplied: at every tick, and as soon as a lane runs low and more may be due."""

    def __init__(self, store: Store, sender: Sender, clock: Clock) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._more = False
        self._task: asyncio.Task[None] | None = None
        sender.low = self._wake

    async def tick(self) -> int:
        """Lease what is due and the sender has room for, and give it; gives how many rows.

        Raises StoreUnavailable.
        """
        lease = int(LEASE.total_seconds() * 1000)
        room = self._sender.room()
        rows = await self._store.turn(outbox.claim_due, to_ms(self._clock.now()), lease, room)
        given: dict[str, int] = {}
        for row in rows:
            given[row.lane] = given.get(row.lane, 0) + 1
            self._sender.send(row)
        self._more = any(given[lane] == room[lane] for lane in given)
        return len(rows)

    async def close(self) -> None:
        """Give nothing more."""
        self._more = False
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _wake(self) -> None:
        if self._more and self._task is None:
            self._task = asyncio.create_task(self._refill())

    async def _refill(self) -> None:
        try:
            await self.tick()
        except StoreUnavailable as error:  # the next tick comes by itself
            _log.warning("pump put off: %s", type(error).__name__)
        finally:
            self._task = None
