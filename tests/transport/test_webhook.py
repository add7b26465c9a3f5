"""The web side over HTTP, with a dispatcher that does as told."""

import asyncio
import json
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.errors import SettingsError
from bot.transport.metrics import Metrics
from bot.transport.serve import WebServer
from bot.transport.webhook import Webhook, web_app

SECRET = "only-telegram-knows"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Desk:
    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.store_away = False
        self.slow = False

    def submit(self, raw: Any) -> asyncio.Future[None]:
        self.taken.append(raw)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if not self.slow:
            done.set_result(None)
        return done


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def facts() -> dict[str, Any]:
    return {"ok": True, "store": True}


@pytest.fixture
async def web(desk: Desk, facts: dict[str, Any]) -> AsyncIterator[str]:
    async def health() -> dict[str, Any]:
        return facts

    hook = Webhook(desk, "https://bot.example/hook", SECRET, patience=0.05)  # type: ignore[arg-type]  # as told
    server = WebServer(web_app(hook, Metrics(), health), "127.0.0.1:0")
    await server.start()
    yield f"http://127.0.0.1:{server.port}"
    await server.stop(5)


async def post(web: str, content: bytes, secret: str | None = SECRET) -> int:
    headers, body = {} if secret is None else {HEADER: secret}, BytesIO(content)
    async with (
        ClientSession() as session,
        session.post(f"{web}/hook", data=body, headers=headers) as response,
    ):
        return response.status


async def test_an_update_is_taken_from_whoever_knows_the_secret(web: str, desk: Desk) -> None:
    assert await post(web, b'{"update_id": 1}') == 200
    assert desk.taken == [{"update_id": 1}]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
async def test_nobody_else_is_heard(web: str, desk: Desk, secret: str | None) -> None:
    assert await post(web, b'{"update_id": 1}', secret) == 403
    assert desk.taken == []


async def test_a_turn_that_takes_too_long_is_delivered_again(web: str, desk: Desk) -> None:
    desk.slow = True
    assert await post(web, b'{"update_id": 1}') == 503


async def test_a_store_that_is_away_refuses_at_once(web: str, desk: Desk) -> None:
    desk.store_away = True
    assert await post(web, b'{"update_id": 1}') == 503
    assert desk.taken == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
async def test_what_is_not_json_is_taken_for_quarantine(web: str, desk: Desk, body: bytes) -> None:
    assert await post(web, body) == 200
    assert isinstance(desk.taken[0], str)


async def test_a_body_longer_than_any_update_is_refused(web: str, desk: Desk) -> None:
    assert await post(web, json.dumps("x" * (1 << 20)).encode()) == 413
    assert desk.taken == []


async def test_an_operator_sees_health_and_numbers(web: str, facts: dict[str, Any]) -> None:
    async with ClientSession() as session:
        async with session.get(f"{web}/healthz") as response:
            assert (response.status, await response.json()) == (200, facts)
        facts["ok"] = False
        async with session.get(f"{web}/healthz") as response:
            assert response.status == 503
        async with session.get(f"{web}/metrics") as response:
            assert response.content_type == "text/plain"
            assert "tremplin_updates" in await response.text()


@pytest.mark.parametrize("listen", ["nonsense", "127.0.0.1:99999", "127.0.0.1:"])
def test_an_address_that_is_none_says_what_to_write(listen: str) -> None:
    with pytest.raises(SettingsError, match="write host:port"):
        WebServer(web_app(None, Metrics(), dict), listen)  # type: ignore[arg-type]  # never asked
