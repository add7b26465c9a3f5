"""What the templates of tables are given: cells in French, rows of one length, the cell that is framed."""

import re
from collections.abc import Mapping
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from bot.content.answers import number_in_words

Data = Mapping[str, Any]

_PAGE = 340.0  # points, as all widths here
_LETTER = 7.0  # of a bold text of 13 points, on the large side of the mean
_MARGINS = 17.0

_BLANK = {"numeric": True, "text": ""}  # at the end of a short row: its column stays one of numbers

_QUANTITY = re.compile(r"[-+]?\d[\d\s]*(,\d+)?(\s?[%€])?|\d\d?/\d\d?/\d{2,4}|\d\d?[:h]\d\d(:\d\d)?")
_ALONE = re.compile(r"\d+")  # a text that looks like a number, such as 075: it stays on the left
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?")
_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)")


def cell(value: Any) -> dict[str, Any]:
    """A cell as the French write it."""
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, bool):
        value = "VRAI" if value else "FAUX"
    return {"numeric": numeric, "text": number_in_words(Decimal(str(value))) if numeric else value}


def table(data: Data) -> dict[str, Any]:
    """The data of a table, with the share of the page that each column takes."""
    columns = [cell(column)["text"] for column in data["columns"]]
    rows = [[*map(cell, row), *[_BLANK] * (len(columns) - len(row))] for row in data["rows"]]
    texts = [[title, *(row[i]["text"] for row in rows)] for i, title in enumerate(columns)]
    return {**data, "columns": columns, "rows": rows, "shares": _shares(texts)}


def _shares(columns: list[list[str]]) -> list[float]:
    """Widths that keep words whole: the widest column takes the room that is left, or gives what is missing.

    Where lines must break, what is left beside the longest words goes to the longest texts.
    """
    whole = [_width(max(texts, key=len)) for texts in columns]
    least = [_width(max(" ".join(texts).split(), key=len, default="")) for texts in columns]
    left = _PAGE - sum(whole)
    if left >= 0:
        return [width + left * (width == max(whole)) / whole.count(max(whole)) for width in whole]
    spare, wanted = max(0, _PAGE - sum(least)), max(1, sum(whole) - sum(least))
    return [low + spare * (high - low) / wanted for low, high in zip(least, whole, strict=True)]


def _width(text: str) -> float:
    return len(text) * _LETTER + _MARGINS


def bars(data: Data) -> dict[str, Any]:
    """The data of bars."""
    return {**data, "bars": [{**bar, "text": cell(bar["value"])["text"]} for bar in data["bars"]]}


def sheet(data: Data) -> dict[str, Any]:
    """The data of a spreadsheet; each cell says on which side a spreadsheet puts it."""
    columns = list(data.get("columns") or ascii_uppercase[: max(map(len, data["rows"]))])
    rows = [[*row, *[""] * (len(columns) - len(row))] for row in data["rows"]]
    shown = {**data, "columns": columns, "rows": [[_placed(each) for each in row] for row in rows]}
    return {**shown, "framed": _framed(data, columns)}


def _placed(value: Any) -> dict[str, Any]:
    shown = cell(value)
    text = str(shown["text"])
    if isinstance(value, bool) or _ERROR.fullmatch(text):
        return {**shown, "side": "center"}
    right = shown["numeric"] or (_QUANTITY.fullmatch(text) and not _ALONE.fullmatch(text))
    return {**shown, "side": "right" if right else "left"}


def _framed(data: Data, columns: list[str]) -> tuple[int, int] | None:
    """Column and row of the cell whose formula is shown, when it is in sight."""
    address = _ADDRESS.fullmatch(data["formula"]["cell"]) if "formula" in data else None
    if not address or address[1] not in columns:
        return None
    return columns.index(address[1]), int(address[2]) - data["first"]
