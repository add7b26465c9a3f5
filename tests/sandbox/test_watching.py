"""What the page and the tests can see: state, events, calls, the clock."""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from sandbox import server
from sandbox.limits import Limits
from sandbox.server import Sandbox
from tests.sandbox.conftest import Client, Json


async def test_state(client: Client) -> None:
    lina = await client.newcomer()
    group = (await client.order("groups", title="3e B", members=[lina]))["id"]
    await client.ok("setMyCommands", commands=[{"command": "aide", "description": "Aide"}])
    state = await client.get("state")
    assert state["bot"]["username"] == "tremplin_bot"
    assert [person["id"] for person in state["people"]] == [lina]
    assert [(chat["id"], chat["type"], chat["title"]) for chat in state["chats"]] == [
        (lina, "private", "Lina"),
        (group, "group", "3e B"),
    ]
    assert state["commands"]["private"] == [{"command": "aide", "description": "Aide"}]
    assert state["menu"] == {"type": "commands"}
    assert state["last_event"] == (await client.get("events.json?after=0"))[-1]["n"]


async def test_events_tell_everything(client: Client) -> None:
    lina = await client.newcomer()
    after = (await client.get("state"))["last_event"]
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    await client.ok("sendChatAction", chat_id=lina, action="typing")
    await client.ok("sendMessage", chat_id=lina, text="<b>a</b>", parse_mode="HTML", reply_markup=markup)
    tap = await client.order("tap", person=lina, message_id=2, data="oui")
    await client.ok(
        "answerCallbackQuery", callback_query_id=tap["callback_id"], text="Bravo", show_alert=True
    )
    await client.ok("editMessageText", chat_id=lina, message_id=2, text="b")
    await client.ok("deleteMessage", chat_id=lina, message_id=2)
    await client.ok("setMyCommands", commands=[])
    await client.order("block", person=lina, blocked=True)
    await client.order("clock", seconds=3600)
    events = {event["type"]: event for event in await client.get(f"events.json?after={after}")}
    assert list(events) == ["typing", "message", "toast", "edit", "delete", "commands", "blocked", "clock"]
    assert [event["n"] for event in events.values()] == list(range(after + 1, after + 9))
    assert events["typing"]["action"] == "typing"
    assert (events["message"]["message"]["html"], events["edit"]["message"]["html"]) == ("<b>a</b>", "b")
    toast = {
        "chat_id": lina,
        "person": lina,
        "text": "Bravo",
        "alert": True,
        "callback_id": tap["callback_id"],
    }
    assert toast.items() <= events["toast"].items()
    assert (events["delete"]["message_id"], events["blocked"]["blocked"]) == (2, True)


async def test_events_can_be_waited_for(client: Client) -> None:
    lina = await client.newcomer()
    after = (await client.get("state"))["last_event"]
    assert await client.get(f"events.json?after={after}&wait=0.01") == []
    waiting = asyncio.create_task(client.get(f"events.json?after={after}&wait=30"))
    for _ in range(3):
        await client.ok("getMe")
    await client.ok("sendMessage", chat_id=lina, text="a")
    assert [event["type"] for event in await waiting] == ["message"]


async def test_server_sent_events(client: Client) -> None:
    lina = await client.newcomer()
    async with client.http.get(f"{client.sandbox.url}/sandbox/events?after=0") as stream:
        assert stream.content_type == "text/event-stream"
        first = await event(stream)
        await client.ok("sendMessage", chat_id=lina, text="é")
        second = await event(stream)
    assert (first["n"], first["message"]["text"]) == (1, "/start")
    assert (second["n"], second["message"]["html"]) == (2, "é")
    again = {"Last-Event-ID": "1"}
    async with client.http.get(f"{client.sandbox.url}/sandbox/events", headers=again) as stream:
        assert (await event(stream))["n"] == 2


async def event(stream: object) -> Json:
    async for line in stream.content:  # type: ignore[attr-defined]  # aiohttp's ClientResponse
        if line.startswith(b"data: "):
            found: Json = json.loads(line[6:])
            return found
    raise AssertionError("the stream ended")


async def test_a_reader_of_events_does_not_hold_the_sandbox(http: ClientSession) -> None:
    async with Sandbox() as sandbox:
        stream = await http.get(f"{sandbox.url}/sandbox/events")
    assert b"hello" in await stream.read()


async def test_calls_are_logged_with_their_results(client: Client) -> None:
    lina = await client.newcomer()
    after = (await client.get("calls?after=0"))[-1]["n"]
    await client.ok("sendMessage", chat_id=lina, text="a")
    await client.refused("sendMessage", chat_id=lina, text="")
    await client.ok("getUpdates")
    sent, refused = await client.get(f"calls?after={after}")
    assert (sent["method"], sent["params"], sent["ok"]) == (
        "sendMessage",
        {"chat_id": lina, "text": "a"},
        True,
    )
    assert sent["result"]["message_id"] == 2
    assert (refused["status"], refused["description"]) == (400, "Bad Request: message text is empty")


async def test_the_clock_is_shared(http: ClientSession) -> None:
    moves: list[timedelta] = []
    async with Sandbox(limits=Limits.off(), on_clock=moves.append) as sandbox:
        client = Client(sandbox, http)
        lina = await client.newcomer()
        before = (await client.ok("sendMessage", chat_id=lina, text="a"))["date"]
        now = (await client.order("clock", seconds=86400))["now"]
        after = (await client.ok("sendMessage", chat_id=lina, text="a"))["date"]
    assert moves == [timedelta(days=1)]
    assert 86400 <= after - before < 86400 + 60
    assert abs(datetime.fromisoformat(now).timestamp() - after) < 60


async def test_the_page_is_served(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>page")
    monkeypatch.setattr(server, "STATIC", tmp_path)
    for path in ("/", "/t/tremplin_bot?start=abc"):
        async with client.http.get(client.sandbox.url + path) as response:
            assert (response.status, await response.text()) == (200, "<p>page")
