"""The parameters in a body, in the three ways bots send them: JSON, form, multipart."""

import json
from typing import Any
from urllib.parse import parse_qsl

from bench.http import Request

_JSON_FIELDS = ("reply_markup", "allowed_updates")


def params_of(request: Request) -> dict[str, Any]:
    """The parameters as the Bot API understands them; files are left out."""
    if not request.body:
        return {}
    if request.content_type.startswith("application/json"):
        params: dict[str, Any] = json.loads(request.body)
        return params
    if request.content_type.startswith("multipart/"):
        return _typed(_parts(request))
    return _typed(dict(parse_qsl(request.body.decode())))


def _parts(request: Request) -> dict[str, str]:
    boundary = b"--" + request.content_type.partition("boundary=")[2].strip('"').encode()
    texts = {}
    for part in request.body.split(boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        if b"filename=" not in head:
            name = head.partition(b'name="')[2].partition(b'"')[0]
            texts[name.decode()] = content.removesuffix(b"\r\n").decode()
    return texts


def _typed(texts: dict[str, str]) -> dict[str, Any]:
    """Fields of a form are texts: numbers and JSON read back."""
    return {key: _value(key, text) for key, text in texts.items()}


def _value(key: str, text: str) -> Any:
    if key in _JSON_FIELDS:
        return json.loads(text)
    return int(text) if text.lstrip("-").isdigit() and len(text) < 19 else text
