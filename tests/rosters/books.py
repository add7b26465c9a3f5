"""Workbooks written part by part, as an attacker would."""

import io
import zipfile

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

NAMES = "<row><c t='inlineStr'><is><t>MARTIN</t></is></c><c t='inlineStr'><is><t>Léa</t></is></c></row>"
HEADINGS = NAMES.replace("MARTIN", "Nom").replace("Léa", "Prénom")


def sheet(rows: str, before: str = "") -> str:
    return f"{before}<worksheet xmlns='{_MAIN}'><sheetData>{rows}</sheetData></worksheet>"


def parts(rows: str, before: str = "", shown: int = 1) -> dict[str, str]:
    """The parts of a workbook that shows one sheet `shown` times."""
    relation = f"<Relationship Id='r1' Type='{_KIND}/officeDocument' Target='xl/workbook.xml'/>"
    part = f"<Relationship Id='r1' Type='{_KIND}/worksheet' Target='worksheets/sheet1.xml'/>"
    entries = "".join(f"<sheet name='s{n}' sheetId='{n}' r:id='r1'/>" for n in range(shown))
    shows = f"<sheets>{entries}</sheets>"
    return {
        "_rels/.rels": f"<Relationships xmlns='{_RELATIONS}'>{relation}</Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{_KIND}'>{shows}</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{_RELATIONS}'>{part}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet(rows, before),
    }


def packed(contents: dict[str, str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return out.getvalue()


def book(rows: str, before: str = "", shown: int = 1) -> bytes:
    return packed(parts(rows, before, shown))
