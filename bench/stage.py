"""One contender with an API and a school of its own, and the measures taken of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.api import Api
from bench.contender import PATIENCE, Contender, Sample, running
from bench.pupils import Load

AT_ONCE = 100  # pupils with a tap in flight
RATE = 200.0  # taps a second when the rate is fixed
_RUSH = 0.5  # seconds before a measure begins
_RESERVE = 500  # pupils who wait for their moment to tap


@dataclass(frozen=True, slots=True)
class Measure:
    """What one contender did in one window, and what it took."""

    load: Load
    seconds: float
    cpu: float  # seconds
    commits: int
    calls: int
    size: int  # bytes of the calls' bodies
    memory: int  # bytes, at the end

    @property
    def speed(self) -> float:
        """Turns a second."""
        return self.load.turns / self.seconds

    @property
    def turn_cpu(self) -> float:
        """CPU seconds a turn."""
        return self.each(self.cpu)

    def each(self, total: float) -> float:
        """So much of it a turn."""
        return total / max(1, self.load.turns)


@dataclass(frozen=True, slots=True)
class _Look:
    """A moment's counters of the contender and of its API."""

    sample: Sample
    calls: int
    size: int


class Stage:
    """Where a contender plays."""

    def __init__(self, name: str, api: Api, contender: Contender) -> None:
        self.name = name
        self.lost = 0  # taps never answered
        self._api = api
        self._contender = contender

    async def closed(self, delay: float, seconds: float) -> Measure:
        """AT_ONCE pupils who tap as soon as they can."""
        await self._prepare(delay)
        self._api.pupils.keep(AT_ONCE)
        await asyncio.sleep(_RUSH)
        start = self._start()
        await asyncio.sleep(seconds)
        end, load = self._look(), self._api.pupils.take()
        self._api.pupils.keep(0)
        self._api.delay = 0.0  # the slow ones end sooner
        await self._drain(delay)
        return _measure(load, start, end)

    async def steady(self, delay: float, seconds: float) -> Measure:
        """RATE taps a second, whatever the contender does."""
        await self._prepare(delay)
        start = self._start()
        await self._api.pupils.tap_evenly(RATE, seconds)
        end = self._look()
        await self._drain(delay)
        return _measure(self._api.pupils.take(), start, end)

    async def _prepare(self, delay: float) -> None:
        self._api.delay = 0.0
        if (missing := _RESERVE - self._api.pupils.ready) > 0:
            await self._api.pupils.settle(missing)
        self._api.delay = delay

    async def _drain(self, delay: float) -> None:
        self.lost += await self._api.pupils.drain()
        await asyncio.sleep(delay)  # until the bot has heard of its last messages

    def _start(self) -> _Look:
        self._api.pupils.take()
        return self._look()

    def _look(self) -> _Look:
        return _Look(self._contender.sample(), self._api.calls.total(), self._api.size)


def _measure(load: Load, start: _Look, end: _Look) -> Measure:
    return Measure(
        load,
        seconds=end.sample.at - start.sample.at,
        cpu=end.sample.cpu - start.sample.cpu,
        commits=end.sample.commits - start.sample.commits,
        calls=end.calls - start.calls,
        size=end.size - start.size,
        memory=end.sample.memory,
    )


@asynccontextmanager
async def staged(name: str) -> AsyncIterator[Stage]:
    """A contender, started and ready to play."""
    async with Api() as api, running(name, api.url) as contender:
        await asyncio.wait_for(api.first_poll.wait(), PATIENCE)
        yield Stage(name, api, contender)
