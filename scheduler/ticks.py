"""Recurring ticks, nothing else: what is due lives in the database, never in the scheduler."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store.base import Store
from bot.transport.pump import Pump
from scheduler.broadcasts import Broadcasts
from scheduler.housekeeping import forget_old
from scheduler.letters import Letters
from scheduler.planner import Planner
from scheduler.sittings import Sittings

_log = logging.getLogger(__name__)


class Ticks:
    """The clock of the scheduler: broadcasts and letters every second, the pump, the planner and sittings
    every two, housekeeping every hour.
    """

    def __init__(
        self,
        store: Store,
        pump: Pump,
        broadcasts: Broadcasts,
        planner: Planner,
        letters: Letters,
        sittings: Sittings,
        clock: Clock,
    ) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._add(pump.tick, CronTrigger(second="*/2", timezone="UTC"))
        self._add(broadcasts.tick, CronTrigger(second="*", timezone="UTC"))
        self._add(broadcasts.recount, CronTrigger(second=30, timezone="UTC"))
        self._add(planner.tick, CronTrigger(second="*/2", timezone="UTC"))
        self._add(letters.tick, CronTrigger(second="*", timezone="UTC"))
        self._add(sittings.tick, CronTrigger(second="1-59/2", timezone="UTC"))
        self._add(lambda: forget_old(store, clock), CronTrigger(minute=7, timezone="UTC"))

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks; one under way ends where it is."""
        self._scheduler.shutdown(wait=False)

    def _add(self, tick: Callable[[], Awaitable[object]], trigger: CronTrigger) -> None:
        # One at a time, and a late tick counts once: everything due is found by the next one.
        self._scheduler.add_job(
            _patient(tick), trigger, max_instances=1, coalesce=True, misfire_grace_time=None
        )


def _patient(tick: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """A tick during which the database was away comes again by itself; one may be stopped halfway."""

    async def run() -> None:
        try:
            await tick()
        except StoreUnavailable as error:
            _log.warning("tick put off: %s", type(error).__name__)
        except asyncio.CancelledError:  # the bot stops: what is due is found when it starts again
            _log.info("tick stopped halfway")

    return run
