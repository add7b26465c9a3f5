"""Serving the web application beside everything else, in the same loop."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SettingsError


class _Quiet(uvicorn.Server):
    """Leaves the signals to us: a stop must go through the dispatcher and the sender."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class WebServer:
    """uvicorn at `listen` (host:port; port 0 takes a free one, see `port`)."""

    def __init__(self, app: ASGIApp, listen: str) -> None:
        self._socket = _bound(listen)
        self.port: int = self._socket.getsockname()[1]
        self._server = _Quiet(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to serve; connections are taken from here on."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))

    async def stop(self, seconds: float) -> None:
        """Take no more connections, let requests under way end."""
        if self._task is None:
            self._socket.close()
            return
        self._server.should_exit = True
        await asyncio.wait([self._task], timeout=seconds)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._socket.close()


def _bound(listen: str) -> socket.socket:
    """A listening socket; raises SettingsError when the address is not one, or is taken."""
    host, _, port = listen.rpartition(":")
    try:
        if not 0 <= int(port) < 2**16:
            raise ValueError
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host.strip("[]") or "127.0.0.1", int(port)), family=family)
    except (ValueError, OSError) as error:
        raise SettingsError(
            f"TREMPLIN_LISTEN: {listen!r} can't be listened on ({type(error).__name__}); "
            "write host:port with a free port, such as 127.0.0.1:8080"
        ) from error
