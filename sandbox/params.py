"""Parameters of a Bot API call: read from any kind of body, then typed by the method's table."""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.errors import STRICT, ApiError, bad_request
from sandbox.files import MOST_UPLOAD, Upload

Read = Callable[[str, Any], Any]
MISSING = frozenset(("", None))
WORDS = {
    "chat_id": "chat_id is empty",
    "message_id": "Message identifier is not specified",
    "photo": "There is no photo in the request",
    "document": "There is no document in the request",
    "action": "Wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "file_id not specified",
}


async def read(request: web.BaseRequest) -> dict[str, Any]:
    """All parameters of a request as they came: query, then JSON, form or multipart body."""
    raw: dict[str, Any] = dict(request.query)
    if request.body_exists:
        kind = request.content_type
        if kind == "application/json":
            raw |= _json_body(await request.read())
        elif kind == "application/x-www-form-urlencoded":
            raw |= parse_qsl((await request.read()).decode("utf-8", "replace"), keep_blank_values=True)
        elif kind == "multipart/form-data":
            raw |= await _multipart(request)
        elif await request.read():
            raise bad_request(f"unsupported content type {kind} {STRICT}")
    return raw


def parse_json(source: str) -> Any:
    """A JSON value; ValueError when it is none, ApiError 400 when it holds half a surrogate pair."""
    value = json.loads(source)
    if "\\u" in source:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise bad_request("Strings must be encoded in UTF-8") from None
    return value


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        value = parse_json(body.decode() or "{}")
    except ValueError:
        raise bad_request("Can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("Expected an Object")
    return value


async def _multipart(request: web.BaseRequest) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    left = MOST_UPLOAD
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request(f"a part of the body has no name {STRICT}")
        data = bytes(await part.read())
        left -= len(data)
        if left < 0:
            raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            raw[part.name] = data.decode("utf-8", "replace")
        else:
            raw[part.name] = Upload(
                part.filename, part.headers.get("Content-Type", "application/octet-stream"), data
            )
    return raw


def typed(table: Mapping[str, Read], required: tuple[str, ...], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with their types; empty ones are left out; unknown ones are refused.

    Uploads that no parameter names directly stay under their own name, for `attach://name`.
    """
    values: dict[str, Any] = {}
    for name, value in raw.items():
        if name in table:
            if not (isinstance(value, str | None) and value in MISSING):
                values[name] = table[name](name, value)
        elif isinstance(value, Upload):
            values[f"attach://{name}"] = value
        else:
            raise bad_request(f'unknown parameter "{name}" {STRICT}')
    for name in required:
        if name not in values:
            raise bad_request(WORDS.get(name, f'Parameter "{name}" is required'))
    return values


def text(name: str, value: Any) -> str:
    """A String; a JSON number will do, as Telegram reads it."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise bad_request(f'parameter "{name}" must be a String {STRICT}')


def integer(name: str, value: Any) -> int:
    """An Integer, also written in a string."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().removeprefix("-").isdecimal():
        return int(value)
    raise bad_request(f'parameter "{name}" must be an Integer {STRICT}')


def number(name: str, value: Any) -> float:
    """A Float, also written in a string."""
    try:
        read = float(value)
    except (TypeError, ValueError):
        read = math.nan
    if not math.isfinite(read):
        raise bad_request(f'parameter "{name}" must be a Float {STRICT}')
    return read


def flag(name: str, value: Any) -> bool:
    """A Boolean, also written in a string."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in ("true", "yes", "1"):
        return True
    if word in ("false", "no", "0"):
        return False
    raise bad_request(f'parameter "{name}" must be a Boolean {STRICT}')


def chat(name: str, value: Any) -> int | str:
    """A chat's number, or an @username (which is unknown here)."""
    if isinstance(value, str) and value.startswith("@"):
        return value
    return integer(name, value)


def an_object(name: str, value: Any) -> dict[str, Any]:
    """A JSON object, as such or written in a string."""
    decoded = _decoded(name, value)
    if not isinstance(decoded, dict):
        raise bad_request(
            "Object expected as reply markup" if name == "reply_markup" else f"Object expected as {name}"
        )
    return decoded


def a_list(name: str, value: Any) -> list[Any]:
    """A JSON array, as such or written in a string."""
    decoded = _decoded(name, value)
    if not isinstance(decoded, list):
        raise bad_request(f"Expected an Array as {name}")
    return decoded


def a_file(name: str, value: Any) -> Upload | str:
    """A file: uploaded, or the id of one (`attach://` is resolved by the method)."""
    if isinstance(value, Upload):
        return value
    return text(name, value)


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return parse_json(value)
    except ValueError:
        words = "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")
        raise bad_request(f"Can't parse {words} JSON object") from None
