"""What the use cases of campaigns decide, for their teachers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.content.targeting import Badge, Stage
from bot.store.campaigns import Colleague, Mode
from bot.usecases.campaigns.dates import DateProblem
from bot.usecases.campaigns.phases import Phase
from bot.usecases.outcomes import Outcome

PAGE = 8  # lines of a list
NAME_LIMIT, WORDS_LIMIT = 60, 500  # characters


class Field(StrEnum):
    """What a teacher decides of a campaign."""

    NAME = "name"
    TARGET = "target"
    CLASSES = "classes"
    DEADLINE = "deadline"
    MODE = "mode"
    OPENS = "opens"
    START = "start"  # words at the start
    END = "end"  # and at the end


STEPS = (Field.NAME, Field.TARGET, Field.CLASSES, Field.DEADLINE, Field.MODE)
"""What is asked of a new campaign, in this order; the rest has defaults."""


class Lack(StrEnum):
    """What keeps a campaign from being published."""

    NO_TARGET = "no_target"
    TARGET_GONE = "target_gone"
    NO_CLASS = "no_class"
    CLASS_ARCHIVED = "class_archived"
    DEADLINE_PAST = "deadline_past"
    DEADLINE_FIRST = "deadline_first"  # before the opening


class Notice(StrEnum):
    """What has just happened to a campaign, or could not."""

    COPIED = "copied"
    CLOSED = "closed"
    REOPENED = "reopened"
    REOPENED_LATE = "reopened_late"  # its deadline has passed: it takes another one
    REOPENED_TO_LATE = "reopened_to_late"  # it has passed, and late answers are accepted
    ANSWERS_SHOWN = "answers_shown"  # of an exam, to who has finished
    ANSWERS_SEEN = "answers_seen"  # and it is taken again
    ARCHIVED = "archived"
    TAKEN_OUT = "taken_out"
    BEGUN = "begun"  # target and mode are settled: somebody has begun
    NEEDS_CLASS = "needs_class"  # the last way in can't be taken away from a published one
    NEEDS_TOPIC = "needs_topic"  # nor the last topic
    TOO_MANY_DRAFTS = "too_many_drafts"


class Complaint(StrEnum):
    """Why what was written can't be taken."""

    EMPTY = "empty"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Step:
    """Which campaign a screen is about; `guided` while a new one is put together step by step."""

    campaign: int
    guided: bool = False


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One campaign in a list; `deadline` in words, '' without one."""

    id: int
    name: str
    phase: Phase
    deadline: str


@dataclass(frozen=True, slots=True)
class CampaignsListed(Outcome):
    """A page of the campaigns in one phase; `counts` of each phase that has some."""

    role: ClassVar[str] = "teacher"
    phase: Phase
    lines: tuple[CampaignLine, ...]
    counts: tuple[tuple[Phase, int], ...]
    page: int
    pages: int
    whole_school: bool
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class DraftsFound(Outcome):
    """Drafts wait: one of them goes on, or a new one begins, by its name too, unless they are too many."""

    role: ClassVar[str] = "teacher"
    lines: tuple[CampaignLine, ...]
    full: bool


@dataclass(frozen=True, slots=True)
class NameAsked(Outcome):
    """The name of a campaign is awaited; `name` is the one it has."""

    role: ClassVar[str] = "teacher"
    step: Step
    name: str
    complaint: Complaint | None = None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A ready-made target in a list; `phone` is the share of it that needs nothing but a phone."""

    slug: str
    title: str
    questions: int
    phone: float


@dataclass(frozen=True, slots=True)
class TargetsListed(Outcome):
    """A page of the ready-made targets; `chosen` is the title of what the campaign tests now."""

    role: ClassVar[str] = "teacher"
    step: Step
    lines: tuple[TargetLine, ...]
    page: int
    pages: int
    chosen: str


@dataclass(frozen=True, slots=True)
class TargetShown(Outcome):
    """One ready-made target, before it is taken."""

    role: ClassVar[str] = "teacher"
    step: Step
    line: TargetLine
    about: str
    skills: int
    topics: tuple[str, ...]  # titles
    page: int  # of the list it was opened from


@dataclass(frozen=True, slots=True)
class Choice:
    """The topics that a teacher chose so far: how many, their skills, the questions asked at most."""

    topics: int
    skills: int
    questions: int
    phone: float


@dataclass(frozen=True, slots=True)
class TopicsShown(Outcome):
    """The competences, with the number of topics chosen in each; a word typed now searches."""

    role: ClassVar[str] = "teacher"
    step: Step
    competences: tuple[tuple[str, int], ...]  # codes that have topics
    choice: Choice


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic to choose; `cap` is its highest level, 0 while it is not chosen, `lowest` the first it has."""

    id: str
    title: str
    cap: int
    lowest: int
    phone: bool  # all its skills up to that level need nothing but a phone


@dataclass(frozen=True, slots=True)
class CompetenceTopics(Outcome):
    """The topics of one competence; those that are chosen go up to level `cap`."""

    role: ClassVar[str] = "teacher"
    step: Step
    code: str
    cap: int
    lines: tuple[TopicLine, ...]
    choice: Choice
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class TopicsFound(Outcome):
    """The topics that a typed word found."""

    role: ClassVar[str] = "teacher"
    step: Step
    words: str
    cap: int
    lines: tuple[TopicLine, ...]
    choice: Choice
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class ClassesAsked(Outcome):
    """Which classes: (id, name, chosen); or anyone with the code (`open`)."""

    role: ClassVar[str] = "teacher"
    step: Step
    classes: tuple[tuple[int, str, bool], ...]  # of this page
    open: bool
    chosen: int  # on every page
    page: int
    pages: int
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class MomentAsked(Outcome):
    """The opening or the deadline; `moment` in words, '' while there is none; `example` of a day to write.

    A date that was written may have a `problem`, or come in the wrong `order` with the other one.
    """

    role: ClassVar[str] = "teacher"
    step: Step
    field: Field
    moment: str
    example: str
    ready: bool  # to be published as it is
    problem: DateProblem | None = None
    order: bool = False
    other: str = ""  # the moment it clashes with, in words


@dataclass(frozen=True, slots=True)
class ModeAsked(Outcome):
    role: ClassVar[str] = "teacher"
    step: Step
    mode: Mode
    ready: bool  # to be published as it is


@dataclass(frozen=True, slots=True)
class WordsAsked(Outcome):
    """The teacher's words at the start or at the end are awaited."""

    role: ClassVar[str] = "teacher"
    step: Step
    field: Field
    words: str
    complaint: Complaint | None = None
    length: int = 0  # of what was too long


class DayOff(StrEnum):
    """Why nobody is written to on some day."""

    PUBLIC = "public"
    VACATIONS = "vacations"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that was decided of a campaign, in words.

    `day_off`: its deadline, which is to come, is on such a day.
    `target` is '' for a collection, until it is chosen, and when what was chosen is `gone` from the bank.
    """

    id: int
    name: str
    draft: bool
    mode: Mode
    target: str
    about: str
    questions: int
    phone: float
    classes: tuple[str, ...]
    open: bool
    opens: str
    deadline: str
    late: bool
    retries: bool
    start: str
    end: str
    teacher: str
    reminders: tuple[int, ...]  # to pupils, days before the deadline
    gone: bool = False
    day_off: DayOff | None = None


@dataclass(frozen=True, slots=True)
class CampaignSummed(Outcome):
    """The summary, to be corrected at any field; `lacks` is what publishing stumbled on."""

    role: ClassVar[str] = "teacher"
    summary: Summary
    lacks: tuple[Lack, ...] = ()
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class StagesShown(Outcome):
    """What pupils read at the end, by their mastery."""

    role: ClassVar[str] = "teacher"
    campaign: int
    title: str
    stages: tuple[Stage, ...]
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class CampaignManaged(Outcome):
    """What can be done with a published campaign as a whole."""

    role: ClassVar[str] = "teacher"
    campaign: int
    name: str
    phase: Phase
    closed: bool
    leaders: tuple[str, ...]
    people: int
    notice: Notice | None = None
    also: Notice | None = None  # about the answers of an exam


@dataclass(frozen=True, slots=True)
class DeleteAsked(Outcome):
    """A confirmation before a campaign is deleted, the first (1) or the second (2)."""

    role: ClassVar[str] = "teacher"
    campaign: int
    name: str
    people: int
    finished: int
    time: int


@dataclass(frozen=True, slots=True)
class CampaignDeleted(Outcome):
    role: ClassVar[str] = "teacher"
    name: str
    draft: bool


@dataclass(frozen=True, slots=True)
class TeamShown(Outcome):
    """Whose campaign it is, and the colleagues it can be shared with; `alone` when nobody can leave."""

    role: ClassVar[str] = "teacher"
    campaign: int
    name: str
    leaders: tuple[Colleague, ...]
    others: tuple[Colleague, ...]  # of this page
    page: int
    pages: int
    myself: int


@dataclass(frozen=True, slots=True)
class CampaignShared(Outcome):
    """To a colleague: a campaign is theirs too from now on."""

    role: ClassVar[str] = "teacher"
    campaign: int
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What goes on a poster and in a message; dates in words, '' without one.

    `late`: the deadline has passed, and it can be begun all the same.
    """

    campaign: int
    name: str
    code: str
    teacher: str
    school: str
    opens: str
    deadline: str
    questions: int
    classes: bool  # for its classes alone
    exam: bool = False
    collection: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class CodeShown(Outcome):
    """The code and the link of a campaign, and the ways to hand them out; `published` just now.

    `reminders` to pupils still come, so many days before the deadline.
    """

    role: ClassVar[str] = "teacher"
    handed: HandedOut
    reminders: tuple[int, ...]
    published: bool = False


@dataclass(frozen=True, slots=True)
class QrMade(Outcome):
    """The QR code as a picture."""

    role: ClassVar[str] = "teacher"
    handed: HandedOut


@dataclass(frozen=True, slots=True)
class PosterMade(Outcome):
    """The poster as a PDF."""

    role: ClassVar[str] = "teacher"
    handed: HandedOut


@dataclass(frozen=True, slots=True)
class ForwardMessage(Outcome):
    """A message that a teacher forwards to pupils as it is."""

    role: ClassVar[str] = "teacher"
    handed: HandedOut
