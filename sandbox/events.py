"""What happened, for the page and for tests: a bounded log that can be waited on."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

MOST_EVENTS = 10_000


class Events:
    """Numbered events; a message is kept by reference and drawn only when somebody reads it."""

    def __init__(self) -> None:
        self.last = 0
        self._log: deque[tuple[int, dict[str, Any]]] = deque(maxlen=MOST_EVENTS)
        self._changed = asyncio.Event()
        self._closed = False

    def publish(self, type_: str, **fields: Any) -> None:
        """Add an event and wake who waits."""
        self.last += 1
        self._log.append((self.last, {"n": self.last, "type": type_, **fields}))
        self._changed.set()

    def after(self, n: int) -> list[dict[str, Any]]:
        """Events with a number above n, oldest first."""
        first = self._log[0][0] if self._log else self.last + 1
        skipped = max(0, n + 1 - first)
        if skipped >= len(self._log):
            return []
        return [dict(event) for _, event in list(self._log)[skipped:]]

    async def wait(self, n: int, seconds: float) -> list[dict[str, Any]]:
        """The same, waiting up to so many seconds for a first one."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.last <= n and not self._closed:
            self._changed.clear()
            try:
                async with asyncio.timeout_at(deadline):
                    await self._changed.wait()
            except TimeoutError:
                break
        return self.after(n)

    async def stream(self, n: int) -> AsyncIterator[list[dict[str, Any]]]:
        """Batches of events for as long as the sandbox lives."""
        while not self._closed:
            batch = await self.wait(n, 15)
            n = batch[-1]["n"] if batch else n
            yield batch

    def close(self) -> None:
        """Let every reader go."""
        self._closed = True
        self._changed.set()


def sse(event: dict[str, Any]) -> bytes:
    """One event on the wire of Server-Sent Events."""
    return f"id: {event['n']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
