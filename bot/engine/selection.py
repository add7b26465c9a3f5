"""Which question comes next, or why there is none."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

import numpy as np

from bot.engine.bank import Bank
from bot.engine.estimation import Posterior
from bot.engine.evidence import Answer
from bot.engine.exposure import drawn
from bot.engine.grid import THETA, Floats

_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Rules:
    """How a test is led; by default as pupils get it.

    `least`, `most`: questions. `error`: the standard error, in levels, at which the level is known well
    enough. `comfort`: what a certain success is worth, when learning as much as the best question would is
    worth 1; 0 looks at what is learnt only, and makes pupils fail three questions in five. `near`: how far
    below the best question, on that scale, another may be chosen. `exposure`: the share of pupils who may see
    the same item with the same data; 1 for no limit.
    """

    least: int = 8
    most: int = 20
    error: float = 0.52
    comfort: float = 1.05
    near: float = 0.06
    exposure: float = 0.36


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

    Answers of weight 1 are those of the running positioning: they count towards `least` and `most`, and their
    skills are not asked again. `usable`: keys of the items that can be opened, None for all. `settled`: keys
    of skills not to be asked. `seed` and the number of answers pick one of the near-best questions.
    """
    given = [answer.item for answer in answers if answer.weight == 1]
    if len(given) >= rules.most:
        return Stop(StopReason.MOST)
    if len(given) >= rules.least and posterior.error <= rules.error:
        return Stop(StopReason.KNOWN)
    left = candidates(bank, given, usable, settled)
    if not left:
        return Stop(StopReason.NOTHING_LEFT)
    own = drawn(bank, seed, rules.exposure)
    near = _near_best(posterior, [item for item in left if own[item]] or left, rules)
    item = bank.items[near[pick(seed, len(given), len(near))]]
    return Ask(item.key, item.skill)


def pick(seed: int, step: int, choices: int) -> int:
    """A number below `choices`, drawn from the seed and the step."""
    random = Random(seed * 1_000_003 + step)  # noqa: S311 - a reproducible drawing, nothing secret
    return random.randrange(choices)


def asked_skills(bank: Bank, given: Sequence[str]) -> set[str]:
    """Keys of the skills that the items with these keys test."""
    index = bank.item_index
    return {bank.items[index[key]].skill for key in given if key in index}


def candidates(
    bank: Bank, given: Sequence[str], usable: Container[str] | None, settled: Container[str]
) -> list[int]:
    """Numbers of the items that may be asked after those `given` (keys): one a skill, of the target."""
    asked = asked_skills(bank, given)
    return [
        number
        for number, item in enumerate(bank.items)
        if item.skill not in asked
        and item.skill not in settled
        and (usable is None or item.key in usable)
        and (bank.target is None or item.skill in bank.target)
    ]


def _near_best(posterior: Posterior, left: Sequence[int], rules: Rules) -> list[int]:
    """The items hardly worse than the best: for what is learnt, and how likely a success is."""
    ahead = expected(posterior)
    drop, success = ahead.drop[left], ahead.success[left]
    worth = drop / max(float(drop.max()), _TINY) + rules.comfort * success
    return [left[i] for i in np.flatnonzero(worth >= worth.max() - rules.near).tolist()]


@dataclass(frozen=True, eq=False, slots=True)
class Expected:
    """Of every item (N,): what its answer is expected to bring."""

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


def expected(posterior: Posterior) -> Expected:
    """What asking each item of the bank would bring.

    The expected drop of the variance of the level L is the variance of its mean given the answer Y
    (van der Linden, "Bayesian item selection criteria for adaptive testing", 1998); Y has two values, so that
    is exactly Cov(L, Y)² / Var(Y). A topic asked less is known less: this spreads questions over topics.
    """
    theta, level_at = posterior.theta, posterior.likelihood.level_at[0]
    success_at, in_topic = posterior.likelihood.answers_at
    weights = np.stack([theta, theta * level_at, theta * THETA], axis=1)
    success, with_level, with_ability = (success_at @ weights).T
    return Expected(
        success=success,
        with_level=in_topic @ theta + with_level - success * posterior.level,
        with_ability=with_ability - success * float(theta @ THETA),
    )
