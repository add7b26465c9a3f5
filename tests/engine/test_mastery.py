"""How many skills of a target count as validated, and which."""

from random import Random

import pytest

from bot.engine import Answer, AskIn, Bank, Item, JointRules, Skill, decide_together, mastered, profile

LEVELS = range(1, 9)
MOST = 20


def bank(code: str, highest: int = 8) -> Bank:
    """Four topics of eight levels, aimed at those up to a level."""
    skills = [
        Skill(f"{code}-{topic}{level}", f"{code}-{topic}", level) for topic in "abcd" for level in LEVELS
    ]
    items = [Item(f"{skill.key}-{n}", skill.key, guess=0.02) for skill in skills for n in "xy"]
    return Bank.of(skills, items).aimed_at([skill.key for skill in skills if skill.level <= highest])


BANKS = {"1.1": bank("1.1", 5), "4.1": bank("4.1", 4)}
TARGET = frozenset(skill for each in BANKS.values() for skill in each.target or ())


def level(skill: str) -> int:
    return int(skill[-1])


def taken(highest: int) -> dict[str, list[Answer]]:
    """The answers of somebody who masters every skill up to a level, and none above."""
    answers: dict[str, list[Answer]] = {code: [] for code in BANKS}
    rules = JointRules(most=MOST)
    while isinstance(next_ := decide_together(profile(BANKS, answers), answers, rules, seed=highest), AskIn):
        answers[next_.competence].append(Answer(next_.item, level(next_.skill) <= highest, 20))
    return answers


@pytest.mark.parametrize("highest", range(6))
def test_about_as_many_skills_count_as_are_mastered(highest: int) -> None:
    answers = taken(highest)
    found = mastered(profile(BANKS, answers), answers)
    truth = {skill for skill in TARGET if level(skill) <= highest}
    assert found <= TARGET
    assert abs(len(found) - len(truth)) <= 0.15 * len(TARGET)


def test_the_latest_answer_about_a_skill_decides() -> None:
    answers = taken(3)
    found = mastered(profile(BANKS, answers), answers)
    for code, given in answers.items():
        for answer in given:
            item = BANKS[code].items[BANKS[code].item_index[answer.item]]
            assert not (item.skill in found and not answer.correct)
            assert not (item.skill in TARGET - found and answer.correct)


def test_what_is_known_otherwise_counts_whatever_the_answers_say() -> None:
    answers: dict[str, list[Answer]] = {"4.1": [Answer("4.1-a1-x", correct=False, seconds=20)]}
    certain = Random(0).sample(sorted(TARGET), 8)
    assert set(certain) <= mastered(profile(BANKS, answers), answers, certain)


def test_everything_certain_is_everything() -> None:
    assert mastered(profile(BANKS, {}), {}, TARGET) == TARGET


def test_answers_to_items_that_left_the_bank_are_ignored() -> None:
    known = profile(BANKS, {})
    assert mastered(known, {"1.1": [Answer("gone", correct=True)]}) == mastered(known, {})
