"""The world that engines are tried in is the one that was asked for."""

from collections import Counter

import numpy as np
import pytest

from bench.engine.banks import Mix, bank
from bench.engine.measure import auc, exposure
from bench.engine.play import play, told
from bench.engine.pupils import Population, abilities
from bench.engine.rivals.level_rule import LevelRule, Reading
from bench.engine.rivals.staircase import Staircase
from bench.engine.scenarios import JOINT, SINGLES, scenario
from bench.engine.world import COMPETENCES, Scenario, WorldPupil

BANKS = [bank("1.1", size, Mix(), np.random.default_rng(size)) for size in range(20, 61)]


def everyone(world: Scenario) -> list[WorldPupil]:
    return [pupil for school in world.schools for pupil in school.pupils]


def truths(world: Scenario) -> list[float]:
    return [pupil.level[school.banks[0].competence] for school in world.schools for pupil in school.pupils]


def answers(world: Scenario) -> list[list[tuple[bool, float]]]:
    return [
        [(answer.correct, answer.seconds) for answer in sitting.values()]
        for pupil in everyone(world)
        for sitting in pupil.sittings
    ]


def test_banks_are_laid_out_as_ours() -> None:
    for one in BANKS:
        topics = {skill.topic for skill in one.skills}
        assert 4 <= len(topics) <= 8
        assert 20 <= len(one.skills) <= 60
        assert len({(skill.topic, skill.level) for skill in one.skills}) == len(one.skills)
        assert set(Counter(item.skill for item in one.items).values()) <= {2, 3}


def test_every_level_of_a_bank_is_worth_its_eight_pix() -> None:
    for one in BANKS:
        per_level: Counter[int] = Counter()
        for skill, pix in zip(one.skills, one.pix(), strict=True):
            per_level[skill.level] += pix
        assert per_level == pytest.approx(dict.fromkeys(range(1, 9), 8))


def test_nearly_half_of_the_items_are_choices() -> None:
    guesses = [item.guess for one in BANKS for item in one.items]
    assert np.mean([guess > 0.02 for guess in guesses]) == pytest.approx(0.45, abs=0.03)
    assert {round(1 / guess) for guess in guesses} == {2, 3, 4, 5, 50}


def test_abilities_are_correlated_and_more_so_within_a_domain() -> None:
    drawn = abilities(4000, Population(), np.random.default_rng(1))
    assert drawn.mean() == pytest.approx(3, abs=0.1)
    assert drawn.std() == pytest.approx(1.5, abs=0.05)
    found = np.asarray(np.corrcoef(drawn.T))
    place = COMPETENCES.index
    assert found[place("1.1"), place("1.2")] == pytest.approx(0.75, abs=0.03)
    assert found[place("1.1"), place("5.2")] == pytest.approx(0.60, abs=0.03)


def test_the_same_seed_makes_the_same_world() -> None:
    assert answers(scenario("base", 12, seed=1)) == answers(scenario("base", 12, seed=1))
    assert answers(scenario("base", 12, seed=1)) != answers(scenario("base", 12, seed=2))


def test_wrong_difficulties_change_what_is_told_and_nothing_else() -> None:
    base, wrong = scenario("base", 60, seed=1), scenario("wrong", 60, seed=1)
    assert answers(base) == answers(wrong)
    assert truths(base) == truths(wrong)
    errors = [item.told - item.difficulty for school in wrong.schools for item in school.banks[0].items]
    assert np.std(errors) == pytest.approx(0.5, abs=0.06)


def test_contenders_are_told_no_truth() -> None:
    one = scenario("wrong", 6, seed=1).schools[0].banks[0]
    told = one.as_told()
    assert [item.difficulty for item in told.items] == [item.told for item in one.items]
    assert {item.slope for item in told.items} == {1.4}


def test_every_contender_gets_the_same_answer_to_the_same_question() -> None:
    school = scenario("base", 60, seed=1).schools[0]
    common = 0
    for pupil in school.pupils:
        paths = [
            play(rival, told(school), pupil, 0, seed=1) for rival in (Staircase(), LevelRule(Reading.PIX))
        ]
        one, other = (dict(zip(path.items, path.right, strict=True)) for path in paths)
        common += len(one.keys() & other.keys())
        assert all(one[item] == other[item] for item in one.keys() & other.keys())
    assert common > 10


def test_two_sittings_differ_by_slips_guesses_and_carelessness_only() -> None:
    for pupil in everyone(scenario("base", 12, seed=1)):
        first, second = (np.array([a.correct for a in sitting.values()]) for sitting in pupil.sittings)
        assert 0.6 < np.mean(first == second) < 1


def test_mastered_skills_are_mostly_passed_and_the_others_rarely() -> None:
    school = scenario("base", 300, seed=1).schools[0]
    passed = {True: list[bool](), False: list[bool]()}
    for pupil in school.pupils:
        for item in school.banks[0].items:
            if item.guess == 0.02:
                passed[item.skill in pupil.mastered].append(pupil.sittings[0][item.key].correct)
    # 0.90 × 0.97 and 0.90 × 0.02, but for items whose own difficulty parts them from their skill
    assert np.mean(passed[True]) == pytest.approx(0.87, abs=0.05)
    assert np.mean(passed[False]) == pytest.approx(0.02, abs=0.04)


def test_times_are_those_of_readers_and_of_some_who_do_not_read() -> None:
    seconds = np.array([s for row in answers(scenario("base", 60, seed=1)) for _, s in row])
    assert np.median(seconds) == pytest.approx(24, abs=1.5)
    assert np.mean(seconds < 4) == pytest.approx(0.05, abs=0.015)


def test_the_truth_is_what_the_mastered_skills_are_worth_on_average() -> None:
    school = scenario("base", 1200, seed=1).schools[0]
    [one] = school.banks
    worth = dict(zip((skill.key for skill in one.skills), one.pix() / 8, strict=True))
    drawn = [sum(worth[key] for key in pupil.mastered) for pupil in school.pupils]
    assert np.mean(drawn) == pytest.approx(np.mean([p.level[one.competence] for p in school.pupils]), abs=0.1)


def test_levels_are_strictly_ordered_where_they_must_be() -> None:
    for school in scenario("ordered", 60, seed=1).schools:
        for pupil in school.pupils:
            for easier in school.banks[0].skills:
                for harder in school.banks[0].skills:
                    if easier.topic == harder.topic and easier.level < harder.level:
                        assert harder.key not in pupil.mastered or easier.key in pupil.mastered


def test_scenarios_are_about_the_pupils_they_name() -> None:
    means = {name: np.mean(truths(scenario(name, 300, seed=1))) for name in ("weak", "base", "strong")}
    assert means["weak"] < 1.2 < means["base"] < 4 < means["strong"]


def test_a_phone_opens_two_thirds_of_the_items() -> None:
    world = scenario("phone", 60, seed=1)
    opened = [len(p.usable or ()) / len(p.sittings[0]) for p in everyone(world)]
    assert np.mean(opened) == pytest.approx(2 / 3, abs=0.06)


def test_returning_pupils_answered_in_five_other_competences() -> None:
    for school in scenario("returning", 30, seed=1).schools:
        for pupil in school.pupils:
            assert pupil.earlier is not None
            assert list(pupil.earlier) == [one.competence for one in school.banks[1:]]
            assert len(pupil.earlier) == 5
            assert all(10 <= len(given) <= 15 for given in pupil.earlier.values())


def test_every_scenario_has_the_pupils_asked_for() -> None:
    for name in (*SINGLES, JOINT):
        world = scenario(name, 14, seed=1)
        assert len(everyone(world)) == 14
        assert len(world.schools[0].banks) == {"returning": 6, JOINT: 16}.get(name, 1)


def test_telling_all_pairs_apart_is_an_auc_of_one_and_chance_is_a_half() -> None:
    truth = np.array([True, True, False, False])
    assert auc(np.array([0.9, 0.8, 0.2, 0.1]), truth) == 1
    assert auc(np.array([0.5, 0.5, 0.5, 0.5]), truth) == 0.5
    assert auc(np.array([0.9, 0.2, 0.2, 0.1]), truth) == 0.875


def test_exposure_counts_pupils_and_common_items() -> None:
    assert exposure([["a", "b"], ["a", "c"]]) == (1.0, 0.5)
