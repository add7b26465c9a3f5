"""The whole bot on a day on which every pupil of a school is reminded: once SIGUSR2 comes, it is 17 h.

`TREMPLIN_…=… python -m bench.reminders_bot <rate> <people>`; with `--profile` it prints where the time went.
"""

import asyncio
import cProfile
import pstats
import signal
import sys
from datetime import datetime, timedelta

from bench import reminders_school
from bench.reminders_school import EVENING
from bench.whole_bot import LOOSE, in_words
from bot import bootstrap
from bot.bootstrap import App, until_told
from bot.clock import MovableClock, SystemClock
from bot.config import load_settings
from bot.content import load
from bot.store import reporting
from bot.store.base import Store, Tx
from bot.store.open import open_store
from bot.transport.limits import Limits

PUPILS = 25  # of a class; each has a campaign of its own
_EARLY = timedelta(hours=1)  # it is 16 h at the start: the planner makes its notices


async def main(rate: float, count: int, profile: bool) -> None:
    settings, clock = load_settings(), MovableClock(_From())
    store = await open_store(settings.database_url, clock)
    library = in_words(load())
    await store.turn(reminders_school.furnish, count // PUPILS, PUPILS)
    limits = Limits(rate=rate, chat_rate=LOOSE.chat_rate, chat_burst=LOOSE.chat_burst)
    app = App(settings, store, clock, library, limits)
    bootstrap.WARMING_BREATH = 0.0
    await app.start()
    if app._warming is not None:  # what every start costs is no cost of letters
        await app._warming
    await _until_planned(store, count)
    profiler = cProfile.Profile()

    def evening() -> None:
        clock.advance(EVENING - clock.now())
        if profile:
            profiler.enable()

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR2, evening)
    print("ready", flush=True)
    try:
        await until_told()
    finally:
        profiler.disable()
        await app.stop()
        if profile:
            pstats.Stats(profiler).sort_stats("tottime").print_stats(45)


class _From:
    """The machine's clock, as if it had been that day an hour before the evening when this began."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._began = self._real.now()

    def now(self) -> datetime:
        return EVENING - _EARLY + (self._real.now() - self._began)

    def monotonic(self) -> float:
        return self._real.monotonic()


def _planned(tx: Tx) -> int:
    return sum(each.count for each in reporting.notices_due(tx))


async def _until_planned(store: Store, count: int) -> None:
    while await store.read(_planned) < count:  # noqa: ASYNC110  # the planner tells nobody
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]), int(sys.argv[2]), "--profile" in sys.argv))
