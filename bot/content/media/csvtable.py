"""Tables as text (CSV)."""

import csv
from io import StringIO

from bot.content.files import CsvFile
from bot.content.media.settled import items, rows


def make(spec: CsvFile) -> bytes:
    """A CSV file with the mark that makes spreadsheets read it as UTF-8."""
    out = StringIO()
    writer = csv.writer(out, delimiter=spec.delimiter, lineterminator="\r\n")
    writer.writerow(items(spec.columns))
    writer.writerows([_french(cell, spec.delimiter) for cell in row] for row in rows(spec.rows))
    return out.getvalue().encode("utf-8-sig")


def _french(cell: object, delimiter: str) -> object:
    """A decimal with a comma, as a French spreadsheet reads it, where the comma does not separate."""
    return str(cell).replace(".", ",") if isinstance(cell, float) and delimiter != "," else cell
