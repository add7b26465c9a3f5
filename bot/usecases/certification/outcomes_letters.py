"""What letters tell of sittings, to candidates and to their guardians."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.usecases.outcomes import Outcome


class Told(StrEnum):
    """What is told of a sitting."""

    SUMMONS = "summons"
    CHANGED = "changed"  # summoned again: another day, hour or room
    NEARER = "nearer"  # a week or a day before
    HOUR = "hour"
    CANCELLED = "cancelled"
    RESULT = "result"  # it is there; what it is stands where the candidate looks at it
    CERTIFIED = "certified"  # the candidate shows a result at home
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True)
class SittingLine:
    """One sitting; `starts` in words in the school's zone, `minutes` the candidate's own, with extra time.

    `days`: midnights until it begins.

    Of a certificate that expires, `starts` is its last day. A result shown at home has its `status` in words
    and its `total`, None without one.
    """

    told: Told
    starts: str
    room: str
    school: str
    organiser: str
    minutes: int
    days: int = 0
    status: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class SittingLetter(Outcome):
    """What a candidate is told, the most urgent first."""

    role: ClassVar[str] = "pupil"
    lines: tuple[SittingLine, ...]
