"""The ways to run it: webhook, separate scheduler, the command line."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.config import Settings
from bot.content import Library
from sandbox.server import Sandbox
from tests.e2e.cast import Person, Stage
from tests.e2e.conftest import House, settle
from tests.e2e.pupil import Knowing
from tests.e2e.test_practice import begin

SECRET = "a-secret-of-enough-letters"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


class TestByWebhook:
    @pytest.fixture
    async def house(
        self, sandbox: Sandbox, tmp_path: Path, clock: MovableClock, library: Library
    ) -> AsyncIterator[House]:
        self.address = f"127.0.0.1:{free_port()}"
        settings = Settings(
            token=sandbox.token,
            api_url=sandbox.url,
            database_url=f"sqlite:///{tmp_path / 'hook.db'}",
            mode="webhook",
            webhook_url=f"http://{self.address}/hook",
            webhook_secret=SECRET,
            listen=self.address,
        )
        house = House(settings, clock, library)
        await house.opens()
        yield house
        await house.closes()

    async def test_a_pupil_practises(self, lea: Person, knows: Callable[[Person], Knowing]) -> None:
        await begin(lea)
        await knows(lea).answers("4.1")
        await lea.sees("Question 2 / 5")

    async def test_a_stranger_is_turned_away(self, house: House) -> None:
        async with aiohttp.ClientSession() as http:
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
                async with http.post(f"http://{self.address}/hook", json={}, headers=headers) as answer:
                    assert answer.status == 403

    async def test_health_and_metrics_are_served(self, house: House, lea: Person) -> None:
        async with aiohttp.ClientSession() as http:
            async with http.get(f"http://{self.address}/healthz") as answer:
                assert (await answer.json())["ok"] is True
            async with http.get(f"http://{self.address}/metrics") as answer:
                assert 'tremplin_updates_total{kind="tap"}' in await answer.text()


async def program(sandbox: Sandbox, database: Path, *command: str) -> asyncio.subprocess.Process:
    environment = os.environ | {
        "TREMPLIN_TOKEN": sandbox.token,
        "TREMPLIN_API_URL": sandbox.url,
        "TREMPLIN_DATABASE_URL": f"sqlite:///{database}",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *command, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def stopped(process: asyncio.subprocess.Process) -> int:
    """Ask a program to stop as systemd does; it has 5 seconds."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(5):
        return await process.wait()


async def test_bot_and_scheduler_run_apart_and_stop_cleanly(
    sandbox: Sandbox, stage: Stage, tmp_path: Path
) -> None:
    bot = await program(sandbox, tmp_path / "apart.db", "run", "--no-scheduler")
    lea = await stage.person("Léa")
    await settle(lea)
    scheduler = await program(sandbox, tmp_path / "apart.db", "scheduler")
    assert scheduler.stderr is not None
    async with asyncio.timeout(10):
        while b"is ready" not in await scheduler.stderr.readline():
            pass
    await begin(lea)
    assert await stopped(scheduler) == 0
    assert await stopped(bot) == 0


async def test_a_wrong_token_is_one_sentence(sandbox: Sandbox, tmp_path: Path) -> None:
    environment = os.environ | {
        "TREMPLIN_TOKEN": "123:another-token-of-enough-letters",
        "TREMPLIN_API_URL": sandbox.url,
        "TREMPLIN_DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert process.returncode == 2
    assert said.decode().startswith("Telegram refuses TREMPLIN_TOKEN")
    assert b"Traceback" not in said
