"""What taking a test comes to: questions, answers, pauses, ends."""

from dataclasses import dataclass

from bot.content import Variant
from bot.engine import Response, Verdict
from bot.usecases.keys import StepRef
from bot.usecases.outcomes.base import Outcome


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
    """The same question with another draft: what is ticked, ordered or matched so far.

    `message_id`: the one copy that may show it; None for the one that was tapped.
    """

    ref: StepRef
    variant: Variant
    draft: tuple[object, ...]
    message_id: int | None = None


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
    stop: bool = False  # the text asks for a rest: how to have one is said


@dataclass(frozen=True, slots=True)
class AnswerTaken(Outcome):
    """An answer was recorded; the question's message becomes its answered form, and `also` go."""

    ref: StepRef
    variant: Variant
    response: Response | None
    message_id: int | None
    also: tuple[int, ...] = ()


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
    title: str = ""  # of a campaign
    blocks: int = 1  # that can be leafed through


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
class AnswerDetail(Outcome):
    """One answered question, opened from a checkpoint; `variant` None when it left the bank."""

    ref: StepRef
    verdict: Verdict
    variant: Variant | None
    response: Response | None
    skill: str


@dataclass(frozen=True, slots=True)
class PictureAgain(Outcome):
    """The picture of an answered question."""

    ref: StepRef
    variant: Variant


@dataclass(frozen=True, slots=True)
class PictureDescribed(Outcome):
    """The text of a picture, for who cannot see it; `ref`: of a certification's question, whose text goes."""

    alt: str
    ref: StepRef | None = None


@dataclass(frozen=True, slots=True)
class Paused(Outcome):
    """A test was put aside; it waits, with a question or (`between`) after a pause between two blocks."""

    competence: str
    message_id: int | None = None
    ref: StepRef | None = None
    variant: Variant | None = None
    between: bool = False
    more: int = 0  # questions of the next sitting, in a «Profil express» put aside between two
