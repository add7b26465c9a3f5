"""What stands in a cell of a spreadsheet's file: a value, a date or a formula."""

import re
from datetime import date

from bot.content.files import Sheet, WorkbookFile
from bot.content.shapes import Cell
from bot.errors import ContentError

WIDEST = 50
"""Characters in the widest column; what is longer is seen by opening the cell."""

_QUOTED = re.compile(r'"[^"]*"')
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_FRENCH_FORMULA = re.compile(r"=.*(;|\b(SOMME|MOYENNE|SI|NB|NBVAL|ARRONDI|RECHERCHEV)\b)")


def native(cell: Cell) -> Cell | date:
    """A number as it is, `2025-03-12` as a date; a formula stays the text `=SUM(A2,B2)`.

    Raises ContentError for a formula in French, or without anything in it.
    """
    if not isinstance(cell, str):
        return cell
    if cell.strip() == "=":
        raise ContentError(f"{cell!r} computes nothing: write a formula, or a text without =")
    if _FRENCH_FORMULA.match(_QUOTED.sub("", cell)):
        raise ContentError(
            f"{cell!r}: write formulas as files keep them, in English with commas: =SUM(A2,B2)"
        )
    return date.fromisoformat(cell) if _DATE.match(cell) else cell


def sheets(spec: WorkbookFile) -> tuple[Sheet, ...]:
    """The sheets of a workbook. Raises ContentError when two have one name, whatever the case."""
    names: set[str] = set()
    for sheet in spec.sheets:
        if sheet.name.lower() in names:
            raise ContentError(f"two sheets are called {sheet.name!r}: give each its own name")
        names.add(sheet.name.lower())
    return spec.sheets
