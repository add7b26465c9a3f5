"""What is shown: it agrees with the estimate, and holds still."""

from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Answer, Bank, Rules, Shown, level_of, posterior, shown
from tests.engine.odd_banks import banks, histories, patient
from tests.engine.population import positioning, pupils, usual_bank

BANK = usual_bank()
PIX = dict(zip((skill.key for skill in BANK.skills), BANK.pix, strict=True))
POSITIONINGS = [
    list(positioning(BANK, who, Rules(least=20, error=0), seed=number))
    for number, who in enumerate(pupils(BANK, 60))
]
CHANGES = [(before, after) for turns in POSITIONINGS for before, after in pairwise(turns)]


def skill_of(answer: Answer) -> str:
    return BANK.items[BANK.item_index[answer.item]].skill


@patient
@given(st.data(), banks())
def test_no_bank_and_no_history_breaks_it(data: st.DataObject, bank: Bank) -> None:
    history = data.draw(histories(bank))
    before = None
    worth = dict(zip((skill.key for skill in bank.skills), bank.pix, strict=True))
    for count in range(len(history) + 1):
        now = shown(bank, history[:count], posterior(bank, history[:count]), before)
        assert now.pix == pytest.approx(sum(worth[key] for key in now.validated))
        assert now.level == level_of(now.pix)
        before = now


def test_a_pupil_can_add_up_the_pix() -> None:
    for turns in POSITIONINGS:
        for turn in turns:
            assert turn.shown.pix == pytest.approx(sum(PIX[key] for key in turn.shown.validated))
            assert turn.shown.level == level_of(turn.shown.pix)


def test_skills_are_shown_by_their_own_answers_first() -> None:
    for turns in POSITIONINGS:
        for answer in turns[-1].answers:
            assert (skill_of(answer) in turns[-1].shown.validated) is answer.correct


def test_a_right_answer_takes_nothing_away_and_a_wrong_one_gives_nothing() -> None:
    for before, after in CHANGES:
        if after.answers[-1].correct:
            assert after.shown.validated >= before.shown.validated
        else:
            assert after.shown.pix <= before.shown.pix + 1e-9


def test_the_level_does_not_fall_on_one_bad_answer() -> None:
    for before, after in CHANGES:
        if after.shown.level < before.shown.level:
            assert not before.answers[-1].correct
            assert not after.answers[-1].correct


def test_few_pupils_ever_see_their_level_fall() -> None:
    fell = [
        any(after.shown.level < before.shown.level for before, after in pairwise(turns))
        for turns in POSITIONINGS
    ]
    assert fmean(fell) < 0.25


@pytest.mark.parametrize("after", [8, 14, 19])
def test_it_agrees_with_the_estimate(after: int) -> None:
    """Of 700 pupils at their own end: pix / 8 − level is −0.04 ± 0.11; 87 % see the whole level of it."""
    turns = [turns[after] for turns in POSITIONINGS]
    differences = [turn.shown.pix / 8 - turn.posterior.level for turn in turns]
    assert abs(fmean(differences)) < 0.15
    assert fmean(abs(difference) for difference in differences) < 0.25
    assert fmean(turn.shown.level == int(turn.posterior.level) for turn in turns) > 0.7
    assert all(abs(turn.shown.level - turn.posterior.level) < 1.5 for turn in turns)


def test_nothing_is_shown_before_a_right_answer() -> None:
    answers = [Answer("02a", False, 20)]
    assert shown(BANK, [], posterior(BANK, [])) == Shown()
    assert shown(BANK, answers, posterior(BANK, answers)) == Shown()


def test_all_right_shows_the_top() -> None:
    answers = [Answer(f"{skill.key}a", True, 25) for skill in BANK.skills]
    assert shown(BANK, answers, posterior(BANK, answers)).level == 8
    assert shown(BANK, answers, posterior(BANK, answers), max_level=5) == Shown(frozenset(PIX), 40, 5)


def test_all_wrong_shows_nothing() -> None:
    answers = [Answer(f"{skill.key}a", False, 25) for skill in BANK.skills]
    assert shown(BANK, answers, posterior(BANK, answers)) == Shown()


def test_a_level_falls_when_the_evidence_is_clear() -> None:
    before = Shown(frozenset(key for key in PIX if key[1] <= "5"), 40, 5)
    answers = [Answer(f"{topic}{level}a", level < 2, 25) for level in (1, 2, 3) for topic in range(5)]
    assert shown(BANK, answers, posterior(BANK, answers), before).level <= 2


def test_the_last_answer_about_a_skill_is_the_one_that_shows() -> None:
    answers = [Answer("02a", False, 20, 0.8), Answer("02b", True, 20)]
    assert "02" in shown(BANK, answers, posterior(BANK, answers)).validated


@pytest.mark.parametrize("highest", [3, 5])
def test_a_highest_level_takes_no_skill_away_on_a_wrong_answer(highest: int) -> None:
    """Pix stop at the highest level, validated skills do not: a wrong answer costs no more than otherwise."""
    right = [Answer(item.key, True, 20) for item in BANK.items if item.key.endswith("a")]
    before = shown(BANK, right, posterior(BANK, right), None, highest)
    wrong = [*right, Answer("08b", False, 20)]
    after = shown(BANK, wrong, posterior(BANK, wrong), before, highest)
    assert (before.level, after.level) == (highest, highest)
    assert len(before.validated) - len(after.validated) <= 4


@patient
@given(st.data(), st.integers(1, 8))
def test_no_single_bad_answer_lowers_a_level_however_small_the_bank(data: st.DataObject, topics: int) -> None:
    """Not even when all skills that were not failed are worth less than the level."""
    bank = usual_bank(topics=1 + topics % 3, sparse=topics > 4)
    items = data.draw(st.permutations([item.key for item in bank.items]))
    answers: list[Answer] = []
    before = shown(bank, answers, posterior(bank, answers))
    for item, right in zip(
        items[:16], data.draw(st.lists(st.booleans(), min_size=16, max_size=16)), strict=False
    ):
        answers.append(Answer(item, right, 20))
        after = shown(bank, answers, posterior(bank, answers), before)
        if right or len(answers) < 2 or answers[-2].correct:
            assert after.level >= before.level
        before = after
