"""A sandbox and a bot for which time stands still until the story lets it pass."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from math import inf

import pytest

from bot.clock import FrozenClock, MovableClock
from bot.config import Settings
from bot.content import Library
from sandbox.limits import Limits as SandboxLimits
from sandbox.server import Sandbox
from tests.e2e.cast import Stage
from tests.e2e.certification.hall import Hall, Standing

MONDAY = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)  # ten in Paris


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(FrozenClock(MONDAY))


@pytest.fixture
async def sandbox(clock: MovableClock) -> AsyncIterator[Sandbox]:
    limits = SandboxLimits(overall=inf, chat=inf, group=inf)
    async with Sandbox(limits=limits, on_clock=clock.advance) as running:
        running._world.clock.now = lambda: clock.now().timestamp()  # type: ignore[method-assign]  # one time for all
        yield running


@pytest.fixture
async def house(settings: Settings, clock: MovableClock, library: Library) -> AsyncIterator[Standing]:
    house = Standing(settings, clock, library)
    await house.opens()
    yield house
    await house.closes()


@pytest.fixture
async def hall(
    sandbox: Sandbox, stage: Stage, house: Standing, clock: MovableClock, library: Library
) -> AsyncIterator[Hall]:
    hall = Hall(sandbox, stage, house, clock, library)
    yield hall
    await hall.leaves()
