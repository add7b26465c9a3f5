"""One lane's parcels on their way to their chats: evenly spaced, and begun in time when they go out once."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from bot.transport.calls import Lane
from bot.transport.limits import Throttle
from bot.transport.parcel import Parcel

Begin = Callable[[list[Parcel]], Awaitable[list[Parcel]]]
"""`begin(parcels)`: write down that they are about to be sent; gives those that still are to be."""

_AHEAD = 0.04  # seconds of sending that are begun ahead: what a crash then leaves is not sent any more
_STOCK = 3.0  # seconds of sending that are kept in memory
_LEAST, _MOST = 50, 2000  # and how many parcels that is, whatever the rate


class Line:
    """A queue that moves at the throttle's pace, `hand_over` getting each parcel at its moment.

    `low` is called when more would be welcome.
    """

    def __init__(
        self,
        lane: Lane,
        throttle: Throttle,
        begin: Begin,
        hand_over: Callable[[Parcel], None],
        low: Callable[[], None],
    ) -> None:
        self._lane = lane
        self._throttle = throttle
        self._begin = begin
        self._hand_over = hand_over
        self._low = low
        self._waiting: deque[Parcel] = deque()
        self._ready: deque[Parcel] = deque()
        self._stock = min(_MOST, max(_LEAST, int(throttle.limits.rate * _STOCK)))
        self._batch = max(1, int(throttle.limits.rate * _AHEAD))
        self._beginning: asyncio.Task[None] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def room(self) -> int:
        """How many more parcels it would like."""
        return max(0, self._stock - len(self._waiting))

    def add(self, parcel: Parcel) -> None:
        """Put a parcel at the end."""
        self._waiting.append(parcel)
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Hand over nothing more."""
        tasks = [task for task in (self._task, self._beginning) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        try:
            while self._waiting or self._ready or self._beginning:
                await self._throttle.opened()  # nothing is written before a pause to be sent after it
                self._give_stale()
                if not await self._prepared():
                    continue
                await self._throttle.leave(self._lane)
                self._hand_over(self._ready.popleft())
        finally:
            self._task = None

    def _give_stale(self) -> None:
        """What a pause made stale is not sent, and takes nobody's place."""
        now = self._throttle.monotonic()
        while self._ready and self._ready[0].stale(now):
            self._hand_over(self._ready.popleft())

    async def _prepared(self) -> bool:
        """True when a parcel is ready; the next ones are begun while it waits for its place."""
        if self._beginning is None and self._waiting and len(self._ready) < self._batch:
            self._beginning = asyncio.create_task(self._begin_some())
        if not self._ready and self._beginning is not None:
            await self._beginning
        return bool(self._ready)

    async def _begin_some(self) -> None:
        try:
            batch = [self._waiting.popleft() for _ in range(min(self._batch, len(self._waiting)))]
            if len(self._waiting) < self._stock // 2:
                self._low()
            self._ready += await self._begin(batch)
        finally:
            self._beginning = None
