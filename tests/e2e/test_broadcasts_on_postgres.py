"""The same broadcasts on a real PostgreSQL."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import MovableClock
from bot.config import Settings
from bot.content import Library
from sandbox.server import Sandbox
from tests.e2e.cast import Stage, words
from tests.e2e.conftest import FAST, House
from tests.e2e.crowd import gather, newcomers
from tests.e2e.test_broadcasts import received, until, until_ended, writes


@pytest.fixture
async def house(
    sandbox: Sandbox, postgres_url: str, clock: MovableClock, library: Library
) -> AsyncIterator[House]:
    settings = Settings(token=sandbox.token, api_url=sandbox.url, database_url=postgres_url)
    house = House(settings, clock, library, replace(FAST, rate=100))
    await house.opens()
    yield house
    await house.closes()


async def test_everybody_gets_it_once_on_postgres(stage: Stage, house: House, sandbox: Sandbox) -> None:
    crowd = await gather(stage, house.store, newcomers(sandbox, 60))
    await stage.post("faults", kind="5xx", chat=crowd.chats[3])
    await writes(crowd)
    await crowd.teacher.taps("Envoyer")
    await crowd.teacher.sees("Envoi terminé")
    assert received(sandbox, crowd.chats) == Counter(crowd.chats)


async def test_a_stop_in_the_middle_on_postgres(stage: Stage, house: House, sandbox: Sandbox) -> None:
    crowd = await gather(stage, house.store, newcomers(sandbox, 300))
    await writes(crowd)
    await crowd.teacher.taps("Envoyer")
    await until(lambda: len(received(sandbox, crowd.chats)) > 20)
    await crowd.teacher.taps("Arrêter")
    await crowd.teacher.sees("Envoi arrêté")
    await until_ended(house)
    got = received(sandbox, crowd.chats)
    assert set(got.values()) == {1}
    assert f"Reçus : {len(got)} sur 300" in words(await crowd.teacher.last())
