"""The same call as JSON, form, multipart and query."""

import io
import json
from typing import Any

import pytest
from aiohttp import FormData

from tests.sandbox.conftest import Client, Json

MARKUP = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}


def params(chat: int) -> dict[str, str]:
    return {
        "chat_id": str(chat),
        "text": "é & <b>b</b>",
        "parse_mode": "HTML",
        "reply_markup": json.dumps(MARKUP),
    }


def multipart(fields: dict[str, str]) -> FormData:
    form = FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    return form


def big() -> FormData:
    form = FormData()
    form.add_field("f", io.BytesIO(bytes(50_000_001)), filename="f")
    return form


@pytest.mark.parametrize("kind", ["json", "typed json", "form", "multipart", "query", "get"])
async def test_every_kind_of_body(client: Client, kind: str) -> None:
    lina = await client.newcomer()
    fields = params(lina)
    bodies: dict[str, Json] = {
        "json": {"json": fields},
        "typed json": {"json": fields | {"chat_id": lina, "reply_markup": MARKUP, "protect_content": True}},
        "form": {"data": fields},
        "multipart": {"data": multipart(fields)},
        "query": {"params": fields},
        "get": {"params": fields},
    }
    verb = "GET" if kind == "get" else "POST"
    async with client.http.request(verb, client.method("sendMessage"), **bodies[kind]) as response:
        answer = await response.json()
    assert (answer["result"]["text"], answer["result"]["reply_markup"]) == ("é & b", MARKUP)


async def test_method_names_are_read_in_any_case(client: Client) -> None:
    assert (await client.ok("GETME"))["is_bot"] is True


BROKEN: list[tuple[Json, int, str]] = [
    (
        {"data": b"{", "headers": {"Content-Type": "application/json"}},
        400,
        "Bad Request: can't parse JSON object",
    ),
    ({"json": {"chat_id": 1, "text": "\ud83d"}}, 400, "Bad Request: strings must be encoded in UTF-8"),
    ({"data": {"reply_markup": '["\\ud83d"]'}}, 400, "Bad Request: strings must be encoded in UTF-8"),
    ({"json": [1]}, 400, "Bad Request: expected an Object"),
    (
        {"data": b"<x/>", "headers": {"Content-Type": "text/xml"}},
        400,
        "Bad Request: unsupported content type text/xml (the sandbox is strict)",
    ),
    ({"data": big()}, 413, "Request Entity Too Large"),
]


@pytest.mark.parametrize(
    ("body", "code", "words"), BROKEN, ids=["json", "half", "half inside", "list", "xml", "big"]
)
async def test_bodies_that_cannot_be_read(
    client: Client, body: dict[str, Any], code: int, words: str
) -> None:
    async with client.http.post(client.method("sendMessage"), **body) as response:
        assert response.status == code
        assert (await response.json())["description"] == words
