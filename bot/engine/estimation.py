"""What is known of a pupil in one competence: an exact posterior on the grid, rebuilt from the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import isfinite, sqrt

import numpy as np

from bot.engine.bank import Bank
from bot.engine.evidence import Answer, careless, success
from bot.engine.grid import SPREAD, STEP, THETA, Floats
from bot.engine.levels import quantiles
from bot.engine.scoring import HIGHEST_LEVEL
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

    def narrowed(self, group: "Prior") -> "Prior":
        """This belief once the pupil is known to belong to a group of the population, such as a class.

        What the group adds to the whole population (`Prior()`) is one more observation; nothing, where the
        group is as wide as that.
        """
        everyone = Prior()
        before, added = 1 / self.sd**2, 1 / group.sd**2 - 1 / everyone.sd**2
        if added <= 0:
            return self
        towards = group.mean / group.sd**2 - everyone.mean / everyone.sd**2
        return Prior((self.mean * before + towards) / (before + added), (before + added) ** -0.5)

    def log_weights(self) -> Floats:
        """On the grid; narrower than a step, or beyond the ends, the grid's own limits rule."""
        mean = min(max(self.mean, float(THETA[0])), float(THETA[-1]))
        return np.asarray(-0.5 * ((THETA - mean) / max(self.sd, STEP)) ** 2)


@dataclass(frozen=True, eq=False)
class Likelihood:
    """What the answers say by themselves, whatever was believed before; for T topics and N items.

    Given θ the topics are independent: with W_t(x) the likelihood of a topic's answers and
    Λ_t(θ) = Σ_x P(x|θ) W_t(x), the likelihood of θ is Π_t Λ_t(θ).
    """

    bank: Bank
    asked: "_Asked"
    of_topics: Floats
    """W_t(x), up to a factor: (T, X)."""
    given_theta: Floats
    """Λ_t(θ): (T, θ)."""
    log_theta: Floats
    """Σ_t log Λ_t(θ): (θ,)."""
    topic_levels: Floats
    """Mean of the level each topic is worth, given θ: (T, θ)."""
    level_at: Floats
    """Mean of the level given θ, then its variance: (2, θ)."""

    @cached_property
    def answers_at(self) -> tuple[Floats, Floats]:
        """Of every item: P(right | θ), and the covariance given θ of a right answer with the level: (N, θ).

        Given θ an answer goes along with the level of its own topic only.
        """
        bank = self.bank
        topics = bank.topic_of_item
        right = bank.right * self.of_topics[topics]
        both = np.concatenate([right, right * bank.worth[1, topics]]) @ SPREAD
        success, with_level = both.reshape(2, len(bank.items), -1) / self.given_theta[topics]
        return success, with_level - success * self.topic_levels[topics]


def likelihood(bank: Bank, answers: Sequence[Answer]) -> Likelihood:
    """What these answers say, in any order; those to items that left the bank are ignored."""
    return _likelihood(bank, tuple(answers))


@lru_cache(maxsize=64)  # of a test over 16 competences, one changes at a time
def _likelihood(bank: Bank, answers: tuple[Answer, ...]) -> Likelihood:
    asked = _asked(bank, answers)
    of_topics = _topic_likelihood(bank, asked)
    carried = (bank.worth * of_topics) @ SPREAD
    given_theta = np.maximum(carried[0], _TINY)
    means, squares = carried[1:] / given_theta
    return Likelihood(
        bank=bank,
        asked=asked,
        of_topics=of_topics,
        given_theta=given_theta,
        log_theta=np.log(given_theta).sum(axis=0),
        topic_levels=means,
        level_at=np.stack([means.sum(axis=0), (squares - means**2).sum(axis=0)]),
    )


@dataclass(frozen=True, eq=False)
class Posterior:
    """The posterior of one pupil in one competence. `level` and `error` are in levels, 0–8."""

    likelihood: Likelihood = field(repr=False)
    prior: Prior
    level: float
    """Mean of the level that the expected mastery of every skill is worth."""
    error: float
    """Its standard error: the posterior standard deviation of that level."""
    theta: Floats = field(repr=False)
    """P(θ), over the grid of θ."""

    @property
    def bank(self) -> Bank:
        return self.likelihood.bank

    @property
    def share(self) -> float:
        """The expected part of the bank's worth that is mastered, 0–1: of its target when it has one."""
        return self.level / HIGHEST_LEVEL

    def interval(self, mass: float = 0.9) -> tuple[float, float]:
        """Bounds between which the level lies with this probability, as much outside on either side."""
        low, high = quantiles(self.theta, self.likelihood.level_at, ((1 - mass) / 2, (1 + mass) / 2))
        return low, high

    @property
    def ability(self) -> tuple[float, float]:
        """Mean and standard deviation of θ."""
        mean = float(self.theta @ THETA)
        return mean, sqrt(max(0.0, float(self.theta @ THETA**2) - mean**2))

    @cached_property
    def topics(self) -> Floats:
        """P(x) of each topic, over the grid of x: (T, X)."""
        known = self.likelihood
        return np.asarray(known.of_topics * ((self.theta / known.given_theta) @ SPREAD.T))

    @cached_property
    def mastery(self) -> Mapping[str, float]:
        """For every skill, the probability that it is mastered; its own answers say more than its topic's."""
        return dict(zip((s.key for s in self.bank.skills), self.mastery_row.tolist(), strict=True))

    @cached_property
    def mastery_row(self) -> Floats:
        """The same in the bank's order of skills, as an array."""
        bank, asked = self.bank, self.likelihood.asked
        curves = bank.curves[len(bank.items) :]
        mastered = np.einsum("kx,kx->k", curves, self.topics[bank.topic_of_skill])
        if asked.skills:
            own = asked.mastered(bank)
            mastered[asked.skills] = np.einsum(
                "kx,kx->k", own, self.topics[bank.topic_of_skill[asked.skills]]
            )
        return np.asarray(mastered)


def posterior(bank: Bank, answers: Sequence[Answer], prior: Prior | None = None) -> Posterior:
    """The posterior after these answers, in any order; those to items that left the bank are ignored.

    P(θ) ∝ prior(θ) × likelihood(θ); mean and variance of the level follow by the law of total variance.
    """
    return given(likelihood(bank, answers), prior or Prior())


def given(known: Likelihood, prior: Prior) -> Posterior:
    """The posterior of this likelihood and this prior."""
    theta = _normalised(prior.log_weights() + known.log_theta)
    mean, variance = known.level_at
    level = float(theta @ mean)
    total = float(theta @ (variance + mean**2)) - level**2
    return Posterior(likelihood=known, prior=prior, level=level, error=sqrt(max(0.0, total)), theta=theta)


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
        mastered, not_mastered = _of_answer(bank.items[item].guess, answer)
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


def _of_answer(guess: float, answer: Answer) -> tuple[float, float]:
    """Of one answer, with the skill and without it."""
    mastered, not_mastered = success(guess, careless(answer.seconds))
    if not answer.correct:
        mastered, not_mastered = 1 - mastered, 1 - not_mastered
    if answer.weight == 1:
        return mastered, not_mastered
    return mastered**answer.weight, not_mastered**answer.weight


def _topic_likelihood(bank: Bank, asked: _Asked) -> Floats:
    """W_t(x) of every topic, up to a factor: (T, X)."""
    logs = bank.topic_rows[asked.rows].T @ np.log(asked.of_x(bank))
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _normalised(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())
