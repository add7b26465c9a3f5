"""A roster imported again."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.rosters import Comparison, Known, Line, compare, read
from tests.rosters import samples


def line(family: str, given: str) -> Line:
    return Line(1, family, given, None)


def keys(lines: Sequence[Line]) -> list[str]:
    """What a class that is empty would keep these lines under."""
    return [arrival.key for arrival in compare(lines, []).new]


def imported(lines: Sequence[Line], set_aside: frozenset[int] = frozenset()) -> list[Known]:
    """The class after these lines were imported; `set_aside` are places among them."""
    return [
        Known(place, key, line.family_name, line.given_name, place in set_aside)
        for place, (line, key) in enumerate(zip(lines, keys(lines), strict=True))
    ]


def told(comparison: Comparison) -> dict[str, list[str]]:
    return {
        "new": [arrival.key for arrival in comparison.new],
        "same": [match.key for match in comparison.same],
        "renamed": [f"{match.known.key} → {match.key}" for match in comparison.renamed],
        "back": [match.key for match in comparison.back],
        "gone": [pupil.key for pupil in comparison.gone],
        "unsure": [pupil.key for each in comparison.unsure for pupil in each.known],
    }


LEA, TOM, ZOE = line("Martin", "Léa"), line("Diallo", "Tom"), line("Le Gall", "Zoé")


def test_a_first_import_is_all_new() -> None:
    assert told(compare([LEA, TOM], [])) == {
        "new": ["martin lea", "diallo tom"], "same": [], "renamed": [], "back": [], "gone": [],
        "unsure": [],
    }  # fmt: skip


def test_who_came_left_and_came_back() -> None:
    known = imported([LEA, TOM, ZOE], set_aside=frozenset({2}))
    assert told(compare([LEA, ZOE, line("Haddad", "Inès")], known)) == {
        "new": ["haddad ines"], "same": ["martin lea"], "renamed": [], "back": ["le gall zoe"],
        "gone": ["diallo tom"], "unsure": [],
    }  # fmt: skip


def test_who_left_long_ago_is_nowhere() -> None:
    assert told(compare([LEA], imported([LEA, TOM], set_aside=frozenset({1}))))["gone"] == []


def test_another_spelling_is_probably_the_same_pupil() -> None:
    known = imported([line("Diallo", "Mohamed"), LEA])
    comparison = compare([line("Diallo", "Mohammed"), LEA], known)
    assert told(comparison)["renamed"] == ["diallo mohamed → diallo mohammed"]
    assert not comparison.new
    assert not comparison.gone


def test_another_pupil_of_the_same_family_is_not() -> None:
    assert not compare([line("Martin", "Zoé")], imported([LEA])).renamed


def test_one_pupil_is_never_two_of_the_file() -> None:
    known = imported([line("Diallo", "Mohamed")])
    comparison = compare([line("Diallo", "Mohamad"), line("Diallo", "Mohameda")], known)
    assert len(comparison.renamed) == 1
    assert len(comparison.new) == 1


def test_a_respelled_pupil_is_the_same_and_says_so() -> None:
    (match,) = compare([line("MARTIN", "Lea")], imported([LEA])).same
    assert match.respelled
    assert not compare([LEA], imported([LEA])).same[0].respelled


def test_the_same_file_again_changes_nothing_in_any_order() -> None:
    lines = read("siecle.csv", samples.siecle(samples.pupils())).usable
    for again in (lines, lines[::-1]):
        comparison = compare(again, imported(lines))
        assert len(comparison.same) == 200
        assert not (comparison.new or comparison.renamed or comparison.back or comparison.gone)


def test_another_export_of_the_same_class_changes_nothing() -> None:
    lines = read("siecle.csv", samples.siecle(samples.pupils())).usable
    others = read("pronote.csv", samples.pronote(samples.pupils())).usable
    assert len(compare(others, imported(lines)).same) == 200


NAMES = st.lists(
    st.builds(line, st.sampled_from(samples.FAMILY), st.sampled_from(samples.GIVEN)), max_size=25
)


@given(NAMES, NAMES, st.frozensets(st.integers(0, 24)))
def test_every_line_and_every_pupil_is_in_one_place(
    lines: list[Line], before: list[Line], set_aside: frozenset[int]
) -> None:
    known = imported(before, set_aside)
    comparison = compare(lines, known)
    matched = [*comparison.same, *comparison.renamed, *comparison.back]
    assert len(lines) == len(matched) + len(comparison.new)
    unsure = [pupil for one in comparison.unsure for pupil in one.known]
    accounted = [one.known for one in matched] + list(comparison.gone) + unsure
    arrived = [one.key for one in comparison.new] + [one.key for one in comparison.renamed]
    assert len(arrived) == len({*arrived} - {pupil.key for pupil in known})
    assert len({pupil.id for pupil in accounted}) == len(accounted)
    assert {pupil.id for pupil in known if not pupil.set_aside} <= {pupil.id for pupil in accounted}


@given(NAMES)
def test_importing_twice_is_importing_once(lines: list[Line]) -> None:
    comparison = compare(lines, imported(lines))
    assert len(comparison.same) == len(lines)
    assert not (comparison.new or comparison.renamed or comparison.gone)


def test_homonyms_are_numbered_in_the_order_of_the_file() -> None:
    lines = [line("Martin", given) for given in ["Lucas", "Léa", "LUCAS", "lucas"]]
    assert keys(lines) == ["martin lucas", "martin lea", "martin lucas#2", "martin lucas#3"]


LUCAS = line("Martin", "Lucas")


def test_of_two_homonyms_nobody_knows_which_one_left() -> None:
    comparison = compare([LUCAS, TOM], imported([LUCAS, LUCAS, TOM]))
    assert told(comparison)["gone"] == []
    (unsure,) = comparison.unsure
    assert (unsure.known[0].given_name, unsure.here, unsure.lines) == ("Lucas", 2, 1)


def test_homonyms_who_are_both_absent_have_both_left() -> None:
    assert told(compare([TOM], imported([LUCAS, LUCAS, TOM])))["gone"] == ["martin lucas", "martin lucas#2"]


def test_the_homonym_who_is_here_is_named_before_the_one_set_aside() -> None:
    comparison = told(compare([LUCAS], imported([LUCAS, LUCAS], set_aside=frozenset({0}))))
    assert (comparison["same"], comparison["back"], comparison["unsure"]) == (["martin lucas#2"], [], [])


def test_one_more_of_a_name_gets_a_number_that_is_free() -> None:
    known = imported([LUCAS, LUCAS, LUCAS])[::2]
    assert told(compare([LUCAS, LUCAS, LUCAS], known))["new"] == ["martin lucas#2"]


def test_swapped_columns_turn_no_name_round() -> None:
    known = imported([LEA, TOM, ZOE])
    comparison = compare([line("Léa", "Martin"), line("Tom", "Diallo"), line("Zoé", "Le Gall")], known)
    assert told(comparison)["same"] == ["martin lea", "diallo tom", "le gall zoe"]
    assert not any(match.respelled for match in comparison.same)


def test_two_pupils_with_each_others_names_are_two() -> None:
    one, other = line("Martin", "Thomas"), line("Thomas", "Martin")
    assert told(compare([other], imported([one, other])))["gone"] == ["martin thomas"]
