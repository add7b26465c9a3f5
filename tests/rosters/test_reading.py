"""Rosters as schools have them: 200 lines with accents, particles, twins, homonyms, in every format."""

from collections.abc import Callable

import pytest

from bot.rosters import Doubt, Line, compare, key, read
from tests.rosters import samples

EXPORTS = {
    "siecle.csv": samples.siecle,
    "pronote.csv": samples.pronote,
    "3eB.xlsx": samples.workbook,
    "liste.txt": samples.plain,
    "unicode.txt": samples.tabbed,
    "platform.csv": samples.english,
}


def lines(text: str, name: str = "3eB.csv") -> tuple[Line, ...]:
    return read(name, text.encode()).lines


def names(text: str) -> list[tuple[str, str]]:
    return [(line.given_name, line.family_name) for line in lines(text)]


def doubts(text: str) -> list[tuple[Doubt, ...]]:
    return [line.doubts for line in lines(text)]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_gives_the_same_200_pupils(name: str) -> None:
    entries = samples.pupils()
    export: Callable[[list[samples.Entry]], bytes] = EXPORTS[name]
    usable = read(name, export(entries)).usable
    assert [key(line.family_name, line.given_name) for line in usable] == [
        key(one.family, one.given) for one in entries
    ]
    assert len({arrival.key for arrival in compare(usable, []).new}) == 200


@pytest.mark.parametrize("name", EXPORTS)
def test_only_homonyms_are_doubtful_among_clean_lines(name: str) -> None:
    usable = read(name, EXPORTS[name](samples.pupils())).usable
    doubtful = [line for line in usable if line.doubts]
    assert [(line.given_name, line.family_name) for line in doubtful] == [("Lucas", "Martin")] * 2
    assert {line.doubts for line in doubtful} == {(Doubt.HOMONYM,)}


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_but_names_and_class_is_kept(name: str) -> None:
    entries = samples.pupils()
    kept = str(read(name, EXPORTS[name](entries)))
    assert not any(one.ine in kept or one.born in kept for one in entries)


def test_the_dirty_lines_of_an_export_are_shown_and_left_out() -> None:
    entries = samples.pupils()
    left_out = [line for line in read("siecle.csv", samples.siecle(entries)).lines if not line.usable]
    assert [line.doubts for line in left_out] == [
        (Doubt.SAME_TWICE,),
        (Doubt.FORMULA,),
        (Doubt.NO_GIVEN_NAME,),
        (Doubt.OTHER_CLASS,),
        (Doubt.TOTAL_LINE,),
    ]
    assert [line.number for line in left_out] == [204, 205, 206, 207, 209]


def test_a_line_is_numbered_as_the_teacher_sees_it() -> None:
    assert [line.number for line in lines("Collège\n\nNom;Prénom\nMARTIN;Léa\n\nDIALLO;Tom\n")] == [4, 6]


@pytest.mark.parametrize(
    "headings",
    [
        "Nom;Prénom", "NOM;PRENOM", "nom de famille;1er prénom", "Nom élève;Prénom élève",
        "last name;first name", "Surname;Given name", "NOM  ; Prénom(s)", "Nom de l’élève;Prénom de l’élève",
    ],
)  # fmt: skip
def test_headings_are_known_whatever_their_case_and_accents(headings: str) -> None:
    assert names(f"{headings}\nMARTIN;Léa\n") == [("Léa", "Martin")]


def test_columns_may_come_in_any_order_among_others() -> None:
    text = "INE;Prénom 1;Adresse;Division;Nom de famille\n1;Léa;2 rue X;3EB;MARTIN\n"
    (line,) = lines(text)
    assert (line.given_name, line.family_name, line.group) == ("Léa", "Martin", "3EB")


def test_the_name_a_pupil_uses_comes_before_the_legal_one() -> None:
    text = "Nom de famille;Nom d'usage;Prénom 1;Prénom d'usage\nMARTIN;DURAND;Léa;\nDIALLO;;Tom;Tommy\n"
    assert names(text) == [("Léa", "Durand"), ("Tommy", "Diallo")]


def test_headings_repeated_by_page_breaks_are_no_pupils() -> None:
    assert names("Nom;Prénom\nMARTIN;Léa\nNom;Prénom\nDIALLO;Tom\n") == [("Léa", "Martin"), ("Tom", "Diallo")]


@pytest.mark.parametrize(
    ("cell", "given", "family"),
    [
        ("MARTIN Léa", "Léa", "Martin"),
        ("Léa MARTIN", "Léa", "Martin"),
        ("DE LA TOUR Jean-Baptiste", "Jean-Baptiste", "de La Tour"),
        ("Anne Marie d'ALMEIDA", "Anne Marie", "d'Almeida"),
        ("Marie Le GALL", "Marie", "Le Gall"),
        ("Martin, Léa", "Léa", "Martin"),
        ("MARTIN Léa A.", "Léa A.", "Martin"),
        ("Ben HADDAD", "Ben", "Haddad"),
        ("BEN YOUSSEF Ali", "Ali", "Ben Youssef"),
    ],
)
def test_a_whole_name_is_cut_where_its_capitals_or_comma_say(cell: str, given: str, family: str) -> None:
    assert names(f'Élève;Classe\n"{cell}";3eB\n') == [(given, family)]
    assert doubts(f'Élève;Classe\n"{cell}";3eB\n') == [()]


def test_a_name_cut_by_guess_says_so() -> None:
    assert doubts("Élève\nMartin Léa\n") == [(Doubt.GUESSED,)]
    assert names("Élève\nLe Gall Anne\n") == [("Anne", "Le Gall")]
    assert names("Prénom et nom\nAnne Le Gall\n") == [("Anne", "Le Gall")]
    assert doubts("Nom et prénom\nMartin Léa\n") == [()]


def test_the_order_that_clear_names_have_serves_for_the_others() -> None:
    assert names("Léa MARTIN\nTom DIALLO\nZoé Girard\n")[2] == ("Zoé", "Girard")


@pytest.mark.parametrize(
    "text",
    [
        "MARTIN Léa\nDIALLO Tom",
        "1. MARTIN Léa\n2. DIALLO Tom",
        "- MARTIN Léa\n- DIALLO Tom",
        "MARTIN,Léa\nDIALLO,Tom",
        "1;Léa;MARTIN\n2;Tom;DIALLO",
    ],
)
def test_a_plain_list_needs_no_headings(text: str) -> None:
    assert names(text) == [("Léa", "Martin"), ("Tom", "Diallo")]


@pytest.mark.parametrize("junk", ["12345", "Kevin", "3eB", "???"])
def test_a_line_that_is_no_name_is_doubtful_by_itself(junk: str) -> None:
    read_lines = lines(f"DUPUIS Anna\n{junk}\nPETIT Hugo\n")
    assert [line.usable for line in read_lines] == [True, False, True]


def test_twins_are_no_doubt() -> None:
    assert doubts("Nom;Prénom;Né le\nMARTIN;Léa;1/1/2012\nMARTIN;Léo;1/1/2012\n") == [(), ()]


def test_a_birth_date_tells_homonyms_from_a_pupil_entered_twice() -> None:
    text = "Nom;Prénom;Né le\nMARTIN;Léa;1/1/2012\nMARTIN;Léa;1/1/2012\nMartin;LEA;2/1/2012\n"
    assert doubts(text) == [(Doubt.HOMONYM,), (Doubt.SAME_TWICE,), (Doubt.HOMONYM,)]
    assert doubts("Nom;Prénom\nMARTIN;Léa\nMARTIN;Léa\n") == [(Doubt.HOMONYM,)] * 2


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@SUM(A1)", " =1", '"\t=1"', "\u00a0=1"])
def test_what_a_spreadsheet_would_compute_is_left_out(cell: str) -> None:
    (line,) = lines(f"Nom;Prénom\n{cell};Léa\n")
    assert Doubt.FORMULA in line.doubts
    assert not line.usable


@pytest.mark.parametrize("cell", ["", "-", "—", " ", "#N/A", "#NOM?", "#DIV/0!"])
def test_what_says_nothing_is_no_name(cell: str) -> None:
    assert doubts(f"Nom;Prénom\nMARTIN;{cell}\n") == [(Doubt.NO_GIVEN_NAME,)]


def test_garbled_accents_are_put_right_and_said() -> None:
    text = "Nom;PrÃ©nom\nFRANÃ‡OIS;LÃ©a\n"
    assert names(text) == [("Léa", "François")]
    assert doubts(text) == [(Doubt.REPAIRED,)]


def test_what_cannot_be_put_right_is_odd() -> None:
    assert doubts("Nom;Prénom\nMARTIN;L\ufffda\nMARTIN;Tom2\n") == [(Doubt.ODD_CHARACTERS,)] * 2
    assert not lines("Nom;Prénom\n???;!!!\n")[0].usable


def test_a_name_too_long_is_cut_and_left_out() -> None:
    (line,) = lines(f"Nom;Prénom\n{'A' * 61};Léa\n")
    assert line.doubts == (Doubt.TOO_LONG,)
    assert len(line.family_name) == 60
    assert not line.usable


def test_invisible_signs_are_taken_out() -> None:
    assert names("Nom;Prénom\nMAR\u200bTIN\u202e;L\x07éa\n") == [("Léa", "Martin")]


def test_a_line_break_inside_a_cell_is_a_space() -> None:
    assert names('Nom;Prénom\n"LE\nGALL";Léa\nDIALLO;Tom\n') == [("Léa", "Le Gall"), ("Tom", "Diallo")]


def test_a_quotation_mark_left_open_does_not_swallow_the_pupils_under_it() -> None:
    text = 'Nom;Prénom\n"MARTIN;Léa\n' + "\n".join(f"DIALLO;Tom{letter}" for letter in "abcdef")
    assert len(lines(text)) == 7
    assert names(text)[0] == ("Léa", "Martin")


@pytest.mark.parametrize(
    "total", ["Total : 28 élèves", "28 élèves", "Effectif;28", "TOTAL;28", "Nombre d'élèves : 3"]
)
def test_a_total_is_no_pupil(total: str) -> None:
    assert doubts(f"Nom;Prénom\nMARTIN;Léa\n{total}\n")[1] == (Doubt.TOTAL_LINE,)


def test_a_pupil_may_be_called_total() -> None:
    assert doubts("Nom;Prénom;Classe\nTOTAL;Jean;3eB\n") == [()]


def test_a_file_of_several_classes_is_narrowed_to_one() -> None:
    text = "Nom;Prénom;Classe\nA;A;3eA\nB;B;3eB\nC;C;3EB\nB;B;3eA\nD;D;\n"
    roster = read("college.csv", text.encode())
    assert roster.groups == (("3eA", 2), ("3eB", 2))
    assert [line.family_name for line in roster.usable] == ["A", "B"]
    assert [line.family_name for line in roster.of("3eB").usable] == ["B", "C"]
    assert [line.family_name for line in roster.of("3eB").doubtful] == ["D"]


def test_a_line_of_no_class_has_none_whatever_the_others_say() -> None:
    assert [line.group for line in lines("Nom;Prénom;Classe\nA;A;???\nB;B;\n")] == ["???", None]
