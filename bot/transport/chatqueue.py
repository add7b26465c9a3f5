"""What waits to be sent to one chat, and whether a request to it is under way."""

import asyncio
from collections import deque

from bot.transport.calls import Lane
from bot.transport.limits import Sleep
from bot.transport.parcel import Parcel


class ChatQueue:
    """Parcels for one chat, the conversation's first. `busy` from the start, until it rests."""

    __slots__ = ("_first", "_later", "_waiter", "busy", "task")

    def __init__(self) -> None:
        self._first: deque[Parcel] = deque()
        self._later: deque[Parcel] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.busy = True
        self.task: asyncio.Task[None] | None = None

    def add(self, parcel: Parcel) -> None:
        """Put a parcel at the end of its lane."""
        (self._first if parcel.row.lane == Lane.CONVERSATION else self._later).append(parcel)

    def next(self) -> Parcel | None:
        """Take the next parcel out."""
        if self._first:
            return self._first.popleft()
        return self._later.popleft() if self._later else None

    def settled(self) -> asyncio.Future[None] | None:
        """None while it rests, else a future that is done when it does."""
        if not self.busy:
            return None
        if self._waiter is None:
            self._waiter = asyncio.get_running_loop().create_future()
        return self._waiter

    def rest(self) -> None:
        """Nothing is under way: whoever waited for that goes on."""
        self.busy = False
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    async def rest_for(self, sleep: Sleep, seconds: float) -> None:
        """Rest for a while before the next request."""
        self.rest()
        await sleep(seconds)
        self.busy = True
