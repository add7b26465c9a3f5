"""The text of a CSV or plain text file, whatever software wrote it."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from bot.rosters.names import KEPT
from bot.rosters.refusals import MAX_ROWS, Reason, RosterRefused

# A row as it is in the file: where the teacher finds it there, from 1, and its cells.
Row = tuple[int, list[str]]

DELIMITERS = (";", "\t", ",")
_SIGNED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKUP = ("<", "{", "%PDF", "BEGIN:V")  # web page or XML, RTF or JSON, PDF, calendar or address cards
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\v\f\x1a"))  # \x1a: DOS ended its texts with it
_TALLEST_ROW = 5  # lines of one quoted row; more means a quotation mark that nobody closed
MAX_COLUMNS = 100  # read of a row
_MOST_LINES = 20 * MAX_ROWS  # blank ones too: a million of them would take seconds
_ENOUGH = MAX_ROWS + 100  # rows after which the file is too long whatever else it holds


def decode(content: bytes) -> str:
    """The file as text: UTF-8, UTF-16 that says so, else the Windows code page of Western Europe.

    Raises:
        RosterRefused: NOT_A_ROSTER for what is no text, BAD_ENCODING for what no encoding we know explains,
            TOO_MANY_ROWS for more lines than any roster spreads over.
    """
    text = _decoded(content)
    if text.lstrip().startswith(_MARKUP):
        raise RosterRefused(Reason.NOT_A_ROSTER)
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise RosterRefused(Reason.TOO_MANY_ROWS)
    return text


def _decoded(content: bytes) -> str:
    for signature, encoding in _SIGNED:
        if content.startswith(signature):
            return _strictly(content, encoding)
    if _binary(content):
        raise RosterRefused(Reason.NOT_A_ROSTER)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "cp1252")


def _binary(content: bytes) -> bool:
    """Text may have a stray control character, never a zero byte nor many of them."""
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return b"\0" in content or controls * 20 > len(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise RosterRefused(Reason.BAD_ENCODING) from None


def rows(text: str, delimiter: str) -> list[Row]:
    """The rows of the text cut at this delimiter, blank ones left out; stops a little over MAX_ROWS."""
    lines = list(io.StringIO(text, newline=""))
    try:
        return _filled(_quoted(lines, delimiter))
    except csv.Error:
        return _filled(_line_by_line(lines, delimiter))


def _filled(records: Iterator[Row]) -> list[Row]:
    short = ((number, [cell[:KEPT] for cell in cells[:MAX_COLUMNS]]) for number, cells in records)
    return list(islice((row for row in short if any(cell.strip() for cell in row[1])), _ENOUGH))


def _quoted(lines: list[str], delimiter: str) -> Iterator[Row]:
    """Rows as the format has them.

    Raises:
        csv.Error: when a quotation mark was left open.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    start = 1
    for cells in reader:
        if reader.line_num - start >= _TALLEST_ROW:
            raise csv.Error("a quotation mark was left open")
        yield start, cells
        start = reader.line_num + 1


def _line_by_line(lines: list[str], delimiter: str) -> Iterator[Row]:
    """Each line by itself: a quotation mark left open must not swallow the pupils under it."""
    for number, line in enumerate(lines, start=1):
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            cells = [line]
        yield number, cells if len(cells) > 1 else line.replace('"', "").split(delimiter)
