"""The rows of an XLSX workbook that may have been made to harm.

A class list needs a few columns of text, so the format's XML is read here rather than by a spreadsheet
library. Measured: openpyxl spends 3 ms on each cell that shares a formula of 11 kB, and two MiB can hold
hundreds of thousands of such cells; its `iterparse` also accepts document types, from which XML attacks
start. Here a document type is refused, and what a cell costs does not depend on any other cell.
"""

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress

from bot.rosters.archives import unpack
from bot.rosters.decoding import MAX_COLUMNS, Row
from bot.rosters.markup import Attributes, Markup, Text
from bot.rosters.refusals import MAX_ROWS, Reason, RosterRefused

SIGNATURE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and the envelope of workbooks with a password
MAX_SHEETS = 20
_ENOUGH = MAX_ROWS + 100
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
# What a part refers to: by the reference's name, its type and the path of what is meant.
Relations = dict[str, tuple[str, str]]
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")


def refuse_old_office(content: bytes) -> None:
    """Raise RosterRefused for the binary format of before 2007, telling a password from an old .xls."""
    if content.startswith(OLD_OFFICE):
        raise RosterRefused(Reason.ENCRYPTED if _PASSWORD in content else Reason.NOT_A_ROSTER)


def sheets(content: bytes) -> Iterator[list[Row]]:
    """The rows of each visible sheet in order, blank ones left out; a formula is «=…», never its value.

    Raises:
        RosterRefused: ZIP_BOMB, ENCRYPTED, TOO_MANY_ROWS, NOT_A_ROSTER.
    """
    parts = unpack(content)
    markup = Markup()
    book = _target(_relations(markup, parts, ""), "/officedocument")
    relations = _relations(markup, parts, book)
    paths = _shown(markup, _part(parts, book), relations)
    if not paths:
        raise RosterRefused(Reason.NOT_A_ROSTER)
    strings = _strings(markup, parts, _target(relations, "/sharedstrings"))
    for path in paths[:MAX_SHEETS]:
        yield _Sheet(strings).rows(markup, _part(parts, path))


def _part(parts: dict[str, bytes], path: str) -> bytes:
    if path not in parts:
        raise RosterRefused(Reason.NOT_A_ROSTER)
    return parts[path]


def _relations(markup: Markup, parts: dict[str, bytes], source: str) -> Relations:
    """What a part refers to; paths do not depend on case, nor do what we compare of the types."""
    folder, name = posixpath.split(source)
    found: Relations = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").lower(), path.lower().lstrip("/"))

    markup.walk(parts.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"<none/>"), start)
    return found


def _target(relations: Relations, kind: str) -> str:
    """The path of the first relation of this kind, "" when there is none."""
    return next((path for type_, path in relations.values() if type_.endswith(kind)), "")


def _shown(markup: Markup, book: bytes, relations: Relations) -> list[str]:
    """The paths of the sheets that a workbook shows, once each: one part may be named a thousand times."""
    paths: dict[str, None] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            kind, path = relations.get(relation, ("", ""))
            if kind.endswith("/worksheet"):
                paths[path] = None

    markup.walk(book, start)
    return list(paths)


def _strings(markup: Markup, parts: dict[str, bytes], path: str) -> list[str]:
    """The texts that cells refer to by their index; none when the workbook has no such part."""
    found: list[str] = []
    text = Text({"t"})

    def end(tag: str) -> None:
        text.end(tag)
        if tag == "si":
            found.append(text.take())

    if path:
        markup.walk(_part(parts, path), lambda tag, _: text.start(tag), end, text.hear)
    return found


class _Enough(Exception):
    """More rows than a roster may have."""


class _Sheet:
    """One pass over a sheet; cells right of MAX_COLUMNS are not looked at."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._rows: list[Row] = []
        self._number = 0
        self._column = -1
        self._kind = ""
        self._formula = False
        self._cells: dict[int, str] = {}
        self._text = Text({"v", "t", "f"})

    def rows(self, markup: Markup, part: bytes) -> list[Row]:
        with suppress(_Enough):
            markup.walk(part, self._start, self._end, self._text.hear)
        return self._rows

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag != "v" or not self._formula:
            self._text.start(tag)
        if tag == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._kind = attributes.get("t", "n")
            self._formula = False
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._number = _row_number(attributes.get("r", ""), self._number + 1)
            self._column = -1

    def _end(self, tag: str) -> None:
        self._text.end(tag)
        if tag == "c":
            self._keep(self._text.take())
        elif tag == "row":
            self._close_row()

    def _keep(self, text: str) -> None:
        if self._formula:
            text = f"={text}"
        elif self._kind == "s":
            text = self._shared(text)
        if 0 <= self._column < MAX_COLUMNS and text:
            self._cells[self._column] = text

    def _shared(self, index: str) -> str:
        known = index.isdecimal() and len(index) < 9 and int(index) < len(self._strings)
        return self._strings[int(index)] if known else ""

    def _close_row(self) -> None:
        if any(text.strip() for text in self._cells.values()):
            cells = [self._cells.get(column, "") for column in range(max(self._cells) + 1)]
            self._rows.append((self._number, cells))
        self._cells.clear()
        if len(self._rows) >= _ENOUGH:
            raise _Enough


def _column(reference: str, following: int) -> int:
    """0 of «A12»; the column after the last cell when the cell does not say."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return following
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _row_number(text: str, following: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 7 else following
