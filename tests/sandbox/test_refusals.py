"""What Telegram refuses, the sandbox refuses with the same words."""

from typing import Any

import pytest

from tests.sandbox.conftest import Client, Json

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTON = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}


def html(text: str) -> Json:
    return {"text": text, "parse_mode": "HTML"}


TEXTS: list[tuple[Json, str]] = [
    ({}, "Bad Request: message text is empty"),
    ({"text": ""}, "Bad Request: message text is empty"),
    ({"text": " \n "}, "Bad Request: text must be non-empty"),
    ({"text": "\u00a0\u200b\u202e"}, "Bad Request: text must be non-empty"),
    (html("<b> </b>"), "Bad Request: text must be non-empty"),
    ({"text": "a" * 4097}, "Bad Request: message is too long"),
    ({"text": "😀" * 2049}, "Bad Request: message is too long"),
    (html(f"<b>{'é' * 4097}</b>"), "Bad Request: message is too long"),
    ({"text": "a", "parse_mode": "BBCode"}, "Bad Request: unsupported parse_mode"),
    ({"text": "a", "entities": [{"type": "bold", "offset": 0}]}, "Bad Request: can't parse MessageEntity"),
    ({"text": "a", "entities": "[{"}, "Bad Request: can't parse entities JSON object"),
    ({"text": "a", "texte": "b"}, 'Bad Request: unknown parameter "texte" (the sandbox is strict)'),
    ({"text": "a", "disable_notification": "maybe"}, 'Bad Request: parameter "disable_notification" must be'),
    ({"text": "a", "reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
    ({"text": "a", "reply_parameters": {"id": 1}}, 'Bad Request: unknown field "id" of ReplyParameters'),
    ({"text": "a", "message_thread_id": 4}, "Bad Request: message thread not found"),
    ({"text": "a", "business_connection_id": "x"}, "Bad Request: business connection not found"),
    ({"text": "a", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"),
    ({"text": "a", "reply_markup": []}, "Bad Request: object expected as reply markup"),
]


@pytest.mark.parametrize(("params", "words"), TEXTS)
async def test_a_text_that_cannot_be_sent(client: Client, params: Json, words: str) -> None:
    lina = await client.newcomer()
    assert (await client.refused("sendMessage", chat_id=lina, **params)).startswith(words)


async def test_the_longest_text_and_caption_fit(client: Client) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text=f"<b>{'😀' * 2048}</b>", parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


WHERE: list[tuple[Json, int, str]] = [
    ({}, 400, "Bad Request: chat_id is empty"),
    ({"chat_id": 1}, 400, "Bad Request: chat not found"),
    ({"chat_id": -1}, 400, "Bad Request: chat not found"),
    ({"chat_id": "@nobody"}, 400, "Bad Request: chat not found"),
    ({"chat_id": "you"}, 400, 'Bad Request: parameter "chat_id" must be an Integer (the sandbox is strict)'),
]


@pytest.mark.parametrize(("params", "code", "words"), WHERE)
async def test_a_place_that_does_not_exist(client: Client, params: Json, code: int, words: str) -> None:
    answer = await client.call("sendMessage", text="a", **params)
    assert (answer["error_code"], answer["description"]) == (code, words)


async def test_people_who_never_wrote_or_blocked_the_bot(client: Client) -> None:
    stranger = (await client.order("people", first_name="Sam"))["id"]
    never = await client.call("sendMessage", chat_id=stranger, text="a")
    assert never["description"] == "Forbidden: bot can't initiate conversation with a user"
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="a")
    await client.order("block", person=lina, blocked=True)
    calls: list[tuple[str, Json]] = [
        ("sendMessage", {"text": "a"}),
        ("sendChatAction", {"action": "typing"}),
        ("editMessageText", {"text": "b", "message_id": sent["message_id"]}),
    ]
    for name, params in calls:
        answer = await client.call(name, chat_id=lina, **params)
        assert (answer["error_code"], answer["description"]) == (
            403,
            "Forbidden: bot was blocked by the user",
        )


async def test_a_group_the_bot_left(client: Client) -> None:
    lina = await client.newcomer()
    group = (await client.order("groups", title="3e B", members=[lina]))["id"]
    await client.ok("leaveChat", chat_id=group)
    words = await client.refused("sendMessage", chat_id=group, text="a")
    assert words == "Forbidden: bot is not a member of the group chat"


EDITS: list[tuple[str, Json, str]] = [
    ("editMessageText", {"text": "b", "message_id": 99}, "Bad Request: message to edit not found"),
    ("editMessageText", {"text": "b", "message_id": 1}, "Bad Request: message can't be edited"),
    ("editMessageText", {"text": "b", "message_id": 3}, "Bad Request: message can't be edited"),
    ("editMessageText", {"text": "b"}, "Bad Request: message identifier is not specified"),
    ("editMessageText", {"text": "", "message_id": 2}, "Bad Request: message text is empty"),
    ("editMessageText", {"text": "a" * 4097, "message_id": 2}, "Bad Request: message is too long"),
    ("editMessageText", {"text": "a", "message_id": 2, "reply_markup": BUTTON}, NOT_MODIFIED),
    (
        "editMessageText",
        {"text": "b", "message_id": 2, "parse_mode": "x"},
        "Bad Request: unsupported parse_mode",
    ),
    ("editMessageText", {"text": "b", "inline_message_id": "x"}, "Bad Request: MESSAGE_ID_INVALID"),
    (
        "editMessageText",
        {"text": "b", "message_id": 2, "reply_markup": {"keyboard": [["a"]]}},
        "Bad Request: inline keyboard expected",
    ),
    ("editMessageReplyMarkup", {"message_id": 2, "reply_markup": BUTTON}, NOT_MODIFIED),
    (
        "editMessageCaption",
        {"message_id": 2, "caption": "b"},
        "Bad Request: there is no caption in the message to edit",
    ),
    ("editMessageMedia", {"message_id": 2}, 'Bad Request: parameter "media" is required'),
    (
        "editMessageMedia",
        {"message_id": 2, "media": {"type": "photo", "media": "attach://f"}},
        "Bad Request: there is no media in the request",
    ),
    (
        "editMessageMedia",
        {"message_id": 2, "media": {"type": "poll", "media": "x"}},
        'Bad Request: can\'t parse InputMedia: type "poll" is unsupported',
    ),
    ("deleteMessage", {"message_id": 99}, "Bad Request: message to delete not found"),
    ("pinChatMessage", {"message_id": 99}, "Bad Request: message to pin not found"),
    ("unpinChatMessage", {}, "Bad Request: message to unpin not found"),
]


@pytest.mark.parametrize(("method", "params", "words"), EDITS)
async def test_a_message_that_cannot_be_changed(
    client: Client, method: str, params: Json, words: str
) -> None:
    lina = await client.newcomer()  # message 1 is her /start
    await client.ok("sendMessage", chat_id=lina, text="a", reply_markup=BUTTON)
    await client.ok("sendMessage", chat_id=lina, text="a", reply_markup={"keyboard": [["Menu"]]})
    description = await client.refused(method, chat_id=lina, **params)
    assert description.lower() == words.lower()


async def test_a_message_without_its_keyboard_is_another_message(client: Client) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="a", reply_markup=BUTTON)
    edited = await client.ok("editMessageText", chat_id=lina, message_id=sent["message_id"], text="a")
    assert "reply_markup" not in edited and "edit_date" in edited


async def test_old_messages_stay(client: Client) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="a")
    await client.order("clock", seconds=49 * 3600)
    words = await client.refused("deleteMessage", chat_id=lina, message_id=sent["message_id"])
    assert words == "Bad Request: message can't be deleted for everyone"


async def test_answers_to_queries_nobody_waits_for(client: Client) -> None:
    lina = await client.newcomer()
    await client.ok("sendMessage", chat_id=lina, text="a", reply_markup=BUTTON)
    tap = await client.order("tap", person=lina, message_id=2, data="oui")
    query = tap["callback_id"]
    assert await client.refused("answerCallbackQuery", callback_query_id="123") == TOO_OLD
    assert await client.refused("answerCallbackQuery") == TOO_OLD
    assert await client.refused("answerCallbackQuery", callback_query_id=query, text="a" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert await client.refused("answerCallbackQuery", callback_query_id=query, url="https://a.fr") == (
        "Bad Request: URL_INVALID"
    )
    assert await client.ok("answerCallbackQuery", callback_query_id=query) is True
    await client.order("clock", seconds=120)
    assert await client.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD


OTHERS: list[tuple[str, Json, int, str]] = [
    ("sendPigeon", {}, 404, "Not Found: method not found"),
    ("getMe", {"a": 1}, 400, 'Bad Request: unknown parameter "a" (the sandbox is strict)'),
    ("sendChatAction", {"action": "sleeping"}, 400, "Bad Request: wrong parameter action in request"),
    ("sendPhoto", {}, 400, "Bad Request: there is no photo in the request"),
    ("sendPhoto", {"photo": "nonsense"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": "https://a.fr/b.png"}, 400, "Bad Request: failed to get HTTP URL content"),
    ("sendDocument", {}, 400, "Bad Request: there is no document in the request"),
    ("getFile", {"file_id": "x"}, 400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
    ("leaveChat", {}, 400, "Bad Request: chat member status can't be changed in private chats"),
    ("setWebhook", {"url": "nowhere"}, 400, "Bad Request: invalid webhook URL specified"),
]


@pytest.mark.parametrize(("method", "params", "code", "words"), OTHERS)
async def test_other_calls_that_make_no_sense(
    client: Client, method: str, params: Json, code: int, words: str
) -> None:
    lina = await client.newcomer()
    chat: dict[str, Any] = {} if method.startswith(("get", "set")) else {"chat_id": lina}
    answer = await client.call(method, **chat, **params)
    assert (answer["error_code"], answer["description"]) == (code, words)


@pytest.mark.parametrize(("token", "code"), [("123:" + "a" * 35, 401), ("nonsense", 404), ("", 404)])
async def test_a_token_that_is_not_the_bots(client: Client, token: str, code: int) -> None:
    async with client.http.get(f"{client.sandbox.url}/bot{token}/getMe") as response:
        assert (response.status, (await response.json())["ok"]) == (code, False)
