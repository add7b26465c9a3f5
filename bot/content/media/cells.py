"""What stands in a cell of a spreadsheet's file: a value, a date or a formula."""

import re
from datetime import date

from bot.content.shapes import Cell
from bot.errors import ContentError

WIDEST = 50
"""Characters in the widest column; what is longer is seen by opening the cell."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_FRENCH_FORMULA = re.compile(r"=.*(;|\b(SOMME|MOYENNE|SI|NB|NBVAL|ARRONDI|RECHERCHEV)\b)")


def native(cell: Cell) -> Cell | date:
    """A number as it is, `2025-03-12` as a date; a formula stays the text `=SUM(A2,B2)`.

    Raises ContentError for a formula in French.
    """
    if not isinstance(cell, str):
        return cell
    if _FRENCH_FORMULA.match(cell):
        raise ContentError(
            f"{cell!r}: write formulas as files keep them, in English with commas: =SUM(A2,B2)"
        )
    return date.fromisoformat(cell) if _DATE.match(cell) else cell
