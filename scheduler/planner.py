"""What is due is made into notices, in batches, each in a turn of its own."""

import asyncio
from datetime import timedelta
from itertools import islice

from bot.clock import Clock
from bot.store import plans
from bot.store.base import Store, Tx
from bot.store.times import to_ms
from bot.transport.limits import Sleep
from bot.usecases.reminders import expanding, planning, weekly

_STEPS, _BREATH = 20, 0.05  # batches of one tick, and seconds between them: others write too
_TOGETHER = 20  # campaigns planned in one turn
_ENDED = timedelta(days=90)  # no holidays are longer: what comes after a deadline was told


class Planner:
    """Makes notices on their day; plans what nobody planned: campaigns at the start, weeks of new schools."""

    def __init__(self, store: Store, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._caught_up = False

    async def tick(self) -> None:
        """Make the notices that are due, a few batches at a time. Raises StoreUnavailable."""
        if not self._caught_up:
            await self._catch_up()
            self._caught_up = True
        if await self._store.read(weekly.missing):
            await self._store.turn(weekly.plan_missing, self._clock.now())
        for _ in range(_STEPS):
            if not await self._store.turn(expanding.step, self._clock.now()):
                return
            await self._sleep(_BREATH)

    async def _catch_up(self) -> None:
        """Plan the campaigns that run: those of an older release, and all when days off became known."""
        left = iter(await self._store.read(plans.running, to_ms(self._clock.now() - _ENDED)))
        while some := list(islice(left, _TOGETHER)):
            await self._store.turn(self._plan, some)
            await self._sleep(_BREATH)

    def _plan(self, tx: Tx, campaign_ids: list[int]) -> None:
        for campaign_id in campaign_ids:
            planning.sync(tx, campaign_id, self._clock.now())
