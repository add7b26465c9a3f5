"""Names: read as they are typed, and shown no longer than it takes to tell pupils apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.classes import Pupil
from bot.usecases.classes.names import free_key, read_name, read_pupil, short_names

NAMES = st.text(alphabet="aAéÉ -'", min_size=1, max_size=5)


def pupil(id_: int, given_name: str, family_name: str) -> Pupil:
    return Pupil(1, id_, family_name, given_name, "", None, None, "", "", "", "", 0, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Léa Martin", ("Martin", "Léa")),
        ("  léa   martin ", ("Martin", "Léa")),
        ("MARTIN Léa", ("Martin", "Léa")),
        ("Martin, Léa", ("Martin", "Léa")),
        ("Jean-Baptiste de La Tour", ("de La Tour", "Jean-Baptiste")),
        ("DE LA TOUR Jean-Baptiste", ("de La Tour", "Jean-Baptiste")),
        ("O\u2019Neil Zoé", ("Zoé", "O'Neil")),
        ("Léa\nMartin", ("Martin", "Léa")),
        ("Léa", None),
        ("", None),
        ("12 34", None),
        ("Léa 3", None),
        ("x" * 30 + " " + "y" * 31, None),
        ("😀 😀", None),
    ],
)
def test_a_pupil_is_read_as_typed(text: str, name: tuple[str, str] | None) -> None:
    assert read_pupil(text) == name


@given(st.text())
def test_whatever_is_typed_is_one_short_line_or_nothing(text: str) -> None:
    name = read_name(text)
    assert name is None or (0 < len(name) <= 60 and "\n" not in name)
    read_pupil(text)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=12))
def test_short_names_tell_apart_all_but_homonyms(full: list[tuple[str, str]]) -> None:
    pupils = [pupil(id_, *name) for id_, name in enumerate(full)]
    short = short_names(pupils)
    assert set(short) == {each.id for each in pupils}
    assert all(len(short[each.id]) <= len(each.name) + 2 for each in pupils)


def test_one_letter_is_enough_for_most() -> None:
    pupils = [pupil(1, "Léa", "Martin"), pupil(2, "Léa", "Morin"), pupil(3, "Hugo", "Martin")]
    assert short_names(pupils) == {1: "Léa Ma.", 2: "Léa Mo.", 3: "Hugo M."}


def test_particles_do_not_stand_for_a_name() -> None:
    pupils = [
        pupil(1, "Inès", "de La Fontaine"),
        pupil(2, "Tom", "d'Almeida"),
        pupil(3, "Ali", "van der Berg"),
    ]
    assert short_names(pupils) == {1: "Inès La F.", 2: "Tom A.", 3: "Ali B."}
    alike = [pupil(1, "Léa", "de Martin"), pupil(2, "Léa", "Martin"), pupil(3, "Zoé", "De")]
    assert short_names(alike) == {1: "Léa de Martin", 2: "Léa Martin", 3: "Zoé D."}


def test_homonyms_are_numbered() -> None:
    assert free_key("martin lea", []) == "martin lea"
    assert free_key("martin lea", ["martin lea", "martin lea#2", "petit hugo"]) == "martin lea#3"
    assert free_key("martin lea", ["martin lea#2"]) == "martin lea"
