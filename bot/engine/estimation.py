"""What is known of a pupil in one competence: an exact posterior on the grid, rebuilt from the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite, sqrt

import numpy as np

from bot.engine.bank import Bank
from bot.engine.evidence import Answer, careless, success
from bot.engine.grid import SPREAD, STEP, THETA, Floats
from bot.engine.levels import quantiles
from bot.errors import BankError

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of the ability before any answer, in levels of difficulty; by default, of any pupil.

    Raises BankError for a standard deviation that is not above 0, or a NaN.
    """

    mean: float = 3.0
    sd: float = 1.5

    def __post_init__(self) -> None:
        if not isfinite(self.mean) or not isfinite(self.sd) or self.sd <= 0:
            raise BankError(f"a prior with mean {self.mean} and standard deviation {self.sd} makes no sense")

    def log_weights(self) -> Floats:
        """On the grid; narrower than a step, or beyond the ends, the grid's own limits rule."""
        mean = min(max(self.mean, float(THETA[0])), float(THETA[-1]))
        return np.asarray(-0.5 * ((THETA - mean) / max(self.sd, STEP)) ** 2)


@dataclass(frozen=True, eq=False)
class Posterior:
    """The posterior of one pupil in one competence. `level` and `error` are in levels, 0–8."""

    bank: Bank = field(repr=False)
    prior: Prior
    level: float
    """Mean of the level that the expected mastery of every skill is worth."""
    error: float
    """Its standard error: the posterior standard deviation of that level."""
    theta: Floats = field(repr=False)
    """P(θ), over the grid of θ."""
    topics: Floats = field(repr=False)
    """P(x) of each topic, over the grid of x: (T, X)."""
    level_at: Floats = field(repr=False)
    """Mean of the level given θ, then its variance: (2, θ)."""
    asked: "_Asked" = field(repr=False)

    def interval(self, mass: float = 0.9) -> tuple[float, float]:
        """Bounds between which the level lies with this probability, as much outside on either side."""
        low, high = quantiles(self.theta, self.level_at, ((1 - mass) / 2, (1 + mass) / 2))
        return low, high

    @property
    def ability(self) -> tuple[float, float]:
        """Mean and standard deviation of θ."""
        mean = float(self.theta @ THETA)
        return mean, sqrt(max(0.0, float(self.theta @ THETA**2) - mean**2))

    @cached_property
    def mastery(self) -> Mapping[str, float]:
        """For every skill, the probability that it is mastered; its own answers say more than its topic's."""
        return dict(zip((s.key for s in self.bank.skills), self.mastery_row.tolist(), strict=True))

    @cached_property
    def mastery_row(self) -> Floats:
        """The same in the bank's order of skills, as an array."""
        bank, asked = self.bank, self.asked
        curves = bank.curves[len(bank.items) :]
        mastered = np.einsum("kx,kx->k", curves, self.topics[bank.topic_of_skill])
        if asked.skills:
            own = asked.mastered(bank)
            mastered[asked.skills] = np.einsum(
                "kx,kx->k", own, self.topics[bank.topic_of_skill[asked.skills]]
            )
        return np.asarray(mastered)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The skills answered about: for each, the likelihood of its answers with the skill, and without it."""

    skills: list[int]
    rows: list[int]
    """In `Bank.curves`: the item's, or the skill's when several of its items were answered."""
    likelihood: Floats
    """(2, skills)"""

    def of_x(self, bank: Bank) -> Floats:
        """Likelihood of each skill's answers given x: (skills, X)."""
        with_skill, without = self.likelihood[:, :, None]
        return np.asarray(without + (with_skill - without) * bank.curves[self.rows])

    def mastered(self, bank: Bank) -> Floats:
        """P(mastered | x, the skill's own answers): (skills, X).

        Item and skill share one draw u, uniform: the item is mastered when u < its curve, the skill when u is
        below the skill's. Where both curves are the same this is Bayes' rule.
        """
        with_skill, without = self.likelihood[:, :, None]
        skill = bank.curves[[len(bank.items) + k for k in self.skills]]
        both = np.minimum(skill, bank.curves[self.rows])
        return np.asarray((both * with_skill + (skill - both) * without) / self.of_x(bank))


def _asked(bank: Bank, answers: Sequence[Answer]) -> _Asked:
    place: dict[int, int] = {}
    rows: list[int] = []
    with_skill: list[float] = []
    without: list[float] = []
    for answer in answers:
        item = bank.item_index.get(answer.item)
        if item is None:
            continue
        mastered, not_mastered = _likelihood(bank.items[item].guess, answer)
        skill = bank.skill_of_item[item]
        at = place.setdefault(skill, len(rows))
        if at == len(rows):
            rows.append(item)
            with_skill.append(mastered)
            without.append(not_mastered)
            continue
        if rows[at] != item:
            rows[at] = len(bank.items) + skill
        with_skill[at] *= mastered
        without[at] *= not_mastered
    return _Asked(list(place), rows, np.array([with_skill, without]))


def _likelihood(guess: float, answer: Answer) -> tuple[float, float]:
    """Of one answer, with the skill and without it."""
    mastered, not_mastered = success(guess, careless(answer.seconds))
    if not answer.correct:
        mastered, not_mastered = 1 - mastered, 1 - not_mastered
    if answer.weight == 1:
        return mastered, not_mastered
    return mastered**answer.weight, not_mastered**answer.weight


def posterior(bank: Bank, answers: Sequence[Answer], prior: Prior | None = None) -> Posterior:
    """The posterior after these answers, in any order; those to items that left the bank are ignored.

    Given θ the topics are independent: with W_t(x) the likelihood of a topic's answers and
    Λ_t(θ) = Σ_x P(x|θ) W_t(x), P(θ) ∝ prior(θ) Π_t Λ_t(θ). Mean and variance of the level follow by the law
    of total variance.
    """
    prior = prior or Prior()
    asked = _asked(bank, answers)
    of_topics = _topic_likelihood(bank, asked)
    carried = (bank.worth * of_topics) @ SPREAD
    given_theta = np.maximum(carried[0], _TINY)
    theta = _normalised(prior.log_weights() + np.log(given_theta).sum(axis=0))
    means, squares = carried[1:] / given_theta
    level_at = np.stack([means.sum(axis=0), (squares - means**2).sum(axis=0)])
    level = float(theta @ level_at[0])
    variance = float(theta @ (level_at[1] + level_at[0] ** 2)) - level**2
    return Posterior(
        bank=bank,
        prior=prior,
        level=level,
        error=sqrt(max(0.0, variance)),
        theta=theta,
        topics=of_topics * ((theta / given_theta) @ SPREAD.T),
        level_at=level_at,
        asked=asked,
    )


def _topic_likelihood(bank: Bank, asked: _Asked) -> Floats:
    """W_t(x) of every topic, up to a factor: (T, X)."""
    logs = bank.topic_rows[asked.rows].T @ np.log(asked.of_x(bank))
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _normalised(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())
