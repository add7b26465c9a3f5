"""What is right, what is wrong, what is asked again."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.engine import (
    ChoiceKey,
    FieldsKey,
    Key,
    MatchKey,
    NumberKey,
    OrderKey,
    Response,
    TextKey,
    Tolerance,
    Verdict,
    grade,
    judge,
    readable,
)
from tests.engine.odd_banks import patient

ALL = frozenset(Tolerance)
T1, T2, T3 = (frozenset({tolerance}) for tolerance in Tolerance)


@pytest.mark.parametrize(
    ("right", "ticked", "expected"),
    [
        ({2}, [2], True),
        ({2}, [1], False),
        ({0, 3}, [3, 0], True),
        ({0, 3}, [0], False),  # no partial credit
        ({0, 3}, [0, 1, 3], False),
        ({0, 3}, [], False),
    ],
)
def test_choices_want_the_exact_set(right: set[int], ticked: list[int], expected: bool) -> None:
    assert grade(ChoiceKey(frozenset(right)), ticked) is expected


@pytest.mark.parametrize(
    ("accepted", "tolerances", "typed", "expected"),
    [
        ("antivirus", frozenset(), "antivirus", True),
        ("antivirus", frozenset(), "Antivirus", False),
        ("antivirus", frozenset(), "  antivirus\n", True),  # Telegram trims messages too
        # t1: case, accents and all white space
        ("Clé USB", T1, "cle usb", True),
        ("Clé USB", T1, "CLÉUSB", True),
        ("clé", T1, "cle\N{COMBINING ACUTE ACCENT}", True),
        ("cœur", T1, "COEUR", True),
        ("pare-feu", T1, "pare feu", False),
        # t2: punctuation
        ("pare-feu", T2, "parefeu", True),
        ("pare-feu", T2, "Pare-feu", False),
        ("pare-feu", T1 | T2, "Pare feu.", True),
        ("@", ALL, "@", True),
        ("@", ALL, "!", False),  # nothing but punctuation: that is the answer
        # t3: edit distance / length of the pupil's answer at most 0.25
        ("navigateur", T3, "navigatteur", True),
        ("navigateur", T3, "navigeur", True),  # 2 / 8
        ("navigateur", T3, "navieur", False),  # 3 / 7
        ("wifi", T3, "wify", True),  # 1 / 4
        ("web", T3, "wab", False),  # 1 / 3
        ("navigateur", T1 | T2, "navigatteur", False),
        ("navigateur", ALL, "Un navigateur", True),  # 2 / 12
        # keyboards of phones
        ("l'image", frozenset(), "l’image", True),
        ('"a b"', frozenset(), "“a\N{NO-BREAK SPACE}b”", True),
        ('=SI(A1="oui";1;0)', frozenset({Tolerance.T1}), "=SI(A1=« oui »;1;0)", True),
        ("note-2.txt", frozenset(), "note\N{NON-BREAKING HYPHEN}2.txt", True),
        ("tri --inverse", frozenset(), "tri —inverse", True),
        ("mot", frozenset(), "\N{RIGHT-TO-LEFT MARK}mot\N{ZERO WIDTH SPACE}", True),
        ("mot", ALL, "", False),
        ("mot", ALL, " \N{ZERO WIDTH SPACE} ", False),
    ],
)
def test_words(accepted: str, tolerances: frozenset[Tolerance], typed: str, expected: bool) -> None:
    assert grade(TextKey(("quelque chose de très différent", accepted), tolerances), typed) is expected


@pytest.mark.parametrize(
    "typed",
    [
        "1 234,5",
        "1234.5",
        "1234,50",
        "+1234,5",
        "1\N{NO-BREAK SPACE}234,5",
        "1\N{NARROW NO-BREAK SPACE}234,5",
        " 1 234,5 Mo ",
        "1234.5mo",
        "1 234,5 mégaoctets.",
        "1234,5 Megaoctets !",
    ],
)
def test_numbers_compare_as_numbers(typed: str) -> None:
    key = NumberKey(Decimal("1234.5"), units=("Mo", "mégaoctets"))
    assert grade(key, typed)
    assert readable(key, typed)


@pytest.mark.parametrize("typed", ["1234,4", "-1234,5", "12345"])
def test_another_number_is_wrong(typed: str) -> None:
    key = NumberKey(Decimal("1234.5"), units=("Mo",))
    assert not grade(key, typed)
    assert readable(key, typed)


@pytest.mark.parametrize("typed", ["1234,5 Ko", "1234,5 kilos"])
def test_another_unit_is_wrong_where_one_must_be_given_and_asked_again_elsewhere(typed: str) -> None:
    required = NumberKey(Decimal("1234.5"), units=("Mo",), unit_required=True)
    assert not grade(required, typed)
    assert readable(required, typed)
    assert not readable(NumberKey(Decimal("1234.5"), units=("Mo",)), typed)


def test_a_dot_may_part_thousands_or_decimals() -> None:
    assert grade(NumberKey(Decimal(100_000)), "100.000")
    assert grade(NumberKey(Decimal("3.142")), "3.142")
    assert not grade(NumberKey(Decimal(100)), "100.001")


def test_a_full_stop_put_by_the_phone_is_forgiven() -> None:
    exact = TextKey(("meteo.example",), frozenset())
    assert grade(exact, "meteo.example.")
    assert not grade(exact, "meteo-example")


@pytest.mark.parametrize(
    "typed",
    ["douze", "", "12 ou 13", "10-12", "1.2.3", "12 34", "1/2", "10²", "12 pommes", "1e3", "9" * 5000],
)
def test_what_is_not_a_number_is_asked_again(typed: str) -> None:
    key = NumberKey(Decimal(12))
    assert not readable(key, typed)
    assert not grade(key, typed)


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        (NumberKey(Decimal(10), within=Decimal("0.5")), "10,5", True),
        (NumberKey(Decimal(10), within=Decimal("0.5")), "9.4", False),
        (NumberKey(Decimal(-3)), "−3", True),  # a real minus sign
        (NumberKey(Decimal(-3)), "- 3", True),
        (NumberKey(Decimal("0.5")), ",5", True),
        (NumberKey(Decimal(12)), "12.", True),
        (NumberKey(Decimal(12), units=("m²",)), "12 m2", True),
        (NumberKey(Decimal(12), units=("Go",), unit_required=True), "12", False),
        (NumberKey(Decimal(12), units=("Go",), unit_required=True), "12 Go", True),
        (NumberKey(Decimal(50), units=("%",)), "50%", True),
    ],
)
def test_numbers(key: NumberKey, typed: str, expected: bool) -> None:
    assert readable(key, typed)
    assert grade(key, typed) is expected


CITIES = FieldsKey((TextKey(("Paris",), T1), TextKey(("Lyon", "Lugdunum"), T1)), interchangeable=True)
PLACE_AND_YEAR = FieldsKey((TextKey(("Paris",), T1), NumberKey(Decimal(1889))))


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        (CITIES, ["lyon", "paris"], True),
        (CITIES, ["Paris", "Lugdunum"], True),
        (CITIES, ["paris", "paris"], False),  # different solutions
        (CITIES, ["lyon", "lugdunum"], False),
        (CITIES, ["paris"], False),
        (PLACE_AND_YEAR, ["paris", "1889"], True),
        (PLACE_AND_YEAR, ["1889", "paris"], False),
    ],
)
def test_every_field_must_be_right(key: FieldsKey, typed: list[str], expected: bool) -> None:
    assert grade(key, typed) is expected


def test_overlapping_fields_are_matched_as_well_as_can_be() -> None:
    either, only = TextKey(("a", "b")), TextKey(("a",))
    assert grade(FieldsKey((either, only), interchangeable=True), ["a", "b"])


def test_a_field_that_wants_a_number_is_asked_again() -> None:
    assert readable(PLACE_AND_YEAR, ["paris", "1890"])
    assert not readable(PLACE_AND_YEAR, ["paris", "je ne sais pas"])


def test_order_and_matches_must_be_exact() -> None:
    assert grade(OrderKey((2, 0, 1)), [2, 0, 1])
    assert not grade(OrderKey((2, 0, 1)), [0, 1, 2])
    assert grade(MatchKey((1, 1, 0)), [1, 1, 0])
    assert not grade(MatchKey((1, 1, 0)), [1, 1])


@pytest.mark.parametrize(
    ("response", "seconds", "limit", "verdict"),
    [
        ([1], 10, None, Verdict.RIGHT),
        ([1], 60, 60, Verdict.RIGHT),
        ([1], 60.1, 60, Verdict.LATE),
        ([0], 61, 60, Verdict.WRONG),
        (None, 5, 60, Verdict.SKIPPED),
    ],
)
def test_verdicts(response: Response | None, seconds: float, limit: int | None, verdict: Verdict) -> None:
    assert judge(ChoiceKey(frozenset({1})), response, seconds, limit) is verdict


texts = st.text(max_size=60)
tolerance_sets = st.frozensets(st.sampled_from(Tolerance))
text_keys = st.builds(TextKey, st.lists(texts, min_size=1, max_size=4).map(tuple), tolerance_sets)
number_keys = st.builds(
    NumberKey,
    st.decimals(-(10**6), 10**6, places=2),
    st.just(Decimal(0)),
    st.sampled_from([(), ("Mo",), ("%", "m²")]),
    st.booleans(),
)
keys = st.one_of(
    text_keys,
    number_keys,
    st.builds(FieldsKey, st.lists(text_keys | number_keys, max_size=4).map(tuple), st.booleans()),
    st.builds(ChoiceKey, st.frozensets(st.integers(0, 5))),
    st.builds(OrderKey, st.permutations(range(4)).map(tuple)),
    st.builds(MatchKey, st.tuples(st.integers(0, 3), st.integers(0, 3))),
)
responses = st.one_of(texts, st.lists(texts, max_size=5), st.lists(st.integers(), max_size=6))


@patient
@given(keys, responses)
@example(NumberKey(Decimal(1)), "٣")
@example(NumberKey(Decimal(1)), "１２")
@example(TextKey(("a",), ALL), "\ufdfa" * 4000)
def test_no_response_is_too_odd_to_be_judged(key: Key, response: Response) -> None:
    assert grade(key, response) in {True, False}
    assert readable(key, response) in {True, False}


visible = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@patient
@given(st.lists(visible, min_size=1).map(tuple), tolerance_sets)
def test_every_accepted_text_is_right(accepted: tuple[str, ...], tolerances: frozenset[Tolerance]) -> None:
    assert all(grade(TextKey(accepted, tolerances), text) for text in accepted)


@patient
@given(text_keys, texts)
def test_a_tolerance_never_makes_a_right_answer_wrong(key: TextKey, typed: str) -> None:
    if grade(TextKey(key.accepted), typed):
        assert grade(key, typed)


@patient
@given(number_keys)
def test_every_number_is_right_as_the_french_write_it(key: NumberKey) -> None:
    french = f"{key.value:,f}".replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
    unit = key.units[0] if key.units else ""
    assert grade(key, french + unit) or (key.unit_required and not key.units)
