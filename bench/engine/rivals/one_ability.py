"""A certification that knows one ability for everything, as unidimensional adaptive tests do.

Four-parameter logistic items (Barton & Lord, 1981), the ability's posterior mean on a grid (EAP: Bock &
Mislevy, "Adaptive EAP estimation of ability in a microcomputer environment", 1982), the item with maximum
Fisher information at that ability (Lord, "Applications of item response theory", 1980; with an upper
asymptote: Magis, "A note on the item information function of the four-parameter logistic model", 2013), every
competence visited as often as the others (content balancing: Kingsbury & Zara, 1989), one question a topic.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt

from bench.engine.contender import Estimate
from bench.engine.world import WorldAnswer, WorldBank
from bot.engine import PIX_A_LEVEL, skill_pix

Floats = npt.NDArray[np.float64]

GRID: Floats = np.linspace(-2.5, 9.5, 49)
MEAN, SD = 3.0, 1.5
UPPER = 0.88
"""P(right) of who masters the item, as calibration would find it in this world: 3 % slip, 10 % are careless.

With 0.97 this contender would lean low by 0.25 level, and be 0.06 to 0.1 worse."""


class OneAbility:
    """The same ability in every competence."""

    name = "one ability for all"

    def sit(
        self,
        banks: Sequence[WorldBank],
        seed: int,  # noqa: ARG002 - maximum information leaves nothing to chance
    ) -> "OneAbilitySession":
        """Begin a test."""
        return OneAbilitySession(banks)


class OneAbilitySession:
    """One test."""

    def __init__(self, banks: Sequence[WorldBank]) -> None:
        self._worth = {bank.competence: _worth(bank) for bank in banks}
        self._items = _Items(banks)
        self._log_posterior = np.asarray(-0.5 * ((GRID - MEAN) / SD) ** 2)
        self._open = np.ones(len(self._items.keys), dtype=bool)
        self._visits: Counter[str] = Counter(dict.fromkeys(self._worth, 0))

    def next(self) -> tuple[str, str] | None:
        """The most informative item of an open topic, in a competence visited least."""
        if not self._open.any():
            return None
        visits = np.array([self._visits[competence] for competence, _ in self._items.keys])
        fewest = visits[self._open].min()
        information = self._items.information(float(self._posterior() @ GRID))
        best = np.where(self._open & (visits == fewest), information, -1.0).argmax()
        return self._items.keys[int(best)]

    def take(self, competence: str, item: str, answer: WorldAnswer) -> None:
        """Update the ability and close the topic."""
        at = self._items.keys.index((competence, item))
        right = self._items.success(GRID)[at]
        self._log_posterior = self._log_posterior + np.log(right if answer.correct else 1 - right)
        self._open &= self._items.topics != self._items.topics[at]
        self._visits[competence] += 1

    def levels(self) -> Mapping[str, Estimate]:
        """What the ability is worth in each competence."""
        weights = self._posterior()
        return {competence: _estimate(weights, worth) for competence, worth in self._worth.items()}

    def _posterior(self) -> Floats:
        weights = np.exp(self._log_posterior - self._log_posterior.max())
        return np.asarray(weights / weights.sum())


class _Items:
    """Parameters of the items of every bank, as told."""

    def __init__(self, banks: Sequence[WorldBank]) -> None:
        topic_of = {(b.competence, s.key): (b.competence, s.topic) for b in banks for s in b.skills}
        numbers = {topic: number for number, topic in enumerate(dict.fromkeys(topic_of.values()))}
        everything = [(bank.competence, item) for bank in banks for item in bank.items]
        self.keys = [(competence, item.key) for competence, item in everything]
        self.topics = np.array([numbers[topic_of[competence, item.skill]] for competence, item in everything])
        self._slope = np.array([item.slope for _, item in everything])
        self._difficulty = np.array([item.told for _, item in everything])
        self._guess = np.array([item.guess for _, item in everything])

    def success(self, ability: Floats) -> Floats:
        """P(right): (items, abilities)."""
        guess = self._guess[:, None]
        return guess + (UPPER - guess) * _logistic(self._slope, self._difficulty, ability)

    def information(self, ability: float) -> Floats:
        """Fisher information about the ability, of each item."""
        p, c = self.success(np.array([ability]))[:, 0], self._guess
        return np.asarray((self._slope * (p - c) * (UPPER - p) / (UPPER - c)) ** 2 / (p * (1 - p)))


def _logistic(slope: Floats, difficulty: Floats, ability: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-slope[:, None] * (ability - difficulty[:, None]))))


def _worth(bank: WorldBank) -> Floats:
    """The level that each ability of the grid is worth in a bank."""
    pix = dict(zip((s.key for s in bank.skills), skill_pix([s.level for s in bank.skills]), strict=True))
    items = Counter(item.skill for item in bank.items)
    share = np.array([float(pix[item.skill]) / items[item.skill] for item in bank.items])
    slopes, difficulties = (np.array([getattr(i, name) for i in bank.items]) for name in ("slope", "told"))
    return np.asarray(share @ _logistic(slopes, difficulties, GRID) / PIX_A_LEVEL)


def _estimate(weights: Floats, worth: Floats) -> Estimate:
    mean = float(weights @ worth)
    return Estimate(mean, sqrt(max(0.0, float(weights @ worth**2) - mean**2)))
