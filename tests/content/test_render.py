"""Variants: the same for the same seed, right by their own key, different enough, and safe."""

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import Challenge, Kind, describe_response, load, render, right_response
from bot.content.markup import faults, visible
from bot.content.typography import NARROW, NBSP
from bot.engine.grading import ChoiceKey, MatchKey, NumberKey, OrderKey, TextKey, grade, readable
from bot.errors import ContentError
from tests.content.samples import KINDS
from tests.content.writing import bank_text, write_bank, written

SEEDS = st.integers(min_value=0, max_value=2**63)


@pytest.fixture(params=sorted(KINDS))
def challenge(request: pytest.FixtureRequest, tmp_path: Path) -> Challenge:
    return written(tmp_path, KINDS[request.param])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_any_seed_gives_a_question_whose_answer_is_accepted(challenge: Challenge, seed: int) -> None:
    variant = render(challenge, seed)
    response = right_response(variant.key)

    assert grade(variant.key, response)
    assert readable(variant.key, response)
    assert variant.solution == describe_response(variant, response)
    assert variant.text
    assert not faults(variant.text)
    assert (variant.challenge_id, variant.seed, variant.kind) == (challenge.id, seed, challenge.kind)


def test_a_seed_always_gives_the_same_variant_and_others_give_others(challenge: Challenge) -> None:
    again = render.__wrapped__

    assert again(challenge, 7) == again(challenge, 7)
    assert len({again(challenge, seed).text + str(again(challenge, seed).choices) for seed in range(30)}) > 1


def test_another_process_gives_the_same_variants(tmp_path: Path) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    here = [str(render(each, 5)) for each in load(tmp_path).competences["4.1"].challenges]
    program = (
        "import json, pathlib, sys; from bot.content import load, render;"
        "bank = load(pathlib.Path(sys.argv[1])).competences['4.1'];"
        "print(json.dumps([str(render(each, 5)) for each in bank.challenges]))"
    )

    there = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "1", "PYTHONIOENCODING": "utf-8"},
    )

    assert [_without_sets(text) for text in json.loads(there.stdout)] == [
        _without_sets(text) for text in here
    ]


def _without_sets(text: str) -> str:
    """Sets print in the order of their hashes, which is another one in each process."""
    return "".join(sorted(text))


def test_the_right_choice_has_no_usual_place(tmp_path: Path) -> None:
    challenge = written(tmp_path, KINDS["single"])
    places: Counter[int] = Counter()
    for seed in range(400):
        key = render(challenge, seed).key
        assert isinstance(key, ChoiceKey)
        places.update(key.right)

    assert sorted(places) == [0, 1, 2, 3]
    assert all(60 < count < 140 for count in places.values())


def test_single_shows_as_many_choices_as_asked_and_one_is_right(tmp_path: Path) -> None:
    challenge = written(tmp_path, KINDS["single"])

    for seed in range(20):
        variant = render(challenge, seed)
        n = int(visible(variant.text).split(" calcule ")[1].split(" ")[0])
        assert isinstance(variant.key, ChoiceKey)
        assert len(variant.choices) == 4
        assert {variant.choices[index] for index in variant.key.right} == {str(n * 12)}


def test_ordering_is_never_shown_in_order(tmp_path: Path) -> None:
    challenge = written(tmp_path, KINDS["ordering"])

    for seed in range(60):
        variant = render(challenge, seed)
        assert isinstance(variant.key, OrderKey)
        assert variant.key.order != tuple(range(len(variant.choices)))
        assert variant.solution.split(" → ")[:2] in (["octet", "Ko"], ["bit", "octet"], ["Ko", "Mo"])


def test_matching_pairs_go_together(tmp_path: Path) -> None:
    challenge = written(tmp_path, KINDS["matching"])
    content = {"jpg": "une image", "odt": "un texte", "ods": "un tableau", "mp3": "un son"}

    for seed in range(20):
        variant = render(challenge, seed)
        assert isinstance(variant.key, MatchKey)
        assert (len(variant.left), len(variant.choices)) == (3, 4)
        for left, right in zip(variant.left, variant.key.pairs, strict=True):
            assert content[left.rpartition(".")[2]] == variant.choices[right]


def test_pairs_may_share_a_right_side(tmp_path: Path) -> None:
    variant = render(
        written(
            tmp_path,
            """
            kind: matching
            text: Trie.
            pairs: [{left: rat, right: animal}, {left: rose, right: plante}, {left: chat, right: animal}]
            """,
        ),
        1,
    )

    assert isinstance(variant.key, MatchKey)
    assert sorted(variant.choices) == ["animal", "plante"]
    animal = variant.choices.index("animal")
    assert [variant.key.pairs[variant.left.index(name)] for name in ("rat", "chat")] == [animal, animal]


def test_pairs_may_come_from_the_data(tmp_path: Path) -> None:
    challenge = """
        kind: matching
        params: {paires: {sample: [{left: «rat», right: animal}, %s], count: 3}}
        text: Trie.
        pairs: [{each: paires}]
        """
    good = "{left: rose, right: plante}, {left: fer, right: métal}"

    variant = render(written(tmp_path, challenge % good), 1)

    assert sorted(variant.left) == ["fer", "rose", f"«{NBSP}rat{NBSP}»"]
    with pytest.raises(ContentError, match=r"'droite': 'métal'} is no pair of `left` and `right`"):
        written(tmp_path, challenge % good.replace("right: métal", "droite: métal"))


def test_numbers_and_words_have_their_keys(tmp_path: Path) -> None:
    number = render(written(tmp_path, KINDS["number"]), 1)
    words = render(written(tmp_path, KINDS["text"]), 1)

    assert isinstance(number.key, NumberKey)
    assert number.key.units == ("Mo", "mégaoctets")
    assert number.solution == f"{int(number.key.value)}{NBSP}Mo"
    assert isinstance(words.key, TextKey)
    assert words.key.accepted[1] == f"une {words.solution}"


def test_answers_are_told_in_words(tmp_path: Path) -> None:
    write_bank(tmp_path, bank_text(KINDS["multiple"], KINDS["fields"]))
    library = load(tmp_path)
    multiple, fields = (render(each, 1) for each in library.competences["4.1"].challenges)

    assert describe_response(multiple, [0, 2, 99]) == f"{multiple.choices[0]}{NARROW}; {multiple.choices[2]}"
    assert describe_response(fields, ["  mon\nsite ", "2020"]) == (
        f"Nom de la page{NBSP}: mon site{NARROW}; Année{NBSP}: 2020"
    )
    assert describe_response(fields, "é" * 1000) == "é" * 299 + "…"


def test_hostile_data_stay_data(tmp_path: Path) -> None:
    challenge = written(
        tmp_path,
        """
        kind: single
        params:
          x: ["<b>gras", "a & b", "{{ 7 * 7 }}", "</b></code>"]
        text: "Que veut dire <code>{{ x }}</code> ?"
        right: "{{ x }}"
        wrong: [rien, tout]
        """,
    )

    for seed in range(12):
        variant = render(challenge, seed)
        (right,) = (variant.choices[index] for index in right_response(variant.key) if isinstance(index, int))
        assert not faults(variant.text)
        assert visible(variant.text) == f"Que veut dire {right}{NARROW}?"
        assert right in ("<b>gras", "a & b", "{{ 7 * 7 }}", "</b></code>")


def test_fewer_letters_than_lines_are_guessed_more_easily(tmp_path: Path) -> None:
    challenge = written(
        tmp_path,
        """
        kind: matching
        text: Trie.
        pairs: [{left: rat, right: animal}, {left: rose, right: plante}, {left: chat, right: animal}]
        """,
    )

    assert challenge.guess == 1 / 8


def test_the_engine_sees_every_challenge_with_its_chance_of_being_guessed(tmp_path: Path) -> None:
    write_bank(tmp_path, bank_text(*KINDS.values()))
    competence = load(tmp_path).competences["4.1"]

    guesses = {
        challenge.kind: item.guess
        for challenge, item in zip(competence.challenges, competence.bank.items, strict=True)
    }

    assert guesses[Kind.SINGLE] == 1 / 4
    assert guesses[Kind.MULTIPLE] == 1 / 31
    assert guesses[Kind.TEXT] == guesses[Kind.NUMBER] == guesses[Kind.FIELDS] == 0.02
    assert guesses[Kind.MATCHING] == 1 / 24


@pytest.mark.parametrize(
    ("value", "units", "said"),
    [
        ("1000", ("secondes",), f"1{NARROW}000{NBSP}secondes"),
        ("999.5", ("g",), f"999,5{NBSP}g"),
        ("2026", (), "2026"),  # a year
        ("46656", (), f"46{NARROW}656"),
    ],
)
def test_an_expected_number_is_spaced_as_in_the_text(value: str, units: tuple[str, ...], said: str) -> None:
    key = NumberKey(Decimal(value), Decimal(0), units)
    assert right_response(key) == said
    assert grade(key, said)
