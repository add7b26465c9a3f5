"""The results of a campaign as a workbook (XLSX) or a text table (CSV), safe to open."""

import csv
import math
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.views.documents.shapes import Column, Results, Table
from bot.views.documents.words import clean, slug

Value = str | int | float | bool | date | datetime | None

_FORMULA_SIGNS = "=+-@"
_FORMATS = {"percent": "0 %", "date": "DD/MM/YYYY", "moment": "DD/MM/YYYY HH:MM"}
_CSV_DAYS = {"date": "%d/%m/%Y", "moment": "%d/%m/%Y %H:%M"}
_NARROWEST, _WIDEST = 8, 45  # characters
_LONGEST = 32_767  # characters that a cell of a workbook holds


def results_xlsx(data: Results) -> tuple[str, bytes]:
    """The name and content of a workbook: «Élèves», «Sujets» if any, and where the numbers come from."""
    topics = {"Sujets": data["topics"]} if data["topics"]["rows"] else {}
    about = {"Parcours": data["campaign"], "Établissement": data["school"], "Export": data["exported_words"]}
    return f"{_file_name(data)}.xlsx", workbook(data["campaign"], {"Élèves": data, **topics}, about)


def workbook(title: str, sheets: Mapping[str, Table | Results], about: Mapping[str, str]) -> bytes:
    """A workbook: these sheets by name, and a last one that tells where their numbers come from."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = clean(title)
    book.properties.creator = "Tremplin"
    for name, table in sheets.items():
        _fill(book.create_sheet(name), table)
    _tell(book.create_sheet("À propos"), about)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def results_csv(data: Results) -> tuple[str, bytes]:
    """The name and content of the pupils' table, as a French Excel and LibreOffice open it by a tap."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(clean(column["title"])) for column in data["columns"]])
    for row in data["rows"]:
        writer.writerow([_in_csv(cell, column) for cell, column in zip(row, data["columns"], strict=True)])
    return f"{_file_name(data)}.csv", out.getvalue().encode("utf-8-sig")


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet could run a text: wide signs and what stands before the sign are seen through."""
    return unicodedata.normalize("NFKC", text).lstrip(" '\"\t\r\n")[:1] in tuple(_FORMULA_SIGNS)


def _file_name(data: Results) -> str:
    return f"resultats-{slug(data['campaign'])}"


def _value(cell: str | int | float | bool | None, column: Column) -> Value:
    """What a cell holds: a day is read in its column only, and stays words when it is none."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if not isinstance(cell, str):
        return cell
    if column["kind"] in _CSV_DAYS:
        try:
            day = datetime.fromisoformat(cell).replace(tzinfo=None)
        except ValueError:
            return clean(cell)
        return day if column["kind"] == "moment" else day.date()
    return clean(cell)


def _fill(page: Worksheet, table: Table | Results) -> None:
    """Headings that stay in sight, then the rows, in columns as wide as what they hold."""
    columns = table["columns"]
    rows = [
        [_value(cell, column) for cell, column in zip(row, columns, strict=True)] for row in table["rows"]
    ]
    page.append([_heading(page, clean(column["title"])) for column in columns])
    for row in rows:
        page.append([_cell(page, value, column["kind"]) for value, column in zip(row, columns, strict=True)])
    for place, column in enumerate(columns):
        longest = max([len(column["title"]), *(_length(row[place]) for row in rows)])
        page.column_dimensions[get_column_letter(place + 1)].width = min(
            max(longest + 2, _NARROWEST), _WIDEST
        )
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def _length(value: Value) -> int:
    return 16 if isinstance(value, date) else len(str(value))


def _heading(page: Worksheet, words: str) -> Cell:
    cell = _cell(page, words)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DFE7F1")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Worksheet, value: Value, kind: str = "text") -> Cell:
    """A cell; a text is stored as a text whatever it begins with, and nothing is ever a formula."""
    cell = Cell(page, row=1, column=1)  # `append` puts it in its place
    if isinstance(value, str):
        cell.value = value[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = looks_like_a_formula(value)
        return cell
    cell.value = value / 100 if kind == "percent" and isinstance(value, int | float) else value
    if kind in _FORMATS:
        cell.number_format = _FORMATS[kind]
    return cell


def _tell(page: Worksheet, about: Mapping[str, str]) -> None:
    """What this is about, whose, and when it was written."""
    for label, text in about.items():
        page.append([_heading(page, label), _cell(page, clean(text))])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 16, 60


def _in_csv(cell: str | int | float | bool | None, column: Column) -> str:
    value = _value(cell, column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return value.strftime(_CSV_DAYS[column["kind"]])
    if isinstance(value, int | float):
        return str(value).replace(".", ",") + (" %" if column["kind"] == "percent" else "")
    return _harmless(value)


def _harmless(text: str) -> str:
    """A text that could be run as a formula gets an apostrophe before it."""
    return "'" + text if looks_like_a_formula(text) else text
