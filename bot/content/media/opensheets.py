"""Spreadsheets in the open format (ODS)."""

import re
from datetime import date
from decimal import Decimal

from odfdo import Cell as OpenCell
from odfdo import Column, Document, Paragraph, Row, Table
from openpyxl.formula.tokenizer import Token, Tokenizer

from bot.content.answers import number_in_words
from bot.content.files import Sheet, WorkbookFile
from bot.content.media.cells import WIDEST, native, sheets
from bot.content.media.opening import closed
from bot.content.media.settled import items, rows
from bot.content.shapes import Cell

_STYLES = (
    '<number:date-style style:name="day" number:automatic-order="false"><number:day number:style="long"/>'
    "<number:text>/</number:text><number:month number:style='long'/>"
    "<number:text>/</number:text><number:year number:style='long'/></number:date-style>",
    '<style:style style:name="date" style:family="table-cell" style:data-style-name="day"/>',
    '<style:style style:name="head" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#dfe7f1"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>',
)
_CELLS = re.compile(r"\$?[A-Z]{1,3}(\$?\d+)?(:\$?[A-Z]{1,3}(\$?\d+)?)?\Z")
_CENTIMETRES = 0.21  # the width of a character


def make(spec: WorkbookFile) -> bytes:
    """A workbook; numbers stay numbers, `2025-03-12` becomes a date, `=SUM(A2:A9)` a formula."""
    document = Document("spreadsheet")
    document.body.clear()
    for style in _STYLES:
        document.insert_style(style, automatic=True)
    for sheet in sheets(spec):
        document.body.append(_table(document, sheet))
    return closed(document)


def _table(document: Document, sheet: Sheet) -> Table:
    table = Table(sheet.name, style="ta1")
    lines: list[list[Cell]] = [items(sheet.columns), *rows(sheet.rows)]
    for index in range(max(map(len, lines))):
        longest = max(len(str(line[index])) for line in lines if index < len(line))
        table.append(Column(style=_width(document, min(longest + 3, WIDEST))))
    for number, line in enumerate(lines):
        row = Row()
        row.extend_cells(_cell(native(cell), "head" if number == 0 else None) for cell in line)
        table.append(row)
    return table


def _width(document: Document, characters: int) -> str:
    name = f"wide{characters}"
    if document.get_style("table-column", name) is None:
        properties = (
            f'<style:table-column-properties style:column-width="{characters * _CENTIMETRES:.2f}cm"/>'
        )
        style = f'<style:style style:name="{name}" style:family="table-column">{properties}</style:style>'
        document.insert_style(style, automatic=True)
    return name


def _cell(value: Cell | date, style: str | None) -> OpenCell:
    if isinstance(value, date):
        return OpenCell(value, text=f"{value:%d/%m/%Y}", style=style or "date")
    if isinstance(value, bool):
        return OpenCell(value, text="VRAI" if value else "FAUX", style=style)
    if isinstance(value, int | float):
        return OpenCell(value, text=number_in_words(Decimal(str(value))), style=style)
    if value.startswith("="):
        return OpenCell(formula=_formula(value), style=style)
    cell = OpenCell(style=style)
    if value:  # as a paragraph, which keeps its spaces and line breaks
        cell.set_attribute("office:value-type", "string")
        cell.append(Paragraph(value))
    return cell


def _formula(formula: str) -> str:
    """`=SUM(A2,Notes!B2:B9)` as this format writes it: `of:=SUM([.A2];[$Notes.B2:.B9])`."""
    return "of:=" + "".join(map(_part, Tokenizer(formula).items))


def _part(token: Token) -> str:
    if token.type == Token.SEP:
        return ";"
    if token.subtype == Token.LOGICAL:
        return f"{token.value}()"
    return _reference(token.value) if token.subtype == Token.RANGE else token.value


def _reference(written: str) -> str:
    sheet, _, cells = written.rpartition("!")
    if not _CELLS.match(cells):
        return written
    first, *last = cells.split(":")
    return "[" + ":".join([f"{f'${sheet}' if sheet else ''}.{first}", *(f".{end}" for end in last)]) + "]"
