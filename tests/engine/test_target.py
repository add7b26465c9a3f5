"""A test of some topics only, capped at a level: a campaign."""

from statistics import fmean

import pytest

from bot.engine import Answer, Ask, Rules, Stop, decide, posterior
from bot.errors import BankError
from tests.engine.population import positioning, pupils, usual_bank

BANK = usual_bank()
TARGET = {skill.key for skill in BANK.skills if skill.topic in {"topic 1", "topic 4"} and skill.level <= 4}
AIMED = BANK.aimed_at(TARGET)


def test_only_the_target_is_asked_until_nothing_is_left() -> None:
    answers: list[Answer] = []
    rules = Rules(least=20, error=0)
    while isinstance(choice := decide(AIMED, posterior(AIMED, answers), answers, rules, seed=3), Ask):
        assert choice.skill in TARGET
        answers.append(Answer(choice.item, True))
    assert isinstance(choice, Stop)
    assert len(answers) == len(TARGET)


def test_the_share_is_that_of_the_target_mastered() -> None:
    known = posterior(AIMED, [])
    assert known.share == pytest.approx(fmean(known.mastery[key] for key in TARGET), abs=1e-9)
    right = posterior(AIMED, [Answer(f"{key}a", True) for key in TARGET])
    wrong = posterior(AIMED, [Answer(f"{key}a", False) for key in TARGET])
    assert wrong.share < 0.15
    assert right.share > 0.85


def test_what_was_answered_elsewhere_in_the_competence_counts() -> None:
    other = [Answer(f"{topic}{level}a", True) for topic in (0, 2) for level in (4, 5, 6)]
    assert posterior(AIMED, other).share > posterior(AIMED, []).share + 0.1


def test_a_target_is_known_sooner_than_a_whole_competence() -> None:
    people = pupils(BANK, 60)
    aimed, whole = (
        fmean(len([*positioning(bank, who, seed=n)]) for n, who in enumerate(people))
        for bank in (AIMED, BANK)
    )
    assert aimed <= min(whole, len(TARGET))


def test_skills_the_bank_does_not_have_are_left_out_and_none_at_all_is_an_error() -> None:
    assert BANK.aimed_at({"03", "gone"}).target == frozenset({"03"})
    with pytest.raises(BankError, match="at least one skill"):
        BANK.aimed_at({"gone"})
