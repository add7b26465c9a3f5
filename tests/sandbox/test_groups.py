"""Groups: the bot is removed and brought back, and a group becomes a supergroup."""

import pytest

from tests.sandbox.conftest import Client


@pytest.fixture
async def group(client: Client) -> tuple[int, int]:
    """A group with one member and the bot: the ids of both."""
    lina = await client.newcomer()
    made = await client.order("groups", title="2de B", members=[lina])
    await client.drain()
    return lina, made["id"]


async def test_the_bot_hears_that_it_was_removed_and_brought_back(
    client: Client, group: tuple[int, int]
) -> None:
    lina, chat = group
    for inside in (False, True):
        await client.order("groups/bot", person=lina, chat=chat, inside=inside)
    states = [
        (
            each["my_chat_member"]["old_chat_member"]["status"],
            each["my_chat_member"]["new_chat_member"]["status"],
        )
        for each in await client.drain()
    ]
    assert states == [("member", "kicked"), ("left", "member")]
    answer = await client.wrong_order("groups/bot", person=lina, chat=chat, inside=True)
    assert "already" in answer


async def test_a_supergroup_has_another_id_and_the_old_one_says_which(
    client: Client, group: tuple[int, int]
) -> None:
    lina, chat = group
    upgraded = await client.order("groups/upgrade", person=lina, chat=chat)
    assert (upgraded["type"], upgraded["title"]) == ("supergroup", "2de B")
    told, came = (each["message"] for each in await client.drain())
    assert (told["chat"]["id"], told["migrate_to_chat_id"]) == (chat, upgraded["id"])
    assert (came["chat"]["id"], came["migrate_from_chat_id"]) == (upgraded["id"], chat)
    refused = await client.call("sendMessage", chat_id=chat, text="x")
    assert refused["parameters"] == {"migrate_to_chat_id": upgraded["id"]}
    assert (await client.ok("sendMessage", chat_id=upgraded["id"], text="x"))["chat"]["type"] == "supergroup"
