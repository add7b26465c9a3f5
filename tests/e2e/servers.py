"""The bot in a process of its own, to be killed (-9)."""

import asyncio
import multiprocessing
from collections.abc import Callable
from typing import Any

from tests.e2e.cast import PATIENCE

_CONTEXT = multiprocessing.get_context("forkserver")  # imports once, so that a start takes little


class Server:
    """Runs `serve(*args, ready)`, which sends something to `ready` once it serves."""

    def __init__(self, serve: Callable[..., None], *args: Any) -> None:
        self._serve, self._args = serve, args
        _CONTEXT.set_forkserver_preload(["bot.bootstrap", "tests.e2e.conftest"])

    def start(self) -> None:
        self._ready, told = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=self._serve, args=(*self._args, told))
        self._process.start()
        told.close()

    async def serves(self) -> None:
        """Wait until it has started; raises EOFError when it ended instead."""
        assert await asyncio.to_thread(self._ready.poll, PATIENCE), "the bot never started"
        self._ready.recv()

    async def starts(self) -> None:
        self.start()
        await self.serves()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._ready.close()

    async def stop(self) -> int | None:
        """Ask it to stop as systemd would; its exit code."""
        self._process.terminate()
        await asyncio.to_thread(self._process.join, 10)  # the sandbox answers its last calls meanwhile
        return self._process.exitcode
