"""Versions tell apart what gives other results, and nothing else."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given

from bot.engine import Answer, Bank, Item, Prior, Shown, Skill, posterior, shown
from bot.engine.versions import MODEL_VERSION, bank_of, bank_version, parameters
from bot.errors import BankError
from tests.engine.odd_banks import banks, patient

FINGERPRINTS = {"1": "c508a62e85cabcdf"}
"""Of each model version; older ones stay, so that no version is ever used twice."""

SKILLS = [Skill(f"{topic}{level}", topic, level) for topic in ("web", "mail") for level in range(1, 8)]
ITEMS = [
    Item(
        f"{skill.key}-{letter}",
        skill.key,
        guess=0.25 if letter == "a" else 0.02,
        slope=1.1 + 0.1 * skill.level,
        difficulty_offset=0.3 if letter == "a" else -0.2,
        difficulty_error=number % 5 / 10,
    )
    for number, skill in enumerate(SKILLS)
    for letter in "ab"
]
TIMES = (None, 1.5, 4.0, 8.0, 25.0, 300.0)
ANSWERS = [
    Answer(item.key, correct=number % 3 != 2, seconds=TIMES[number % 6], weight=0.4 if number < 4 else 1.0)
    for number, item in enumerate(ITEMS[::3])
]


def fingerprint() -> str:
    """Of everything the answers of a small bank are worth, to 6 digits, after each of them."""
    bank, before, told = Bank.of(SKILLS, ITEMS), None, []
    for count in range(1, len(ANSWERS) + 1):
        known = posterior(bank, ANSWERS[:count], Prior(2.4, 1.27))
        before = shown(bank, ANSWERS[:count], known, before)
        numbers = [known.level, known.error, *(known.mastery[skill.key] for skill in SKILLS)]
        told.append([[round(number, 6) for number in numbers], _written(before)])
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def _written(what: Shown) -> list[object]:
    return [sorted(what.validated), round(what.pix, 6), what.level]


def test_this_model_computes_what_it_always_did() -> None:
    assert FINGERPRINTS.get(MODEL_VERSION) == fingerprint(), (
        "The same answers are worth something else now. If it is not meant, it is a mistake. If it is, raise "
        "MODEL_VERSION in bot/engine/versions.py (not needed while no release has it) and write its "
        f'fingerprint here: "{fingerprint()}".'
    )


def test_the_same_content_has_the_same_version_however_it_was_made() -> None:
    again = [Item(**dict(reversed(json.loads(json.dumps(each)).items()))) for each in _dicts()]
    assert again == ITEMS
    assert bank_version(list(SKILLS), again) == bank_version(SKILLS, ITEMS)


def _dicts() -> list[dict[str, object]]:
    document: dict[str, list[dict[str, object]]] = json.loads(parameters(SKILLS, ITEMS))
    return document["items"]


@pytest.mark.parametrize(
    "change",
    [{"key": "x"}, {"guess": 0.26}, {"slope": 1.3}, {"difficulty_offset": 0.31}, {"difficulty_error": 1e-9}],
)
def test_any_other_parameter_has_another_version(change: dict[str, float]) -> None:
    changed = [replace(ITEMS[0], **change), *ITEMS[1:]]  # type: ignore[arg-type]  # one field of each type
    assert bank_version(SKILLS, changed) != bank_version(SKILLS, ITEMS)


def test_any_other_skill_has_another_version() -> None:
    for changed in (replace(SKILLS[0], level=2), replace(SKILLS[0], topic="code")):
        assert bank_version([changed, *SKILLS[1:]], ITEMS) != bank_version(SKILLS, ITEMS)


def test_order_settles_ties_and_is_part_of_the_version() -> None:
    assert bank_version(SKILLS[::-1], ITEMS) != bank_version(SKILLS, ITEMS)
    assert bank_version(SKILLS, ITEMS[::-1]) != bank_version(SKILLS, ITEMS)


@patient
@given(banks())
def test_a_bank_comes_back_from_its_parameters(bank: Bank) -> None:
    again = bank_of(parameters(bank.skills, bank.items))
    assert (again.skills, again.items) == (bank.skills, bank.items)


@pytest.mark.parametrize(
    "document",
    [
        "{}",
        '{"skills":[],"items":[]}',
        '{"skills":[{"key":"a","topic":"t","level":1,"colour":"red"}],"items":[]}',
        '{"skills":[{"key":"a","topic":"t"}],"items":[]}',
    ],
)
def test_what_is_no_bank_of_this_model_is_refused(document: str) -> None:
    with pytest.raises(BankError):
        bank_of(document)
