"""A sandbox without limits, and a client that speaks both of its APIs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession

from sandbox.limits import Limits
from sandbox.server import Sandbox

Json = dict[str, Any]


class Client:
    """Calls as a bot (`call`, `ok`, `refused`) and orders as the page makes them (`order`, `get`)."""

    def __init__(self, sandbox: Sandbox, http: ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http

    def method(self, name: str) -> str:
        return f"{self.sandbox.url}/bot{self.sandbox.token}/{name}"

    async def call(self, name: str, /, **params: Any) -> Json:
        async with self.http.post(self.method(name), json=params) as response:
            answer: Json = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def ok(self, name: str, /, **params: Any) -> Any:
        answer = await self.call(name, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, name: str, /, **params: Any) -> str:
        answer = await self.call(name, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def order(self, path: str, /, **body: Any) -> Any:
        async with self.http.post(f"{self.sandbox.url}/sandbox/{path}", json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def wrong_order(self, path: str, /, **body: Any) -> str:
        async with self.http.post(f"{self.sandbox.url}/sandbox/{path}", json=body) as response:
            assert 400 <= response.status < 500
            return str((await response.json())["error"])

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.sandbox.url}/sandbox/{path}") as response:
            assert response.status == 200
            return await response.json()

    async def newcomer(self, first_name: str = "Lina") -> int:
        """Somebody who pressed Start; the update of it is already confirmed."""
        person = await self.order("people", first_name=first_name, role="pupil")
        await self.order("start", person=person["id"])
        await self.drain()
        return int(person["id"])

    async def drain(self) -> list[Json]:
        """All updates that wait, confirmed."""
        updates: list[Json] = await self.ok("getUpdates")
        if updates:
            await self.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
        return updates


async def eventually(seen: Callable[[], Awaitable[bool]]) -> None:
    """Wait, 10 seconds at most, until something that no event tells of can be seen."""
    for _ in range(2000):
        if await seen():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came")


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=Limits.off(), webhook_delays=(0.01, 0.04)) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox, http: ClientSession) -> Client:
    return Client(sandbox, http)
