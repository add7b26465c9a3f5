"""What somebody is asked to write: one question at a time."""

import json
from dataclasses import dataclass
from typing import Any

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Dialog:
    """The text that is awaited: `kind` says who reads it, `about` what for (JSON values by name)."""

    kind: str
    about: dict[str, Any]


def put(tx: Tx, person_id: int, dialog: Dialog) -> None:
    """Await a text; another one that was awaited is forgotten."""
    about = json.dumps(dialog.about, ensure_ascii=False, separators=(",", ":"))
    tx.run("put_dialog", person_id=person_id, kind=dialog.kind, about=about)


def find(tx: Tx, person_id: int) -> Dialog | None:
    return tx.one("dialog", _dialog, person_id=person_id)


def drop(tx: Tx, person_id: int) -> None:
    tx.run("drop_dialog", person_id=person_id)


def _dialog(kind: str, about: str) -> Dialog:
    return Dialog(kind, json.loads(about))
