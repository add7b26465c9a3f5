"""Spreadsheets (XLSX)."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.files import Sheet, WorkbookFile
from bot.content.media.archive import restamped
from bot.content.media.cells import WIDEST, native, sheets
from bot.content.media.settled import items, rows
from bot.content.media.typesetting import EPOCH


def make(spec: WorkbookFile) -> bytes:
    """A workbook; numbers stay numbers, `2025-03-12` becomes a date, `=SUM(A2:A9)` a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = EPOCH.replace(tzinfo=None)
    for sheet in sheets(spec):
        _fill(book.create_sheet(sheet.name), sheet)
    out = BytesIO()
    book.save(out)
    return restamped(out.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.append(items(sheet.columns))
    for row in rows(sheet.rows):
        page.append([native(cell) for cell in row])
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DFE7F1")
    for index, column in enumerate(page.columns, start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        page.column_dimensions[get_column_letter(index)].width = min(longest + 3, WIDEST)
        for cell in column:
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    page.freeze_panes = "A2"
