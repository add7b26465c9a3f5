"""What following a campaign shows."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from bot.store.campaigns import Campaign
from bot.usecases.broadcasts.outcomes import Coming
from bot.usecases.following.board import Standing
from bot.usecases.outcomes import Outcome, TutorialShown
from bot.usecases.participation.results import percent


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of reminding who has not started.

    `people` are reminded at once; `refused` want no reminders; `too_late`: nobody may be written to before
    the deadline. Those who are reminded later are with the campaign.
    """

    people: int = 0
    refused: int = 0
    too_late: bool = False


@dataclass(frozen=True, slots=True)
class ToNudge:
    """How many are reminded later, and when, in words."""

    people: int
    leaves: str


@dataclass(frozen=True, slots=True)
class CampaignFollowed(Outcome):
    """The one screen of a campaign: how many are how far."""

    role: ClassVar[str] = "teacher"
    campaign: Campaign
    title: str  # of its target; '' for a collection
    classes: tuple[str, ...]
    zone: str
    now_ms: int
    enrolled: int
    absent: int  # of the pupils enrolled: not on Telegram yet
    waiting: int
    running: int
    done: int
    late: int
    average: int | None
    gone: bool = False  # what it tested left the bank
    nudged: Nudged | None = None  # just now; None when it was not asked for
    to_nudge: ToNudge | None = None
    coming: tuple[Coming, ...] = ()
    edit: bool = True


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """One person in a list."""

    key: int
    name: str
    classroom: str
    joined: bool
    reachable: bool
    answered: int  # questions of the attempt that runs
    mastery: int | None
    late: bool
    pix: int | None = None  # of a profile that was sent


@dataclass(frozen=True, slots=True)
class FollowedList(Outcome):
    """Those who are in one standing, a page of them."""

    campaign_id: int
    campaign: str
    standing: Standing
    lines: tuple[FollowedLine, ...]
    total: int
    page: int
    pages: int
    collection: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """How much of something is mastered: `validated` skills of `skills`."""

    title: str
    validated: int
    skills: int

    @property
    def percent(self) -> int:
        """Rounded down."""
        return percent(self.validated, self.skills)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the history of somebody's attempts."""

    number: int
    mastery: int | None
    sent_at: int | None
    late: bool


@dataclass(frozen=True, slots=True)
class PupilFollowed(Outcome):
    """The page of one pupil in a campaign: never an answer."""

    campaign_id: int
    campaign: str
    line: FollowedLine
    standing: Standing
    zone: str
    now_ms: int
    attempts: tuple[Attempt, ...]
    stage: str
    badges: tuple[str, ...]
    competences: tuple[Share, ...]  # titles are codes
    to_work_on: tuple[Share, ...]  # topics, the least mastered first
    tutorials: tuple[tuple[str, str], ...]  # (skill, title)
    levels: tuple[tuple[str, int | None], ...]  # of a collection: (competence, level); None: never tried
    page: int  # of the list of those in the same standing
    collection: bool = False


@dataclass(frozen=True, slots=True)
class TopicNeed:
    """A topic for a whole class: mean share mastered, how many pupils are below half of it, of how many."""

    topic: str
    title: str
    competence: str
    percent: int
    below: int
    tested: int


@dataclass(frozen=True, slots=True)
class ClassAnalysed(Outcome):
    """The topics of a campaign, those most in need first, a page of them."""

    campaign_id: int
    campaign: str
    results: int
    needs: tuple[TopicNeed, ...]
    lessons: tuple[tuple[str, str], ...]  # (skill, title): where the first of these topics begin
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class LessonOpened(Outcome):
    """A lesson that a teacher opens from a pupil's page or the class's."""

    campaign_id: int
    lesson: TutorialShown


@dataclass(frozen=True, slots=True)
class HeatShown(Outcome):
    """Pupils × competences: a row a pupil, percent mastered (or levels), None where nothing is known."""

    campaign_id: int
    campaign: str
    competences: tuple[str, ...]
    pupils: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    levels: bool = False  # of a collection: 0 to 8


@dataclass(frozen=True, slots=True)
class CurveShown(Outcome):
    """How many had started and finished by the end of each day, in the school's zone."""

    campaign_id: int
    campaign: str
    days: tuple[date, ...]
    started: tuple[int, ...]
    finished: tuple[int, ...]
    enrolled: int
    deadline: date | None
    collection: bool = False


Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export; `kind`: text, number, percent, moment (ISO, the school's own time)."""

    title: str
    kind: Literal["text", "number", "percent", "moment"] = "text"


@dataclass(frozen=True, slots=True)
class ResultsExported(Outcome):
    """One line a pupil; by topic the same, none for a collection; `form`: xlsx or csv."""

    campaign_id: int
    campaign: str
    school: str
    form: Literal["xlsx", "csv"]
    zone: str
    now_ms: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    topic_columns: tuple[Column, ...]
    topic_rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class NothingYet(Outcome):
    """Nobody has a result to show."""

    campaign_id: int
