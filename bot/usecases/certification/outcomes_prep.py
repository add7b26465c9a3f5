"""What the use cases before the day of a sitting decide, for who organises it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from bot.store.sittings import RuleSet
from bot.usecases.campaigns.dates import DateProblem
from bot.usecases.certification.phases import Phase
from bot.usecases.outcomes import Outcome

ROOM_LIMIT = 40  # characters
MOST_EXTRA = 200  # percent

Shared = Literal["invigilator", "results"]
"""Roles that the organiser hands out."""


class Field(StrEnum):
    """What an organiser decides of a sitting."""

    RULES = "rules"
    CLASSES = "classes"
    DATE = "date"
    ROOM = "room"


STEPS = tuple(Field)
"""What is asked of a new sitting, in this order; the rest has defaults."""


class Lack(StrEnum):
    """What keeps a sitting from being announced."""

    NO_CANDIDATE = "no_candidate"
    NO_DATE = "no_date"
    PAST = "past"


class Notice(StrEnum):
    """What has just happened to a sitting, or could not."""

    ANNOUNCED = "announced"
    SAVED = "saved"  # of one announced
    MOVED = "moved"  # another date or room: its candidates are told
    CANCELLED = "cancelled"
    BEGUN = "begun"  # it can't be changed: a candidate has begun, or it is over
    RUNNING = "running"  # it can't be cancelled: a candidate sits
    NEEDS_CANDIDATE = "needs_candidate"  # the last class of an announced one stays
    TOO_MANY_DRAFTS = "too_many_drafts"
    NOT_OUT = "not_out"  # a candidate who has entered stays
    DELETED = "deleted"


class Complaint(StrEnum):
    """Why what was written can't be taken."""

    EMPTY = "empty"
    LONG = "long"
    NUMBER = "number"  # of percent


@dataclass(frozen=True, slots=True)
class Step:
    """Which sitting a screen is about; `guided` while a new one is put together step by step."""

    sitting: int
    guided: bool = False


@dataclass(frozen=True, slots=True)
class SittingLine:
    """One sitting in a list; `day` is short for a button, `when` in words, both '' without a date."""

    id: int
    phase: Phase
    day: str
    when: str
    room: str
    candidates: int


@dataclass(frozen=True, slots=True)
class SittingsListed(Outcome):
    """A page of sittings: those to come, the nearest first, then drafts, then those that are over."""

    role: ClassVar[str] = "teacher"
    lines: tuple[SittingLine, ...]
    page: int
    pages: int
    whole_school: bool
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class RulesAsked(Outcome):
    role: ClassVar[str] = "teacher"
    step: Step
    rules: RuleSet


@dataclass(frozen=True, slots=True)
class SittingClassesAsked(Outcome):
    """Which classes: (id, name, chosen); their pupils are the candidates."""

    role: ClassVar[str] = "teacher"
    step: Step
    classes: tuple[tuple[int, str, bool], ...]  # of this page
    candidates: int
    page: int
    pages: int
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class DayAsked(Outcome):
    """The day, or day and hour, is awaited; `days` to tap: (ordinal, what it is called).

    `moment` in words, '' while there is none; `example` of what to write.
    """

    role: ClassVar[str] = "teacher"
    step: Step
    moment: str
    days: tuple[tuple[int, str], ...]
    example: str
    problem: DateProblem | None = None


@dataclass(frozen=True, slots=True)
class HourAsked(Outcome):
    """The hour of a day is awaited; `day` by its ordinal, and in words."""

    role: ClassVar[str] = "teacher"
    step: Step
    ordinal: int
    day: str
    hours: tuple[tuple[int, str], ...]  # minutes since midnight, in words
    problem: DateProblem | None = None


@dataclass(frozen=True, slots=True)
class RoomAsked(Outcome):
    """The room is awaited; `room` is the one it has."""

    role: ClassVar[str] = "teacher"
    step: Step
    room: str
    complaint: Complaint | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Another sitting at the same time, to which `candidates` of this one are summoned too."""

    when: str
    room: str
    candidates: int


@dataclass(frozen=True, slots=True)
class SittingSummary:
    """Everything that was decided of a sitting, in words."""

    id: int
    phase: Phase
    rules: RuleSet
    when: str
    room: str
    minutes: int
    classes: tuple[str, ...]
    candidates: int
    extra: int  # candidates with more time
    unlinked: int  # candidates whose line nobody has joined: no summons reaches them
    organiser: str
    invigilators: tuple[str, ...]
    results: tuple[str, ...]
    day_off: bool = False  # a day on which the school writes to nobody
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class SittingShown(Outcome):
    """One sitting. `leads`: it may be changed by the reader; `editing`: its fields are offered.

    `watches`, `receives`: the reader invigilates it, is sent its results. `lacks` is what announcing stumbled
    on.
    """

    role: ClassVar[str] = "teacher"
    summary: SittingSummary
    leads: bool
    watches: bool
    editing: bool = False
    lacks: tuple[Lack, ...] = ()
    notice: Notice | None = None
    receives: bool = False


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate in a list; `extra` in percent."""

    id: int
    name: str
    class_name: str
    extra: int


@dataclass(frozen=True, slots=True)
class CandidatesListed(Outcome):
    role: ClassVar[str] = "teacher"
    sitting: int
    lines: tuple[CandidateLine, ...]  # of this page
    total: int
    extra: int  # how many have more time
    out: int  # how many pupils of the classes are left out
    several: bool  # more than one class
    page: int
    pages: int
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class LeftOutListed(Outcome):
    """The pupils left out, (id, name), to be summoned after all."""

    role: ClassVar[str] = "teacher"
    sitting: int
    lines: tuple[tuple[int, str], ...]  # of this page
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class CandidateShown(Outcome):
    """One candidate, and the time they have: `minutes` with the extra time, rounded up."""

    role: ClassVar[str] = "teacher"
    sitting: int
    line: CandidateLine
    minutes: int
    choices: tuple[tuple[int, int], ...]  # percent, minutes with it
    joined: bool
    removable: bool
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class ExtraAsked(Outcome):
    """Another extra time is awaited, in percent."""

    role: ClassVar[str] = "teacher"
    sitting: int
    line: CandidateLine
    complaint: Complaint | None = None


@dataclass(frozen=True, slots=True)
class StaffAsked(Outcome):
    """Who invigilates, or receives the results: (person, name, chosen) of the school's members."""

    role: ClassVar[str] = "teacher"
    sitting: int
    about: Shared
    lines: tuple[tuple[int, str, bool], ...]  # of this page
    chosen: int
    page: int
    pages: int
    renewed: bool = False  # the code of the invigilators is another one


@dataclass(frozen=True, slots=True)
class StaffNamed(Outcome):
    """To a colleague: they invigilate, or receive the results, from now on."""

    role: ClassVar[str] = "teacher"
    sitting: int
    about: Shared
    by: str
    when: str
    room: str


@dataclass(frozen=True, slots=True)
class StaffTold(Outcome):
    """To an invigilator: the sitting has moved, or is cancelled."""

    role: ClassVar[str] = "teacher"
    sitting: int
    when: str
    room: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class SittingCancelAsked(Outcome):
    """A confirmation before an announced sitting is cancelled."""

    role: ClassVar[str] = "teacher"
    sitting: int
    when: str
    candidates: int


@dataclass(frozen=True, slots=True)
class SittingDeleteAsked(Outcome):
    """A confirmation before a draft is deleted."""

    role: ClassVar[str] = "teacher"
    sitting: int
    candidates: int


@dataclass(frozen=True, slots=True)
class SittingCodes(Outcome):
    """The access code of candidates and the invigilator's own."""

    role: ClassVar[str] = "teacher"
    sitting: int
    when: str
    room: str
    code: str
    staff_code: str


@dataclass(frozen=True, slots=True)
class SittingQr(Outcome):
    """A code as a picture; `staff` for the invigilator's."""

    role: ClassVar[str] = "teacher"
    sitting: int
    code: str
    staff: bool


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A candidate on the printed list; `minutes` with the extra time."""

    name: str
    class_name: str
    extra: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SittingSheet(Outcome):
    """What is printed: the code for the board, and the list of attendance."""

    role: ClassVar[str] = "teacher"
    sitting: int
    school: str
    when: str
    room: str
    code: str
    organiser: str
    minutes: int
    rules: RuleSet
    lines: tuple[AttendanceLine, ...]
