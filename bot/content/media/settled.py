"""What a shape holds once its templates are filled: lists without `{each: …}`, dates read."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.content.shapes import Cell, Each, Table
from bot.errors import ContentError

PARIS = ZoneInfo("Europe/Paris")

T = TypeVar("T")


def items(listed: Iterable[T | Each]) -> list[T]:
    """The elements of a list."""
    return [item for item in listed if not isinstance(item, Each)]


def rows(table: Table) -> list[list[Cell]]:
    """The lines of a table."""
    return [] if isinstance(table, Each) else [list(row) for row in items(table)]


def moment(text: str) -> datetime:
    """The date and time written `2025-03-12 09:30` (or a date alone), in France. Raises ContentError."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=PARIS)
    except ValueError as error:
        raise ContentError(f"{text!r} is not a date: write 2025-03-12 or 2025-03-12 09:30") from error


def filler(size: int, start: str = "") -> bytes:
    """A content of this many bytes that begins with a text."""
    pattern = b"Tremplin, exemple sans valeur.\n"
    return (start.encode() + pattern * (size // len(pattern) + 1))[:size]
