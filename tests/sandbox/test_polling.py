"""getUpdates: what waits, what an offset confirms, who may poll."""

import asyncio
from typing import Any

from tests.sandbox.conftest import Client, Json

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def write(client: Client, person: int, *words: str) -> None:
    for word in words:
        await client.order("send", person=person, text=word)


async def test_updates_come_again_until_an_offset_confirms_them(client: Client) -> None:
    lina = await client.newcomer()
    await write(client, lina, "un", "deux", "trois")
    first = await client.ok("getUpdates")
    assert texts(first) == ["un", "deux", "trois"]
    assert texts(await client.ok("getUpdates")) == ["un", "deux", "trois"]
    assert texts(await client.ok("getUpdates", offset=first[1]["update_id"])) == ["deux", "trois"]
    assert texts(await client.ok("getUpdates", offset=0)) == ["deux", "trois"]
    assert await client.ok("getUpdates", offset=first[2]["update_id"] + 1) == []
    assert await client.ok("getUpdates") == []


async def test_limit_and_ids(client: Client) -> None:
    lina = await client.newcomer()
    await write(client, lina, "un", "deux", "trois")
    batch = await client.ok("getUpdates", limit=2)
    assert texts(batch) == ["un", "deux"]
    assert batch[1]["update_id"] == batch[0]["update_id"] + 1
    assert len(await client.ok("getUpdates", limit=0)) == 1


async def test_a_negative_offset_keeps_the_last_ones_only(client: Client) -> None:
    lina = await client.newcomer()
    await write(client, lina, "un", "deux", "trois")
    assert texts(await client.ok("getUpdates", offset=-1)) == ["trois"]
    assert texts(await client.ok("getUpdates")) == ["trois"]


async def test_a_long_poll_ends_with_the_first_update(client: Client) -> None:
    lina = await client.newcomer()
    poll = asyncio.create_task(client.ok("getUpdates", timeout=30))
    await polling(client)
    await write(client, lina, "bonjour")
    assert texts(await poll) == ["bonjour"]


async def test_a_long_poll_ends_empty_when_its_time_is_over(client: Client) -> None:
    assert await client.ok("getUpdates", timeout=1) == []


async def test_a_second_poller_ends_the_first(client: Client) -> None:
    first = asyncio.create_task(client.call("getUpdates", timeout=30))
    await polling(client)
    assert await client.ok("getUpdates") == []
    answer = await first
    assert (answer["error_code"], answer["description"]) == (409, CONFLICT)


async def test_only_kinds_that_were_asked_for_are_kept(client: Client) -> None:
    lina = await client.newcomer()
    await client.ok("getUpdates", allowed_updates=["callback_query"])
    await write(client, lina, "bonjour")
    assert await client.ok("getUpdates") == []
    await client.ok("getUpdates", allowed_updates=[])
    await write(client, lina, "re")
    assert texts(await client.ok("getUpdates")) == ["re"]


async def test_updates_are_kept_a_day(client: Client) -> None:
    lina = await client.newcomer()
    await write(client, lina, "hier")
    await client.order("clock", seconds=24 * 3600 - 60)
    assert texts(await client.ok("getUpdates")) == ["hier"]
    await client.order("clock", seconds=120)
    assert await client.ok("getUpdates") == []


async def test_any_object_can_be_put_in_the_queue(client: Client) -> None:
    lina = await client.newcomer()
    raw: list[Json] = [
        {"message": None},
        {"update_id": "x", "poll": 3},
        {"update_id": 7, "message": {"text": "a"}},
    ]
    for update in raw:
        await client.order("update", **update)
    await write(client, lina, "après")
    updates = await client.ok("getUpdates")
    assert updates[0] == {"update_id": updates[0]["update_id"], "message": None}
    assert updates[1] == raw[1]
    assert raw[2] not in updates[3:]
    last: dict[str, Any] = updates[-1]
    assert last["message"]["text"] == "après"
    await client.ok("getUpdates", offset=last["update_id"] + 1)
    assert await client.ok("getUpdates") == []


async def polling(client: Client) -> None:
    """Wait until the poll just started has reached the sandbox: calls on one loop are served in order."""
    for _ in range(3):
        await client.ok("getMe")
