"""What people do, and what the bot hears of it."""

import pytest

from tests.sandbox.conftest import Client, Json

BUTTON = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}


async def test_a_first_start_through_a_deep_link(client: Client) -> None:
    person = await client.order("people", first_name="Lina", role="pupil", id=42)
    assert person == {"id": 42, "first_name": "Lina", "role": "pupil", "blocked": False, "started": False}
    await client.order("start", person=42, payload="abc")
    message = (await client.drain())[0]["message"]
    assert message["text"] == "/start abc"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["chat"] == {"id": 42, "type": "private", "first_name": "Lina"}
    assert message["from"] == {"id": 42, "is_bot": False, "first_name": "Lina", "language_code": "fr"}


async def test_both_sides_of_a_chat_share_its_numbers(client: Client) -> None:
    lina, sam = await client.newcomer("Lina"), await client.newcomer("Sam")
    assert (await client.ok("sendMessage", chat_id=lina, text="a"))["message_id"] == 2
    assert (await client.order("send", person=lina, text="b"))["message_id"] == 3
    assert (await client.ok("sendMessage", chat_id=sam, text="a"))["message_id"] == 2


async def test_replies_and_edits(client: Client) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="Question")
    answer = await client.order("send", person=lina, text="12", reply_to=sent["message_id"])
    await client.order("edit", person=lina, message_id=answer["message_id"], text="13")
    said, edited = (update for update in await client.drain())
    assert said["message"]["reply_to_message"]["text"] == "Question"
    assert (edited["edited_message"]["text"], "edit_date" in edited["edited_message"]) == ("13", True)
    reply = await client.ok(
        "sendMessage", chat_id=lina, text="Non", reply_parameters={"message_id": answer["message_id"]}
    )
    assert reply["reply_to_message"]["text"] == "13"
    missing = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await client.ok(
        "sendMessage", chat_id=lina, text="a", reply_parameters=missing
    )


async def test_taps_carry_the_whole_message(client: Client) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="Prêt ?", reply_markup=BUTTON)
    tap = await client.order("tap", person=lina, message_id=sent["message_id"], data="oui")
    await client.order("clock", seconds=30 * 24 * 3600)
    await client.order("tap", person=lina, message_id=sent["message_id"], data="oui")
    query = (await client.drain())[-1]["callback_query"]
    assert (query["message"], query["data"], query["from"]["id"]) == (sent, "oui", lina)
    assert query["id"] != tap["callback_id"]


async def test_forged_taps(client: Client) -> None:
    lina = await client.newcomer()
    await client.ok("sendMessage", chat_id=lina, text="Prêt ?", reply_markup=BUTTON)
    assert "has the data" in await client.wrong_order("tap", person=lina, message_id=2, data="non")
    assert "no such message" in await client.wrong_order("tap", person=lina, message_id=9, data="oui")
    await client.order("tap", person=lina, message_id=2, data="non", forged=True)
    await client.order("tap", person=lina, message_id=9, data="oui", forged=True)
    forged, gone = (update["callback_query"] for update in await client.drain())
    assert forged["data"] == "non"
    assert (gone["message"]["date"], gone["message"]["message_id"]) == (0, 9)


async def test_blocking_and_coming_back(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("block", person=lina, blocked=True)
    await client.order("block", person=lina, blocked=True)
    assert "blocked the bot" in await client.wrong_order("send", person=lina, text="a")
    await client.order("start", person=lina)
    blocked, back, started = await client.drain()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["old_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert started["message"]["text"] == "/start"


async def test_a_long_text_is_cut_in_messages(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("send", person=lina, text="a" * 5000)
    await client.order("send", person=lina, text="😀" * 3000)
    lengths = [len(update["message"]["text"]) for update in await client.drain()]
    assert lengths == [4096, 904, 2048, 952]


async def test_places(client: Client) -> None:
    lina = await client.newcomer()
    await client.order("location", person=lina, latitude=48.85, longitude=2.35)
    assert (await client.drain())[0]["message"]["location"] == {"latitude": 48.85, "longitude": 2.35}


GROUP_TEXTS: list[tuple[str, bool]] = [
    ("bonjour", False),
    ("/aide", True),
    ("/aide@tremplin_bot", True),
    ("/aide@other_bot", False),
    ("dis @Tremplin_Bot ?", True),
]


@pytest.mark.parametrize(("text", "heard"), GROUP_TEXTS)
async def test_in_a_group_the_bot_hears_what_is_for_it(client: Client, text: str, heard: bool) -> None:
    lina, sam = await client.newcomer("Lina"), await client.newcomer("Sam")
    group = (await client.order("groups", title="3e B", members=[lina]))["id"]
    joined, made = await client.drain()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert made["message"]["chat"]["title"] == "3e B"
    await client.order("send", person=lina, chat=group, text=text)
    assert bool(await client.drain()) is heard
    assert "is not in chat" in await client.wrong_order("send", person=sam, chat=group, text="/aide")


async def test_a_reply_to_the_bot_is_heard_in_a_group(client: Client) -> None:
    lina = await client.newcomer()
    group = (await client.order("groups", title="3e B", members=[lina]))["id"]
    sent = await client.ok("sendMessage", chat_id=group, text="Question", reply_markup=BUTTON)
    await client.drain()
    await client.order("send", person=lina, chat=group, text="12", reply_to=sent["message_id"])
    await client.order("tap", person=lina, chat=group, message_id=sent["message_id"], data="oui")
    said, tapped = await client.drain()
    assert (said["message"]["text"], tapped["callback_query"]["message"]["chat"]["id"]) == ("12", group)


async def test_pins(client: Client) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="Important")
    await client.ok("pinChatMessage", chat_id=lina, message_id=sent["message_id"])
    assert (await client.drain())[0]["message"]["pinned_message"] == sent
    assert (await client.ok("getChat", chat_id=lina))["pinned_message"] == sent
    await client.ok("unpinChatMessage", chat_id=lina)
    assert "pinned_message" not in await client.ok("getChat", chat_id=lina)


async def test_messages_go(client: Client) -> None:
    lina = await client.newcomer()
    for text in ("a", "b", "c"):
        await client.ok("sendMessage", chat_id=lina, text=text)
    assert await client.ok("deleteMessage", chat_id=lina, message_id=2) is True
    assert await client.ok("deleteMessages", chat_id=lina, message_ids=[3, 99]) is True
    assert [message["message_id"] for message in await client.get(f"chats/{lina}/messages")] == [1, 4]


WRONG: list[tuple[str, Json, str]] = [
    ("people", {}, "missing: first_name"),
    ("people", {"first_name": "a", "id": -3}, "already taken or is not a positive number"),
    ("people", {"first_name": "a", "id": "x"}, "id must be a whole number"),
    ("send", {"person": 9, "text": "a"}, "there is no person 9"),
    ("groups", {"title": "a", "members": [9]}, "there is no person 9"),
    ("clock", {"seconds": -1}, "the clock only moves forward"),
    ("clock", {"seconds": "soon"}, "seconds must be a number"),
    ("groups", {"title": "a", "members": "all"}, "members must be a list"),
    ("location", {"person": 9, "latitude": "north", "longitude": 0}, "latitude must be a number"),
    ("file", {"person": 9}, "a multipart body with a file is needed"),
]


@pytest.mark.parametrize(("path", "body", "words"), WRONG)
async def test_orders_that_make_no_sense(client: Client, path: str, body: Json, words: str) -> None:
    assert words in await client.wrong_order(path, **body)


async def test_people_cannot_edit_what_is_not_theirs(client: Client) -> None:
    lina = await client.newcomer()
    await client.ok("sendMessage", chat_id=lina, text="a")
    assert "is not a text of person" in await client.wrong_order("edit", person=lina, message_id=2, text="b")
    assert "there is no message 9" in await client.wrong_order("send", person=lina, text="b", reply_to=9)
    assert "non-empty" in await client.wrong_order("send", person=lina, text="  ")
