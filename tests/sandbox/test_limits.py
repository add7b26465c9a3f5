"""Flood limits: 429 with the seconds to wait, and nothing sent."""

from aiohttp import ClientSession

from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.sandbox.conftest import Client


async def send(client: Client, chat: int, times: int) -> list[int]:
    """The retry_after of each of these sends, 0 for those that passed."""
    answers = [await client.call("sendMessage", chat_id=chat, text="a") for _ in range(times)]
    return [answer.get("parameters", {}).get("retry_after", 0) for answer in answers]


async def test_a_chat_takes_a_burst_then_one_a_second(http: ClientSession) -> None:
    async with Sandbox(limits=Limits(chat_burst=3)) as sandbox:
        client = Client(sandbox, http)
        lina, sam = await client.newcomer("Lina"), await client.newcomer("Sam")
        assert await send(client, lina, 4) == [0, 0, 0, 1]
        assert await send(client, sam, 1) == [0]
        await client.order("clock", seconds=2)
        assert await send(client, lina, 3) == [0, 0, 1]
        edited = await client.call("editMessageText", chat_id=lina, message_id=2, text="b")
        assert edited["ok"] is True


async def test_a_group_takes_twenty_a_minute(http: ClientSession) -> None:
    async with Sandbox() as sandbox:
        client = Client(sandbox, http)
        lina = await client.newcomer()
        group = (await client.order("groups", title="3e B", members=[lina]))["id"]
        assert await send(client, group, 21) == [0] * 20 + [60]
        await client.order("clock", seconds=30)
        assert await send(client, group, 1) == [30]
        await client.order("clock", seconds=30)
        assert await send(client, group, 1) == [0]


async def test_all_chats_together_have_a_limit_a_second(http: ClientSession) -> None:
    async with Sandbox(limits=Limits(overall=2)) as sandbox:
        client = Client(sandbox, http)
        lina, sam = await client.newcomer("Lina"), await client.newcomer("Sam")
        assert await send(client, lina, 2) == [0, 0]
        assert await send(client, sam, 1) == [1]
        await client.order("clock", seconds=1)
        assert await send(client, sam, 1) == [0]


async def test_a_refused_send_does_not_count(http: ClientSession) -> None:
    async with Sandbox(limits=Limits(chat_burst=1)) as sandbox:
        client = Client(sandbox, http)
        lina = await client.newcomer()
        await client.refused("sendMessage", chat_id=lina, text="")
        assert await send(client, lina, 2) == [0, 1]
