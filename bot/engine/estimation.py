"""What is known of a pupil in one competence: an exact posterior on the grid, rebuilt from the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log, sqrt

import numpy as np

from bot.engine.bank import Bank
from bot.engine.evidence import Answer, careless, success
from bot.engine.grid import SPREAD, STEP, THETA, Floats, X
from bot.engine.levels import quantiles
from bot.engine.scoring import PIX_A_LEVEL
from bot.errors import BankError

_TINY = 1e-300
_FARTHEST_MEAN, _NARROWEST, _WIDEST = 100.0, 1e-3, 1e3


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of the ability before any answer, in levels of difficulty; by default, of any pupil.

    Raises BankError for a mean beyond ±100, a standard deviation not from 0.001 to 1000, or a NaN.
    """

    mean: float = 3.0
    sd: float = 1.5

    def __post_init__(self) -> None:
        if not (abs(self.mean) <= _FARTHEST_MEAN and _NARROWEST <= self.sd <= _WIDEST):
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


@dataclass(frozen=True, slots=True, eq=False)
class Told(Prior):
    """A prior that is any distribution on the grid; `mean` and `sd` are its own."""

    logs: Floats = field(kw_only=True, repr=False)
    """Logarithms of its weights, up to a constant: (θ,)."""

    def log_weights(self) -> Floats:
        """As they are."""
        return self.logs


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

    def right(self, items: Sequence[int]) -> Floats:
        """P(right | x, the answers about its skill) of these items: (n, X), not to be written to."""
        return _right(self, tuple(items))


@lru_cache(maxsize=256)
def _right(known: Likelihood, items: tuple[int, ...]) -> Floats:
    bank, asked = known.bank, known.asked
    right = bank.right[list(items)]
    again = [row for row, item in enumerate(items) if bank.skill_of_item[item] in asked.place]
    if again:
        rows = [items[row] for row in again]
        mastered = asked.below([asked.place[bank.skill_of_item[item]] for item in rows], bank.curves[rows])
        with_skill, without = bank.success_rows[:, rows, None]
        right[again] = without + (with_skill - without) * mastered
    right.flags.writeable = False  # shared
    return right


def likelihood(bank: Bank, answers: Sequence[Answer]) -> Likelihood:
    """What these answers say, in any order; those to items that left the bank are ignored."""
    return _likelihood(bank, tuple(answers))


@lru_cache(maxsize=256)  # of a test over 16 competences, one changes at a time
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
        return PIX_A_LEVEL * self.level / sum(self.bank.pix)

    def interval(self, mass: float = 0.9) -> tuple[float, float]:
        """Bounds between which the level lies with this probability, as much outside on either side.

        Raises BankError for a `mass` that is not between 0 and 1.
        """
        if not 0 < mass < 1:
            raise BankError(f"an interval cannot hold the level with probability {mass}")
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
        return self.along(1)

    def along(self, of_theta: Floats | float) -> Floats:
        """P(x) of each topic times the mean of a function of θ (or one a topic) given that x: (T, X)."""
        known = self.likelihood
        return np.asarray(known.of_topics * ((self.theta / known.given_theta * of_theta) @ SPREAD.T))

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
            own = asked.below(range(len(asked.skills)), curves[asked.skills])
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


@dataclass(frozen=True, eq=False)
class _Asked:
    """The skills answered about, each with the likelihood of the answers to each of its items.

    Items of a skill share the pupil's one draw u, uniform: an item is mastered when u is below its curve, the
    skill when u is below the skill's. So the likelihood of a skill's answers given x is an integral over u, a
    sum over the intervals between its items' curves: see `_integral`.
    """

    bank: Bank
    skills: list[int]
    items: list[list[int]]
    """Of each of these skills: the items answered."""
    logs: list[list[tuple[float, float]]]
    """Of each of these items: log-likelihood of its answers with the skill and without, the larger one 0."""

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Of each skill number, its place in `skills`."""
        return {skill: place for place, skill in enumerate(self.skills)}

    @cached_property
    def of_x(self) -> Floats:
        """Likelihood of each skill's answers given x: (skills, X)."""
        everywhere = np.ones((len(self.skills), len(X)))
        return np.maximum(self._integrals(range(len(self.skills)), everywhere), _TINY)

    def below(self, places: Sequence[int], curves: Floats) -> Floats:
        """P(u below these curves | x, the skill's answers): (n, X), for n curves and places in `skills`."""
        places = list(places)
        return np.asarray(self._integrals(places, curves) / self.of_x[places])

    def _integrals(self, places: Sequence[int], curves: Floats) -> Floats:
        """∫ likelihood of the answers du, over u below each curve; skills with as many items go together."""
        found = np.empty((len(places), len(X)))
        counts = [len(self.items[place]) for place in places]
        for count in set(counts):
            rows = [row for row, each in enumerate(counts) if each == count]
            items = np.array([self.items[places[row]] for row in rows])
            likelihood = np.exp([self.logs[places[row]] for row in rows])
            found[rows] = _integral(self.bank.curves[items], likelihood[..., None], curves[rows])
        return found


def _integral(curves: Floats, likelihood: Floats, until: Floats) -> Floats:
    """∫ Π_i (with_i where u < c_i, without_i elsewhere) du from 0 to `until`.

    `curves`: (n, m, X), the m items of n skills; `likelihood`: (n, m, 2, 1), with and without the skill;
    `until`: (n, X).
    """
    if curves.shape[1] == 1:  # nearly always: nothing to sort
        with_skill, without = likelihood[:, 0].transpose(1, 0, 2)
        return np.asarray(without * until + (with_skill - without) * np.minimum(curves[:, 0], until))
    order = np.argsort(curves, axis=1)
    with_skill, without = (
        np.take_along_axis(np.broadcast_to(likelihood[:, :, side], curves.shape), order, axis=1)
        for side in (0, 1)
    )
    bounds = np.minimum(np.take_along_axis(curves, order, axis=1), until[:, None])
    widths = np.diff(bounds, axis=1, prepend=0, append=until[:, None])
    one = np.ones_like(until)[:, None]
    passed = np.concatenate([one, np.cumprod(without, axis=1)], axis=1)
    ahead = np.concatenate([np.cumprod(with_skill[:, ::-1], axis=1)[:, ::-1], one], axis=1)
    return np.asarray((widths * passed * ahead).sum(axis=1))


def _asked(bank: Bank, answers: Sequence[Answer]) -> _Asked:
    found: dict[int, dict[int, tuple[float, float]]] = {}
    for answer in answers:
        item = bank.item_index.get(answer.item)
        if item is None or not answer.weight:
            continue
        of_skill = found.setdefault(bank.skill_of_item[item], {})
        before = of_skill.get(item, (0.0, 0.0))
        with_skill, without = _of_answer(bank.items[item].guess, answer)
        of_skill[item] = (before[0] + with_skill, before[1] + without)
    logs = [[_scaled(each) for each in of_skill.values()] for of_skill in found.values()]
    return _Asked(bank, list(found), [list(of_skill) for of_skill in found.values()], logs)


def _scaled(logs: tuple[float, float]) -> tuple[float, float]:
    most = max(logs)
    return logs[0] - most, logs[1] - most


def _of_answer(guess: float, answer: Answer) -> tuple[float, float]:
    """Log-likelihood of one answer, with the skill and without it."""
    mastered, not_mastered = success(guess, careless(answer.seconds))
    if not answer.correct:
        mastered, not_mastered = 1 - mastered, 1 - not_mastered
    return answer.weight * log(mastered), answer.weight * log(not_mastered)


def _topic_likelihood(bank: Bank, asked: _Asked) -> Floats:
    """W_t(x) of every topic, up to a factor: (T, X)."""
    logs = bank.topic_rows[asked.skills].T @ np.log(asked.of_x)
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _normalised(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())
