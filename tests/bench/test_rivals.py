"""The rivals of the engine play by the rules they are known for."""

from collections.abc import Callable, Collection
from itertools import pairwise
from math import exp

import numpy as np
import pytest

from bench.engine.contender import Contender, JointContender, Session
from bench.engine.rivals.level_rule import LevelRule, Reading, Settled, predicted_level
from bench.engine.rivals.one_ability import OneAbility
from bench.engine.rivals.random_order import RandomOrder
from bench.engine.rivals.separate_tests import SeparateTests
from bench.engine.rivals.staircase import Staircase
from bench.engine.world import WorldAnswer, WorldBank, WorldItem, WorldSkill
from bot.engine import Answer, Bank, Item, Skill, posterior

RIVALS: list[Contender] = [
    RandomOrder(),
    Staircase(),
    LevelRule(Reading.PIX),
    LevelRule(Reading.PREDICTED),
]
JOINT: list[JointContender] = [OneAbility(), SeparateTests(LevelRule(Reading.PIX))]


def skills(topics: str = "ab", levels: int = 8) -> list[WorldSkill]:
    return [WorldSkill(f"{topic}{level}", topic, level) for topic in topics for level in range(1, levels + 1)]


def small_bank(topics: str = "ab", competence: str = "1.1") -> WorldBank:
    """Topics of eight levels, two open questions a skill; each skill is worth half a level or less."""
    all_skills = skills(topics)
    items = [
        WorldItem(f"{s.key}-{n}", s.key, 0.02, 1.4, float(s.level), float(s.level), computer=n == 2)
        for s in all_skills
        for n in (1, 2)
    ]
    return WorldBank(competence, tuple(all_skills), tuple(items))


def reaches(level: int) -> Callable[[str], bool]:
    """A pupil who passes the questions up to a level."""
    return lambda item: int(item[1]) <= level


def play(session: Session, passes: Callable[[str], bool], most: int = 40) -> list[str]:
    """The items asked until the rival's end."""
    asked: list[str] = []
    while not session.ended() and len(asked) < most:
        item = session.next()
        assert item is not None
        session.take(item, WorldAnswer(passes(item), 25.0))
        asked.append(item)
    return asked


def level_after(rival: Contender, passes: Callable[[str], bool]) -> float:
    session = rival.sit(small_bank(), seed=1)
    play(session, passes)
    return session.estimate().level


def check_whole_test(rival: Contender, usable: Collection[str] | None) -> None:
    session = rival.sit(small_bank(), seed=1, usable=usable)
    asked = play(session, reaches(3))
    assert 2 <= len(asked) < 40
    assert len(set(asked)) == len(asked)
    assert usable is None or set(asked) <= set(usable)
    assert 0 <= session.estimate().level <= 8


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.name)
@pytest.mark.parametrize("phone", [False, True], ids=["any device", "phone"])
def test_a_rival_plays_a_whole_test(rival: Contender, phone: bool) -> None:
    usable = {item.key for item in small_bank().items if not item.computer}
    check_whole_test(rival, usable if phone else None)


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.name)
def test_a_rival_tells_a_strong_pupil_from_a_weak_one(rival: Contender) -> None:
    assert level_after(rival, reaches(1)) + 2 < level_after(rival, reaches(6))


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.name)
def test_the_same_seed_asks_the_same_questions(rival: Contender) -> None:
    first, second = (play(rival.sit(small_bank(), seed=4), reaches(3)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.name)
def test_a_device_that_opens_nothing_ends_the_test(rival: Contender) -> None:
    session = rival.sit(small_bank(), seed=1, usable=frozenset())
    assert session.next() is None
    assert session.ended()


def test_random_order_is_read_by_our_posterior() -> None:
    bank = small_bank()
    session = RandomOrder().sit(bank, seed=2)
    asked = play(session, reaches(4))
    ours = Bank.of(
        [Skill(s.key, s.topic, s.level) for s in bank.skills],
        [Item(i.key, i.skill, guess=i.guess) for i in bank.items],
    )
    known = posterior(ours, [Answer(item, reaches(4)(item), 25.0) for item in asked])
    assert session.estimate().level == pytest.approx(known.level)
    assert len({item[:2] for item in asked}) == len(asked) == 16  # every skill once


def test_the_staircase_goes_up_and_down_in_turning_topics() -> None:
    session = Staircase().sit(small_bank("abc"), seed=1)
    asked = play(session, reaches(4))
    assert [int(item[1]) for item in asked] == [3, 4, 5, 4, 5, 4, 5, 4, 5, 4]
    assert all(one[0] != other[0] for one, other in pairwise(asked))
    # Reversed first at the third question, which was wrong: 5, 4, 5, 4, 5, 4, 5, 4, and 5 would be next.
    assert session.estimate().level == pytest.approx(41 / 9 - 0.5)


@pytest.mark.parametrize(
    ("outcomes", "level"),
    [
        ([], 3.5),  # half way between the fictive answers, 0 passed and 7 failed
        ([(2, True)], 4.5),  # 0.989 + 0.924 + 0.076 = 1.99 of 2
        ([(2, False)], 1.0),  # 0.731 + 0.269 + 0.002 = 1.00 of 1
        ([(2, True), (4, False)], 3.0),  # 0.953 + 0.731 + 0.269 + 0.018 = 1.97 of 2
        ([(8, True)] * 20, 7.5),
        ([(1, False)] * 20, 0.5),
    ],
)
def test_the_level_rule_predicts_the_level_that_explains_the_successes(
    outcomes: list[tuple[int, bool]], level: float
) -> None:
    assert predicted_level(outcomes) == level


def test_a_right_answer_validates_the_easier_skills_of_its_topic_and_a_wrong_one_the_opposite() -> None:
    beside = WorldSkill("a3 too", "a", 3)
    settled = Settled([*skills(), beside])
    a3, a6 = skills()[2], skills()[5]
    settled.settle(a3, right=True)
    assert settled.validated == {"a1", "a2", "a3"}
    assert beside not in settled
    assert settled.settles(a6, right=True) == ["a4", "a5", "a6", "a3 too"]
    settled.settle(a6, right=False)
    assert settled.invalidated == {"a6", "a7", "a8"}


def test_the_reward_is_the_number_of_skills_expected_to_be_settled() -> None:
    chance = 1 / (1 + exp(2 - 3.5))
    assert Settled(skills()).reward(skills()[1], 3.5) == pytest.approx(chance * 2 + (1 - chance) * 7)


def test_the_level_rule_begins_at_level_2_and_settles_most() -> None:
    session = LevelRule(Reading.PIX).sit(small_bank("a"), seed=1)
    first = session.next()
    assert first is not None
    assert first[:2] == "a2"
    session.take(first, WorldAnswer(True, 25.0))
    # Predicted level 4.5. Expected to be settled: at 4, 0.62 × 2 + 0.38 × 5 = 3.13; at 5, 0.38 × 3 + 0.62 × 4
    # = 3.62; at 6, 0.18 × 4 + 0.82 × 3 = 3.18; at 3, 0.82 × 1 + 0.18 × 6 = 1.91.
    second = session.next()
    assert second is not None
    assert second[:2] == "a5"


def test_the_two_readings_of_the_level_rule() -> None:
    readings = {}
    for reading in Reading:
        session = LevelRule(reading).sit(small_bank(), seed=1)
        first = session.next()
        assert first is not None
        session.take(first, WorldAnswer(True, 25.0))
        readings[reading] = session.estimate()
    assert readings[Reading.PIX].level == 1.0  # levels 1 and 2 of one of two topics: 2 × 4 pix
    assert readings[Reading.PREDICTED].level == 4.0  # 4.5, and half of a level is passed half of the time
    settled = {key for key, mastery in readings[Reading.PIX].mastery.items() if mastery == 1}
    assert settled in ({"a1", "a2"}, {"b1", "b2"})


def test_the_level_rule_never_jumps_far_and_ends_with_nothing_in_reach() -> None:
    session = LevelRule(Reading.PIX).sit(small_bank(), seed=1)
    asked = play(session, reaches(0))
    assert max(int(item[1]) for item in asked) <= 3
    assert session.next() is None
    assert session.estimate().level == 0


def play_joint(rival: JointContender, most: int, passes: Callable[[str], bool]) -> list[tuple[str, str]]:
    session = rival.sit([small_bank("abcd", "1.1"), small_bank("efgh", "2.3")], seed=1)
    asked: list[tuple[str, str]] = []
    while len(asked) < most and (question := session.next()):
        session.take(*question, WorldAnswer(passes(question[1]), 25.0))
        asked.append(question)
    assert set(session.levels()) == {"1.1", "2.3"}
    return asked


def test_separate_tests_follow_one_another() -> None:
    asked = play_joint(JOINT[1], 100, reaches(3))
    competences = [competence for competence, _ in asked]
    assert competences == sorted(competences)
    assert set(competences) == {"1.1", "2.3"}


def test_one_ability_visits_each_competence_as_often_and_each_topic_once() -> None:
    asked = play_joint(JOINT[0], 100, reaches(3))
    assert sorted(item[0] for _, item in asked) == list("abcdefgh")
    assert {competence for competence, _ in asked[:2]} == {"1.1", "2.3"}


def test_one_ability_moves_every_level_at_once() -> None:
    session = OneAbility().sit([small_bank("ab", "1.1"), small_bank("ef", "2.3")], seed=1)
    before = session.levels()
    session.take("1.1", "a4-1", WorldAnswer(True, 25.0))
    after = session.levels()
    assert after["1.1"].level == pytest.approx(after["2.3"].level)
    assert after["2.3"].level > before["2.3"].level


def test_catsim_plays_with_a_prior_and_one_item_a_skill() -> None:
    pytest.importorskip("catsim", reason="comes with the bench's own requirements")
    from bench.engine.rivals.catsim_rival import Catsim, eap

    # The mean of N(0, 1) times a logistic curve of slope 2, summed here on a grid of its own.
    ability = np.linspace(-6, 6, 2001)
    weight = np.exp(-(ability**2) / 2) / (1 + np.exp(-2 * ability))
    expected = float((ability * weight).sum() / weight.sum())
    item = np.array([[2.0, 0.0, 0.0, 1.0]])
    assert eap(item, [True]) == pytest.approx(expected, abs=1e-3)
    assert eap(item, [False]) == pytest.approx(-expected, abs=1e-3)

    phone = {item.key for item in small_bank().items if not item.computer}
    check_whole_test(Catsim(), None)
    check_whole_test(Catsim(), phone)
    asked = play(Catsim().sit(small_bank(), seed=1), reaches(3))
    assert len({item[:2] for item in asked}) == len(asked)
    assert Catsim().sit(small_bank(), seed=1).estimate().interval == pytest.approx((0, 8))
    assert level_after(Catsim(), reaches(1)) + 2 < level_after(Catsim(), reaches(6))
