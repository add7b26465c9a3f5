"""Webhook delivery: updates posted in order, tried again with growing delays until they are taken."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from sandbox.clock import Clock
from sandbox.errors import STRICT, bad_request
from sandbox.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NOT_IN_ANSWERS = ("setwebhook", "deletewebhook", "close", "logout")

Json = dict[str, Any]
Call = Callable[[str, Json], Awaitable[Any]]


class Webhook:
    """Where updates are posted to, once setWebhook said so; lanes run side by side.

    `first_delay` (seconds) follows a first failure and doubles up to `most_delay`.
    """

    def __init__(
        self, updates: Updates, clock: Clock, call: Call, first_delay: float, most_delay: float
    ) -> None:
        self.url = ""
        self._updates = updates
        self._clock = clock
        self._call = call
        self._delays = (first_delay, most_delay)
        self._secret = ""
        self._connections = 40
        self._slots = asyncio.Semaphore(40)
        self._lanes: dict[tuple[str, int], deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None
        self._error: tuple[int, str] | None = None
        updates.on_put = self._put

    async def set(self, p: Json) -> bool:
        """setWebhook; an empty url deletes it."""
        url, secret = p.get("url", ""), p.get("secret_token", "")
        if not url:
            return await self.delete(p)
        _check_url(url)
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        connections = min(max(p.get("max_connections", 40), 1), 100)
        self._updates.allow(p.get("allowed_updates"))
        if (url, secret, connections) != (self.url, self._secret, self._connections) or _drops(p):
            await self.delete(p)
            self._open(url, secret, connections)
        return True

    def _open(self, url: str, secret: str, connections: int) -> None:
        self._updates.interrupt("terminated by setWebhook request")
        self.url, self._secret, self._connections, self._error = url, secret, connections, None
        self._slots = asyncio.Semaphore(connections)
        self._updates.webhook_active = True
        for update in self._updates.pending():
            self._put(update)

    async def delete(self, p: Json) -> bool:
        """deleteWebhook; what waits stays for getUpdates unless it is to be dropped."""
        self.url, self._updates.webhook_active = "", False
        await self.stop()
        if _drops(p):
            self._updates.drop()
        return True

    def info(self) -> Json:
        """getWebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending()),
        }
        if self.url:
            info |= {"max_connections": self._connections, "ip_address": "127.0.0.1"}
            info["allowed_updates"] = sorted(self._updates.allowed)
        if self.url and self._error is not None:
            info["last_error_date"], info["last_error_message"] = self._error
        return info

    async def stop(self) -> None:
        """End deliveries under way."""
        tasks, self._tasks = self._tasks, set()
        self._lanes.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _put(self, update: Update) -> None:
        if not self.url:
            return
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._run(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, name: tuple[str, int]) -> None:
        lane = self._lanes[name]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        delay, most = self._delays
        while update.expires >= self._clock.now():
            async with self._slots:
                taken = await self._post(update)
            if not taken:
                await asyncio.sleep(delay)
                delay = min(delay * 2, most)
            elif self._updates.done(update):
                return
        self._updates.forget(update)

    async def _post(self, update: Update) -> bool:
        """One attempt; a failure is noted for getWebhookInfo."""
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=60))
        headers = {"Content-Type": "application/json"} | (
            {SECRET_HEADER: self._secret} if self._secret else {}
        )
        try:
            async with self._session.post(self.url, data=update.body.encode(), headers=headers) as response:
                return await self._taken(response)
        except TimeoutError:
            self._failed("Read timeout expired")
        except ClientError as error:
            refused = "Connection refused" in str(error) or "Connect call failed" in str(error)
            self._failed("Connection refused" if refused else "Webhook connection closed")
        return False

    async def _taken(self, response: ClientResponse) -> bool:
        body = await response.read()
        if not 200 <= response.status <= 299:
            self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
            return False
        await self._obey(body)
        return True

    async def _obey(self, body: bytes) -> None:
        """A method call in the answer's body is done; its own answer goes nowhere."""
        with suppress(ValueError):
            asked: Json = json.loads(body) if body.startswith(b"{") else {}
            method = str(asked.pop("method", ""))
            if method and method.lower() not in NOT_IN_ANSWERS and not method.lower().startswith("get"):
                await self._call(method, asked)

    def _failed(self, words: str) -> None:
        self._error = (self._clock.date(), words)


def _drops(p: Json) -> bool:
    return bool(p.get("drop_pending_updates"))


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname not in LOOPBACK:
        raise bad_request(f"bad webhook: only addresses on this machine are called {STRICT}")
