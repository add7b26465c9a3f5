"""The 16 competences together: each one's answers say something of all the others.

The ability in competence c of domain d is θ_c = μ + σ (√0.60 g + √0.15 h_d + √0.25 s_c), with g, h and s
standard normal: a tree (a bifactor model, as in Gibbons & Hedeker, "Full-information item bi-factor
analysis", Psychometrika 57, 1992). On a tree, passing messages from the leaves to the root and back gives
exactly what all the other competences say of one (Pearl, "Probabilistic reasoning in intelligent systems",
1988); on the grid of θ a message is a product with a small matrix. That is the prior of the competence; from
there on it is read like any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import sqrt

import numpy as np

from bot.engine.bank import Bank
from bot.engine.estimation import Likelihood, Posterior, Prior, Told, given, likelihood
from bot.engine.evidence import Answer
from bot.engine.grid import STEP, THETA, Floats
from bot.engine.scoring import PIX_A_LEVEL
from bot.errors import BankError

SHARED, SAME_DOMAIN = 0.60, 0.15
"""Parts of the variance of abilities that all competences share, and those of one domain besides."""
_LEAST_VARIANCE = 1e-6


@dataclass(frozen=True, eq=False)
class Profile:
    """What is known of a pupil in every competence, by its code ("4.1": its domain is before the point).

    Each posterior's `prior` is what the answers in the other competences say of this one.
    """

    population: Prior
    posteriors: Mapping[str, Posterior]

    @property
    def pix(self) -> float:
        """The expected pix of all the competences together; of banks without a target."""
        return PIX_A_LEVEL * sum(known.level for known in self.posteriors.values())

    @property
    def pix_error(self) -> float:
        """Its standard error: errors of competences go along with each other."""
        variance = self.together.sum()
        return PIX_A_LEVEL * sqrt(max(0.0, float(variance)))

    @cached_property
    def together(self) -> Floats:
        """Covariances of the levels, competences in the order of `posteriors`."""
        covariances = self._slopes[:, None] * self.abilities * self._slopes
        np.fill_diagonal(covariances, [known.error**2 for known in self.posteriors.values()])
        return covariances

    @cached_property
    def rise(self) -> Floats:
        """By how much the level of a competence (row) rises with the ability in another (column); own: 0."""
        rise = self._slopes[:, None] * self.abilities / np.diag(self.abilities)
        np.fill_diagonal(rise, 0)
        return np.asarray(rise)

    @cached_property
    def _slopes(self) -> Floats:
        return np.array([_slope(known) for known in self.posteriors.values()])

    @cached_property
    def abilities(self) -> Floats:
        """Covariances of the abilities given all the answers, as if normal.

        Every competence's answers count as one observation of its ability, with the precision that they added
        to its prior (a Gaussian site: Minka, "Expectation propagation", 2001).
        """
        added = [_added(each) for each in self.posteriors.values()]
        before = covariance(tuple(self.posteriors), self.population.sd)
        return np.asarray(np.linalg.solve(np.eye(len(added)) + before * added, before))


def profile(
    banks: Mapping[str, Bank],
    answers: Mapping[str, Sequence[Answer]],
    population: Prior | None = None,
) -> Profile:
    """What these answers, by competence, say of every competence that has a bank; both by code.

    `population`: what is believed of any competence of this pupil before any answer. Answers in a competence
    without a bank are ignored. Raises BankError for a population narrower than the grid can tell.
    """
    population = population or Prior()
    if population.sd < STEP:
        raise BankError(f"a population cannot have a standard deviation of {population.sd}, below {STEP}")
    known = {code: likelihood(bank, answers.get(code, ())) for code, bank in banks.items()}
    priors = _priors(known, population)
    return Profile(population, {code: given(each, priors[code]) for code, each in known.items()})


@lru_cache(maxsize=64)
def covariance(codes: tuple[str, ...], sd: float) -> Floats:
    """Of the abilities in these competences, in any population."""
    return np.array([[sd**2 * _correlation(row, column) for column in codes] for row in codes])


def _correlation(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SHARED + SAME_DOMAIN * (_domain(one) == _domain(other))


def _domain(code: str) -> str:
    return code.split(".", maxsplit=1)[0]


def _priors(known: Mapping[str, Likelihood], population: Prior) -> dict[str, Prior]:
    """What is believed of each competence from the others alone, by passing messages over the tree."""
    to_leaf, to_domain = _blurs(population.sd)
    codes = list(known)
    domains = list(dict.fromkeys(map(_domain, codes)))
    of = np.array([domains.index(_domain(code)) for code in codes])
    up = _log(_exp(np.array([each.log_theta for each in known.values()])) @ to_leaf.T)
    of_domain = np.zeros((len(domains), len(THETA)))
    np.add.at(of_domain, of, up)
    up_domain = _log(_exp(of_domain) @ to_domain.T)
    root = Prior(population.mean, population.sd * sqrt(SHARED)).log_weights()
    down = _log(_exp(root + up_domain.sum(axis=0) - up_domain) @ to_domain)
    told = _exp(down[of] + of_domain[of] - up) @ to_leaf
    heard = [bool(each.asked.skills) for each in known.values()]
    return {
        code: _told(weights) if sum(heard) > own else population
        for code, weights, own in zip(codes, told, heard, strict=True)
    }


@lru_cache(maxsize=64)
def _blurs(sd: float) -> tuple[Floats, Floats]:
    """P(θ of a competence | its domain's part), P(the domain's part | the shared part): rows sum to 1."""
    return _blur(sd * sqrt(1 - SHARED - SAME_DOMAIN)), _blur(sd * sqrt(SAME_DOMAIN))


def _blur(sd: float) -> Floats:
    weights = np.exp(-0.5 * ((THETA - THETA[:, None]) / sd) ** 2)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _exp(logs: Floats) -> Floats:
    return np.asarray(np.exp(logs - logs.max(axis=-1, keepdims=True)))


def _log(weights: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(weights, 1e-300)))


def _told(weights: Floats) -> Told:
    weights = weights / weights.sum()
    mean = float(weights @ THETA)
    variance = float(weights @ THETA**2) - mean**2
    return Told(mean, sqrt(max(_LEAST_VARIANCE, variance)), logs=_log(weights))


def _slope(known: Posterior) -> float:
    """By how much the level rises with the ability: a regression over the posterior."""
    mean, sd = known.ability
    with_level = float((known.theta * THETA) @ known.likelihood.level_at[0]) - mean * known.level
    return with_level / max(sd**2, _LEAST_VARIANCE)


def _added(known: Posterior) -> float:
    """The precision, in 1/levels², that the answers of a competence added to its prior."""
    return max(0.0, 1 / max(known.ability[1] ** 2, _LEAST_VARIANCE) - 1 / known.prior.sd**2)
