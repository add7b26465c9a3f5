"""A sandbox, the whole bot on it in this process, and its people."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest

from bot.bootstrap import App
from bot.clock import Clock, MovableClock
from bot.config import Settings
from bot.content import Library, load
from bot.daytime import until_day
from bot.demo_school import AGENDA
from bot.store import outbox
from bot.store.base import Store
from bot.store.open import open_store
from bot.transport.limits import Limits
from sandbox.limits import Limits as SandboxLimits
from sandbox.server import Sandbox
from scheduler.letters import Letters
from scheduler.planner import Planner
from tests.e2e.cast import PATIENCE, Person, Stage
from tests.e2e.pupil import Knowing

OPERATOR = 424242
FAST = Limits(rate=1000, chat_rate=1000, chat_burst=1000, group_per_minute=100_000)


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def sandbox(clock: MovableClock) -> AsyncIterator[Sandbox]:
    limits = SandboxLimits(overall=inf, chat=inf, group=inf)
    async with Sandbox(limits=limits, on_clock=clock.advance, webhook_delays=(0.05, 0.2)) as running:
        running._world.clock.advance(until_open(clock))
        yield running


def until_open(clock: Clock) -> float:
    """Seconds to an hour when schools write to people: stories do not depend on when they are told."""
    return until_day(clock.now(), AGENDA).total_seconds()


@pytest.fixture
async def stage(sandbox: Sandbox) -> AsyncIterator[Stage]:
    stage = Stage(sandbox.url)
    yield stage
    await stage.close()


class House:
    """The bot, to be started and stopped as often as a test wants on the same database."""

    def __init__(
        self, settings: Settings, clock: MovableClock, library: Library, limits: Limits = FAST
    ) -> None:
        self._settings = settings
        self._limits = limits
        self._clock = clock
        self.library = library
        self.store: Store
        self._app: App | None = None

    async def opens(self) -> None:
        self.store = await open_store(self._settings.database_url, self._clock)
        self._app = App(self._settings, self.store, self._clock, self.library, self._limits)
        await self._app.start()

    async def recounts(self) -> None:
        """What the scheduler does every minute for the groups."""
        assert self._app is not None
        await self._app._broadcasts.recount()

    async def reminds(self) -> None:
        """What the scheduler does every other second for reminders; what it opened is sent."""
        assert self._app is not None
        await Planner(self.store, self._clock).tick()
        await Letters(self.store, self._app._transport.sender, self._clock).tick()
        async with asyncio.timeout(PATIENCE):
            while await self.store.turn(outbox.waiting, 1):
                await asyncio.sleep(0.05)

    async def closes(self) -> None:
        if self._app is not None:
            async with asyncio.timeout(5):
                await self._app.stop()
            self._app = None


@pytest.fixture
def database() -> str:
    """Where the bot keeps things; a module whose stories run on both databases gives both."""
    return "sqlite"


@pytest.fixture
def settings(request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path: Path, database: str) -> Settings:
    on_postgres = database == "postgresql"
    address = (
        request.getfixturevalue("postgres_url") if on_postgres else f"sqlite:///{tmp_path / 'tremplin.db'}"
    )
    return Settings(
        token=sandbox.token,
        api_url=sandbox.url,
        database_url=address,
        admins=frozenset({OPERATOR}),
    )


@pytest.fixture
async def house(settings: Settings, clock: MovableClock, library: Library) -> AsyncIterator[House]:
    house = House(settings, clock, library)
    await house.opens()
    yield house
    await house.closes()


@pytest.fixture
async def lea(stage: Stage, house: House) -> Person:
    """A pupil who has answered the first questions and is at home."""
    lea = await stage.person("Léa")
    await settle(lea)
    return lea


async def settle(person: Person, device: str = "Un ordinateur aussi") -> None:
    await person.starts()
    await person.sees("Élève, parent ou enseignant")
    await person.taps("Je suis élève")
    await person.sees("moins de 15 ans")
    await person.taps("Oui")
    await person.sees("Sur quoi peux-tu travailler")
    await person.taps(device)
    await person.sees("en quelle classe")
    await person.taps("Je préfère ne pas le dire")
    await person.sees("C'est prêt")


@pytest.fixture
def knows(house: House, library: Library) -> Callable[[Person], Knowing]:
    """Give a person the answers."""
    return lambda person: Knowing(person, house.store, library)


DAY = timedelta(days=1)


async def later(stage: Stage, by: timedelta) -> None:
    """Move the sandbox's clock, and the bot's with it."""
    await stage.post("clock", seconds=by.total_seconds())
