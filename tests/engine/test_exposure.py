"""No item is worn out: everybody draws from a bank of their own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Ask, Bank, Item, Rules, Skill, decide, posterior
from bot.engine.exposure import drawn
from tests.engine.odd_banks import banks, patient
from tests.engine.population import positioning, pupils, usual_bank

BANK = usual_bank(topics=8)


def test_the_same_pupil_keeps_the_same_bank_and_neighbours_have_others() -> None:
    assert (drawn(BANK, 7, 0.4) == drawn(BANK, 7, 0.4)).all()
    assert len({drawn(BANK, seed, 0.4).tobytes() for seed in range(100)}) == 100


@pytest.mark.parametrize("exposure", [0.2, 0.37, 0.5])
def test_an_item_at_a_level_all_meet_is_in_so_many_banks(exposure: float) -> None:
    share = np.mean([drawn(BANK, seed, exposure) for seed in range(3000)], axis=0)
    levels = BANK.levels[BANK.skill_rows]
    middle = share[(levels == 2) | (levels == 3)]
    assert middle.max() < exposure * 1.25 + 0.03
    assert middle.min() > exposure - 0.03


def test_what_few_pupils_reach_is_in_most_banks() -> None:
    """Otherwise strong pupils would run out of questions, and no item would be spared by it."""
    share = np.mean([drawn(BANK, seed, 0.37) for seed in range(500)], axis=0)
    assert share[BANK.levels[BANK.skill_rows] == 8].min() > 0.95


def test_a_skill_has_one_item_in_hand_for_most_pupils() -> None:
    masks = np.array([drawn(BANK, seed, 0.4) for seed in range(500)])
    there = np.array([masks[:, BANK.skill_rows == skill].any(axis=1) for skill in range(len(BANK.skills))])
    assert there.mean(axis=1).min() > 0.7  # two items at 40 %, hardly ever both


def test_each_variant_is_an_exposure_of_its_own() -> None:
    skills = [Skill(f"{t}{level}", str(t), level) for t in range(6) for level in range(1, 9)]
    bank = Bank.of(skills, [Item(f"{s.key}{v}", s.key, 0.02, variants=v) for s in skills for v in (1, 3)])
    share = np.mean([drawn(bank, seed, 0.3) for seed in range(500)], axis=0)
    middle = bank.levels[bank.skill_rows] == 3
    assert share[middle & (bank.variants == 3)].min() == pytest.approx(0.97, abs=0.05)
    assert share[middle & (bank.variants == 1)].max() < 0.45


def test_without_a_limit_every_item_is_there() -> None:
    assert drawn(BANK, 1, 1).all()


def test_no_item_is_seen_by_more_than_two_pupils_in_five() -> None:
    seen = [
        answer.item
        for number, who in enumerate(pupils(BANK, 300))
        for answer in [*positioning(BANK, who, seed=number)][-1].answers
    ]
    assert max(seen.count(item) for item in set(seen)) < 0.45 * 300


@patient
@given(banks(), st.integers(), st.floats(0.001, 1))
def test_no_bank_and_no_seed_breaks_it(bank: Bank, seed: int, exposure: float) -> None:
    assert drawn(bank, seed, exposure).shape == (len(bank.items),)


def test_a_small_bank_is_asked_to_the_end_all_the_same() -> None:
    bank = Bank.of([Skill("s", "t", 2)], [Item("only", "s", 0.02)])
    for seed in range(30):
        assert decide(bank, posterior(bank, []), [], Rules(), seed) == Ask("only", "s")
