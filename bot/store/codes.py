"""What people type to get somewhere: one namespace for campaigns, classes and sittings; and wrong tries."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

CodeKind = Literal["campaign", "class", "sitting", "invigilator"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code is about: the id of a campaign, a class, or a sitting (for candidates, for staff)."""

    kind: CodeKind
    about: int


@dataclass(frozen=True, slots=True)
class WrongTries:
    """Codes and links from one chat that led nowhere, in a row."""

    tries: int
    last_at: int


def take(tx: Tx, code: str, kind: CodeKind, about: int) -> bool:
    """Reserve a code; False when another one has it."""
    return tx.run("take_code", code=code, kind=kind, about=about) == 1


def find(tx: Tx, code: str) -> Code | None:
    return tx.one("code", Code, code=code)


def free(tx: Tx, code: str) -> None:
    tx.run("free_code", code=code)


def wrong_tries(tx: Tx, chat_id: int) -> WrongTries | None:
    return tx.one("wrong_codes", WrongTries, chat_id=chat_id)


def put_wrong_tries(tx: Tx, chat_id: int, tries: WrongTries) -> None:
    tx.run("put_wrong_code", chat_id=chat_id, tries=tries.tries, last_at=tries.last_at)


def forget_wrong_before(tx: Tx, before_ms: int) -> None:
    """Forget the wrong tries of chats whose last one is older."""
    tx.run("forget_wrong_codes", before=before_ms)
