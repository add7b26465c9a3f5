"""Which question comes next, or why there is none."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

import numpy as np

from bot.engine.bank import Bank
from bot.engine.estimation import Posterior
from bot.engine.evidence import Answer
from bot.engine.grid import Floats, entropy


@dataclass(frozen=True, slots=True)
class Rules:
    """How a positioning is led.

    `least`, `most`: questions. `error`: the standard error, in levels, at which the level is known well
    enough. `comfort`: the predicted success below which a question is kept for when nothing easier is left; 0
    asks what teaches most. `near`: how far below the best question's information, as a share of it, another
    may be chosen.
    """

    least: int = 8
    most: int = 20
    error: float = 0.5
    comfort: float = 0.37
    near: float = 0.25


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
    candidates = _candidates(bank, given, usable, settled)
    if not candidates:
        return Stop(StopReason.NOTHING_LEFT)
    near = _near_best(bank, posterior, candidates, rules)
    item = bank.items[near[_drawn(seed, len(given), len(near))]]
    return Ask(item.key, item.skill)


def _drawn(seed: int, step: int, choices: int) -> int:
    random = Random(seed * 1_000_003 + step)  # noqa: S311 - a reproducible drawing, nothing secret
    return random.randrange(choices)


def _candidates(
    bank: Bank, given: Sequence[str], usable: Container[str] | None, settled: Container[str]
) -> list[int]:
    index = bank.item_index
    asked = {bank.items[index[key]].skill for key in given if key in index}
    return [
        number
        for number, item in enumerate(bank.items)
        if item.skill not in asked and item.skill not in settled and (usable is None or item.key in usable)
    ]


def _near_best(bank: Bank, posterior: Posterior, candidates: Sequence[int], rules: Rules) -> list[int]:
    success, gain = information(bank, posterior)
    success, gain = success[candidates], gain[candidates]
    comfortable = success >= min(rules.comfort, 0.9 * float(success.max()))
    wanted = (1 - rules.near) * float(gain[comfortable].max())
    return [candidates[i] for i in np.flatnonzero(comfortable & (gain >= wanted)).tolist()]


def information(bank: Bank, posterior: Posterior) -> tuple[Floats, Floats]:
    """Of every item: the predicted success, and what its answer would teach of the pupil, in nats.

    That is the mutual information of the answer and x = θ + δ: H(E[P]) − E[H(P)] (Lindley, "On a measure of
    the information provided by an experiment", 1956; in adaptive tests: Weissman, "Mutual information item
    selection", 2007). A topic asked less is known less, so this spreads questions over topics by itself.
    """
    items = len(bank.items)
    means = bank.answer_rows @ posterior.topics.T
    success = means[:items].ravel()[bank.item_cells]
    gain = entropy(success) - means[items:].ravel()[bank.item_cells]
    return success, np.maximum(gain, 0)  # rounding may leave an item that teaches nothing below 0
