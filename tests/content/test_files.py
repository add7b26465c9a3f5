"""Files: one a kind, what the variant says inside, the same bytes each time."""

import csv
import email
import json
import zipfile
from datetime import date
from email import policy
from io import BytesIO, StringIO
from pathlib import Path

import docx
import icalendar
import odfdo
import openpyxl
import pytest
from PIL import ExifTags, Image
from pydantic import ValidationError

from bot.content import Challenge, render
from bot.content.challenge_rules import Review
from bot.content.files import WorkbookFile
from bot.content.media import make_file
from bot.errors import ContentError
from tests.content.samples import FILES, KINDS
from tests.content.writing import about_a_word, file, written


def with_file(folder: Path, name: str, data: str, word: str = "lagon") -> Challenge:
    return written(folder, about_a_word([word], file(name, data)))


def content(folder: Path, name: str, word: str = "lagon") -> bytes:
    made_name, made = make_file(render(with_file(folder, name, FILES[name], word), 1))
    assert made_name == name
    return made


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_same_variant_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    variant = render(with_file(tmp_path, name, FILES[name]), 1)

    assert make_file(variant) == make_file(variant)


@pytest.mark.parametrize("name", sorted(FILES))
def test_another_word_gives_another_file(tmp_path: Path, name: str) -> None:
    assert content(tmp_path, name) != content(tmp_path, name, "volcan")


def test_text_and_page(tmp_path: Path) -> None:
    assert content(tmp_path, "notes.txt", "a < b").decode() == "Le mot est a < b.\n"
    assert content(tmp_path, "page.html", "<script>").decode().endswith("<p>&lt;script&gt;</p>")


def test_table_opens_in_a_french_spreadsheet(tmp_path: Path) -> None:
    made = content(tmp_path, "liste.csv", 'un; "mot"').decode("utf-8-sig")

    assert list(csv.reader(StringIO(made), delimiter=";")) == [
        ["mot", "longueur", "prix"],
        ['un; "mot"', "9", "2,5"],
    ]


def test_workbook_has_numbers_dates_and_formulas(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(BytesIO(content(tmp_path, "classe.xlsx"))).worksheets[0]

    assert [cell.value for cell in sheet[1]] == ["élève", "note", "jour"]
    assert [cell.value for cell in sheet[2]][:2] == ["lagon", 5]
    assert sheet["C2"].is_date
    assert sheet["B3"].value == "=SUM(B2:B2)"


@pytest.mark.parametrize("formula", ["=SOMME(B2:B2)", "=SUM(B2;B3)"])
@pytest.mark.parametrize("name", ["classe.xlsx", "classe.ods"])
def test_french_formulas_are_refused_because_files_keep_them_in_english(
    tmp_path: Path, name: str, formula: str
) -> None:
    data = FILES[name].replace("=SUM(B2:B2)", formula)

    with pytest.raises(ContentError, match="in English with commas"):
        make_file(render(with_file(tmp_path, name, data), 1))


@pytest.mark.parametrize("name", ["classe.xlsx", "classe.ods"])
def test_what_stands_in_quotes_is_no_french(tmp_path: Path, name: str) -> None:
    data = FILES[name].replace('"=SUM(B2:B2)"', '\'=IF(A2="a;b","SI",2)\'')

    assert make_file(render(with_file(tmp_path, name, data), 1))


@pytest.mark.parametrize("name", ["classe.xlsx", "classe.ods"])
def test_a_formula_computes_something(tmp_path: Path, name: str) -> None:
    data = FILES[name].replace("=SUM(B2:B2)", "=")

    with pytest.raises(ContentError, match="'=' computes nothing"):
        make_file(render(with_file(tmp_path, name, data), 1))


@pytest.mark.parametrize("name", ["classe.xlsx", "classe.ods"])
def test_two_sheets_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    data = FILES[name].rstrip() + "\n          - {name: NOTES, columns: [a], rows: [[1]]}\n"

    with pytest.raises(ContentError, match="two sheets are called 'NOTES'"):
        make_file(render(with_file(tmp_path, name, data), 1))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_cell_without_a_finite_number_is_refused(value: float) -> None:
    sheet = {"name": "Notes", "columns": ["a"], "rows": [[value]]}

    with pytest.raises(ValidationError, match="no finite number"):
        WorkbookFile.model_validate({"kind": "ods", "name": "a.ods", "sheets": [sheet]})


def test_the_file_of_the_variant_with_the_least_data_is_made_too(tmp_path: Path) -> None:
    data = FILES["classe.ods"].replace("=SUM(B2:B2)", "={{ mot[1:] }}")
    challenge = written(tmp_path, about_a_word(["a", "lagon", "volcan"], file("classe.ods", data)))

    said = [fault.what for fault in Review(challenge.spec).faults()]

    assert any("'=' computes nothing" in each for each in said)


def test_document_has_styles_and_properties(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(content(tmp_path, "exposé.docx")))

    assert [(each.style.name, each.text) for each in document.paragraphs if each.style] == [
        ("Heading 1", "Le lagon"),
        ("Normal", "Un texte."),
        ("List Bullet", "Un point."),
    ]
    assert (document.core_properties.title, document.core_properties.author) == ("Exposé", "Léa")


def test_open_workbook_has_numbers_dates_and_formulas(tmp_path: Path) -> None:
    table = odfdo.Document(BytesIO(content(tmp_path, "classe.ods"))).body.tables[0]

    assert table.name == "Notes"
    assert table.get_row_values(0) == ["élève", "note", "jour"]
    assert table.get_row_values(1) == ["lagon", 5, date(2025, 3, 12)]
    assert table.get_cell("B3").formula == "of:=SUM([.B2:.B2])"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("=SUM(A2,B$9)", "of:=SUM([.A2];[.B$9])"),
        ("=IF(A2>=10,TRUE,'Ma feuille'!C2:C9)", "of:=IF([.A2]>=10;TRUE();[$'Ma feuille'.C2:.C9])"),
        ('=A2&" (a, b)"&Prix', 'of:=[.A2]&" (a, b)"&Prix'),
    ],
)
def test_open_workbooks_write_formulas_their_own_way(tmp_path: Path, written: str, kept: str) -> None:
    data = FILES["classe.ods"].replace('"=SUM(B2:B2)"', json.dumps(written))

    made = make_file(render(with_file(tmp_path, "classe.ods", data), 1))[1]

    assert odfdo.Document(BytesIO(made)).body.tables[0].get_cell("B3").formula == kept


def test_open_document_has_styles_and_properties(tmp_path: Path) -> None:
    document = odfdo.Document(BytesIO(content(tmp_path, "exposé.odt")))

    paragraphs = [*document.body.get_headers(), *document.body.get_paragraphs()]
    assert [(each.style, each.text_content or each.text) for each in paragraphs] == [
        ("Heading_20_1", "Le lagon"),
        ("Text_20_body", "Un texte."),
        ("Text_20_body", "Un point."),
    ]
    assert [each.style for each in document.body.get_lists()] == ["List_20_1"]
    assert (document.meta.title, document.meta.creator) == ("Exposé", "Léa")


def body(made: bytes) -> str:
    """The XML of an open file's content."""
    return zipfile.ZipFile(BytesIO(made)).read("content.xml").decode()


def test_open_document_has_a_list_of_items_and_headings_of_two_levels(tmp_path: Path) -> None:
    data = FILES["exposé.odt"].replace("style: text", "style: heading2")

    xml = body(make_file(render(with_file(tmp_path, "exposé.odt", data), 1))[1])

    assert xml.count("<text:list-item>") == 1
    assert '<text:list-item><text:p text:style-name="Text_20_body">Un point.</text:p></text:list-item>' in xml
    assert '<text:h text:outline-level="2" text:style-name="Heading_20_2">Un texte.</text:h>' in xml


def test_open_workbook_keeps_spaces_and_line_breaks(tmp_path: Path) -> None:
    made = content(tmp_path, "classe.ods", "un   deux\ntrois")

    paragraph = '<text:p>un <text:s text:c="2"/>deux<text:line-break/>trois</text:p>'
    assert f'office:value-type="string">{paragraph}' in body(made)
    cell = odfdo.Document(BytesIO(made)).body.tables[0].get_cell("A2")
    assert cell.value == "un   deux\ntrois"


@pytest.mark.parametrize("name", ["classe.ods", "exposé.odt"])
def test_open_files_say_first_what_they_are(tmp_path: Path, name: str) -> None:
    made = zipfile.ZipFile(BytesIO(content(tmp_path, name)))

    assert made.infolist()[0].filename == "mimetype"
    assert made.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert made.read("mimetype").startswith(b"application/vnd.oasis.opendocument.")


def test_printed_page_has_its_date(tmp_path: Path) -> None:
    made = content(tmp_path, "affiche.pdf")

    assert made.startswith(b"%PDF-")
    assert b"D:20210504" in made


def test_archive_has_its_folders_sizes_and_dates(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(BytesIO(content(tmp_path, "dossier.zip")))

    assert archive.namelist() == ["cours/lagon.txt", "photos/plage.jpg", "vide/"]
    assert archive.read("cours/lagon.txt") == b"lagon"
    assert archive.getinfo("cours/lagon.txt").date_time == (2025, 5, 12, 10, 30, 0)
    assert archive.getinfo("photos/plage.jpg").file_size == 4000
    assert archive.getinfo("vide/").is_dir()


def test_photo_says_when_where_by_whom_and_with_what(tmp_path: Path) -> None:
    exif = Image.open(BytesIO(content(tmp_path, "plage.jpg"))).getexif()
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)

    assert exif[ExifTags.Base.Model] == "Prisme X2"
    assert exif[ExifTags.Base.Artist] == "Soa"
    assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2024:07:14 08:30:00"
    assert (position[ExifTags.GPS.GPSLatitudeRef], position[ExifTags.GPS.GPSLongitudeRef]) == ("S", "E")
    assert [float(part) for part in position[ExifTags.GPS.GPSLatitude]] == [12, 46, 48]


def test_message_has_its_headers_in_order(tmp_path: Path) -> None:
    made = content(tmp_path, "message.eml")
    message = email.message_from_bytes(made, policy=policy.default)

    assert message["From"].addresses[0].display_name == "Élodie"
    assert message["From"].addresses[0].addr_spec == "elodie@lagon.example"
    assert message["Reply-To"] == "autre@piege.example"
    assert message["Date"].datetime.isoformat() == "2025-03-12T09:12:00+01:00"
    assert made.startswith(b"Received: from a.example")
    assert [part.get_filename() for part in message.iter_attachments()] == ["facture.pdf.exe"]


def test_headers_cannot_be_added_by_data(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"message\.eml cannot be written"):
        content(tmp_path, "message.eml", "x\nBcc: all@college.example")


def test_agenda_has_its_appointments(tmp_path: Path) -> None:
    meeting, party = icalendar.Calendar.from_ical(content(tmp_path, "agenda.ics")).walk("VEVENT")

    assert (meeting["SUMMARY"], meeting["LOCATION"]) == ("Réunion lagon", "CDI")
    assert meeting.decoded("DTSTART").isoformat() == "2025-03-12T09:12:00+01:00"
    assert party.decoded("DTSTART").isoformat() == "2025-03-14"


@pytest.mark.parametrize("name", ["affiche.pdf", "dossier.zip", "plage.jpg", "message.eml", "agenda.ics"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    data = FILES[name]
    for day in ("2021-05-04", "2025-05-12 10:30", "2024-07-14 08:30", "2025-03-12 09:12"):
        data = data.replace(day, "hier", 1)

    with pytest.raises(ContentError, match="'hier' is not a date: write 2025-03-12"):
        make_file(render(with_file(tmp_path, name, data), 1))


def test_a_variant_without_file_has_none_to_make(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="essai3-a has no file"):
        make_file(render(written(tmp_path, KINDS["number"]), 1))
