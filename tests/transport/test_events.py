from datetime import UTC, datetime
from typing import Any

import pytest

from bot.transport.events import EventKind, parse, update_id_of
from tests.transport.stand_ins import text_update

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LINA = {"id": 5, "is_bot": False, "first_name": "Lina"}
CHAT = {"id": 5, "type": "private", "first_name": "Lina"}
GROUP = {"id": -100, "type": "supergroup", "title": "2de B"}


def message(**content: Any) -> dict[str, Any]:
    body = {"message_id": 3, "date": 1_760_000_000, "from": LINA, "chat": CHAT, **content}
    return {"update_id": 9, "message": body}


def test_a_text() -> None:
    event = parse(text_update(9, 5, "bonjour"), NOW)
    assert (event.kind, event.text, event.chat_id, event.user_id) == (EventKind.TEXT, "bonjour", 5, 5)
    assert event.private
    assert event.at == datetime.fromtimestamp(1_760_000_000, UTC)


@pytest.mark.parametrize(
    ("text", "kind", "command", "args"),
    [
        ("/start", EventKind.COMMAND, "start", ""),
        ("/start  c_AB12 \n", EventKind.COMMAND, "start", "c_AB12"),
        ("/Profil@tremplin_bot", EventKind.COMMAND, "profil", ""),
        ("/profil@other_bot", EventKind.IGNORED, "", ""),
        ("/", EventKind.TEXT, "", ""),
        ("/é", EventKind.TEXT, "", ""),
        ("1/2", EventKind.TEXT, "", ""),
    ],
)
def test_commands(text: str, kind: EventKind, command: str, args: str) -> None:
    event = parse(text_update(9, 5, text), NOW, "Tremplin_bot")
    assert (event.kind, event.command, event.args) == (kind, command, args)
    assert event.kind is EventKind.IGNORED or event.text == text  # it may be an answer, see `commanded`


def test_an_answer_to_a_message_tells_which() -> None:
    event = parse(message(text="12", reply_to_message={"message_id": 2}), NOW)
    assert event.reply_to == 2


def test_a_tap() -> None:
    query = {"id": "77", "from": LINA, "data": "a:1", "message": {"message_id": 3, "date": 0, "chat": CHAT}}
    event = parse({"update_id": 9, "callback_query": query}, NOW)
    assert (event.kind, event.data, event.callback_id, event.message_id) == (EventKind.TAP, "a:1", "77", 3)
    assert event.at == NOW


@pytest.mark.parametrize(
    ("tapped", "rewritable"),
    [({"text": "?"}, True), ({"photo": [], "caption": "?"}, False), ({"document": {}}, False), ({}, False)],
)
def test_a_tap_tells_whether_a_text_can_take_the_place_of_its_message(
    tapped: dict[str, Any], rewritable: bool
) -> None:
    query = {"id": "77", "from": LINA, "data": "a:1", "message": {"message_id": 3, "chat": CHAT, **tapped}}
    assert parse({"update_id": 9, "callback_query": query}, NOW).rewritable == rewritable


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "small"}, {"file_id": "large"}], "caption": "ma copie"},
        {"sticker": {"file_id": "s"}},
        {"animation": {"file_id": "g"}, "document": {"file_id": "g"}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
    ],
    ids=lambda content: next(iter(content)),
)
def test_other_content(content: dict[str, Any]) -> None:
    event = parse(message(**content), NOW)
    assert (event.kind, event.text) == (EventKind.OTHER, content.get("caption", ""))


def test_a_document() -> None:
    event = parse(message(document={"file_id": "d"}, caption="voilà"), NOW)
    assert (event.kind, event.text) == (EventKind.DOCUMENT, "voilà")


def test_an_edited_message() -> None:
    raw = {"update_id": 9, "edited_message": message(text="corrigé")["message"]}
    event = parse(raw, NOW)
    assert (event.kind, event.text) == (EventKind.EDITED, "corrigé")


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("left", True), ("member", False)])
def test_membership(status: str, blocked: bool) -> None:
    change = {"chat": CHAT, "from": LINA, "date": 0, "new_chat_member": {"status": status}}
    event = parse({"update_id": 9, "my_chat_member": change}, NOW)
    assert (event.kind, event.blocked) == (EventKind.MEMBERSHIP, blocked)


def test_in_a_group_the_person_is_who_wrote() -> None:
    event = parse(message(text="/aide", chat=GROUP), NOW)
    assert (event.chat_id, event.user_id, event.private) == (-100, 5, False)


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 9, "poll_answer": {}},
        {"update_id": 9, "callback_query": {"id": "1", "from": LINA, "inline_message_id": "x"}},
        message(pinned_message={"message_id": 1}),
        message(text="x", **{"from": {"id": 6, "is_bot": True}}),
        {"update_id": 9, "message": {"message_id": 1, "date": 0, "chat": GROUP, "text": "from a channel"}},
    ],
)
def test_what_deserves_no_answer_is_ignored(raw: dict[str, Any]) -> None:
    assert parse(raw, NOW).kind is EventKind.IGNORED


def test_text_no_database_takes_is_made_harmless() -> None:
    assert parse(text_update(9, 5, "a\0b\ud800c😀"), NOW).text == "ab?c😀"


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": "9"},
        {"update_id": 2**70, "message": {}},
        {"update_id": 9, "message": None},
        {"update_id": 9, "message": []},
        message(text=["a"]),
        message(text="a", chat={"id": "5", "type": "private"}),
        message(text="a", date="today"),
        {"update_id": 9, "callback_query": {"id": "1", "from": {}}},
    ],
)
def test_nonsense_raises(raw: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        parse(raw, NOW)


@pytest.mark.parametrize(
    "raw", [None, "x", [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": -1}]
)
def test_some_updates_have_no_id_that_could_be_confirmed(raw: Any) -> None:
    assert update_id_of(raw) is None
