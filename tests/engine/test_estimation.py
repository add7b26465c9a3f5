"""What answers say: properties that hold for any bank."""

from math import isfinite
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Answer, Bank, Item, Posterior, Prior, Skill, posterior
from bot.engine.evidence import CARELESS, LEAST, MOST, careless, success
from bot.errors import BankError
from tests.engine.odd_banks import banks, histories, patient
from tests.engine.population import usual_bank

ROUNDING = 1e-9
BANK = usual_bank()


@patient
@given(st.data(), banks(alike=True), st.booleans())
def test_a_right_answer_never_lowers_and_a_wrong_one_never_raises(
    data: st.DataObject, bank: Bank, right: bool
) -> None:
    """Where the curves of a skill's items cross, which says more depends on the pupil: there it may."""
    history = data.draw(histories(bank))
    keys = [item.key for item in bank.items] or ["gone"]
    one_more = Answer(data.draw(st.sampled_from(keys)), right, data.draw(st.none() | st.floats(0, 100)))
    before, after = posterior(bank, history), posterior(bank, [*history, one_more])
    change = after.level - before.level
    assert change >= -ROUNDING if right else change <= ROUNDING


@patient
@given(st.data(), banks())
def test_the_order_of_answers_does_not_matter(data: st.DataObject, bank: Bank) -> None:
    history = data.draw(histories(bank))
    shuffled = data.draw(st.permutations(history))
    one, other = posterior(bank, history), posterior(bank, shuffled)
    assert one.level == pytest.approx(other.level, abs=ROUNDING)
    assert one.error == pytest.approx(other.error, abs=1e-6)
    assert dict(one.mastery) == pytest.approx(dict(other.mastery), abs=ROUNDING)


@patient
@given(st.data(), banks(), st.floats(-20, 20), st.floats(0.001, 50))
def test_no_bank_and_no_history_breaks_it(data: st.DataObject, bank: Bank, mean: float, sd: float) -> None:
    history = data.draw(histories(bank, most=60))
    known = posterior(bank, history, Prior(mean, sd))
    assert -ROUNDING <= known.level <= sum(bank.pix) / 8 + ROUNDING
    assert 0 <= known.error <= 8
    low, high = known.interval(0.9)
    assert 0 <= low <= high <= 8
    assert all(0 <= p <= 1 + ROUNDING for p in known.mastery.values())
    assert all(isfinite(each) for each in known.ability)


@pytest.mark.parametrize(("right", "at_least", "at_most"), [(True, 7.3, 8), (False, 0, 0.25)])
def test_all_right_goes_to_the_top_and_all_wrong_to_the_bottom(
    right: bool, at_least: float, at_most: float
) -> None:
    known = posterior(BANK, [Answer(item.key, right, 25) for item in BANK.items])
    assert at_least <= known.level <= at_most


def test_answers_to_items_that_left_the_bank_are_ignored() -> None:
    answers = [Answer(BANK.items[7].key, True, 20)]
    assert posterior(BANK, [*answers, Answer("gone", False)]).level == posterior(BANK, answers).level


def test_without_answers_it_is_the_prior() -> None:
    assert posterior(BANK, []).ability == pytest.approx((3.0, 1.5), abs=0.01)
    low, high = (posterior(BANK, [], Prior(mean, 0.5)).level for mean in (1.5, 6.5))
    assert low == pytest.approx(1.1, abs=0.15)
    assert high == pytest.approx(5.9, abs=0.15)


def test_old_evidence_counts_less() -> None:
    levels = [posterior(BANK, [Answer("57a", True, 20, weight)]).level for weight in (0.0, 0.4, 0.8, 1.0)]
    assert levels == sorted(set(levels))
    assert levels[0] == pytest.approx(posterior(BANK, []).level)


def test_two_items_of_a_skill_say_less_than_two_skills() -> None:
    same = posterior(BANK, [Answer("14a", True, 20), Answer("14b", True, 20)])
    different = posterior(BANK, [Answer("14a", True, 20), Answer("24a", True, 20)])
    assert same.level < different.level


def test_the_skills_own_answer_says_more_than_its_topic() -> None:
    known = posterior(BANK, [Answer("14a", True, 20), Answer("15a", False, 20)])
    assert known.mastery["14"] > 0.85
    assert known.mastery["15"] < 0.15
    assert known.mastery["13"] < known.mastery["14"]  # though it is easier


def test_an_item_known_badly_says_less() -> None:
    skill = Skill("s", "topic", 4)
    gains = [
        posterior(Bank.of([skill], [Item("i", "s", 0.02, difficulty_error=error)]), [Answer("i", True, 20)])
        for error in (0.0, 0.5, 2.0)
    ]
    levels = [known.ability[0] for known in gains]
    assert levels == sorted(levels, reverse=True)


def test_only_haste_makes_an_answer_suspect() -> None:
    assert careless(None) == CARELESS
    assert careless(2) > 0.4 > CARELESS > careless(20)
    assert careless(0.5) <= 0.8  # a brisk pupil may have known
    assert careless(30) == pytest.approx(careless(3600), abs=0.001)
    assert careless(0) == careless(-5) == careless(0.5)
    assert careless(float("inf")) == pytest.approx(careless(3600), abs=0.001)


def test_a_hasty_right_answer_counts_less() -> None:
    hasty, read = (posterior(BANK, [Answer("34a", True, seconds)]).level for seconds in (1.5, 25))
    assert posterior(BANK, []).level <= hasty < read


@patient
@given(st.floats(0, 0.999), st.floats(0, 1))
def test_no_answer_is_ever_impossible_or_certain(guess: float, hasty: float) -> None:
    with_skill, without = success(guess, hasty)
    assert LEAST <= without <= with_skill <= MOST


def test_the_grid_agrees_with_a_long_sum() -> None:
    """The same posterior by a plain sum over θ and every δ, for two topics."""
    skills = [Skill("a", "one", 2), Skill("b", "one", 4), Skill("c", "two", 3)]
    bank = Bank.of(skills, [Item(skill.key, skill.key, 0.2) for skill in skills])
    answers = [Answer("a", True), Answer("b", False), Answer("c", True)]
    assert posterior(bank, answers).level == pytest.approx(_level_by_sampling(bank), abs=0.01)


def _level_by_sampling(bank: Bank) -> float:
    random = np.random.default_rng(1)
    theta = random.normal(3, 1.5, 400_000)
    x = np.stack([theta + random.normal(0, 0.7, theta.shape) for _ in range(2)])

    def mastered(level: int, topic: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.asarray(1 / (1 + np.exp(-1.4 * (x[topic] - level))))

    def right(level: int, topic: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return 0.2 + (0.1 * 0.2 + 0.9 * 0.97 - 0.2) * mastered(level, topic)

    weight = right(2, 0) * (1 - right(4, 0)) * right(3, 1)
    level = 0.5 * (mastered(2, 0) + mastered(4, 0) + mastered(3, 1))
    return float(weight @ level / weight.sum())


def test_the_interval_holds_what_it_says() -> None:
    random = Random(3)
    known = posterior(BANK, [Answer(random.choice(BANK.items).key, random.random() < 0.5) for _ in range(12)])
    narrow, wide = known.interval(0.5), known.interval(0.9)
    assert wide[0] < narrow[0] < known.level < narrow[1] < wide[1]
    assert wide[1] - wide[0] == pytest.approx(2 * 1.645 * known.error, rel=0.1)


def test_one_posterior_is_one_fact() -> None:
    known: Posterior = posterior(BANK, [Answer("34a", True, 25)])
    assert posterior(BANK, [Answer("34a", True, 25)]).level == known.level  # the same bytes, not nearly


def test_two_items_of_a_skill_share_the_pupils_draw() -> None:
    """Right on a harder item, then on an easier one of its skill: the second hardly adds, and never takes."""
    skills = [Skill(f"{level}", "topic", level) for level in range(1, 9)]
    hard, easy = (
        [Item(f"{skill.key}{name}", skill.key, 0.02, difficulty_offset=offset) for skill in skills]
        for name, offset in (("hard", 0.7), ("easy", -0.7))
    )
    bank = Bank.of(skills, [*hard, *easy])
    one = posterior(bank, [Answer("4hard", True)])
    both = posterior(bank, [Answer("4hard", True), Answer("4easy", True)])
    nothing = posterior(bank, [Answer("4hard", True), Answer("4easy", True, weight=0)])
    assert one.level <= both.level < one.level + 0.15
    assert nothing.level == one.level


def test_a_thousand_contradictory_answers_are_still_a_number() -> None:
    answers = [Answer("34a", number % 2 == 0) for number in range(1040)]
    known = posterior(BANK, answers)
    assert 0 < known.level < 8
    assert known.error > 0


@pytest.mark.parametrize("mass", [0, 1, -1, 1.5, float("nan")])
def test_an_interval_holds_some_of_the_levels(mass: float) -> None:
    with pytest.raises(BankError):
        posterior(BANK, []).interval(mass)


def test_what_is_computed_once_for_all_cannot_be_spoilt() -> None:
    answers = [Answer(BANK.items[0].key, correct=False)]
    first = posterior(BANK, answers).likelihood.right([0, 1])
    again = posterior(BANK, answers, Prior(1, 1)).likelihood.right([0, 1])
    assert again is first
    with pytest.raises(ValueError, match="read-only"):
        again[0] = 1
