import random
from bisect import bisect_left
from itertools import pairwise

import pytest

from bot.transport.calls import Lane
from bot.transport.limits import Limits, Spacing, Throttle
from tests.transport.stand_ins import FakeTime, SharedTime


def test_places_are_evenly_spaced() -> None:
    spacing = Spacing(0.5)
    assert [spacing.book(10.0) for _ in range(4)] == [0.0, 0.5, 1.0, 1.5]


def test_a_silence_is_not_caught_up() -> None:
    spacing = Spacing(1.0, burst=2)
    assert [spacing.book(0.0) for _ in range(3)] == [0.0, 0.0, 1.0]
    assert [spacing.book(100.0) for _ in range(3)] == [0.0, 0.0, 1.0]


def throttle(limits: Limits | None = None) -> tuple[Throttle, FakeTime]:
    time = FakeTime()
    return Throttle(limits, time.monotonic, time.sleep), time


def test_a_chat_has_a_small_burst_then_one_a_second() -> None:
    slow, _ = throttle(Limits(chat_burst=2))
    assert [slow.book_chat(7) for _ in range(4)] == [0.0, 0.0, 1.0, 2.0]
    assert slow.book_chat(8) == 0.0


def test_a_group_gets_no_more_than_twenty_in_any_minute() -> None:
    slow, time = throttle()
    sent = [time.now + slow.book_chat(-7) for _ in range(100)]
    assert max(sum(start <= at < start + 60 for at in sent) for start in sent) <= 20


async def left(slow: Throttle, time: FakeTime, lanes: list[Lane]) -> list[float]:
    """When each of these left, one after the other."""
    times = []
    for lane in lanes:
        await slow.leave(lane)
        times.append(time.now - 1000)
    return times


async def test_a_lane_is_evenly_spaced_a_little_below_its_rate() -> None:
    slow, time = throttle(Limits(rate=10))
    times = await left(slow, time, [Lane.BROADCAST] * 31)
    assert [b - a for a, b in pairwise(times)] == pytest.approx([0.103] * 30)


async def test_reminders_and_broadcasts_share_the_rate() -> None:
    slow, time = throttle(Limits(rate=10))
    times = await left(slow, time, [Lane.BROADCAST, Lane.REMINDERS, Lane.BROADCAST])
    assert times == pytest.approx([0.0, 0.103, 0.206])


async def test_a_lane_waits_for_the_end_of_a_pause_and_makes_up_for_none_of_it() -> None:
    slow, time = throttle(Limits(rate=10))
    await left(slow, time, [Lane.BROADCAST])
    slow.pause(5)
    times = await left(slow, time, [Lane.BROADCAST] * 11)
    assert times[0] == pytest.approx(5)
    assert times[-1] == pytest.approx(6.03)


@pytest.mark.parametrize("rate", [1, 25, 200])
async def test_a_lane_that_is_often_late_keeps_its_rate_and_never_exceeds_it(rate: int) -> None:
    time = FakeTime()
    chance = random.Random(rate)

    async def oversleep(seconds: float) -> None:
        await time.sleep(seconds + (0.1 if chance.random() < 0.02 else 0.0005))

    slow = Throttle(Limits(rate=rate), time.monotonic, oversleep)
    sent = await left(slow, time, [Lane.BROADCAST] * rate * 5)
    in_a_second = [bisect_left(sent, at + 1) - n for n, at in enumerate(sent)]
    assert max(in_a_second) <= rate
    assert (len(sent) - 1) / sent[-1] > 0.95 * rate


async def test_after_the_longest_pause_those_who_waited_go_on_one_by_one() -> None:
    time = SharedTime()
    slow = Throttle(Limits(rate=10), time.monotonic, time.sleep)
    slow.pause(5)
    slow.pause(2)
    assert slow.paused
    resumed: list[float] = []

    async def waiter() -> None:
        await slow.resume()
        resumed.append(time.now)

    await time.run(waiter(), waiter(), waiter())
    assert resumed == pytest.approx([1005, 1005.1, 1005.2])
    assert not slow.paused


def test_quiet_chats_are_forgotten() -> None:
    slow, time = throttle()
    for chat_id in range(1, 10_001):
        slow.book_chat(chat_id)
    time.now += 60
    slow.book_chat(10_001)
    assert len(slow._chats) == 1
