"""What both rule sets of a certification sitting share: what was asked, how it ended, what comes out.

The rules are the public ones of the domain page; where they leave a choice, ours is that neutralising a
question never lowers a result: a neutralised question that was answered right stays counted as right, only
one that was not is taken out. (Where too few are left the sitting is cancelled, whatever was right.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_LEAST_PERCENT_LEFT = 66


@dataclass(frozen=True, slots=True)
class Held:
    """A competence of the candidate's profile: its level, and its pix rounded down. Nobody gets more."""

    competence: str
    level: int
    pix: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the sitting, `item` its challenge.

    `answered`: False for one that was never answered; «Je passe» is an answer, and not `right`. `seconds`:
    time taken, None when unknown or skipped. `neutralised`: by the jury. A question that the invigilator
    withdrew is none of these: another one took its place.
    """

    competence: str
    item: str
    right: bool
    seconds: float | None = None
    answered: bool = True
    neutralised: bool = False


class Ended(StrEnum):
    """How a sitting ended."""

    DONE = "done"
    """Every question was answered, or none was left to ask."""
    CANDIDATE = "candidate"
    """The candidate stopped, or the clock ran out: what is missing counts as skipped."""
    TECHNICAL = "technical"
    """A breakdown, or the invigilator cut the time short: what is missing counts for nothing."""


class Status(StrEnum):
    """What comes out of a sitting, before the jury's own ruling."""

    ISSUED = "issued"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why nothing is issued."""

    LOW_RATE = "low_rate"
    """By profile: fewer than 50 % right."""
    NO_LEVEL = "no_level"
    """No competence reached level 1."""
    TOO_FEW = "too_few"
    """Adaptive: fewer than 20 answers, so there is no score."""
    NEUTRALISED = "neutralised"
    """Too few questions are left after neutralisation."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A result. `levels` and `pix` by competence, 0 where nothing is certified; `total`: pix of them all.

    `rate`: percent of right answers, by profile only. `reason`: None when it is issued.
    """

    status: Status
    levels: Mapping[str, int]
    pix: Mapping[str, int]
    total: int
    rate: int | None = None
    reason: Reason | None = None


def issued(levels: Mapping[str, int], pix: Mapping[str, int], rate: int | None = None) -> Certified:
    """The result worth these levels and pix; rejected when all levels are 0."""
    if not any(levels.values()):
        return nothing(levels, Status.REJECTED, Reason.NO_LEVEL, rate)
    return Certified(Status.ISSUED, levels, pix, sum(pix.values()), rate)


def nothing(competences: Iterable[str], status: Status, reason: Reason, rate: int | None = None) -> Certified:
    """The result of who gets none."""
    none = dict.fromkeys(competences, 0)
    return Certified(status, none, none, 0, rate, reason)


def least_left(asked: int) -> int:
    """How many of so many questions must remain after neutralisation: ceil(0.66 × asked), exactly."""
    return -(-_LEAST_PERCENT_LEFT * asked // 100)


def taken_out(question: Asked) -> bool:
    """True for a question that does not count any more: neutralised, and not right."""
    return question.neutralised and not question.right
