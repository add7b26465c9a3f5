"""The bot is killed (-9) at random moments under load: no answer lost, none counted twice."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.store.open import open_store
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import settle
from tests.e2e.servers import Server

KILLS = 50
KILLED_WHILE_STARTING = 0.2  # the share of kills that may come before the bot serves anybody
NOTHING_TO_TAP: dict[str, Any] = {"reply_markup": {"inline_keyboard": []}}
PUPILS = 8
SEED = 20261121


def serve(token: str, api_url: str, database_url: str, ready: Connection) -> None:
    """The process that gets killed: the whole bot with its scheduler."""
    from bot.bootstrap import App, until_told
    from bot.config import Settings
    from bot.content import load
    from tests.e2e.conftest import FAST

    async def work() -> None:
        settings = Settings(token=token, api_url=api_url, database_url=database_url)
        clock = SystemClock()
        app = App(settings, await open_store(database_url, clock), clock, load(), FAST)
        try:
            await app.start()
            ready.send(True)
            await until_told()
        finally:
            await app.stop()

    asyncio.run(work())


class Pupil:
    """Plays one competence, then the other, and remembers each answer given."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self.given: dict[
            tuple[str, int], str | None
        ] = {}  # (positioning, step) → what was typed, None if skipped
        self.done = False
        self._acted = 0  # the message acted on last: what stands above it is past
        self._random = random.Random(seed)
        self._stopping = False

    async def play(self) -> None:
        for code in ("1.1", "4.1"):
            await self._plays(code)
            if self._stopping:
                return
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
        self._acted = message.get("message_id", self._acted)
        data = [b["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for b in row]
        skip = next((d for d in data if d.startswith("skip:")), None)
        if skip is None:
            for proceed in [d for d in data if d.startswith("proceed:")]:
                await self._tap(message, proceed)
            return  # else the next question is still on its way
        _, _, positioning, step = skip.split(":")
        key = (positioning, int(step, 36))
        if key in self.given:  # a copy sent again after a crash: it was answered
            return
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
            if message["message_id"] < self._acted:
                break
            if message.get("reply_markup", {}).get("inline_keyboard"):
                return message
        return NOTHING_TO_TAP  # the question is closed, the next one on its way


@dataclass
class Town:
    """The sandbox, its people, and the database that outlives every kill."""

    sandbox: Sandbox
    stage: Stage
    database_url: str


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with Sandbox(limits=Limits(overall=inf, chat=inf, group=inf)) as sandbox:
        stage = Stage(sandbox.url)
        yield Town(sandbox, stage, f"sqlite:///{tmp_path / 'killed.db'}")
        await stage.close()


@pytest.fixture
def bot(town: Town) -> Iterator[Server]:
    bot = Server(serve, town.sandbox.token, town.sandbox.url, town.database_url)
    bot.start()
    yield bot
    bot.kill()


async def test_fifty_kills_lose_nothing(town: Town, bot: Server) -> None:
    chance = random.Random(SEED)
    pupils = [Pupil(await newcomer(town.stage, number), number) for number in range(PUPILS)]
    async with asyncio.TaskGroup() as playing:  # one who fails ends the test, and leaves nobody playing
        for pupil in pupils:
            playing.create_task(pupil.play())
        for _ in range(KILLS):
            if chance.random() > KILLED_WHILE_STARTING:
                await bot.serves()
            await asyncio.sleep(chance.uniform(0, 0.5))  # the moment is the subject of the test
            bot.kill()
            bot.start()
        await everybody_goes_on(pupils)
        for pupil in pupils:
            pupil.stop()
    assert await bot.stop() == 0
    assert sum(len(pupil.given) for pupil in pupils) > KILLS  # there was load
    await check(town.database_url, pupils)


async def newcomer(stage: Stage, number: int) -> Person:
    person = await stage.person(f"Élève {number}")
    await settle(person)
    return person


async def everybody_goes_on(pupils: list[Pupil]) -> None:
    """After the last kill, every pupil gets two more questions, or the end."""
    before = [len(pupil.given) for pupil in pupils]
    try:
        async with asyncio.timeout(60):
            while waiting(pupils, before):
                await asyncio.sleep(0.05)
    except TimeoutError:
        told = [await pupil.person.transcript(4) for pupil in waiting(pupils, before)]
        raise AssertionError("never went on:\n" + "\n\n".join(told)) from None


def waiting(pupils: list[Pupil], before: list[int]) -> list[Pupil]:
    """Those who got neither two more questions nor the end."""
    return [p for p, n in zip(pupils, before, strict=True) if len(p.given) < n + 2 and not p.done]


async def check(database_url: str, pupils: list[Pupil]) -> None:
    """Each answer given is stored once, as it was given, and nothing else is."""
    store = await open_store(database_url, SystemClock())
    stored = [await store.turn(answers_of, pupil.person.id) for pupil in pupils]
    await store.close()
    for pupil, answers in zip(pupils, stored, strict=True):
        last = max(pupil.given)
        given = {
            k: v for k, v in pupil.given.items() if k != last or k in answers
        }  # the last may be under way
        assert answers == given, pupil.person.name
        for positioning in {positioning for positioning, _ in answers}:
            steps = sorted(step for p, step in answers if p == positioning)
            assert steps == list(range(1, len(steps) + 1))


def answers_of(tx: Any, chat_id: int) -> dict[tuple[str, int], str | None]:
    from bot.store import people, practice
    from bot.transport.callback import pack

    person = people.person_of_chat(tx, chat_id)
    assert person is not None
    return {
        (pack("x", a.assessment_id).split(":")[1], a.step): json.loads(a.response) if a.response else None
        for a in practice.all_answers(tx, person.id)
    }
