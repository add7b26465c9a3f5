"""What taking a campaign's test comes to, as plain data."""

from dataclasses import dataclass
from enum import StrEnum

from bot.store.campaigns import Mode
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import Outcome
from bot.usecases.participation.results import CampaignResult


class ClosedBecause(StrEnum):
    """Why a campaign's test cannot go on, or begin, now; nothing of it is lost."""

    GONE = "gone"  # deleted, or its skills left the bank
    CLOSED = "closed"  # by the teacher
    PASSED = "passed"  # the deadline, and late is not allowed
    DEVICE = "device"  # none of its questions opens on this device


@dataclass(frozen=True, slots=True)
class CampaignClosed(Outcome):
    """A campaign's test cannot go on now; what was answered is kept. `name` is '' when it is gone."""

    name: str
    reason: ClosedBecause
    answered: int = 0  # questions answered and kept
    question: int | None = None  # the message of the one that waits, which can't be answered now


@dataclass(frozen=True, slots=True)
class CampaignFinished(Outcome):
    """An attempt ended: what it came to, and what happens next; or the same looked at again later.

    `best`: the highest mastery of all the attempts, this one included. `retries`: another attempt is
    possible, in `wait` hours. `answers`: where the first answers are, (key, attempt, block); None while they
    cannot be looked at (an exam that goes on for others), or when nothing was asked.
    """

    code: str
    name: str
    mode: Mode
    teacher: str
    end_words: str
    result: CampaignResult
    attempt: int
    best: int
    late: bool
    retries: bool
    wait: int = 0
    answers: tuple[str, int, int] | None = None
    again: bool = False  # looked at later
    shared: bool = False  # the campaign is of several teachers, who all see the result
    attempt_id: int = 0
    guardians: Shown = Shown.NOBODY
