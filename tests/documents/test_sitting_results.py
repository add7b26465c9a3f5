"""The workbook of a mock certification: numbers as such, what it is, and nothing that could be run."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot.views.documents.makers import MAKERS
from tests.documents.given import ENDLESS, sitting
from tests.documents.test_exports import TRAPS


def book(*names: str) -> Workbook:
    _, content = MAKERS["sitting_xlsx"](sitting(*names))
    return load_workbook(BytesIO(content))


def test_a_line_a_candidate_and_what_it_is_about() -> None:
    read = book("Martin", "Œil")
    assert read.sheetnames == ["Candidats", "À propos"]
    assert [row[0].value for row in read["Candidats"].iter_rows()] == ["Nom", "Martin", "Œil"]
    assert [cell.value for cell in read["Candidats"][2]][1:3] == [312, 0.85]
    assert ("Attention", "Certification blanche") in list(read["À propos"].iter_rows(values_only=True))


def test_the_file_is_named_after_its_sitting() -> None:
    name, _ = MAKERS["sitting_xlsx"](sitting())
    assert name == "certification-blanche-mardi-24-novembre-a-14-h.xlsx"


@pytest.mark.parametrize("trap", [*TRAPS, ENDLESS, "\u202eLéa\x00"])
def test_no_name_is_ever_run(trap: str) -> None:
    cell = book(trap)["Candidats"]["A2"]
    assert cell.data_type == "s"


@pytest.mark.parametrize("trap", TRAPS)
def test_what_looks_like_a_formula_is_marked_as_text(trap: str) -> None:
    assert book(trap)["Candidats"]["A2"].quotePrefix
