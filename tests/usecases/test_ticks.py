"""The clock of the scheduler, started and stopped."""

import asyncio
import logging

import pytest

from bot.clock import SystemClock
from scheduler.ticks import Ticks


class Endless:
    """A tick that is under way for as long as it may."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    async def tick(self) -> None:
        self.begun.set()
        await asyncio.Event().wait()

    recount = tick


async def test_stopping_in_the_middle_of_a_tick_is_no_mistake(caplog: pytest.LogCaptureFixture) -> None:
    each = Endless()
    with caplog.at_level(logging.INFO):
        ticks = Ticks(None, each, each, each, each, each, SystemClock())  # type: ignore[arg-type]  # only ticked
        ticks.start()
        async with asyncio.timeout(10):
            await each.begun.wait()
        ticks.stop()
        for _ in range(5):
            await asyncio.sleep(0)
    assert "tick stopped halfway" in caplog.text
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
