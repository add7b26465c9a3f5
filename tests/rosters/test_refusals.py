"""Files that are no rosters, or that were made to harm."""

import io
import random
import struct
import zipfile

import pytest
from openpyxl import Workbook

from bot.rosters import MAX_BYTES, Doubt, Reason, RosterRefused, check, read
from bot.rosters.archives import MAX_UNPACKED, bounded
from tests.rosters import books


def reason(content: bytes, name: str = "3eB.xlsx") -> Reason:
    with pytest.raises(RosterRefused) as refused:
        read(name, content)
    return refused.value.reason


def filler(size: int) -> str:
    """Text that packs badly, so that the ratio is not what refuses."""
    return random.Random(1).randbytes(size // 2).hex()


def test_a_file_too_large_is_refused_before_it_is_downloaded() -> None:
    with pytest.raises(RosterRefused) as refused:
        check("3eB.csv", MAX_BYTES + 1)
    assert refused.value.reason is Reason.TOO_LARGE
    for name in ("3eB.CSV", "liste", "liste 3e.B", "liste de M. Dupont"):
        check(name, MAX_BYTES)
    assert reason(b"a" * (MAX_BYTES + 1)) is Reason.TOO_LARGE


@pytest.mark.parametrize("name", ["3eB.xls", "3eB.pdf", "3eB.ods", "photo.jpg", "3eB.csv.exe", "3eB.docx"])
def test_another_kind_of_file_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(RosterRefused) as refused:
        check(name, 1)
    assert refused.value.reason is Reason.NOT_A_ROSTER


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nNom;Pr\xe9nom\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"<html><table><tr><td>Nom</td></tr></table>", b"{\\rtf1 Nom}", b"PK\x03\x04 no archive at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", b"\x1f\x8b\x08\0\0", b"BEGIN:VCARD\nN:MARTIN",
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_whatever_its_name(content: bytes) -> None:
    assert reason(content, "3eB.csv") is Reason.NOT_A_ROSTER


def test_another_office_document_is_refused() -> None:
    contents = books.parts(books.HEADINGS)
    assert (
        reason(books.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
        is Reason.NOT_A_ROSTER
    )
    assert reason(books.packed({**contents, "xl/workbook.xml": "<document/>"})) is Reason.NOT_A_ROSTER


@pytest.mark.parametrize("missing", books.parts(""))
def test_a_workbook_that_lacks_a_part_is_refused(missing: str) -> None:
    contents = books.parts(books.HEADINGS + books.NAMES)
    del contents[missing]
    assert reason(books.packed(contents)) is Reason.NOT_A_ROSTER


def test_a_workbook_cut_short_is_refused() -> None:
    whole = books.book(books.HEADINGS + books.NAMES)
    assert {reason(whole[:size]) for size in range(4, len(whole) - 1, 50)} == {Reason.NOT_A_ROSTER}


def test_a_workbook_with_a_password_is_told_apart_from_an_old_one() -> None:
    envelope = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert reason(envelope) is Reason.ENCRYPTED


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(books.book(books.HEADINGS + books.NAMES))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert reason(bytes(content)) is Reason.ENCRYPTED


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"Nom;Prenom\n"])
def test_nobody_in_it(content: bytes) -> None:
    assert reason(content, "3eB.csv") is Reason.EMPTY


def test_nobody_in_a_workbook() -> None:
    assert reason(books.book("")) is Reason.EMPTY
    assert reason(books.book(books.HEADINGS)) is Reason.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour madame,\nvoici la liste\n",
        "a;b;c\n1;2;3\n",
        "Truc\nMARTIN\n",
        "Nom;Petit nom\nMARTIN;Léa\n",
        "x" * 200_000,
    ],
)
def test_no_column_of_names(text: str) -> None:
    assert reason(text.encode(), "3eB.csv") is Reason.NO_HEADINGS


@pytest.mark.parametrize(
    "content", [b"Nom;Pr\x81nom\nMARTIN;L\x8fa", b"\xff\xfeN\0o\0\xff", b"\xef\xbb\xbfPr\xe9nom"]
)
def test_an_encoding_that_nothing_explains(content: bytes) -> None:
    assert reason(content, "3eB.csv") is Reason.BAD_ENCODING


def test_five_thousand_lines_and_not_one_more() -> None:
    line = "MARTIN;Léa\n"
    assert len(read("a.csv", f"Nom;Prénom\n{line * 5_000}".encode()).lines) == 5_000
    assert reason(f"Nom;Prénom\n{line * 5_001}".encode(), "a.csv") is Reason.TOO_MANY_ROWS
    assert reason(b"\n" * 1_000_000, "a.csv") is Reason.TOO_MANY_ROWS


def test_a_real_workbook_over_five_thousand_lines() -> None:
    workbook = Workbook(write_only=True)
    table = workbook.create_sheet()
    for number in range(5_002):
        table.append(["Nom", "Prénom"] if not number else [f"MARTIN{number}", "Léa"])
    out = io.BytesIO()
    workbook.save(out)
    assert reason(out.getvalue()) is Reason.TOO_MANY_ROWS


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    small = books.book(books.HEADINGS + "<row/>" * 15_000_000)
    assert len(small) < MAX_BYTES
    assert reason(small) is Reason.ZIP_BOMB


def test_a_ratio_over_a_hundred_is_refused_even_when_small() -> None:
    assert reason(books.book(books.HEADINGS + "<row/>" * 200_000)) is Reason.ZIP_BOMB


def test_a_bomb_that_lies_in_its_directory_is_no_workbook() -> None:
    content = bytearray(books.book(books.HEADINGS + "<row/>" * 15_000_000))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.rindex(signature) + place
        struct.pack_into("<I", content, start, 1_000)
    assert reason(bytes(content)) is Reason.NOT_A_ROSTER


def test_unpacking_stops_at_the_limit() -> None:
    class Endless(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0, "the whole of a bomb was asked for at once"
            self.given += size
            return b" " * size

    bomb = Endless()
    with pytest.raises(RosterRefused) as refused:
        bounded(bomb, MAX_UNPACKED)
    assert refused.value.reason is Reason.ZIP_BOMB
    assert bomb.given <= MAX_UNPACKED + 64 * 1024


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_office_does_not_know_are_refused(packing: int) -> None:
    assert reason(books.packed(books.parts(books.HEADINGS + books.NAMES), packing)) is Reason.NOT_A_ROSTER


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;&b;'>]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE a SYSTEM 'http://x.example/a.dtd'>",
        "<?xml version='1.0' encoding='utf-7'?>",
        "<?xml version='1.0' encoding='no-such'?>",
    ],
)
def test_xml_attacks_are_refused(before: str) -> None:
    assert reason(books.book(books.HEADINGS + books.NAMES, before)) is Reason.NOT_A_ROSTER


def test_xml_attacks_are_refused_in_utf_16_too() -> None:
    contents = books.parts(books.HEADINGS + books.NAMES, "<!DOCTYPE a [<!ENTITY b 'ha'>]>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in contents.items():
            archive.writestr(name, text.encode("utf-16"))
    assert reason(out.getvalue()) is Reason.NOT_A_ROSTER


def test_more_cells_than_any_roster_are_refused() -> None:
    noise = filler(400_000)
    many = books.book(f"{books.HEADINGS}<!--{noise}-->" + "<c/>" * 1_100_000)
    assert reason(many) is Reason.TOO_MANY_ROWS


def test_a_cell_at_the_far_corner_costs_nothing() -> None:
    far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    farther = "<row r='99999999999999'><c r='A1'><v>2</v></c></row>"
    assert len(read("a.xlsx", books.book(books.HEADINGS + books.NAMES + far + farther)).usable) == 1


def test_a_sheet_shown_thousands_of_times_is_read_once() -> None:
    contents = books.parts("<row><c><v>1</v></c></row>", shown=5_000)
    contents["docProps/noise.xml"] = filler(20_000)
    assert reason(books.packed(contents)) is Reason.NO_HEADINGS


def test_a_formula_is_seen_and_never_its_value() -> None:
    formula = "<row><c t='str'><f>1+1</f><v>MARTIN</v></c><c t='inlineStr'><is><t>Léa</t></is></c></row>"
    (line,) = read("a.xlsx", books.book(books.HEADINGS + formula)).lines
    assert line.doubts == (Doubt.FORMULA,)
    assert line.family_name == "=1+1"


def test_the_ways_other_software_writes_workbooks_are_read() -> None:
    contents = books.parts(books.HEADINGS + books.NAMES)
    part = contents.pop("xl/worksheets/sheet1.xml").replace("<", "<x:").replace("<x:/", "</x:")
    prefixed = part.replace("xmlns=", "xmlns:x=")
    contents = {name.replace("/", "\\"): text for name, text in contents.items()}
    (line,) = read("a.xlsx", books.packed({**contents, "XL/Worksheets/Sheet1.xml": prefixed})).lines
    assert (line.given_name, line.family_name) == ("Léa", "Martin")


def test_hidden_sheets_and_pronunciations_are_not_read() -> None:
    rows = books.HEADINGS + books.NAMES.replace(
        "</t></is></c></row>", "</t><rPh><t>spoken</t></rPh></is></c></row>"
    )
    contents = books.parts(rows)
    (line,) = read("a.xlsx", books.packed(contents)).lines
    assert line.given_name == "Léa"
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace("sheetId", "state='hidden' sheetId")
    assert reason(books.packed(contents)) is Reason.NOT_A_ROSTER
