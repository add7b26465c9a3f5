"""What a pupil's other competences say of this one, before its first question."""

from collections.abc import Mapping

import numpy as np

from bot.engine.estimation import Prior
from bot.engine.grid import STEP, Floats
from bot.errors import BankError

SHARED, SAME_DOMAIN = 0.60, 0.15
"""Parts of the variance of abilities that all competences share, and those of one domain besides."""
DRIFT = 0.2
"""Standard deviation, in levels, of what changed since."""
HALF_LIFE_DAYS = 180.0
"""Time in which an estimate loses half its weight."""
LEVEL_BELOW_ABILITY = 0.5
"""A pupil of ability 3 masters half of level 3: the level is half a level below the ability."""


def prior_from(
    others: Mapping[str, tuple[float, float, float]], competence: str, population: Prior | None = None
) -> Prior:
    """The prior in a competence ("4.1") given others: code → (level, its standard error, age in days).

    Each estimate becomes an observation with the population's prior taken out (a Gaussian site, as in
    expectation propagation: Minka, 2001), its weight halved every 180 days; the normal distribution of the 16
    abilities is then conditioned on them. Raises BankError for a NaN, an error or an age below 0.
    """
    population = population or Prior()
    _check(others)
    known = {code: each for code, each in others.items() if each[1] < population.sd and code != competence}
    if not known:
        return population
    values, variances = _observations(list(known.values()), population)
    codes = list(known)
    among = population.sd**2 * _correlations(codes, codes) + np.diag(variances)
    towards = population.sd**2 * _correlations(codes, [competence])[:, 0]
    weights = np.linalg.solve(among, towards)
    mean = population.mean + float(weights @ (values - population.mean))
    return Prior(mean, float(np.sqrt(population.sd**2 - weights @ towards)))


def _check(others: Mapping[str, tuple[float, float, float]]) -> None:
    for code, (level, error, age) in others.items():
        if not (np.isfinite([level, error, age]).all() and error >= 0 and age >= 0):
            raise BankError(f"level {level}, error {error} and age {age} of competence {code} make no sense")


def _observations(known: list[tuple[float, float, float]], population: Prior) -> tuple[Floats, Floats]:
    """Abilities as they would be seen without any prior, and the variances of these observations."""
    level, error, age = np.array(known).T
    precision = 1 / np.maximum(error, STEP) ** 2
    prior_precision = 1 / population.sd**2
    alone = precision - prior_precision
    seen = ((level + LEVEL_BELOW_ABILITY) * precision - population.mean * prior_precision) / alone
    return seen, 2 ** (age / HALF_LIFE_DAYS) / alone + DRIFT**2


def _correlations(rows: list[str], columns: list[str]) -> Floats:
    return np.array([[_correlation(row, column) for column in columns] for row in rows])


def _correlation(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SHARED + SAME_DOMAIN * (one.split(".", maxsplit=1)[0] == other.split(".", maxsplit=1)[0])
