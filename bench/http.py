"""HTTP as lean as a measure needs: POST with a Content-Length, keep-alive, no pipelining."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast


class Reply(Protocol):
    """Called once, when the answer's JSON is known."""

    def __call__(self, body: bytes, status: int = 200) -> None:
        """Send it."""


_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type: *([^\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """One call: the last part of the path, the type of the body, the body."""

    method: str
    content_type: str
    body: bytes


Answer = Callable[[Request, Reply], None]


class Connection(asyncio.Protocol):
    """Cuts what arrives into requests and hands them to `answer`."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's signature
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (request := self._next()) is not None:
            self._answer(request, self._reply)

    def _next(self) -> Request | None:
        """The next whole request, or None when more must come."""
        head_end = self._buffer.find(b"\r\n\r\n")
        if head_end < 0:
            return None
        head = bytes(self._buffer[:head_end])
        length = _LENGTH.search(head)
        end = head_end + 4 + (int(length[1]) if length else 0)
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[head_end + 4 : end])
        del self._buffer[:end]
        kind = _TYPE.search(head)
        path = head.split(b" ", 2)[1]
        return Request(path.rpartition(b"/")[2].decode(), kind[1].decode() if kind else "", body)

    def _reply(self, body: bytes, status: int = 200) -> None:
        if self._transport is not None:
            self._transport.write(
                b"HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )


async def serve(answer: Answer) -> asyncio.Server:
    """Listen on a free port of 127.0.0.1."""
    return await asyncio.get_running_loop().create_server(lambda: Connection(answer), "127.0.0.1", 0)


def port_of(server: asyncio.Server) -> int:
    """Where it listens."""
    port: int = server.sockets[0].getsockname()[1]
    return port
