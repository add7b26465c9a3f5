"""A class list of 200 real-looking lines, as each school software would export it."""

import csv
import io
import random
from dataclasses import dataclass

from openpyxl import Workbook

FAMILY = (
    "MARTIN", "BERNARD", "LE GALL", "DE LA TOUR", "D'ALMEIDA", "O'BRIEN", "N'GUYEN", "GARCÍA-LÓPEZ",
    "ÉTIENNE", "LEFÈVRE", "FRANÇOIS", "DU BELLAY", "EL AMRANI", "BEN YOUSSEF", "MÜLLER", "DA SILVA",
    "L’HERMITE", "NOËL", "SAINT-EXUPÉRY", "DIALLO", "TRAN", "KOWALSKI", "HADDAD", "ROUSSEAU", "GIRARD",
    "BŒUF", "VAN DER BERG",
)  # fmt: skip
GIVEN = (
    "Léa", "Jean-Baptiste", "Éloïse", "Zoé", "Lucas", "Mohamed", "Chloé", "Anaïs", "Inès", "Maël", "Noé",
    "Aïcha", "Hélène", "Marie-Lou", "Tom", "Jules", "Yanis", "Agnès", "Loïc", "Thaïs", "Gaël", "Célestine",
    "Ali", "Cœur",
)  # fmt: skip
CLEAN = 200


@dataclass(frozen=True)
class Entry:
    """A pupil as the school's software knows one; the national number must never come out."""

    family: str
    given: str
    born: str
    ine: str


def pupils(seed: int = 5) -> list[Entry]:
    """200 pupils, among them twins and homonyms (same names, another birth date)."""
    drawn = random.Random(seed)
    everyone = [(family, given) for family in FAMILY for given in GIVEN]
    names = drawn.sample([one for one in everyone if one[0] != "MARTIN"], CLEAN - 4)
    chosen = [_entry(drawn, family, given) for family, given in names]
    twins = [Entry("MARTIN", "Léa", "02/03/2012", "1" * 11), Entry("MARTIN", "Léo", "02/03/2012", "2" * 11)]
    homonyms = [Entry("MARTIN", "Lucas", day, "3" * 11) for day in ("01/01/2012", "31/12/2012")]
    mixed = chosen + twins + homonyms
    drawn.shuffle(mixed)
    return mixed


def _entry(drawn: random.Random, family: str, given: str) -> Entry:
    born = f"{drawn.randint(1, 28):02}/{drawn.randint(1, 12):02}/{drawn.choice([2011, 2012])}"
    return Entry(family, given, born, f"{drawn.randrange(10**10)}AB")


def _delimited(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def siecle(entries: list[Entry]) -> bytes:
    """SIECLE's export: Windows letters, semicolons, many columns, capitals; dirty lines at the end."""
    rows = [
        ["Collège Jean-Moulin"],
        [],
        [
            "Nom de famille",
            "Nom d'usage",
            "Prénom 1",
            "Prénom 2",
            "Date Naissance",
            "INE",
            "Division",
            "Code Structure",
        ],
    ]
    rows += [[one.family, "", one.given.upper(), "Marie", one.born, one.ine, "3EB", "3EB"] for one in entries]
    first = entries[0]
    rows += [
        [first.family, "", first.given.upper(), "Marie", first.born, first.ine, "3EB", "3EB"],
        ['=HYPERLINK("http://x.example")', "", "Zed", "", "", "", "3EB", "3EB"],
        ["SEUL", "", "", "", "", "", "3EB", "3EB"],
        ["AILLEURS", "", "Paul", "", "", "", "3EA", "3EA"],
        [],
        ["Total : 202 élèves"],
    ]
    return _delimited(rows, ";").encode("cp1252")


def pronote(entries: list[Entry]) -> bytes:
    """Pronote's export: UTF-8 with its signature, one column for both names."""
    rows = [["Élève", "Né(e) le", "Classe", "Projet d'accompagnement"]]
    rows += [[f"{one.family} {one.given}", one.born, "3eB", ""] for one in entries]
    return _delimited(rows, ";").encode("utf-8-sig")


def workbook(entries: list[Entry]) -> bytes:
    """A spreadsheet a colleague made: a cover sheet, a title, columns in another order."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Lisez-moi"])
    sheet = book.create_sheet("3eB")
    sheet.append(["Classe de 3eB, année 2026-2027"])
    sheet.append([])
    sheet.append(["Classe", "Prénom", "Date de naissance", "Nom"])
    for one in entries:
        sheet.append(["3eB", one.given, one.born, one.family])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(entries: list[Entry]) -> bytes:
    """Names typed or pasted one a line, without headings."""
    return "\n".join(f"{one.family} {one.given}" for one in entries).encode()


def tabbed(entries: list[Entry]) -> bytes:
    """What Excel calls «Texte Unicode»."""
    return _delimited([["nom", "prénom"], *([one.family, one.given] for one in entries)], "\t").encode(
        "utf-16"
    )


def english(entries: list[Entry]) -> bytes:
    """A comma-separated export of a learning platform, without birth dates."""
    return _delimited(
        [["Last name", "First name"], *([one.family, one.given] for one in entries)], ","
    ).encode()
