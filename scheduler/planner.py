"""What is due is made into notices, in batches, each in a turn of its own."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store import plans
from bot.store.base import Store, Tx
from bot.store.times import to_ms
from bot.transport.limits import Sleep
from bot.usecases.reminders import expanding, planning, weekly

_STEPS, _BREATH = 20, 0.05  # batches of one tick, and seconds between them: others write too
_TOGETHER = 20  # campaigns planned in one turn
_ENDED = timedelta(days=90)  # no holidays are longer: what comes after a deadline was told
_LATER = timedelta(hours=1)  # when what could not be done is tried again
_log = logging.getLogger(__name__)


class Planner:
    """Makes notices on their day; plans what nobody planned: campaigns at the start, weeks of new schools.

    What can't be done for one of them, a mistake of ours or a row of another release, is logged and left: the
    others go on.
    """

    def __init__(self, store: Store, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._caught_up = False
        self._weekless: set[int] = set()  # schools whose weeks can't be planned, until the next start

    async def tick(self) -> None:
        """Make the notices that are due, a few batches at a time. Raises StoreUnavailable."""
        if not self._caught_up:
            await self._catch_up()
            self._caught_up = True
        await self._plan_weeks()
        for _ in range(_STEPS):
            if not await self._step(self._clock.now()):
                return
            await self._sleep(_BREATH)

    async def _step(self, now: datetime) -> bool:
        """One batch; an occasion that can't be told goes behind the others."""
        begun: list[int] = []
        try:
            return await self._store.turn(expanding.step, now, begun.append)
        except StoreUnavailable:
            raise
        except Exception as error:
            if not begun:
                raise
            _log.error("occasion %d can't be told: %s", begun[-1], type(error).__name__)
            await self._store.turn(plans.put_behind, begun[-1], to_ms(now + _LATER))
            return True

    async def _plan_weeks(self) -> None:
        for school_id in await self._store.read(weekly.missing):
            if school_id not in self._weekless and not await self._plan(weekly.plan, school_id):
                self._weekless.add(school_id)

    async def _catch_up(self) -> None:
        """Plan the campaigns that run: those of an older release, and all when days off became known."""
        left = iter(await self._store.read(plans.running, to_ms(self._clock.now() - _ENDED)))
        while some := list(islice(left, _TOGETHER)):
            try:
                await self._store.turn(self._plan_all, some)
            except StoreUnavailable:
                raise
            except Exception:  # one of them can't be planned: alone, it says so in the log
                for campaign_id in some:
                    await self._plan(planning.sync, campaign_id)
            await self._sleep(_BREATH)

    def _plan_all(self, tx: Tx, campaign_ids: list[int]) -> None:
        for campaign_id in campaign_ids:
            planning.sync(tx, campaign_id, self._clock.now())

    async def _plan(self, plan: Callable[[Tx, int, datetime], None], id_: int) -> bool:
        """Plan one thing alone; False when that can't be done."""
        try:
            await self._store.turn(plan, id_, self._clock.now())
        except StoreUnavailable:
            raise
        except Exception as error:
            _log.error("%s %d: %s", plan.__module__.rpartition(".")[2], id_, type(error).__name__)
            return False
        return True
