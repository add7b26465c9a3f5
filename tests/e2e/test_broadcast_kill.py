"""The bot is killed (-9) in the middle of a broadcast: nobody gets it twice, who may not have it is named."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bot.clock import MovableClock, SystemClock
from bot.store.open import open_store
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import until_open
from tests.e2e.crowd import gather, newcomers
from tests.e2e.servers import Server
from tests.e2e.test_broadcasts import received, until, writes

KILLS = 4
PUPILS = 250
RATE = 100
UNCERTAIN = 12  # at most, a kill: those on their way and those begun just ahead


def serve(token: str, api_url: str, database_url: str, ready: Connection) -> None:
    """The process that gets killed: the whole bot with its scheduler."""
    from bot.bootstrap import App, until_told
    from bot.config import Settings
    from bot.content import load
    from tests.e2e.conftest import FAST, until_open

    async def work() -> None:
        settings = Settings(token=token, api_url=api_url, database_url=database_url)
        clock = MovableClock()
        clock.advance(timedelta(seconds=until_open(clock)))
        store = await open_store(database_url, clock)
        app = App(settings, store, clock, load(), replace(FAST, rate=RATE))
        try:
            await app.start()
            ready.send(True)
            await until_told()
        finally:
            await app.stop()

    asyncio.run(work())


@dataclass
class Town:
    """The sandbox, its people, and the database that outlives every kill."""

    sandbox: Sandbox
    stage: Stage
    database_url: str


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with Sandbox(limits=Limits(overall=inf, chat=inf, group=inf)) as sandbox:
        sandbox._world.clock.advance(until_open(SystemClock()))
        stage = Stage(sandbox.url)
        yield Town(sandbox, stage, f"sqlite:///{tmp_path / 'killed.db'}")
        await stage.close()


@pytest.fixture
def bot(town: Town) -> Iterator[Server]:
    bot = Server(serve, town.sandbox.token, town.sandbox.url, town.database_url)
    yield bot
    bot.kill()


async def test_kills_in_the_middle_double_nothing(town: Town, bot: Server) -> None:
    sandbox, chats = town.sandbox, newcomers(town.sandbox, PUPILS)
    await bot.starts()
    store = await open_store(town.database_url, SystemClock())
    crowd = await gather(town.stage, store, chats)
    await store.close()
    await writes(crowd)
    await crowd.teacher.taps("Envoyer")
    for number in range(1, KILLS + 1):
        goal = PUPILS * number // (KILLS + 1)
        await until(lambda: len(received(sandbox, chats)) >= goal)  # noqa: B023  # awaited here
        bot.kill()
        await bot.starts()
    end = words(await crowd.teacher.sees("Envoi terminé"))
    got = received(sandbox, chats)
    assert set(got.values()) == {1}
    assert len(got) >= PUPILS - KILLS * UNCERTAIN
    known = int(re.search(r"Reçus : (\d+) sur", end)[1])  # type: ignore[index]  # it is there
    missed = int((re.search(r"Non reçus : (\d+)", end) or [0, 0])[1])
    assert known + missed == PUPILS
    assert known <= len(got)  # whoever is told to have it has it
    assert missed <= KILLS * UNCERTAIN
    assert len(await names(crowd.teacher, end, missed)) == missed


async def names(teacher: Person, end: str, missed: int) -> list[str]:
    """Who is listed as perhaps not reached: in the end itself, or page after page."""
    found = re.findall(r"❔ Élève (\d+)", end)
    if len(found) == missed:
        return found
    await teacher.taps("Qui ne l'a pas reçu")
    listed = words(await teacher.sees("Qui ne l'a pas reçu"))
    found = re.findall(r"❔ Élève (\d+)", listed)
    while len(found) < missed:
        await teacher.taps("➡️")
        found += re.findall(r"❔ Élève (\d+)", words(await teacher.sees("Qui ne l'a pas reçu")))
    return found
