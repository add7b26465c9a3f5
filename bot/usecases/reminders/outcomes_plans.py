"""What the plan of a campaign's reminders shows its teachers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.offsets import DelayFault
from bot.usecases.reminders.outcomes import PupilLetter

WORDS_LIMIT = 200  # characters


class Who(StrEnum):
    """Who is reminded."""

    PUPILS = "pupils"
    GUARDIANS = "guardians"


class LineState(StrEnum):
    """What becomes of one reminder that has not gone."""

    PLANNED = "planned"
    EARLIER = "earlier"  # nobody is written to on its day: the last open day before
    LATER = "later"  # the next opening
    PAST = "past"  # its moment has gone by without it
    TOO_LATE = "too_late"  # it would come when nothing can be done any more
    QUIET = "quiet"  # nobody is written to in time
    DOUBLED = "doubled"  # another one goes on that day
    BEFORE_OPENING = "before_opening"


class Quiet(StrEnum):
    """Why nobody is written to on the usual day of a reminder."""

    WEEKEND = "weekend"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder; `at` in UTC milliseconds, None when none goes.

    `days` before the deadline: of the day on which it goes, as planned where none does.
    """

    days: int
    state: LineState
    at: int | None = None
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Reminders that went on one day, from `at` on, in UTC milliseconds, to so many people."""

    who: Who
    at: int
    people: int


class Rest(StrEnum):
    """Why nothing goes at all."""

    NO_DEADLINE = "no_deadline"
    OVER = "over"  # the deadline has passed
    CLOSED = "closed"  # or put away


class PlanNotice(StrEnum):
    """What has just been done, or why not."""

    ADDED = "added"
    THERE = "there"  # that delay was chosen already
    FULL = "full"  # as many as there may be
    USUAL = "usual"
    SILENT = "silent"
    WORDS = "words"
    NO_WORDS = "no_words"
    SHOWN = "shown"  # results, to guardians
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class About:
    """Which campaign a screen is about; `deadline` in UTC milliseconds, None without one."""

    campaign: int
    name: str
    draft: bool
    zone: str
    now_ms: int
    deadline: int | None
    rest: Rest | None


@dataclass(frozen=True, slots=True)
class PlanShown(Outcome):
    """The reminders of a campaign: what goes when, the teacher's words, and what guardians get."""

    role: ClassVar[str] = "teacher"
    about: About
    pupils: tuple[Line, ...]
    guardians: tuple[Line, ...]
    words: str
    results_shared: bool
    usual: bool
    sent: tuple[Sent, ...] = ()
    notice: PlanNotice | None = None


@dataclass(frozen=True, slots=True)
class OffsetsAsked(Outcome):
    """How many days before the deadline pupils, or guardians, are reminded: touched or written."""

    role: ClassVar[str] = "teacher"
    about: About
    who: Who
    chosen: tuple[int, ...]
    lines: tuple[Line, ...]
    sent: tuple[Sent, ...] = ()
    notice: PlanNotice | None = None
    named: int = 0  # the delay that the notice is about


@dataclass(frozen=True, slots=True)
class DelayAsked(Outcome):
    """A delay is awaited; the one just written has a `fault`, or was `read` and would become this `line`."""

    role: ClassVar[str] = "teacher"
    about: About
    who: Who
    chosen: tuple[int, ...]
    fault: DelayFault | None = None
    read: int | None = None
    line: Line | None = None


class WordsFault(StrEnum):
    """Why the teacher's words can't be taken."""

    EMPTY = "empty"
    LONG = "long"
    FOR_THE_BOT = "for_the_bot"  # a code, a link to the bot, a command


@dataclass(frozen=True, slots=True)
class ReminderWordsAsked(Outcome):
    """The teacher's words in every reminder are awaited: `words` stand now, the `written` ones will if it is
    confirmed; `length` of what was too long.
    """

    role: ClassVar[str] = "teacher"
    about: About
    words: str
    written: str = ""
    fault: WordsFault | None = None
    length: int = 0


@dataclass(frozen=True, slots=True)
class SharingAsked(Outcome):
    """Before guardians get results: what they are shown, and when."""

    role: ClassVar[str] = "teacher"
    about: About
    shared: bool


@dataclass(frozen=True, slots=True)
class LetterPreviewed(Outcome):
    """A reminder as a pupil who has not begun gets it next, `at` in UTC milliseconds; None when none goes."""

    role: ClassVar[str] = "teacher"
    about: About
    letter: PupilLetter
    at: int | None
