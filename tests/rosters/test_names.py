"""Names as people write them, and what stays of them under any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rosters import key
from bot.rosters.names import family_name, given_name, repaired, tidy

LATIN = st.text(
    st.characters(min_codepoint=0x41, max_codepoint=0x17F, categories=["Lu", "Ll"]) | st.sampled_from(" -'"),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("MARTIN", "Martin"), ("martin", "Martin"), ("DE LA TOUR", "de La Tour"), ("D'ALMEIDA", "d'Almeida"),
        ("d'ALMEIDA", "d'Almeida"), ("LE GALL", "Le Gall"), ("O'BRIEN", "O'Brien"), ("N'GUYEN", "N'Guyen"),
        ("L'HERMITE", "L'Hermite"), ("GARCÍA-LÓPEZ", "García-López"), ("VAN DER BERG", "Van der Berg"),
        ("DU BELLAY", "du Bellay"), ("ÉTIENNE", "Étienne"), ("McDonald", "McDonald"),
        ("de La Tour", "de La Tour"), ("Le GALL", "Le Gall"), ("DE", "de"), ("", ""),
    ],
)  # fmt: skip
def test_family_names_have_the_capitals_people_read(written: str, read: str) -> None:
    assert family_name(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("JEAN-BAPTISTE", "Jean-Baptiste"), ("ÉLOÏSE", "Éloïse"), ("léa", "Léa"), ("Léa", "Léa")],
)
def test_given_names_have_the_capitals_people_read(written: str, read: str) -> None:
    assert given_name(written) == read


def test_spaces_apostrophes_and_what_nobody_sees_are_tidied() -> None:
    assert tidy(" Jean\u00a0\u2009 Baptiste\n") == "Jean Baptiste"
    assert tidy("L’HERMITE") == "L'HERMITE"
    assert tidy("Le\u0301a") == "Léa"
    assert tidy("Ma\u00adr\u200ftin\ud800") == "Martin"


def test_only_garbled_text_is_repaired() -> None:
    assert [repaired(text) for text in ("LÃ©a", "Ã‰lise", "FranÃ§ois", "Ã€")] == [
        "Léa",
        "Élise",
        "François",
        "À",
    ]
    assert [repaired(text) for text in ("Léa", "SÃO", "Ângela", "Åsa")] == ["Léa", "SÃO", "Ângela", "Åsa"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("MARTIN", "Léa"), ("martin", "LEA")),
        (("D'ALMEIDA", "Anne Marie"), ("d’Almeida", "Anne-Marie")),
        (("LE  GALL", "Zoé"), ("Le Gall", " Zoe ")),
        (("BŒUF", "Cœur"), ("Boeuf", "Coeur")),
        (("MÜLLER", "Gaël"), ("Muller", "Gael")),
    ],
)
def test_a_key_stays_under_other_spellings(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert key(*one) == key(*other)


@given(LATIN, LATIN)
def test_a_key_does_not_depend_on_case_and_spaces(family: str, given: str) -> None:
    plain = key(family, given)
    assert plain == key(family_name(tidy(family)), given_name(tidy(given)))
    assert plain == key(f"  {family} ", given.replace(" ", "   "))
    assert "#" not in plain
    assert plain == key(plain, "")


def test_names_in_other_writings_have_keys() -> None:
    assert key("王", "伟") == "王 伟"
    assert key("Иванов", "Юрий") != key("Иванов", "Анна")


def test_what_looks_blank_and_heaps_of_marks_are_no_part_of_a_name() -> None:
    assert tidy("\u3164\u115f\u1160\uffa0\u2800") == ""
    assert tidy("Léa\u3164 Martin") == "Léa Martin"
    assert len(tidy("a" + "\u0301" * 59)) == 4
    assert tidy("N̈́̃guyễn") == tidy(tidy("N̈́̃guyễn"))
