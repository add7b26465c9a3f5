"""What use cases decide, as plain data; `bot/views` turns each of them into messages."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.content import Variant
from bot.engine import Response, Verdict

BLOCK = 5  # questions between two checkpoints
SITTING = 8  # questions of a «Profil express» between two pictures
EXPRESS = "express"  # stands where a competence does, for the test over all of them


class Outcome:
    """What one use case decided; the subclasses say what."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StepRef:
    """Which question a button is about."""

    competence: str
    assessment: int
    step: int
    of: int = field(default=0, compare=False)  # questions in its block; 0 when this need not be known

    @property
    def number(self) -> int:
        """Place in its block, from 1."""
        return (self.step - 1) % block_size(self.competence) + 1

    @property
    def size(self) -> int:
        """Questions in its block."""
        return self.of or block_size(self.competence)

    @property
    def block(self) -> int:
        """Which block it is in, from 0."""
        return (self.step - 1) // block_size(self.competence)


def block_size(competence: str) -> int:
    """Questions between two pauses."""
    return SITTING if competence == EXPRESS else BLOCK


@dataclass(frozen=True, slots=True)
class QuestionAsked(Outcome):
    """A question to show as a new message; an older copy of it (`replaces`) loses its buttons."""

    ref: StepRef
    variant: Variant
    draft: tuple[object, ...] = ()
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class TakeYourTime(Outcome):
    """Two answers came too fast to have been read: a kind word, once in a positioning."""


@dataclass(frozen=True, slots=True)
class DraftChanged(Outcome):
    """The same question with another draft: what is ticked, ordered or matched so far."""

    ref: StepRef
    variant: Variant
    draft: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class FieldAsked(Outcome):
    """The next field of a question with several."""

    ref: StepRef
    variant: Variant
    index: int


@dataclass(frozen=True, slots=True)
class NumberWanted(Outcome):
    """The text could not be read as the number that is asked; the attempt is not spent."""

    ref: StepRef
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerTaken(Outcome):
    """An answer was recorded; the question's message becomes its answered form."""

    ref: StepRef
    variant: Variant
    response: Response | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class LevelGained(Outcome):
    """A level was reached just now."""

    competence: str
    level: int


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of a checkpoint."""

    ref: StepRef
    verdict: Verdict
    can: str  # what the question was about
    code: str = ""  # the competence of the question


@dataclass(frozen=True, slots=True)
class Checkpoint(Outcome):
    """The pause every 5 answers; `running` tells whether questions remain."""

    competence: str
    assessment: int
    block: int  # from 0
    lines: tuple[AnswerLine, ...]
    running: bool
    left: bool = False  # the pupil went on: only the answers can be opened
    more: int = 0  # questions of the next sitting, at the pause of a «Profil express»
    edit: bool = False


@dataclass(frozen=True, slots=True)
class Finished(Outcome):
    """The positioning ended; a checkpoint of the last answers comes with it."""

    competence: str
    level: int
    pix: int
    questions: int
    right: int
    tutorials: int
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of one competence: its level, and bounds between which it lies nine times in ten."""

    code: str
    level: float
    low: float
    high: float
    asked: bool  # False while only the other competences say something of it
    before: tuple[float, float] | None = None  # the bounds one sitting earlier


@dataclass(frozen=True, slots=True)
class ExpressProfile(Outcome):
    """The picture of a «Profil express» after a sitting, with what was answered in it; or looked at again."""

    assessment: int
    estimates: tuple[Estimate, ...]
    questions: int  # answered in all
    sitting: int  # from 0
    verdicts: tuple[Verdict, ...]  # of this sitting
    more: int  # questions of the next sitting; 0 when the test has ended
    wait: int | None = None  # hours until it may be begun again; None while it runs
    again: bool = False  # looked at again, with what was learnt since
    text: bool = False  # as a text, with the names of the competences


@dataclass(frozen=True, slots=True)
class SittingLeft(Outcome):
    """The pupil went on after a sitting: only its answers can be opened from its picture."""

    assessment: int
    sitting: int


@dataclass(frozen=True, slots=True)
class AnswerDetail(Outcome):
    """One answered question, opened from a checkpoint; `variant` None when it left the bank."""

    ref: StepRef
    verdict: Verdict
    variant: Variant | None
    response: Response | None
    skill: str


@dataclass(frozen=True, slots=True)
class PictureDescribed(Outcome):
    """The text of a picture, for who cannot see it."""

    alt: str


@dataclass(frozen=True, slots=True)
class Paused(Outcome):
    """A test was put aside; it waits, with a question or (`between`) after a pause between two blocks."""

    competence: str
    message_id: int | None = None
    ref: StepRef | None = None
    variant: Variant | None = None
    between: bool = False
    more: int = 0  # questions of the next sitting, in a «Profil express» put aside between two


class Note(StrEnum):
    """Short words that change nothing: mostly a toast above the chat."""

    RECORDED = "recorded"  # the same tap again
    OLD_QUESTION = "old_question"
    NOT_YOURS = "not_yours"
    TICK_ONE = "tick_one"
    INCOMPLETE = "incomplete"
    TOO_EARLY = "too_early"  # a text typed before its question was shown
    USE_BUTTONS = "use_buttons"
    CHANGED = "changed"  # the bank changed: another question comes
    SAVED = "saved"
    REMOVED = "removed"
    THANKS = "thanks"
    BAD_BUTTON = "bad_button"
    NOT_FOUND = "not_found"
    NOTHING_RUNS = "nothing_runs"
    NOTHING_LEFT = "nothing_left"  # no question for this pupil and device
    FINISHED = "finished"  # the positioning has ended
    GONE = "gone"  # the competence left the bank
    EMPTY = "empty"  # a text without a visible character
    NOT_ALLOWED = "not_allowed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Said(Outcome):
    """A note to the person."""

    note: Note


class CompetenceState(StrEnum):
    """Where a pupil is in a competence."""

    NEW = "new"
    RUNNING = "running"
    WAITING = "waiting"  # finished; improving is not open yet
    OPEN = "open"  # finished; improving is open


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """One competence in a list."""

    code: str
    level: int
    pix: int
    state: CompetenceState
    available: bool
    estimate: Estimate | None = None  # what a «Profil express» says, while no positioning does


@dataclass(frozen=True, slots=True)
class CompetenceShown(Outcome):
    """The page of one competence; waits in whole hours, None when there is nothing to wait for."""

    line: CompetenceLine
    improve_in: int | None
    reset_in: int | None
    can_reset: bool
    shorter: bool = False  # a «Profil express» has said enough to spare questions


@dataclass(frozen=True, slots=True)
class ExpressShown(Outcome):
    """The page of the «Profil express»; `wait` in whole hours, None when there is nothing to wait for."""

    state: CompetenceState
    wait: int | None
    done: int = 0  # questions answered in the one that runs
    drawn: bool = False  # its picture can be shown again
    everything: bool = True  # all the competences of the framework are open
    edit: bool = True


@dataclass(frozen=True, slots=True)
class TooSoon(Outcome):
    """Improving or resetting is not open yet."""

    competence: str
    what: str  # improve, reset
    hours: int


@dataclass(frozen=True, slots=True)
class ResetAsked(Outcome):
    """A confirmation of a reset, the first (1) or the second (2)."""

    competence: str
    level: int
    pix: int
    time: int
    express: bool = False  # answers of a «Profil express» go too


@dataclass(frozen=True, slots=True)
class ResetDone(Outcome):
    competence: str
    express: bool = False  # answers of a «Profil express» were set aside too


@dataclass(frozen=True, slots=True)
class DomainsShown(Outcome):
    """The choice of a domain: (number, competences ready in it)."""

    domains: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DomainShown(Outcome):
    domain: str
    lines: tuple[CompetenceLine, ...]


@dataclass(frozen=True, slots=True)
class Welcome(Outcome):
    """One of the first questions."""

    question: str  # role, age, device, grade: what is asked next
    first_time: bool
    hint: bool = False  # something else than a tap came: how to answer is said again


@dataclass(frozen=True, slots=True)
class RoleChosen(Outcome):
    """Somebody said who they are: their menu of commands follows."""

    role: str


@dataclass(frozen=True, slots=True)
class HomeShown(Outcome):
    """The home menu; `running` are competences with a question waiting."""

    role: str
    running: tuple[str, ...]
    tutorials: int
    first_time: bool = False
    edit: bool = True


@dataclass(frozen=True, slots=True)
class ProfileShown(Outcome):
    """The 16 competences, and what certification still needs (0: certifiable)."""

    lines: tuple[CompetenceLine, ...]
    pix: int
    most: int
    missing: int
    picture: bool
    edit: bool = True
    express: bool = False  # a picture of a «Profil express» can be shown again


@dataclass(frozen=True, slots=True)
class TutorialLine:
    skill: str
    title: str
    competence: str
    saved: bool


@dataclass(frozen=True, slots=True)
class TutorialsShown(Outcome):
    missed: tuple[TutorialLine, ...]
    saved: tuple[TutorialLine, ...]
    page: int
    pages: int
    edit: bool = True


@dataclass(frozen=True, slots=True)
class TutorialShown(Outcome):
    """One tutorial; `back` is the checkpoint it was opened from, if any; `again` when it is on screen."""

    skill: str
    saved: bool
    useful: bool | None
    back: StepRef | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class SettingsShown(Outcome):
    role: str
    device: str
    under_15: bool | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class ReportAsked(Outcome):
    ref: StepRef


@dataclass(frozen=True, slots=True)
class ReportLine:
    challenge: str
    variant: int
    reason: str
    words: str | None
    day: str


@dataclass(frozen=True, slots=True)
class ReportsShown(Outcome):
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class MyData(Outcome):
    """Everything kept about a person, as JSON text, and in numbers."""

    document: str
    answers: int
    competences: int


@dataclass(frozen=True, slots=True)
class EraseAsked(Outcome):
    time: int
    answers: int


@dataclass(frozen=True, slots=True)
class Erased(Outcome):
    pass


@dataclass(frozen=True, slots=True)
class Page(Outcome):
    """A fixed text: help, privacy, …"""

    name: str
    details: dict[str, bool] = field(default_factory=dict)
