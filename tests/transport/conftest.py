from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.clock import SystemClock
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from bot.transport.limits import Limits
from bot.transport.transport import Options, Transport
from sandbox.limits import Limits as SandboxLimits
from sandbox.server import Sandbox
from tests.transport.post import Post, opened
from tests.transport.stand_ins import EchoBot, People, TroubledStore

Run = Callable[..., Awaitable[Transport]]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[TroubledStore]:
    opened = await SqliteStore.open(tmp_path / "bot.db", SystemClock())
    yield TroubledStore(opened)
    await opened.close()


@pytest.fixture
def bot() -> EchoBot:
    return EchoBot()


@pytest.fixture
async def post(store: TroubledStore, bot: EchoBot) -> AsyncIterator[Post]:
    async with opened(store, bot) as post:
        yield post


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=SandboxLimits.off(), webhook_delays=(0.01, 0.05)) as running:
        yield running


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[People]:
    async with ClientSession() as session:
        yield People(sandbox.url, session)


@pytest.fixture
async def run(sandbox: Sandbox, store: Store, bot: EchoBot) -> AsyncIterator[Run]:
    """`await run(mode=…)` starts a transport against the sandbox; all are stopped in the end."""
    running: list[Transport] = []

    async def start(*, ingress: bool = True, paced: bool = True, **options: Any) -> Transport:
        options = {"limits": Limits(chat_rate=1000, rate=1000), **options}
        transport = Transport(
            store, SystemClock(), Options(sandbox.url, sandbox.token, **options), bot.hooks()
        )
        running.append(transport)
        await transport.start(ingress=ingress, paced=paced)
        return transport

    yield start
    for transport in running:
        await transport.stop()
