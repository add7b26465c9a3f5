"""The same conversation on a real PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import MovableClock
from bot.config import Settings
from bot.content import Library
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage
from tests.e2e.conftest import House, settle
from tests.e2e.pupil import Knowing
from tests.e2e.test_practice import begin, finish


@pytest.fixture
async def house(
    sandbox: Sandbox, postgres_url: str, clock: MovableClock, library: Library
) -> AsyncIterator[House]:
    settings = Settings(token=sandbox.token, api_url=sandbox.url, database_url=postgres_url)
    house = House(settings, clock, library)
    await house.opens()
    yield house
    await house.closes()


async def test_a_whole_positioning_on_postgres(lea: Person, house: House, library: Library) -> None:
    await begin(lea, "1.1")
    asked = await finish(lea, Knowing(lea, house.store, library), "1.1", lambda step: step % 3 != 0)
    assert 8 <= asked <= 20


async def test_two_pupils_at_once_while_one_floods(stage: Stage, lea: Person) -> None:
    yanis = await stage.person("Yanis")
    await settle(yanis)
    for number in range(300):
        await stage.post("send", person=yanis.id, text=f"spam {number}")
    await begin(lea)
