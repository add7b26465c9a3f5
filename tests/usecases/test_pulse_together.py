"""On PostgreSQL: several processes of the bot beat for the same candidates, while an invigilator acts."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest

from bot.clock import FrozenClock
from bot.heartbeat import Heartbeat
from bot.store import sittings
from bot.store.base import Store, Tx
from bot.store.open import open_store
from bot.store.times import to_ms
from tests.usecases.sitters import MINUTE, Hall, candidate, incidents, used

PATIENCE = 10.0  # seconds: of a test that fails
SECOND = 1_000


class Workers:
    """Processes of the bot on one database; the first one was alone when it started."""

    def __init__(self, stores: list[Store], clock: FrozenClock, hall: Hall) -> None:
        self.stores, self.clock, self.hall = stores, clock, hall
        self.hearts = [self.starts(each) for each in stores]

    def starts(self, store: Store) -> Heartbeat:
        return Heartbeat(store, self.clock, real=self.clock.monotonic)

    @property
    def now(self) -> int:
        return to_ms(self.clock.now())

    async def work(self, seconds: int, *which: Heartbeat) -> None:
        """All beat, or some."""
        for _ in range(seconds // 5):
            self.clock.advance(timedelta(seconds=5))
            await asyncio.gather(*(each.beat() for each in which or self.hearts))

    async def used(self, id_: int) -> int:
        return await used(self.stores[0], id_, self.now)

    async def told(self) -> int:
        return len(await incidents(self.stores[0], self.hall))


@pytest.fixture
async def workers(postgres_url: str, clock: FrozenClock) -> AsyncIterator[Workers]:
    stores = [await open_store(postgres_url, clock) for _ in range(3)]
    assert [each.exclusive for each in stores] == [True, False, False]
    workers = Workers(stores, clock, await stores[0].turn(Hall.opens, to_ms(clock.now())))
    await workers.work(5)
    yield workers
    for each in stores:
        await each.close()


@pytest.fixture
async def lea(workers: Workers) -> int:
    """Somebody who has just begun."""
    return await workers.stores[0].turn(partial(workers.hall.sits, began=workers.now))


async def test_together_they_take_and_give_nothing(workers: Workers, lea: int) -> None:
    await workers.work(600)
    assert await workers.used(lea) == 10 * MINUTE
    assert await workers.told() == 0


async def test_all_killed_and_started_at_once_give_the_time_back_once(workers: Workers, lea: int) -> None:
    await workers.work(600)
    workers.clock.advance(timedelta(seconds=120))
    workers.hearts = [workers.starts(each) for each in workers.stores]
    await asyncio.gather(*(each.beat() for each in workers.hearts))
    assert await workers.used(lea) == 10 * MINUTE
    assert await workers.told() == 1
    await workers.work(60)
    assert await workers.used(lea) == 11 * MINUTE
    assert await workers.told() == 1


async def test_whoever_comes_last_has_nothing_left_to_give_back(workers: Workers, lea: int) -> None:
    await workers.work(60)
    workers.clock.advance(timedelta(seconds=120))
    workers.hearts = [workers.starts(each) for each in workers.stores]
    for each in reversed(workers.hearts):  # the one that was alone at its start comes last
        await each.beat()
    assert await workers.used(lea) == MINUTE
    assert await workers.told() == 1


async def test_one_that_starts_beside_another_gives_nothing(workers: Workers, lea: int) -> None:
    first, second = workers.hearts[:2]
    await workers.work(60, first)
    workers.clock.advance(timedelta(seconds=3))
    await second.beat()
    workers.clock.advance(timedelta(seconds=2))
    await workers.work(60, first, second)
    assert await workers.used(lea) == 2 * MINUTE + 5 * SECOND
    assert await workers.told() == 0


async def test_one_that_is_killed_beside_another_is_not_missed(workers: Workers, lea: int) -> None:
    first, second = workers.hearts[:2]
    await workers.work(60, first, second)
    await workers.work(60, first)
    again = workers.starts(workers.stores[1])
    await again.beat()
    await workers.work(60, first, again)
    assert await workers.used(lea) == 3 * MINUTE
    assert await workers.told() == 0


async def test_the_only_bot_beside_a_scheduler_gives_back_a_short_absence_too(
    workers: Workers, lea: int
) -> None:
    """It can't know at once that no other bot was there: it is sure when none beats."""
    bot = workers.hearts[1]
    await workers.work(60, bot)
    workers.clock.advance(timedelta(seconds=8))
    bot = workers.starts(workers.stores[1])
    await bot.beat()
    assert await workers.told() == 0
    await workers.work(15, bot)
    assert await workers.told() == 1
    assert await workers.used(lea) == MINUTE + 15 * SECOND
    await workers.work(60, bot)
    assert await workers.told() == 1


async def test_no_beat_and_no_invigilator_wait_for_each_other(workers: Workers, lea: int) -> None:
    """The invigilator holds the sitting, then candidates: so does a beat that gives time back."""
    tom = await workers.stores[0].turn(partial(workers.hall.sits, began=workers.now))
    await workers.work(60)
    workers.clock.advance(timedelta(seconds=60))
    held, beating = threading.Event(), threading.Event()

    def ends_all(tx: Tx) -> None:
        sittings.locked(tx, workers.hall.sitting_id)
        held.set()
        beating.wait(0.3)
        for each in sorted((lea, tom)):
            found = sittings.locked_candidate(tx, each)
            assert found is not None
            sittings.save_candidate(tx, found)

    invigilator = asyncio.create_task(workers.stores[2].turn(ends_all))
    assert await asyncio.to_thread(held.wait, PATIENCE)
    again = [workers.starts(each) for each in workers.stores[:2]]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(invigilator, *(each.beat() for each in again))
    for each in (lea, tom):
        assert (await candidate(workers.stores[0], each)).lost_ms == 60 * SECOND
