"""Which question comes next, or why there is none."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from random import Random

import numpy as np

from bot.engine.bank import Bank
from bot.engine.estimation import Posterior
from bot.engine.evidence import Answer
from bot.engine.exposure import Bools, drawn
from bot.engine.grid import THETA, Floats
from bot.errors import BankError

_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Rules:
    """How a test is led; by default as pupils get it.

    `least`, `most`: questions. `error`: the standard error, in levels, at which the level is known well
    enough. `comfort`: what a certain success is worth, when learning as much as the best question would is
    worth 1; 0 looks at what is learnt only, and makes pupils fail three questions in five. `near`: how far
    below the best question, on that scale, another may be chosen. `exposure`: the share of pupils who may see
    the same item with the same data; 1 for no limit. Raises BankError for what makes no sense.
    """

    least: int = 8
    most: int = 20
    error: float = 0.52
    comfort: float = 1.05
    near: float = 0.06
    exposure: float = 0.36

    def __post_init__(self) -> None:
        check_taste(self.comfort, self.near, self.exposure)
        if not (self.least >= 0 and self.most >= 0 and self.error >= 0):
            raise BankError(f"{self} asks for less than nothing")


def check_taste(comfort: float, near: float, exposure: float) -> None:
    """Raises BankError for rules of choice that make no sense."""
    if not (0 <= comfort < inf and 0 <= near < inf and 0 < exposure <= 1):
        raise BankError(f"a comfort of {comfort}, near {near} and an exposure of {exposure} make no sense")


SHARPEST = Rules(error=0.5, comfort=0, near=0, exposure=1)
"""Information alone: the level as fast as can be, with the same questions for all who answer the same."""


class StopReason(StrEnum):
    """Why a positioning ends."""

    KNOWN = "known"
    """The level is known well enough."""
    MOST = "most"
    """As many questions as one may ask."""
    NOTHING_LEFT = "nothing_left"
    """Every skill was asked, or the rest cannot be opened on this device."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The next question: the key of its item, and of the skill it tests."""

    item: str
    skill: str


@dataclass(frozen=True, slots=True)
class Stop:
    """The positioning ends."""

    reason: StopReason


def decide(
    bank: Bank,
    posterior: Posterior,
    answers: Sequence[Answer],
    rules: Rules,
    seed: int,
    usable: Container[str] | None = None,
    settled: Container[str] = (),
) -> Ask | Stop:
    """The next question, or the end; the same for the same arguments.

    `posterior` is that of the same bank and answers. Answers of weight 1 are those of the running test: they
    count towards `least` and `most`, and their skills are not asked again; earlier ones weigh less.
    `usable`: keys of the items that can be opened, None for all. `settled`: keys of skills not to be asked.
    `seed` draws the pupil's own bank and, with the number of answers, one of the near-best questions.
    """
    if posterior.bank is not bank:
        raise BankError("this posterior was computed with another bank")
    given = [answer.item for answer in answers if answer.weight == 1]
    if len(given) >= rules.most:
        return Stop(StopReason.MOST)
    if len(given) >= rules.least and posterior.error <= rules.error:
        return Stop(StopReason.KNOWN)
    left = open_items(bank, given, usable, settled, drawn(bank, seed, rules.exposure))
    if not left:
        return Stop(StopReason.NOTHING_LEFT)
    ahead = expected(posterior, left)
    near = near_best(ahead.drop, ahead.success, rules.comfort, rules.near)
    item = bank.items[left[near[pick(seed, len(given), len(near))]]]
    return Ask(item.key, item.skill)


def pick(seed: int, step: int, choices: int) -> int:
    """A number below `choices`, drawn from the seed and the step."""
    random = Random(seed * 1_000_003 + step)  # noqa: S311 - a reproducible drawing, nothing secret
    return random.randrange(choices)


def asked_skills(bank: Bank, given: Sequence[str]) -> set[str]:
    """Keys of the skills that the items with these keys test."""
    index = bank.item_index
    return {bank.items[index[key]].skill for key in given if key in index}


def open_items(
    bank: Bank,
    given: Sequence[str],
    usable: Container[str] | None,
    settled: Container[str],
    own: Bools,
) -> list[int]:
    """Numbers of the items that may be asked after those `given` (keys): one a skill, of the target.

    Those of the pupil's `own` bank (N,), or all where it has none left.
    """
    asked = asked_skills(bank, given)
    left = [
        number
        for number, item in enumerate(bank.items)
        if item.skill not in asked
        and item.skill not in settled
        and (usable is None or item.key in usable)
        and (bank.target is None or item.skill in bank.target)
    ]
    return [number for number in left if own[number]] or left


def near_best(drop: Floats, success: Floats, comfort: float, near: float) -> list[int]:
    """Places of the questions hardly worse than the best: for what is learnt, and how likely a success is."""
    worth = drop / max(float(drop.max()), _TINY) + comfort * success
    return np.flatnonzero(worth >= worth.max() - near).tolist()


@dataclass(frozen=True, eq=False, slots=True)
class Expected:
    """Of each of n items (n,): what its answer is expected to bring."""

    success: Floats
    """P(right)."""
    with_level: Floats
    """Covariance of a right answer with the level."""
    with_ability: Floats
    """Covariance of a right answer with θ."""

    @property
    def drop(self) -> Floats:
        """By how much the answer is expected to lower the variance of the level, in levels²."""
        return np.asarray(self.with_level**2 / (self.success * (1 - self.success)))


def expected(posterior: Posterior, items: Sequence[int]) -> Expected:
    """What asking each of these items (numbers) would bring.

    The expected drop of the variance of the level L is the variance of its mean given the answer Y
    (van der Linden, "Bayesian item selection criteria for adaptive testing", 1998); Y has two values, so that
    is exactly Cov(L, Y)² / Var(Y). Given the x of its topic an answer tells nothing more, so these means are
    sums over x of P(right | x) times P(x), P(x) E[L | x] and P(x) E[θ | x]. A topic asked less is known less:
    this spreads questions over topics.
    """
    known = posterior.likelihood
    level_beside = posterior.along(known.level_at[0] - known.topic_levels)
    rows = np.stack(
        [posterior.topics, posterior.topics * posterior.bank.worth[1] + level_beside, posterior.along(THETA)]
    )
    success, level, ability = np.einsum(
        "nx,knx->kn", known.right(items), rows[:, posterior.bank.topic_of_item[items]]
    )
    return Expected(
        success=success,
        with_level=level - success * posterior.level,
        with_ability=ability - success * float(posterior.theta @ THETA),
    )
