"""Exports, read back: numbers and dates as such, accents, and nothing that a spreadsheet could run."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.documents.given import made, results

TRAPS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","Léa")',
    "+33 6 12",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u200b=1+1",
    "＝1+1",
    "'=1+1",
    '"=1+1',
]


def book(*names: str) -> Workbook:
    return load_workbook(BytesIO(made("results_xlsx", results(*names))))


def table(*names: str) -> list[list[str]]:
    text = made("results_csv", results(*names)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def test_a_workbook_has_a_line_a_pupil_and_a_sheet_of_topics() -> None:
    read = book("Zoë Müller-Œil", "Léa Martin")
    assert read.sheetnames == ["Élèves", "Sujets", "À propos"]
    assert [row[0].value for row in read["Élèves"].iter_rows()] == ["Élève", "Zoë Müller-Œil", "Léa Martin"]
    assert [cell.value for cell in read["Sujets"][2]] == ["Mots de passe", 0.4]
    assert read["Élèves"].freeze_panes == "B2"


def test_a_workbook_without_topics_has_no_sheet_of_them() -> None:
    given = results("Léa Martin")
    given["topics"]["rows"] = []
    assert load_workbook(BytesIO(made("results_xlsx", given))).sheetnames == ["Élèves", "À propos"]


def test_numbers_and_dates_can_be_computed_with() -> None:
    line = book("Léa Martin")["Élèves"][2]
    assert [cell.value for cell in line[1:]] == [
        0.85,
        20,
        datetime(2026, 11, 15, 17, 59),  # noqa: DTZ001  # workbooks know no zone
        datetime(2026, 11, 2),  # noqa: DTZ001  # the same
    ]
    assert [cell.number_format for cell in line[1:]] == ["0 %", "General", "DD/MM/YYYY HH:MM", "DD/MM/YYYY"]


def test_a_date_that_is_none_stays_words() -> None:
    given = results("Léa")
    given["rows"][0][3:] = ["bientôt", None]
    read = load_workbook(BytesIO(made("results_xlsx", given)))["Élèves"]
    assert [cell.value for cell in read[2][3:]] == ["bientôt", None]


@pytest.mark.parametrize("trap", TRAPS)
def test_a_workbook_never_runs_a_name(trap: str) -> None:
    cell = book(trap)["Élèves"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


@pytest.mark.parametrize("trap", TRAPS)
def test_a_text_table_never_runs_a_name(trap: str) -> None:
    assert table(trap)[1][0].startswith("'")


def test_other_names_are_left_alone() -> None:
    names = ["Jean-Luc O'Brien", "Anne; dite «Nana»", 'Le "Grand"', "2e trimestre"]
    assert [line[0] for line in table(*names)[1:]] == names
    assert not book(*names)["Élèves"]["A2"].quotePrefix


def test_a_text_table_opens_in_a_french_spreadsheet() -> None:
    content = made("results_csv", results("Zoë"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert table("Zoë")[1] == ["Zoë", "85 %", "20", "15/11/2026 17:59", "02/11/2026"]


def test_numbers_of_a_text_table_are_french() -> None:
    given = results("Zoë")
    given["rows"][0][1:] = [None, 2.5, None, None]
    assert b'"Zo\xc3\xab";"";"2,5";"";""' in made("results_csv", given)


def test_control_characters_are_removed() -> None:
    assert book("L\x00é\x1ba\x0bMartin")["Élèves"]["A2"].value == "Léa Martin"
    assert table("Léa\r\n=1+1")[1][0] == "Léa =1+1"
