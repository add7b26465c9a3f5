"""reply_markup: what is accepted, what is refused and how."""

from typing import Any

import pytest

from tests.sandbox.conftest import Client

ONE = {"text": "a", "callback_data": "b"}


def inline(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


ACCEPTED: list[dict[str, Any]] = [
    inline(ONE),
    inline({"text": "a", "callback_data": "é" * 32}),
    inline({"text": "a", "url": "https://a.fr"}, {"text": "b", "url": "t.me/bot?start=x"}),
    inline({"text": "a", "copy_text": {"text": "ABC"}}, {"text": "b", "switch_inline_query": ""}),
    inline({"text": "a", "web_app": {"url": "https://a.fr"}}),
    {"inline_keyboard": [[ONE] * 8] * 12 + [[ONE] * 4]},
    {"inline_keyboard": []},
    {"keyboard": [["Menu", {"text": "Profil"}]], "resize_keyboard": True, "is_persistent": True},
    {"keyboard": [[{"text": "Ici", "request_location": True}]], "input_field_placeholder": "Réponds"},
    {"remove_keyboard": True},
    {"force_reply": True, "selective": False},
]


@pytest.mark.parametrize("markup", ACCEPTED, ids=range(len(ACCEPTED)))
async def test_accepted(client: Client, markup: dict[str, Any]) -> None:
    lina = await client.newcomer()
    sent = await client.ok("sendMessage", chat_id=lina, text="a", reply_markup=markup)
    assert ("reply_markup" in sent) is bool(markup.get("inline_keyboard"))
    shown = (await client.get(f"chats/{lina}/messages"))[-1]
    assert ("reply_markup" in shown) is (markup != {"inline_keyboard": []})


BUTTON = "Bad Request: can't parse inline keyboard button: "
REFUSED: list[tuple[dict[str, Any], str]] = [
    (inline({"text": "a", "callback_data": "é" * 33}), "Bad Request: BUTTON_DATA_INVALID"),
    (
        inline({"text": "a", "callback_data": ""}),
        BUTTON + "Text buttons are unallowed in the inline keyboard",
    ),
    (inline({"text": "a"}), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (
        inline({"text": " ", "callback_data": "b"}),
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    (inline({"callback_data": "b"}), BUTTON + 'Field "text" must be of type String'),
    (inline("a"), BUTTON + "InlineKeyboardButton must be an Object"),
    (inline(ONE | {"url": "https://a.fr"}), BUTTON + "exactly one action is allowed"),
    (inline(ONE | {"colour": "red"}), 'Bad Request: unknown field "colour" of InlineKeyboardButton'),
    (inline({"text": "a", "callback_data": 3}), BUTTON + 'Field "callback_data" must be of type String'),
    (inline({"text": "a", "url": "nowhere"}), "Bad Request: inline keyboard button URL 'nowhere' is invalid"),
    (inline({"text": "a", "copy_text": {"a": 1}}), BUTTON + 'Field "copy_text" must be an Object'),
    (inline({"text": "a", "copy_text": {"text": "a" * 257}}), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    (
        inline({"text": "a", "web_app": {"url": "http://a.fr"}}),
        "Bad Request: inline keyboard button Web App URL",
    ),
    ({"inline_keyboard": [[ONE] * 8] * 13}, "Bad Request: reply markup is too long"),
    (
        {"inline_keyboard": "a"},
        'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
    ),
    (
        {"inline_keyboard": ["a"]},
        'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of',
    ),
    ({"keyboard": [[{}]]}, 'Bad Request: can\'t parse keyboard button: Field "text" must be of type String'),
    (
        {"keyboard": [[3]]},
        "Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object",
    ),
    ({"keyboard": [[""]]}, "Bad Request: keyboard button text must be non-empty"),
    (
        {"keyboard": [["a"]], "resize_keyboard": 1},
        'Bad Request: field "resize_keyboard" of the reply markup must be',
    ),
    (
        {"keyboard": [["a"]], "input_field_placeholder": "a" * 65},
        "Bad Request: input_field_placeholder must have",
    ),
    ({"keyboard": [["a"]], "size": 1}, 'Bad Request: unknown field "size" of reply_markup'),
    ({"rows": []}, "Bad Request: reply_markup must have exactly one of"),
]


@pytest.mark.parametrize(("markup", "words"), REFUSED, ids=range(len(REFUSED)))
async def test_refused(client: Client, markup: dict[str, Any], words: str) -> None:
    lina = await client.newcomer()
    assert (await client.refused("sendMessage", chat_id=lina, text="a", reply_markup=markup)).startswith(
        words
    )


async def test_groups_share_no_place(client: Client) -> None:
    lina = await client.newcomer()
    group = (await client.order("groups", title="3e B", members=[lina]))["id"]
    markup = {"keyboard": [[{"text": "Ici", "request_location": True}]]}
    words = await client.refused("sendMessage", chat_id=group, text="a", reply_markup=markup)
    assert words == "Bad Request: location can be requested in private chats only"
