"""The bot shows that it is at work, every few seconds, so that candidates never pay for its absence."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store import pulse
from bot.store.base import Store
from bot.store.times import to_ms
from bot.transport.limits import Sleep
from bot.usecases.certification import beating
from bot.usecases.certification.beating import Known, Moment
from bot.usecases.certification.pulse import BEAT_MS, SILENCE_MS

_LOOK = 1.0  # seconds between two looks at the clock: one that is moved, as in a demo, is noticed soon
_log = logging.getLogger(__name__)


class Heartbeat:
    """Beats for one process that answers people; see `usecases.certification.beating`.

    `real` gives seconds that pass while nothing else does: a beat that comes late by it was no beat.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        sleep: Sleep = asyncio.sleep,
        real: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._real = real
        self._process = secrets.randbits(62)
        self._known: Known | None = None
        self._steady = 0.0  # at the latest beat, by the clock that nobody sets
        self._passed = 0.0  # the same by `real`
        self._failed = False

    async def beat(self) -> None:
        """Write that the bot is at work; nothing but a small read while no candidate's clock runs.

        Raises StoreUnavailable.
        """
        moment, steady, passed = self._moment(), self._clock.monotonic(), self._real()
        self._failed = True
        if await self._store.read(pulse.at_rest):
            self._known = Known(moment.now)
        else:
            self._known = await self._store.turn(beating.beat, self._process, self._known, moment)
        self._steady, self._passed, self._failed = steady, passed, False

    async def run(self) -> None:
        """Beat for ever; a beat that fails is made up for by the next one."""
        while True:
            await self._sleep(_LOOK)
            if not self._due():
                continue
            try:
                await self.beat()
            except StoreUnavailable as error:
                _log.warning("no pulse: %s", type(error).__name__)
            except Exception as error:  # a mistake of ours: clocks stand still until a beat succeeds
                _log.error("no pulse: %s", type(error).__name__)

    def _due(self) -> bool:
        now = to_ms(self._clock.now())
        return self._failed or self._known is None or abs(now - self._known.at) >= BEAT_MS

    def _moment(self) -> Moment:
        now = to_ms(self._clock.now())
        late = (self._real() - self._passed) * 1000 > SILENCE_MS
        expected = None
        if self._known is not None and not self._failed and not late:
            expected = self._known.at + round((self._clock.monotonic() - self._steady) * 1000)
        return Moment(now, expected, self._store.exclusive)
