"""Which question comes next, and when it ends."""

from collections import Counter
from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Answer, Ask, Bank, Item, Prior, Rules, Skill, Stop, StopReason, decide, posterior
from bot.engine.selection import SHARPEST, expected
from bot.errors import BankError
from tests.engine.odd_banks import banks, histories, patient
from tests.engine.population import positioning, pupils, usual_bank

BANK = usual_bank()
ALL = range(len(BANK.items))
RULES = Rules()
TO_THE_END = Rules(least=20, error=0)


def ask(answers: list[Answer], bank: Bank = BANK, seed: int = 1, **more: object) -> Ask | Stop:
    return decide(bank, posterior(bank, answers), answers, RULES, seed, **more)  # type: ignore[arg-type]  # passed on


@patient
@given(st.data(), banks(), st.integers(), st.floats(0, 1), st.floats(0, 0.99))
def test_no_bank_and_no_history_breaks_it(
    data: st.DataObject, bank: Bank, seed: int, comfort: float, near: float
) -> None:
    history = data.draw(histories(bank))
    keys = [item.key for item in bank.items]
    usable = data.draw(st.none() | st.sets(st.sampled_from(keys or ["none"])))
    settled = data.draw(st.sets(st.sampled_from([skill.key for skill in bank.skills])))
    known = posterior(bank, history)
    choice = decide(bank, known, history, Rules(comfort=comfort, near=near), seed, usable, settled)
    if isinstance(choice, Ask):
        assert choice.item in (keys if usable is None else usable)
        assert choice.skill == next(item.skill for item in bank.items if item.key == choice.item)
        assert choice.skill not in settled
        asked = {answer.item for answer in history if answer.weight == 1}
        assert choice.skill not in {item.skill for item in bank.items if item.key in asked}


def test_a_positioning_never_asks_a_skill_twice_and_visits_every_topic() -> None:
    for number, who in enumerate(pupils(BANK, 30)):
        *_, last = positioning(BANK, who, TO_THE_END, seed=number)
        skills = [BANK.items[BANK.item_index[answer.item]].skill for answer in last.answers]
        assert len(set(skills)) == 20
        of_topic = Counter(skill[0] for skill in skills)
        assert len(of_topic) == 6
        assert max(of_topic.values()) <= 6


def test_the_same_state_asks_the_same_question_and_neighbours_get_others() -> None:
    answers = [Answer("03a", True, 20)]
    assert len({ask(answers, seed=5) for _ in range(5)}) == 1
    assert len({ask(answers, seed=seed) for seed in range(40)}) >= 6


def test_the_first_question_is_near_what_is_known_of_the_pupil() -> None:
    def first_level(mean: float) -> int:
        choice = decide(BANK, posterior(BANK, [], Prior(mean, 0.7)), [], RULES, seed=3)
        assert isinstance(choice, Ask)
        return int(choice.skill[1])

    assert first_level(1.5) <= 2
    assert first_level(4.0) in {3, 4, 5}
    assert first_level(6.5) >= 6


def test_questions_are_comfortable_where_there_are_any() -> None:
    """Among many equally good items, the easier ones; a little information is given up for it."""
    known = posterior(BANK, [Answer("03a", True), Answer("13a", True), Answer("24a", False)])
    ahead, answers = expected(known, ALL), [Answer("03a", True), Answer("13a", True), Answer("24a", False)]
    easy, sharp = (
        [
            choice.item
            for seed in range(40)
            if isinstance(choice := decide(BANK, known, answers, r, seed), Ask)
        ]
        for r in (Rules(exposure=1), Rules(comfort=0, exposure=1))
    )
    success, drop = (
        dict(zip(BANK.item_index, row.tolist(), strict=True)) for row in (ahead.success, ahead.drop)
    )
    assert fmean(success[item] for item in easy) > fmean(success[item] for item in sharp) + 0.08
    assert fmean(drop[item] for item in easy) > 0.75 * fmean(drop[item] for item in sharp)


def test_when_nothing_is_comfortable_the_easiest_come() -> None:
    skills = [Skill(str(level), "topic", level) for level in (6, 7, 8)]
    bank = Bank.of(skills, [Item(skill.key, skill.key, 0.02) for skill in skills])
    choice = decide(bank, posterior(bank, [], Prior(1.0, 0.5)), [], Rules(exposure=1), seed=1)
    assert choice == Ask("6", "6")


def test_certification_asks_what_teaches_most() -> None:
    known = posterior(BANK, [])
    choice = decide(BANK, known, [], SHARPEST, seed=1)
    assert isinstance(choice, Ask)
    drop = expected(known, ALL).drop
    assert drop[BANK.item_index[choice.item]] == drop.max()


def test_what_an_answer_is_expected_to_teach_is_what_it_teaches() -> None:
    """The variance that is expected to be left, computed by asking: on average over both answers."""
    before = posterior(BANK, [Answer("03a", True), Answer("14b", False)])
    ahead = expected(before, ALL)
    for item in ("04b", "23a", "57b"):
        success, drop = (float(row[BANK.item_index[item]]) for row in (ahead.success, ahead.drop))
        likelihood = [Answer("03a", True), Answer("14b", False)]
        right, wrong = (posterior(BANK, [*likelihood, Answer(item, correct)]) for correct in (True, False))
        mean = success * right.level + (1 - success) * wrong.level
        left = success * right.error**2 + (1 - success) * wrong.error**2
        assert mean == pytest.approx(before.level, abs=1e-9)
        assert before.error**2 - left == pytest.approx(drop, abs=1e-9)


def test_only_what_the_device_opens() -> None:
    phone = {item.key for item in BANK.items if item.key.endswith("b")}
    assert all(isinstance(c := ask([], seed=s, usable=phone), Ask) and c.item in phone for s in range(20))
    assert ask([], usable=set()) == Stop(StopReason.NOTHING_LEFT)


def test_settled_skills_are_not_asked() -> None:
    settled = {skill.key for skill in BANK.skills if skill.key != "34"}
    choice = ask([], settled=settled)
    assert isinstance(choice, Ask)
    assert choice.skill == "34"


def test_old_answers_leave_their_skill_to_be_asked_again_and_do_not_count_as_questions() -> None:
    old = [replace(Answer(item.key, True, 20), weight=0.8) for item in BANK.items]
    assert isinstance(ask(old), Ask)


def test_at_most_20_questions() -> None:
    answers = [Answer(f"{topic}{level}a", level % 2 == 0) for topic in range(6) for level in range(1, 5)]
    assert ask(answers[:20]) == Stop(StopReason.MOST)


def test_questions_that_left_the_bank_count_as_questions() -> None:
    assert ask([Answer(f"gone {n}", True) for n in range(20)]) == Stop(StopReason.MOST)


@pytest.mark.parametrize(("mean", "sd"), [(-1.0, 0.3), (0.8, 0.6), (3.0, 1.5), (8.0, 0.5)])
def test_it_stops_when_the_level_is_known_and_never_before_8_questions(mean: float, sd: float) -> None:
    for number, who in enumerate(pupils(BANK, 25, mean, sd)):
        *_, last = positioning(BANK, who, RULES, seed=number)
        assert 8 <= len(last.answers) <= 20
        assert last.posterior.error <= RULES.error or len(last.answers) == 20


@pytest.mark.parametrize(
    "wrong",
    [
        {"near": -0.1},
        {"near": float("nan")},
        {"comfort": float("nan")},
        {"comfort": float("inf")},
        {"exposure": 0},
        {"exposure": 1.1},
        {"exposure": float("nan")},
        {"error": float("nan")},
        {"most": -1},
        {"least": -1},
    ],
)
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BankError):
        Rules(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_a_posterior_of_another_bank_is_refused() -> None:
    with pytest.raises(BankError, match="another bank"):
        decide(BANK, posterior(usual_bank(seed=9), []), [], RULES, 1)


def test_what_earlier_answers_say_of_a_skill_is_expected_of_its_items() -> None:
    """The success predicted is the one of asking, also for a skill answered about before."""
    earlier = [Answer("03a", False, 20, 0.8), Answer("22b", True, 20, 0.8)]
    known = posterior(BANK, earlier)
    ahead = expected(known, ALL)
    for item in ("03a", "03b", "22a", "22b", "14a"):
        number = BANK.item_index[item]
        right, wrong = (posterior(BANK, [*earlier, Answer(item, correct)]) for correct in (True, False))
        success = float(ahead.success[number])
        assert success * right.level + (1 - success) * wrong.level == pytest.approx(known.level, abs=1e-9)
