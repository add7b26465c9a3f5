"""The bot is killed (-9) while a school is reminded, or runs twice: nobody gets a letter twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bot.bootstrap import App
from bot.clock import Clock, MovableClock, SystemClock
from bot.config import Settings
from bot.content import Library
from bot.store.base import Store
from bot.store.open import open_store
from bot.usecases.reminders.hours import Agenda
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.e2e.cast import PATIENCE
from tests.e2e.conftest import FAST
from tests.e2e.crowd import newcomers
from tests.e2e.offices import enrol, hand_out
from tests.e2e.servers import Server
from tests.e2e.test_broadcasts import received, until
from tests.e2e.test_reminders_faults import fates

KILLS = 4
PUPILS = 250
RATE = 100
UNCERTAIN = 12  # at most, a kill: those on their way and those begun just ahead
SOON = timedelta(seconds=3)  # from the start to the hour of the reminders
LEFT = timedelta(days=3, hours=2)  # from then to the deadline
PARIS = Agenda("Europe/Paris", "")


def evening(now: datetime) -> datetime:
    """The next 17 h on a day on which people are written to."""
    return PARIS.moment(PARIS.day_of(PARIS.next_day(now)), 17 * 60)


def serve(token: str, api_url: str, database_url: str, ahead: float, ready: Connection) -> None:
    """The process that gets killed: the whole bot with its scheduler, its clock so many seconds ahead."""
    from bot.bootstrap import until_told
    from bot.content import load

    async def work() -> None:
        settings = Settings(token=token, api_url=api_url, database_url=database_url)
        app = await scheduling(settings, ahead_by(ahead), load())
        try:
            ready.send(True)
            await until_told()
        finally:
            await app.stop()

    asyncio.run(work())


async def scheduling(settings: Settings, clock: Clock, library: Library) -> App:
    """A process with nothing but the scheduler."""
    store = await open_store(settings.database_url, clock)
    app = App(settings, store, clock, library, replace(FAST, rate=RATE))
    await app.start(bot=False)
    return app


def ahead_by(seconds: float) -> MovableClock:
    clock = MovableClock()
    clock.advance(timedelta(seconds=seconds))
    return clock


@dataclass
class Town:
    """The sandbox, its pupils, the database that outlives every kill, and how far ahead its clock is."""

    sandbox: Sandbox
    chats: tuple[int, ...]
    settings: Settings
    ahead: float

    async def is_reminded(self) -> None:
        """In some seconds, every pupil of a class."""
        clock = ahead_by(self.ahead)
        store = await open_store(self.settings.database_url, clock)
        room = await store.turn(enrol, len(self.chats))
        assert room.chats == self.chats
        await store.turn(hand_out, room, clock.now() + SOON + LEFT, clock.now() - timedelta(hours=6))
        await store.close()

    def got(self) -> Counter[int]:
        """How many letters each chat holds."""
        return received(self.sandbox, self.chats, "Rentrée")

    async def ended(self, store: Store) -> Counter[tuple[str, str]]:
        """How the notices ended, once all have."""
        async with asyncio.timeout(PATIENCE):
            while (told := await self._fates(store)).total() < len(self.chats):
                await asyncio.sleep(0.1)
        return told

    async def _fates(self, store: Store) -> Counter[tuple[str, str]]:
        return await fates(store, ahead_by(self.ahead).now())


@pytest.fixture
async def town(tmp_path: Path, database_url: str) -> AsyncIterator[Town]:
    now = SystemClock().now()
    ahead = (evening(now) - SOON - now).total_seconds()
    async with Sandbox(limits=Limits(overall=inf, chat=inf, group=inf)) as sandbox:
        sandbox._world.clock.advance(ahead)
        settings = Settings(token=sandbox.token, api_url=sandbox.url, database_url=database_url)
        yield Town(sandbox, newcomers(sandbox, PUPILS), settings, ahead)


@pytest.fixture
def bot(town: Town) -> Iterator[Server]:
    settings = town.settings
    bot = Server(serve, settings.token, settings.api_url, settings.database_url, town.ahead)
    yield bot
    bot.kill()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_kills_in_the_middle_double_no_letter(town: Town, bot: Server) -> None:
    await town.is_reminded()
    await bot.starts()
    for number in range(1, KILLS + 1):
        goal = PUPILS * number // (KILLS + 1)
        await until(lambda: len(town.got()) >= goal)  # noqa: B023  # awaited here
        bot.kill()
        await bot.starts()

    store = await open_store(town.settings.database_url, SystemClock())
    told = await town.ended(store)
    await store.close()

    got = town.got()
    assert set(got.values()) == {1}
    assert set(told) <= {("reminder", "sent"), ("reminder", "uncertain")}
    assert told["reminder", "uncertain"] <= KILLS * UNCERTAIN
    assert told["reminder", "sent"] <= len(got)  # whoever is known to have it has it
    assert len(got) >= PUPILS - told["reminder", "uncertain"]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_schedulers_on_one_database_send_each_letter_once(town: Town, library: Library) -> None:
    await town.is_reminded()
    both = [await scheduling(town.settings, ahead_by(town.ahead), library) for _ in range(2)]
    store = await open_store(town.settings.database_url, SystemClock())
    try:
        told = await town.ended(store)
    finally:
        await store.close()
        for app in both:
            await app.stop()
    assert town.got() == Counter(town.chats)
    assert told == {("reminder", "sent"): PUPILS}
