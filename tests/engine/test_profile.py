"""Competences inform each other: what a profile says of each, and of their sum."""

from math import sqrt
from random import Random
from statistics import fmean

import numpy as np
import pytest

from bot.engine import Answer, Bank, Item, Prior, Rules, Skill, posterior, profile
from bot.engine.profile import covariance
from tests.engine.population import Pupil, positioning, pupil, usual_bank

BANK = usual_bank()
CODES = [f"{domain}.{number}" for domain in range(1, 6) for number in range(1, 4)]
BANKS = dict.fromkeys(CODES, BANK)
STRONG = [Answer(f"{topic}{level}a", True, 20) for topic in range(6) for level in (4, 5)]


def test_without_answers_every_competence_is_as_in_the_population() -> None:
    whole = profile(BANKS, {}, Prior(2.5, 1.2))
    for known in whole.posteriors.values():
        assert known.prior.mean == pytest.approx(2.5, abs=0.01)
        assert known.prior.sd == pytest.approx(1.2, abs=0.02)


def test_the_prior_of_a_competence_never_comes_from_its_own_answers() -> None:
    assert profile(BANKS, {"1.1": STRONG}).posteriors["1.1"].prior.mean == pytest.approx(3.0, abs=0.02)


def test_a_competence_of_the_same_domain_says_more() -> None:
    known = profile(BANKS, {"1.1": STRONG}).posteriors
    assert known["1.2"].prior.mean > known["4.1"].prior.mean + 0.1 > 3.5
    assert known["1.2"].prior.sd < known["4.1"].prior.sd < 1.5


def test_several_competences_say_more_than_one_but_never_everything() -> None:
    one, many = (
        profile(BANKS, dict.fromkeys(codes, STRONG)).posteriors["1.1"].prior
        for codes in (["1.2"], [c for c in CODES if c != "1.1"])
    )
    assert many.mean > one.mean
    assert 0.7 < many.sd < one.sd


def test_old_answers_say_less_of_the_others() -> None:
    def mean(weight: float) -> float:
        old = [Answer(a.item, a.correct, a.seconds, weight) for a in STRONG]
        return profile(BANKS, {"1.2": old}).posteriors["1.1"].prior.mean

    means = [mean(weight) for weight in (1.0, 0.8, 0.4, 0.1, 0.0)]
    assert means == sorted(means, reverse=True)
    assert means[-1] == pytest.approx(3.0, abs=0.02)


def test_messages_over_the_tree_are_the_conditional_distribution() -> None:
    """With evidence that is nearly normal, the priors are those of a 15-dimensional normal distribution."""
    answers = {"1.2": STRONG, "3.1": [Answer(f"{topic}2a", False, 20) for topic in range(6)]}
    prior = profile(BANKS, answers).posteriors["1.1"].prior
    sites = [posterior(BANK, given, Prior(3, 50)).ability for given in answers.values()]
    codes = ["1.2", "3.1", "1.1"]
    joint = covariance(tuple(codes), 1.5)
    among = joint[:2, :2] + np.diag([sd**2 for _, sd in sites])
    weights = np.linalg.solve(among, joint[:2, 2])
    mean = 3 + float(weights @ (np.array([m for m, _ in sites]) - 3))
    sd = sqrt(joint[2, 2] - float(weights @ joint[:2, 2]))
    assert prior.mean == pytest.approx(mean, abs=0.1)
    assert prior.sd == pytest.approx(sd, abs=0.05)


def test_the_total_is_the_sum_and_its_error_counts_that_errors_go_together() -> None:
    whole = profile(BANKS, {"1.1": STRONG, "4.1": STRONG[:3]})
    levels = [known.level for known in whole.posteriors.values()]
    apart = 8 * sqrt(sum(known.error**2 for known in whole.posteriors.values()))
    assert whole.pix == pytest.approx(8 * sum(levels))
    assert apart < whole.pix_error < 8 * sum(known.error for known in whole.posteriors.values())


def test_answers_without_a_bank_are_ignored() -> None:
    assert list(profile({"1.1": BANK}, {"9.9": STRONG}).posteriors) == ["1.1"]


def test_a_bank_that_can_teach_nothing_breaks_nothing() -> None:
    empty = Bank.of([Skill("s", "t", 1)], [])
    single = Bank.of([Skill("s", "t", 8)], [Item("i", "s", 0.5)])
    whole = profile({"1.1": empty, "1.2": single, "2.1": BANK}, {"1.2": [Answer("i", False)] * 3})
    assert 0 < whole.pix < 3 * 64
    assert np.isfinite(whole.pix_error)


def test_returning_pupils_are_known_after_5_questions_as_new_ones_after_8() -> None:
    """Abilities correlated 0.6, within a domain 0.75; ten answers in each of four other competences."""
    bank, random, rules = usual_bank(), Random(5), Rules(least=8, most=8)
    new, returning = [], []
    for number in range(120):
        abilities = _abilities(random)
        who = pupil(bank, abilities["1.1"], random)
        others = {c: pupil(bank, abilities[c], random) for c in ("1.2", "2.1", "3.2", "4.1")}
        answers = {c: _ten(bank, other, number) for c, other in others.items()}
        prior = profile(dict.fromkeys(["1.1", *others], bank), answers).posteriors["1.1"].prior
        new.append([*positioning(bank, who, rules, number)][7].posterior.level - who.level)
        returning.append([*positioning(bank, who, rules, number, prior)][4].posterior.level - who.level)
    assert _rmse(returning) < _rmse(new) + 0.02


def _ten(bank: Bank, who: Pupil, seed: int) -> list[Answer]:
    return list([*positioning(bank, who, Rules(least=10, most=10), seed)][-1].answers)


def _abilities(random: Random) -> dict[str, float]:
    common = random.gauss(0, sqrt(0.6))
    domains = {code[0]: random.gauss(0, sqrt(0.15)) for code in CODES}
    return {code: 3 + 1.5 * (common + domains[code[0]] + random.gauss(0, 0.5)) for code in CODES}


def _rmse(errors: list[float]) -> float:
    return sqrt(fmean(error**2 for error in errors))
