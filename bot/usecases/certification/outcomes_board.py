"""What invigilators are shown on the day, and what candidates are told of what they did."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Literal

from bot.store.sittings import Decision, EndReason, IncidentKind
from bot.usecases.certification.phases import Phase
from bot.usecases.outcomes import Outcome


class Stage(StrEnum):
    """How far a candidate is, in order."""

    AWAY = "away"  # has not entered
    SHORT = "short"  # entered, can't sit for it: too few competences at level 1
    READING = "reading"  # entered, has not accepted the rules
    WAITING = "waiting"  # accepted, not seen by the invigilator
    PRESENT = "present"
    READY = "ready"  # may begin
    RUNNING = "running"
    PROBLEM = "problem"  # reported one: the clock stands still
    BREAK = "break"
    BACK = "back"  # may go on, has not tapped yet
    ENDED = "ended"


class Notice(StrEnum):
    """What has just happened on an invigilator's screen, or could not."""

    SEEN = "seen"  # everybody who waited is present
    ALLOWED = "allowed"
    STOPPED = "stopped"
    RESUMED = "resumed"
    ENDED = "ended"
    OPENED = "opened"
    CLOSED = "closed"
    NOTED = "noted"
    EXTRA = "extra"
    ASKED_BEFORE = "asked_before"  # somebody was quicker, or it was done already
    NOBODY = "nobody"  # nobody is concerned any more
    NOT_IN = "not_in"  # has not entered or not accepted the rules
    NOT_SEEN = "not_seen"  # must be marked present before
    BEGUN = "begun"  # has begun meanwhile
    IDLE = "idle"  # does not run: has not begun, or has ended
    NO_TIME = "no_time"  # that little extra time would end it
    SIT_STILL = "sit_still"  # it can't be closed: somebody has not ended
    OVER = "over"  # closed or cancelled: nothing is done any more
    DAY = "day"  # not announced: nothing to be done yet


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A candidate in the list; `question` of `questions`, `minutes` left, both while the test runs."""

    id: int
    name: str
    given_name: str
    stage: Stage
    question: int = 0
    questions: int = 0
    minutes: int = 0
    ended_for: EndReason | None = None
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to decide: a problem (`id` of the incident), or another phone (`id` of who asks).

    `name`: the candidate's given name.
    """

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class BoardShown(Outcome):
    """The candidates of a sitting, a page of them.

    `live`: the message to rewrite; None: the tapped one, else a new one. `code` is shown while candidates
    may enter; `moment` in words. `counts` has only who there is.
    """

    role: ClassVar[str] = "teacher"
    sitting: int
    phase: Phase
    moment: str
    room: str
    code: str
    counts: tuple[tuple[Stage, int], ...]
    lines: tuple[BoardLine, ...]
    first: int  # number of the first line, from 1
    page: int
    pages: int
    problems: tuple[Waiting, ...]
    phones: tuple[Waiting, ...]
    leads: bool  # the person is its jury
    notice: Notice | None = None
    live: int | None = None

    def count(self, *stages: Stage) -> int:
        """How many candidates are in one of these."""
        return sum(number for stage, number in self.counts if stage in stages)

    @property
    def digest(self) -> str:
        """The same whenever it shows the same."""
        shown = repr(replace(self, live=None, notice=None))
        return hashlib.sha256(shown.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident as it is listed: `at` in words, `by` who decided."""

    id: int
    at: str
    name: str  # of the candidate; '' when it is about everybody
    number: int | None
    kind: IncidentKind
    words: str
    decision: Decision | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class CandidateShown(Outcome):
    """One candidate; `minutes` allowed, extra time included; `began` in words, '' before."""

    role: ClassVar[str] = "teacher"
    sitting: int
    line: BoardLine
    class_name: str
    minutes: int
    began: str
    incidents: tuple[Happened, ...]
    page: int  # of the list
    open: bool  # the sitting goes on
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class ExtraAsked(Outcome):
    """How much more time? `choices`: (percent, minutes in all)."""

    role: ClassVar[str] = "teacher"
    line: BoardLine
    choices: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ProblemShown(Outcome):
    """A problem with a question, to decide or decided.

    `text` and `choices` are the question as the candidate had it, '' when it left the bank; `ended`: the
    candidate's test is over. `alert`: it has just come, in a message of its own; `live`: decided, that
    message is to be rewritten.
    """

    role: ClassVar[str] = "teacher"
    sitting: int
    candidate: int
    incident: Happened
    text: str = ""
    choices: tuple[str, ...] = ()
    picture: str = ""  # in words
    ended: bool = False
    before: bool = False  # it was decided before this tap
    alert: bool = False
    live: int | None = None
    left: tuple[str, ...] = ()  # of a matching question: `choices` are the other side


@dataclass(frozen=True, slots=True)
class PhoneShown(Outcome):
    """Somebody with another phone says they are a candidate; `settled`: it was decided, '' not yet.

    `line` is the candidate as they stand; `taken`: another phone is theirs already; `alert` and `live` as
    with a problem.
    """

    role: ClassVar[str] = "teacher"
    sitting: int
    person: int
    line: BoardLine | None
    class_name: str = ""
    taken: bool = False
    settled: Literal["", "accepted", "refused", "before"] = ""
    alert: bool = False
    live: int | None = None


@dataclass(frozen=True, slots=True)
class SureAsked(Outcome):
    """What can't be undone, before it is done; `people` are concerned, `name` when it is one alone.

    A yes counts for a short while after `at`, UTC milliseconds.
    """

    role: ClassVar[str] = "teacher"
    what: Literal["allow", "end", "end_one", "close"]
    sitting: int
    people: int
    at: int
    candidate: int = 0
    name: str = ""
    question: int = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class KindAsked(Outcome):
    """What is to be noted? About one candidate (`name`), or the whole sitting (0, '')."""

    role: ClassVar[str] = "teacher"
    sitting: int
    candidate: int
    name: str


@dataclass(frozen=True, slots=True)
class WordsAsked(Outcome):
    """The words of an incident are awaited; `refused`: there were none, or too many (LONGEST)."""

    role: ClassVar[str] = "teacher"
    sitting: int
    candidate: int
    name: str
    kind: IncidentKind
    refused: bool = False


@dataclass(frozen=True, slots=True)
class JournalShown(Outcome):
    """All incidents of a sitting, the latest first, a page of them."""

    role: ClassVar[str] = "teacher"
    sitting: int
    incidents: tuple[Happened, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class TimeGiven(Outcome):
    """To a candidate in the test: they have so many `minutes` in all now, `left` of them.

    `still`: their clock stands still.
    """

    role: ClassVar[str] = "pupil"
    minutes: int
    left: int
    still: bool = False
