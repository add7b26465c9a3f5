"""What goes out to Telegram: Bot API calls, grouped in deliveries, which are the rows of the outbox."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Lane(StrEnum):
    """How urgent a delivery is: conversation goes first, the two others are evenly spaced."""

    CONVERSATION = "conversation"
    REMINDERS = "reminders"
    BROADCAST = "broadcast"


EVERY_LANE = frozenset(Lane)


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file made when the call is sent: `maker` and its JSON-ready `args` say how, `field` where it goes."""

    field: str
    maker: str
    args: list[Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call.

    `params` are the method's parameters, JSON-ready (a keyboard is a dict). `note` is a small tuple of JSON
    values: once the call succeeded it is given back to `on_sent` with the id of the message, in the marking
    transaction.
    """

    method: str
    params: dict[str, Any]
    file: FileRef | None = None
    note: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Calls to one chat, sent in order; one outbox row.

    `kind` names what it is in logs and metrics. A `dedupe_key` already in the outbox makes it a no-op. It is
    sent from `due_at` on (now when None) and dropped once `valid_until` has passed. What may have
    been sent is sent again, unless it goes out `once` at most.
    """

    chat_id: int
    calls: tuple[Call, ...]
    lane: Lane = Lane.CONVERSATION
    kind: str = "reply"
    dedupe_key: str | None = None
    due_at: datetime | None = None
    valid_until: datetime | None = None
    once: bool = False


def dump_calls(calls: tuple[Call, ...]) -> str:
    """The calls as the JSON an outbox row keeps."""
    return json.dumps([_packed(call) for call in calls], ensure_ascii=False, separators=(",", ":"))


def load_calls(payload: str) -> tuple[Call, ...]:
    """The calls of an outbox row; the inverse of `dump_calls`."""
    return tuple(_unpacked(packed) for packed in json.loads(payload))


def _packed(call: Call) -> dict[str, Any]:
    packed: dict[str, Any] = {"method": call.method, "params": call.params}
    if call.file is not None:
        packed["file"] = {"field": call.file.field, "maker": call.file.maker, "args": call.file.args}
    if call.note is not None:
        packed["note"] = call.note
    return packed


def _unpacked(packed: dict[str, Any]) -> Call:
    file, note = packed.get("file"), packed.get("note")
    return Call(
        packed["method"],
        packed["params"],
        None if file is None else FileRef(**file),
        None if note is None else tuple(note),
    )
