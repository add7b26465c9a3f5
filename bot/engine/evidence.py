"""What one answer says about one skill: how likely it is with the skill, and without it.

A guessing and slipping model (four parameters: Barton & Lord, 1981) in which some answers are careless, known
by their time: a mixture in the manner of Wang & Xu, "A mixture hierarchical model for response times and
response accuracy" (2015). The pupil's state of a skill is one draw: two items of a skill say less than two
skills.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, isnan, log

from bot.errors import BankError

LEAST, MOST = 0.01, 0.99
"""No answer is ever believed impossible, or certain."""

SLIP = 0.03
CARELESS = 0.10
_CARELESS_AND_FAST = 0.60
_USUAL_SECONDS, _USUAL_SPREAD = 25.0, 0.6
_FAST_SECONDS, _FAST_SPREAD = 3.0, 0.5
_MOST_CARELESS = 0.8
"""However fast an answer came, it may have been known: a brisk pupil must not be held for a careless one."""
_SHORTEST = 0.5  # seconds: below, nothing more can be learnt from the time
HASTY = 0.5
"""Probability of carelessness from which an answer is called hasty: about 5 s or less."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an item of the bank.

    `seconds`: time taken, None when unknown. `weight`: 1 for an answer of the running positioning, less for
    old evidence (its likelihood is raised to that power: Ibrahim & Chen, "Power prior distributions", 2000).
    An answer to an item that has left the bank is ignored. Raises BankError for a weight outside 0–1, or NaN.
    """

    item: str
    correct: bool
    seconds: float | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= 1:
            raise BankError(f"the weight of an answer to {self.item} is {self.weight}, not between 0 and 1")
        if self.seconds is not None and isnan(self.seconds):
            raise BankError(f"the time of an answer to {self.item} is not a number")


@lru_cache(maxsize=4096)
def careless(seconds: float | None) -> float:
    """The probability that an answer was careless, from its time.

    Only haste speaks: from about 15 s on every answer counts the same.
    """
    if seconds is None:
        return CARELESS
    if seconds == inf:
        return careless(10 * _USUAL_SECONDS)
    time = log(max(seconds, _SHORTEST))
    fast = (time - log(_FAST_SECONDS)) / _FAST_SPREAD
    usual = (time - log(_USUAL_SECONDS)) / _USUAL_SPREAD
    ratio = exp((usual**2 - fast**2) / 2) * _USUAL_SPREAD / _FAST_SPREAD
    odds = (1 - _CARELESS_AND_FAST + _CARELESS_AND_FAST * ratio) * CARELESS / (1 - CARELESS)
    return min(odds / (1 + odds), _MOST_CARELESS)


def hasty(seconds: float | None) -> bool:
    """True when an answer came too fast to have been read; never for a skipped one, whose time is None."""
    return careless(seconds) >= HASTY


def success(guess: float, haste: float = CARELESS) -> tuple[float, float]:
    """P(right | skill mastered), P(right | not mastered); a careless answer is right by guessing only."""
    with_skill = haste * guess + (1 - haste) * (1 - SLIP)
    without = min(max(guess, LEAST), MOST)
    return min(max(with_skill, without), MOST), without
