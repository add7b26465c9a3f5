"""Signs of guessing and of copying, for a jury that looks closer: numbers, never a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

HASTY_ALARM = 0.15
FIT_ALARM = -2.3
COPY_ALARM = 0.02


@dataclass(frozen=True, slots=True)
class Predicted:
    """An answer of the sitting and the success that was predicted before it, 0–1."""

    success: float
    right: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A wrong response that could have come from the other candidate, and whether it did.

    `chance`: the probability that somebody who copied nothing would have given just that response.
    """

    same: bool
    chance: float


def hasty_share(seconds: Sequence[float | None]) -> float:
    """The share of answers that came too fast to have been read, 0–1; skipped ones (None) never did."""


def person_fit(answers: Sequence[Predicted]) -> float:
    """The standardised log-likelihood of the answers (l_z); far below 0, they fit no ability."""


def coincidence(matches: Sequence[Match]) -> float:
    """The probability of as many matches or more between two candidates who know nothing of each other."""


def close_share(gaps: Sequence[float]) -> float:
    """The share of challenges both answered that the second answered within a minute of the first."""
