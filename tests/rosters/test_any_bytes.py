"""Whatever somebody sends, a roster comes out or a refusal, and names are one line of visible text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rosters import Roster, RosterRefused, key, read
from tests.rosters import books, samples

NAMES = st.sampled_from(["3eB.csv", "3eB.xlsx", "liste", "é.TXT"])
CELLS = st.text(max_size=80) | st.sampled_from(
    ["Nom", "Prénom", "MARTIN Léa", "Élève", "=1", '"', "Total", "LÃ©a"]
)
TABLES = st.lists(st.lists(CELLS, max_size=4), max_size=8)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
WHOLE = books.book(books.HEADINGS + books.NAMES)
EXPORT = samples.workbook(samples.pupils())


def attempt(name: str, content: bytes) -> Roster | None:
    try:
        return read(name, content)
    except RosterRefused:
        return None


def check(roster: Roster | None) -> None:
    for line in roster.lines if roster else ():
        for text in (line.family_name, line.given_name, line.group or ""):
            assert len(text) <= 60
            assert text == text.strip()
            assert not any(
                unicodedata.category(letter)[0] == "C" or letter in "\n\r\u2028" for letter in text
            )
            text.encode()  # no half of a character, which no database would store
    if roster:
        assert all(key(line.family_name, line.given_name) for line in roster.usable)


@given(NAMES, st.binary(max_size=400))
def test_any_bytes(name: str, content: bytes) -> None:
    check(attempt(name, content))


@given(TABLES, st.sampled_from([";", ",", "\t"]), ENCODINGS)
def test_any_table(table: list[list[str]], delimiter: str, encoding: str) -> None:
    text = "Nom;Prénom;Classe\n".replace(";", delimiter) + "\n".join(delimiter.join(row) for row in table)
    check(attempt("a.csv", text.encode(encoding, "replace")))


@given(TABLES)
def test_any_text_without_headings(table: list[list[str]]) -> None:
    check(attempt("a.txt", "\n".join(";".join(row) for row in table).encode("utf-8", "replace")))


@pytest.mark.parametrize("whole", [WHOLE, EXPORT], ids=["small", "export"])
@given(data=st.data())
def test_any_damage_to_a_workbook(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    check(attempt("a.xlsx", bytes(damaged)))


@given(st.text("<>/=' rctvfsinum0123AZ;&#x\n", max_size=200))
def test_any_markup_in_a_sheet(rows: str) -> None:
    check(attempt("a.xlsx", books.book(books.HEADINGS + rows)))
