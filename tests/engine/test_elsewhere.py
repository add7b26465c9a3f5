"""What the other competences say of one."""

from math import nan, sqrt
from random import Random
from statistics import fmean

import pytest

from bot.engine import Prior, Rules, prior_from
from bot.errors import BankError
from tests.engine.population import positioning, pupil, usual_bank


def test_without_others_it_is_the_population() -> None:
    assert prior_from({}, "1.1") == Prior()
    assert prior_from({}, "1.1", Prior(4, 1)) == Prior(4, 1)


def test_others_move_the_mean_and_narrow_the_prior() -> None:
    one = prior_from({"1.2": (5.0, 0.5, 0)}, "1.1")
    three = prior_from(dict.fromkeys(("1.2", "2.1", "3.1"), (5.0, 0.5, 0)), "1.1")
    assert 3.0 < one.mean < three.mean < 5.5
    assert 1.5 > one.sd > three.sd > 0.5


def test_the_same_domain_says_more() -> None:
    near, far = (prior_from({code: (6.0, 0.5, 0)}, "1.1") for code in ("1.3", "5.1"))
    assert near.mean > far.mean
    assert near.sd < far.sd


def test_time_wears_it_out() -> None:
    means = [prior_from({"1.2": (6.0, 0.5, age)}, "1.1").mean for age in (0, 30, 180, 720, 100_000)]
    assert means == sorted(means, reverse=True)
    assert means[-1] == pytest.approx(3.0, abs=0.1)


def test_an_estimate_that_knows_nothing_says_nothing() -> None:
    assert prior_from({"1.2": (6.0, 1.5, 0), "1.3": (6.0, 9.0, 0)}, "1.1") == Prior()


def test_the_competence_itself_is_not_another() -> None:
    assert prior_from({"1.1": (6.0, 0.5, 0)}, "1.1") == Prior()


def test_certainty_is_never_complete() -> None:
    prior = prior_from({f"{d}.{c}": (8.0, 0.0, 0) for d in range(1, 6) for c in range(1, 4)}, "1.4")
    assert prior.sd > 0.5


@pytest.mark.parametrize("wrong", [(nan, 0.5, 0), (3, -1, 0), (3, 0.5, -1), (3, nan, 0)])
def test_what_makes_no_sense_is_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(BankError):
        prior_from({"1.2": wrong}, "1.1")


CODES = [f"{domain}.{number}" for domain in range(1, 6) for number in range(1, 4)]


def test_returning_pupils_are_known_after_5_questions_as_new_ones_after_8() -> None:
    """Abilities correlated 0.6, within a domain 0.75; the other competences known within half a level."""
    bank, random, rules = usual_bank(), Random(5), Rules(least=8, most=8)
    new, returning = [], []
    for number in range(150):
        abilities = _abilities(random)
        who = pupil(bank, abilities["1.1"], random)
        others = {
            code: (ability - 0.5 + random.gauss(0, 0.5), 0.5, 10.0)
            for code, ability in abilities.items()
            if code != "1.1"
        }
        prior = prior_from(others, "1.1")
        new.append([*positioning(bank, who, rules, number)][7].posterior.level - who.level)
        returning.append([*positioning(bank, who, rules, number, prior)][4].posterior.level - who.level)
    assert _rmse(returning) < _rmse(new) + 0.02


def _abilities(random: Random) -> dict[str, float]:
    common = random.gauss(0, sqrt(0.6))
    domains = {code[0]: random.gauss(0, sqrt(0.15)) for code in CODES}
    return {code: 3 + 1.5 * (common + domains[code[0]] + random.gauss(0, 0.5)) for code in CODES}


def _rmse(errors: list[float]) -> float:
    return sqrt(fmean(error**2 for error in errors))
