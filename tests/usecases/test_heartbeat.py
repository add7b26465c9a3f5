"""The beats of one process: every five seconds, and at once when a clock is moved."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.errors import StoreUnavailable
from bot.heartbeat import Heartbeat


class Beats(Heartbeat):
    """One that notes when it beats; some beats fail."""

    def __init__(self, clock: FrozenClock, sleep: Callable[[float], Awaitable[None]]) -> None:
        super().__init__(Resting(self), clock, sleep=sleep, real=clock.monotonic)  # type: ignore[arg-type]
        self.at: list[float] = []
        self.fails: dict[int, Exception] = {}  # by the number of the beat


class Resting:
    """A store in which nobody sits."""

    exclusive = True

    def __init__(self, beats: Beats) -> None:
        self._beats = beats

    async def read(self, _: object) -> bool:
        beats = self._beats
        beats.at.append(beats._clock.monotonic())
        if failure := beats.fails.get(len(beats.at)):
            raise failure
        return True


class Hour:
    """Time passes while the process sleeps, for so many looks at the clock."""

    def __init__(self, clock: FrozenClock, looks: int) -> None:
        self.clock, self.left = clock, looks
        self.moved: dict[int, timedelta] = {}  # by how many looks are left

    async def sleep(self, seconds: float) -> None:
        if not self.left:
            raise asyncio.CancelledError
        self.left -= 1
        self.clock.advance(timedelta(seconds=seconds) + self.moved.get(self.left, timedelta()))


async def beaten(clock: FrozenClock, hour: Hour, **fails: Exception) -> list[float]:
    """When it beats, in seconds since the first beat."""
    beats = Beats(clock, hour.sleep)
    beats.fails = {int(number[1:]): failure for number, failure in fails.items()}
    await beats.beat()
    with pytest.raises(asyncio.CancelledError):
        await beats.run()
    return beats.at


async def test_every_five_seconds(clock: FrozenClock) -> None:
    assert await beaten(clock, Hour(clock, 17)) == [0, 5, 10, 15]


async def test_a_moved_clock_is_noticed_within_a_second(clock: FrozenClock) -> None:
    hour = Hour(clock, 10)
    hour.moved[8] = timedelta(hours=1)
    assert await beaten(clock, hour) == [0, 3602, 3607]


async def test_a_beat_that_fails_is_tried_again_at_once(
    clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    failures = {"n2": StoreUnavailable("gone"), "n3": ValueError("words of a person")}
    assert await beaten(clock, Hour(clock, 12), **failures) == [0, 5, 6, 7, 12]
    said = [(each.levelname, each.getMessage()) for each in caplog.records]
    assert said == [("WARNING", "no pulse: StoreUnavailable"), ("ERROR", "no pulse: ValueError")]
