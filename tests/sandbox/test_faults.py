"""Faults that tests order: each strikes what it should, as often as it was told."""

import asyncio

import pytest
from aiohttp import ClientError

from tests.sandbox.conftest import Client


async def texts(client: Client, chat: int) -> list[str]:
    return [message["text"] for message in await client.get(f"chats/{chat}/messages")][1:]


async def test_429(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("faults", kind="429", method="sendMessage", seconds=7, times=2)
    for _ in range(2):
        answer = await client.call("sendMessage", chat_id=lina, text="a")
        assert answer == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    await client.ok("sendMessage", chat_id=lina, text="b")
    assert await texts(client, lina) == ["b"]


async def test_403_in_one_chat(client: Client) -> None:
    lina, sam = await client.newcomer("Lina"), await client.newcomer("Sam")
    await client.order("faults", kind="403", chat=lina)
    await client.ok("sendMessage", chat_id=sam, text="a")
    assert (
        await client.refused("sendMessage", chat_id=lina, text="a")
        == "Forbidden: bot was blocked by the user"
    )
    await client.ok("sendMessage", chat_id=lina, text="b")


async def test_5xx_is_a_page_of_the_proxy(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("faults", kind="5xx")
    async with client.http.post(
        client.method("sendMessage"), json={"chat_id": lina, "text": "a"}
    ) as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "502 Bad Gateway" in await response.text()
    assert await texts(client, lina) == []


async def test_slow_answers_come_after_the_work(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("faults", kind="slow", method="sendMessage", seconds=30)
    after = (await client.get("state"))["last_event"]
    call = asyncio.create_task(client.call("sendMessage", chat_id=lina, text="a"))
    await client.get(f"events.json?after={after}&wait=10")
    assert await texts(client, lina) == ["a"]
    assert not call.done()
    call.cancel()


async def test_cut_after_the_work(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("faults", kind="cut", method="sendmessage")
    with pytest.raises(ClientError):
        await client.call("sendMessage", chat_id=lina, text="a")
    assert await texts(client, lina) == ["a"]


async def test_an_update_twice(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("faults", kind="duplicate")
    await client.order("send", person=lina, text="un")
    await client.order("send", person=lina, text="deux")
    first = await client.ok("getUpdates", limit=1)
    second = await client.ok("getUpdates", offset=first[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in second] == ["un", "deux"]
    assert second[0] == first[0]
    assert await client.ok("getUpdates", offset=second[-1]["update_id"] + 1) == []


@pytest.mark.parametrize("kind", ["429", "403", "5xx", "cut", "slow"])
async def test_polls_are_struck_only_by_name(client: Client, kind: str) -> None:
    await client.order("faults", kind=kind, seconds=0)
    assert await client.ok("getUpdates") == []
    await client.order("faults", kind=kind, method="getUpdates", seconds=0)
    try:
        async with client.http.post(client.method("getUpdates")) as response:
            status = response.status
    except ClientError:
        status = 0
    assert status == {"429": 429, "403": 403, "5xx": 502, "cut": 0, "slow": 200}[kind]
    assert await client.ok("getUpdates") == []


async def test_faults_are_forgotten_on_demand(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("faults", kind="429", times=1000)
    async with client.http.delete(f"{client.sandbox.url}/sandbox/faults") as response:
        assert response.status == 200
    await client.ok("sendMessage", chat_id=lina, text="a")


async def test_orders_that_make_no_sense(client: Client) -> None:
    assert "kind among" in await client.wrong_order("faults", kind="earthquake")
    assert "kind among" in await client.wrong_order("faults", kind="429", when="now")
    assert "times" in await client.wrong_order("faults", kind="429", times=0)
    assert await client.wrong_order("faults") == "missing: kind"
