"""Writing down what was sent: deliveries that end at the same time share one transaction."""

import asyncio
import logging
from collections.abc import Callable

from bot.errors import StoreUnavailable
from bot.store import outbox
from bot.store.base import Store, Tx
from bot.transport.limits import Sleep
from bot.transport.parcel import Parcel

_log = logging.getLogger(__name__)
_BACKOFF = (0.05, 0.2, 0.5, 1.0, 2.0)  # seconds; the last one repeats

Record = Callable[[Tx, Parcel], None]


class Marker:
    """Records parcels in the order they come, in as few turns as the store's pace allows.

    `tell` says, of one that can't be recorded, how it ended; `fault` is what the operator reads of it.
    """

    def __init__(
        self,
        store: Store,
        record: Record,
        tell: Record,
        now: Callable[[], int],
        sleep: Sleep,
        fault: str = "sent, not recorded",
    ) -> None:
        self._store = store
        self._record = record
        self._tell = tell
        self._now = now
        self._sleep = sleep
        self._fault = fault
        self._waiting: list[tuple[Parcel, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    def mark(self, parcel: Parcel) -> asyncio.Future[None]:
        """Record a parcel; the future is done once that is committed."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((parcel, future))
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        return future

    async def close(self) -> None:
        """Give up what could not be recorded yet: its rows are still in the outbox."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._mark([parcel for parcel, _ in batch])
                for _, future in batch:
                    if not future.done():
                        future.set_result(None)
        finally:
            self._task = None

    async def _mark(self, parcels: list[Parcel]) -> None:
        try:
            await self._turn(self._record_all, parcels)
        except Exception as error:
            if len(parcels) > 1:
                for parcel in parcels:
                    await self._mark([parcel])
            else:
                await self._keep(parcels[0], error)

    async def _keep(self, parcel: Parcel, error: Exception) -> None:
        """It can't be recorded, by a mistake of ours: the operator will see it, nobody gets it twice."""
        parcel.error = f"{self._fault}: {type(error).__name__}"
        _log.error("a %s was %s", parcel.row.kind, parcel.error)
        for give_up in (self._give_up_and_tell, self._give_up):
            try:
                await self._turn(give_up, [parcel])
            except Exception as worse:
                _log.error("nor given up: %s", type(worse).__name__)
            else:
                return

    async def _turn(self, fn: Callable[[Tx, list[Parcel]], None], parcels: list[Parcel]) -> None:
        failures = 0
        while True:
            try:
                return await self._store.turn(fn, parcels)
            except StoreUnavailable:
                await self._sleep(_BACKOFF[min(failures, len(_BACKOFF) - 1)])
                failures += 1

    def _record_all(self, tx: Tx, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            self._record(tx, parcel)

    def _give_up_and_tell(self, tx: Tx, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            self._tell(tx, parcel)
        self._give_up(tx, parcels)

    def _give_up(self, tx: Tx, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            outbox.give_up(tx, parcel.row, parcel.error, self._now())
