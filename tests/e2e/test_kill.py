"""The bot is killed (-9) at random moments under load: no answer lost, none counted twice."""

import asyncio
import json
import multiprocessing
import os
import random
from collections.abc import AsyncIterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.store.open import open_store
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import settle

KILLS = 50
PUPILS = 8
SERVERS = multiprocessing.get_context("forkserver")  # imports once, so that a start takes little


def serve(token: str, api_url: str, database_url: str) -> None:
    """The process that gets killed: the whole bot with its scheduler."""
    from bot.bootstrap import App, until_told
    from bot.config import Settings
    from bot.content import load
    from tests.e2e.conftest import FAST

    async def work() -> None:
        settings = Settings(token=token, api_url=api_url, database_url=database_url)
        clock = SystemClock()
        app = App(settings, await open_store(database_url, clock), clock, load(), FAST)
        await app.start()
        await until_told()

    asyncio.run(work())


class Pupil:
    """Plays one competence, then the other, and remembers each answer given."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self.given: dict[
            tuple[str, int], str | None
        ] = {}  # (positioning, step) → what was typed, None if skipped
        self.done = False
        self._random = random.Random(seed)
        self._stopping = False

    async def play(self) -> None:
        await self._plays("1.1")
        await self._plays("4.1")
        self.done = True

    def stop(self) -> None:
        self._stopping = True

    async def _plays(self, code: str) -> None:
        start = await self._newest_buttons()
        await self._tap(start, f"begin:{code}", forged=True)
        while not self._stopping:
            await asyncio.sleep(self._random.uniform(0.1, 1.5))  # a pupil thinks
            message = await self._newest_buttons()
            if "🏆" in words(message):
                return
            await self._act(message)

    async def _act(self, message: dict[str, Any]) -> None:
        data = [b["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for b in row]
        skip = next((d for d in data if d.startswith("skip:")), None)
        if skip is None:
            await self._tap(message, next(d for d in data if d.startswith("proceed:")))
            return
        _, _, positioning, step = skip.split(":")
        key = (positioning, int(step, 36))
        if "Écris ta réponse" in words(message):
            self.given[key] = f"mot {len(self.given)}"
            await self.person.writes(self.given[key] or "")
            await self._moves_on(skip)
        else:
            self.given[key] = None
            await self._tap(message, skip)

    async def _tap(self, message: dict[str, Any], data: str, forged: bool = False) -> None:
        shown = str(message["reply_markup"])
        await self.person.taps_data(message["message_id"], data, forged)
        await self._moves_on(shown if forged else data)

    async def _moves_on(self, done: str) -> None:
        """Wait until the newest buttons are others than the ones just used."""
        while not self._stopping and done in str((await self._newest_buttons())["reply_markup"]):
            await asyncio.sleep(0.03)

    async def _newest_buttons(self) -> dict[str, Any]:
        """The newest message of the bot with buttons; a person acts on what is at the bottom."""
        for message in reversed(await self.person.messages()):
            if message.get("reply_markup", {}).get("inline_keyboard"):
                return message
        raise AssertionError(await self.person.transcript())


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[tuple[Sandbox, Stage, str]]:
    async with Sandbox(limits=Limits(overall=1e9, chat=1e9, group=1e9)) as sandbox:
        stage = Stage(sandbox.url)
        yield sandbox, stage, f"sqlite:///{tmp_path / 'killed.db'}"
        await stage.close()


async def test_fifty_kills_lose_nothing(town: tuple[Sandbox, Stage, str]) -> None:
    sandbox, stage, database_url = town
    seed = int(os.environ.get("TREMPLIN_KILL_SEED", "20261121"))
    chance = random.Random(seed)
    SERVERS.set_forkserver_preload(["bot.bootstrap", "tests.e2e.conftest"])
    bot = started(sandbox, database_url)
    pupils = [Pupil(await newcomer(stage, number), number) for number in range(PUPILS)]
    playing = [asyncio.create_task(pupil.play()) for pupil in pupils]
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.05, 0.6))  # the moment is the subject of the test
        bot.kill()
        bot.join()
        bot = started(sandbox, database_url)
    await everybody_goes_on(pupils)
    for pupil in pupils:
        pupil.stop()
    await asyncio.gather(*playing)
    bot.terminate()
    bot.join(10)
    assert bot.exitcode == 0
    assert sum(len(pupil.given) for pupil in pupils) > KILLS  # there was load
    await check(database_url, pupils)


async def newcomer(stage: Stage, number: int) -> Person:
    person = await stage.person(f"Élève {number}")
    await settle(person)
    return person


async def everybody_goes_on(pupils: list[Pupil]) -> None:
    """After the last kill, every pupil gets two more questions, or the end."""
    before = [len(pupil.given) for pupil in pupils]
    async with asyncio.timeout(60):
        while any(len(p.given) < n + 2 and not p.done for p, n in zip(pupils, before, strict=True)):
            await asyncio.sleep(0.05)


def started(sandbox: Sandbox, database_url: str) -> ForkServerProcess:
    process = SERVERS.Process(target=serve, args=(sandbox.token, sandbox.url, database_url))
    process.start()
    return process


async def check(database_url: str, pupils: list[Pupil]) -> None:
    """Each answer given is stored once, as it was given, and nothing else is."""
    store = await open_store(database_url, SystemClock())
    for pupil in pupils:
        stored = await store.turn(answers_of, pupil.person.id)
        last = max(pupil.given)
        given = {
            k: v for k, v in pupil.given.items() if k != last or k in stored
        }  # the last may be under way
        assert stored == given, pupil.person.name
        steps = sorted(step for _, step in stored)
        assert steps == list(range(1, len(steps) + 1))
    await store.close()


def answers_of(tx: Any, chat_id: int) -> dict[tuple[str, int], str | None]:
    from bot.store import people, practice
    from bot.transport.callback import pack

    person = people.person_of_chat(tx, chat_id)
    assert person is not None
    return {
        (pack("x", a.assessment_id).split(":")[1], a.step): json.loads(a.response) if a.response else None
        for a in practice.all_answers(tx, person.id)
    }
