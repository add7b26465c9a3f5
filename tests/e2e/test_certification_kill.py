"""The bot is killed (-9) in the middle of a sitting: no candidate loses an answer, or a second."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.content import Library
from bot.store import people, pulse, sittings
from bot.store.base import Store, Tx
from bot.store.open import open_store
from bot.store.sittings import Candidate, Sitting
from bot.store.times import to_ms
from bot.transport.callback import unpack
from bot.usecases import codes
from bot.usecases.certification import clock as clocks
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.e2e.cast import PATIENCE, Message, Person, Stage
from tests.e2e.certification import learnt
from tests.e2e.servers import Server
from tests.e2e.test_kill import serve

KILLS = 5
CANDIDATES = 4
DEAD = 2.0  # seconds for which nobody starts it again
BEAT = 6.0  # seconds: the latest beat before a kill is no older
SEED = 20261123


class Pupil:
    """Passes every question, and remembers the steps of those passed."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self.passed: list[int] = []
        self._random = random.Random(seed)
        self._stopping = False

    async def begins(self) -> None:
        await self.person.starts()
        await self.person.sees("Commencer")
        await self.person.taps("▶️ Commencer")
        await self.person.sees("Question 1 ")

    async def goes_on(self) -> None:
        while not self._stopping:
            await asyncio.sleep(self._random.uniform(0.3, 1.0))  # a candidate thinks
            found = await self._question()
            if found is None:
                continue
            message, data, step = found
            if step not in self.passed:
                self.passed.append(step)
                await self.person.taps_data(message["message_id"], data)

    def stop(self) -> None:
        self._stopping = True

    async def _question(self) -> tuple[Message, str, int] | None:
        """The newest question with its button «Je passe»; None while the next one is on its way."""
        for message in reversed(await self.person.messages()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for each in row:
                    if "Je passe" in each["text"]:
                        _, args = unpack(each["callback_data"])
                        return message, each["callback_data"], int(args[2], 36)
        return None


@dataclass
class Watch:
    """When the bot certainly was there, and when it certainly was not, in seconds."""

    there: float = 0.0
    dead: float = 0.0
    _since: float = field(default_factory=time.monotonic)

    def killed(self) -> None:
        self.there += time.monotonic() - self._since
        self._since = time.monotonic()

    def about_to_start(self) -> None:
        self.dead += time.monotonic() - self._since

    def serves(self) -> None:
        self._since = time.monotonic()


@dataclass
class Room:
    """The sandbox, its candidates, and the database that outlives every kill."""

    sandbox: Sandbox
    pupils: list[Pupil]
    database_url: str
    sitting_id: int = 0


@pytest.fixture
async def room(tmp_path: Path, database_url: str, library: Library) -> AsyncIterator[Room]:
    async with Sandbox(limits=Limits(overall=inf, chat=inf, group=inf)) as sandbox:
        stage = Stage(sandbox.url)
        people_there = [await stage.person(f"Élève{number}") for number in range(CANDIDATES)]
        room = Room(sandbox, [Pupil(each, n) for n, each in enumerate(people_there)], database_url)
        teacher = await stage.person("Awa", "teacher")
        store = await open_store(database_url, SystemClock())
        room.sitting_id = await store.turn(_seated, library, teacher.id, [each.id for each in people_there])
        await store.close()
        yield room
        await stage.close()


def _seated(tx: Tx, library: Library, teacher: int, chats: list[int]) -> int:
    """An adaptive sitting of now, whose candidates all may begin; its id."""
    now = SystemClock().now()
    names = {chat: f"Élève{number} Martin" for number, chat in enumerate(chats)}
    school = learnt.found(tx, library, {teacher: "Mme Diallo"}, names, now)
    id_, at = tx.new_id(), to_ms(now)
    access, staff = codes.new_code(tx, "sitting", id_), codes.new_code(tx, "invigilator", id_)
    day = (at, "204", clocks.MINUTES, "Mme Diallo", at)
    sittings.add(tx, Sitting(id_, school.id, access, staff, "adaptive", *day, announced_at=at))
    for chat, line in zip(chats, school.lines.values(), strict=True):
        person = people.person_of_chat(tx, chat)
        assert person is not None
        sittings.summon(tx, id_, line.id)
        found = next(each for each in sittings.candidates(tx, id_) if each.pupil_id == line.id)
        ready: dict[str, Any] = dict.fromkeys(
            ("entered_at", "accepted_at", "present_at", "authorised_at"), at
        )
        sittings.save_candidate(tx, replace(found, person_id=person.id, **ready))
    return id_


@pytest.fixture
def bot(room: Room) -> Iterator[Server]:
    bot = Server(serve, room.sandbox.token, room.sandbox.url, room.database_url)
    yield bot
    bot.kill()


async def test_kills_in_the_middle_of_a_sitting(room: Room, bot: Server) -> None:
    chance = random.Random(SEED)
    await bot.starts()
    for pupil in room.pupils:
        await pupil.begins()
    watch = Watch()
    async with asyncio.TaskGroup() as sitting:
        for pupil in room.pupils:
            sitting.create_task(pupil.goes_on())
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.5, 4.0))  # the moment is the subject of the test
            bot.kill()
            watch.killed()
            await asyncio.sleep(DEAD)
            watch.about_to_start()
            await bot.starts()
            watch.serves()
        await everybody_goes_on(room.pupils)
        for pupil in room.pupils:
            pupil.stop()
    watch.killed()
    assert await bot.stop() == 0

    store = await open_store(room.database_url, SystemClock())
    try:
        await nobody_lost_an_answer(store, room)
        await nobody_lost_a_second(store, room, watch)
        told = await store.read(sittings.incidents, room.sitting_id)
        assert [each.kind for each in told] == ["outage"] * KILLS
    finally:
        await store.close()


async def everybody_goes_on(pupils: list[Pupil]) -> None:
    """After the last kill, every candidate passes two more questions."""
    before = [len(each.passed) for each in pupils]
    async with asyncio.timeout(3 * PATIENCE):
        while any(len(p.passed) < n + 2 for p, n in zip(pupils, before, strict=True)):
            await asyncio.sleep(0.05)


async def nobody_lost_an_answer(store: Store, room: Room) -> None:
    for pupil, candidate in zip(room.pupils, await seats(store, room), strict=True):
        kept = [each.step for each in await store.read(sittings.answers, candidate.id)]
        assert kept in (pupil.passed, pupil.passed[:-1]), pupil.person.name  # the last may be under way


async def nobody_lost_a_second(store: Store, room: Room, watch: Watch) -> None:
    """The clock shows no more than the time in which the bot may have been there, and hardly less."""
    beat = await store.read(pulse.last)
    assert beat is not None
    for candidate in await seats(store, room):
        elapsed = (beat - (candidate.started_at or 0)) / 1000
        used = clocks.used_ms(candidate, beat) / 1000
        assert used <= elapsed - watch.dead
        assert used >= watch.there - (KILLS + 1) * BEAT
        assert watch.dead >= KILLS * DEAD


async def seats(store: Store, room: Room) -> list[Candidate]:
    """The candidates, in the order of the pupils."""
    found = await store.read(sittings.candidates, room.sitting_id)
    return sorted(found, key=lambda each: each.given_name)
