"""Spreadsheets (XLSX)."""

import re
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.files import Sheet, WorkbookFile
from bot.content.media.archive import restamped
from bot.content.media.settled import items, rows
from bot.content.media.typesetting import EPOCH
from bot.content.shapes import Cell
from bot.errors import ContentError

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_FRENCH_FORMULA = re.compile(r"=.*(;|\b(SOMME|MOYENNE|SI|NB|NBVAL|ARRONDI|RECHERCHEV)\b)")
_WIDEST = 50


def make(spec: WorkbookFile) -> bytes:
    """A workbook; numbers stay numbers, `2025-03-12` becomes a date, `=SUM(A2:A9)` a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = EPOCH.replace(tzinfo=None)
    for sheet in spec.sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    out = BytesIO()
    book.save(out)
    return restamped(out.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.append(items(sheet.columns))
    for row in rows(sheet.rows):
        page.append([_native(cell) for cell in row])
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DFE7F1")
    for index, column in enumerate(page.columns, start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        page.column_dimensions[get_column_letter(index)].width = min(longest + 3, _WIDEST)
        for cell in column:
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    page.freeze_panes = "A2"


def _native(cell: Cell) -> Cell | date:
    if not isinstance(cell, str):
        return cell
    if _FRENCH_FORMULA.match(cell):
        raise ContentError(
            f"{cell!r}: write formulas as files keep them, in English with commas: =SUM(A2,B2)"
        )
    return date.fromisoformat(cell) if _DATE.match(cell) else cell
