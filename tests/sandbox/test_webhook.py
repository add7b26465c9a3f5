"""Webhook delivery: order, secret, retries, calls in answers."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web

from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.sandbox.conftest import Client, Json, eventually

USED = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Hook:
    """A bot's web server: remembers what it gets and answers from a list of (status, body)."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[Json] = []
        self.secrets: list[str | None] = []
        self.answers: list[tuple[int, Any]] = []
        self.busy = 0
        self.busiest = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._arrived = asyncio.Event()
        self._crowded = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        self.secrets.append(request.headers.get(SECRET))
        update = await request.json()
        async with self._crowded:
            self._crowded.notify_all()
        await self.gate.wait()
        self.busy -= 1
        self.got.append(update)
        self._arrived.set()
        status, body = self.answers.pop(0) if self.answers else (200, None)
        return web.json_response(body, status=status) if body is not None else web.Response(status=status)

    async def wait(self, count: int) -> list[Json]:
        async with asyncio.timeout(10):
            while len(self.got) < count:
                self._arrived.clear()
                await self._arrived.wait()
        return self.got

    async def crowd(self, count: int) -> None:
        """Wait until so many updates are here at once, unanswered."""
        async with asyncio.timeout(10), self._crowded:
            await self._crowded.wait_for(lambda: self.busy >= count)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.add_routes([web.post("/hook", hook.handle)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def settled(client: Client) -> Json:
    """getWebhookInfo once nothing waits."""

    async def empty() -> bool:
        return bool((await client.ok("getWebhookInfo"))["pending_update_count"] == 0)

    await eventually(empty)
    return dict(await client.ok("getWebhookInfo"))


async def test_updates_arrive_in_order_with_the_secret(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    await client.order("send", person=lina, text="avant")
    await client.ok("setWebhook", url=hook.url, secret_token="s3cret_-", max_connections=1)
    for word in ("un", "deux", "trois"):
        await client.order("send", person=lina, text=word)
    await hook.wait(4)
    assert hook.texts() == ["avant", "un", "deux", "trois"]
    assert set(hook.secrets) == {"s3cret_-"}
    assert hook.busiest == 1
    info = await settled(client)
    assert (info["url"], info["max_connections"], "last_error_message" in info) == (hook.url, 1, False)


async def test_a_failed_delivery_is_tried_again_before_what_follows(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    hook.answers = [(500, None), (503, None), (200, None)]
    await client.ok("setWebhook", url=hook.url)
    await client.order("send", person=lina, text="un")
    await client.order("send", person=lina, text="deux")
    await hook.wait(4)
    assert hook.texts() == ["un", "un", "un", "deux"]
    assert hook.secrets[0] is None
    info = await settled(client)
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["last_error_date"] > 0


async def test_nobody_there(client: Client) -> None:
    lina = await client.newcomer()
    await client.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await client.order("send", person=lina, text="un")

    async def failed() -> bool:
        return "last_error_message" in await client.ok("getWebhookInfo")

    await eventually(failed)
    info = await client.ok("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
    await client.ok("deleteWebhook")
    assert len(await client.ok("getUpdates")) == 1


async def test_one_person_who_waits_delays_nobody_else(client: Client, hook: Hook) -> None:
    lina, sam = await client.newcomer("Lina"), await client.newcomer("Sam")
    hook.answers = [(500, None)] * 3
    await client.ok("setWebhook", url=hook.url, max_connections=2)
    hook.gate.clear()
    await client.order("send", person=lina, text="lina")
    await client.order("send", person=sam, text="sam")
    await hook.crowd(2)
    hook.gate.set()
    await hook.wait(5)
    assert sorted(hook.texts()[:2]) == ["lina", "sam"]


async def test_polling_and_webhook_exclude_each_other(client: Client, hook: Hook) -> None:
    poll = asyncio.create_task(client.call("getUpdates", timeout=30))
    for _ in range(3):
        await client.ok("getMe")
    await client.ok("setWebhook", url=hook.url)
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    assert await client.refused("getUpdates") == USED
    await client.ok("deleteWebhook")
    assert await client.ok("getUpdates") == []
    assert (await client.ok("getWebhookInfo"))["url"] == ""


async def test_the_same_webhook_again_changes_nothing(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    hook.gate.clear()
    await client.ok("setWebhook", url=hook.url)
    await client.order("send", person=lina, text="un")
    await hook.crowd(1)
    await client.ok("setWebhook", url=hook.url)
    hook.gate.set()
    await settled(client)
    assert hook.texts() == ["un"]


async def test_waiting_updates_can_be_dropped(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    await client.order("send", person=lina, text="un")
    await client.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    await client.order("send", person=lina, text="deux")
    await hook.wait(1)
    assert hook.texts() == ["deux"]


async def test_an_update_is_given_up_after_a_day(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    hook.answers = [(500, None)] * 1000
    await client.ok("setWebhook", url=hook.url)
    await client.order("send", person=lina, text="un")
    await hook.wait(1)
    await client.order("clock", seconds=25 * 3600)
    await settled(client)


async def test_the_answer_may_hold_a_call(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    hook.answers = [
        (200, {"method": "sendMessage", "chat_id": lina, "text": "bonjour"}),
        (200, {"method": "deleteWebhook"}),
        (200, {"method": "sendMessage", "chat_id": lina}),
        (200, ["nonsense"]),
    ]
    await client.ok("setWebhook", url=hook.url)
    for word in ("un", "deux", "trois", "quatre"):
        await client.order("send", person=lina, text=word)
    await hook.wait(4)
    await settled(client)
    messages = await client.get(f"chats/{lina}/messages")
    assert "bonjour" in [message["text"] for message in messages]
    calls = [call for call in await client.get("calls?after=0") if call["method"] == "sendMessage"]
    assert [call["ok"] for call in calls] == [True, False]


async def test_a_duplicate_is_posted_twice(client: Client, hook: Hook) -> None:
    lina = await client.newcomer()
    await client.ok("setWebhook", url=hook.url)
    await client.order("faults", kind="duplicate")
    await client.order("send", person=lina, text="un")
    await client.order("send", person=lina, text="deux")
    await hook.wait(3)
    assert hook.texts() == ["un", "un", "deux"]
    assert hook.got[0]["update_id"] == hook.got[1]["update_id"]


async def test_a_webhook_elsewhere_is_refused(client: Client) -> None:
    words = await client.refused("setWebhook", url="https://example.org/hook")
    assert (
        words == "Bad Request: bad webhook: only addresses on this machine are called (the sandbox is strict)"
    )
    assert await client.refused("setWebhook", url="http://127.0.0.1:1/", secret_token="é") == (
        "Bad Request: secret token contains unallowed characters"
    )


async def test_the_sandbox_stops_while_a_delivery_hangs(http: ClientSession, hook: Hook) -> None:
    async with Sandbox(limits=Limits.off()) as sandbox:
        client = Client(sandbox, http)
        lina = await client.newcomer()
        await client.ok("setWebhook", url=hook.url)
        hook.gate.clear()
        await client.order("send", person=lina, text="un")
    hook.gate.set()
