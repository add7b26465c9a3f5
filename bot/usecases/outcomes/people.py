"""What concerns the person: first steps, tutorials, settings, reports, data."""

from dataclasses import dataclass

from bot.usecases.keys import StepRef
from bot.usecases.outcomes.base import Outcome


@dataclass(frozen=True, slots=True)
class Welcome(Outcome):
    """One of the first questions."""

    question: str  # role, age, device, grade: what is asked next
    first_time: bool
    hint: bool = False  # something else than a tap came: how to answer is said again
    edit: bool = True  # in place of what was tapped


@dataclass(frozen=True, slots=True)
class Hello(Outcome):
    """What the bot is and keeps, to a newcomer who is asked nothing."""


@dataclass(frozen=True, slots=True)
class RoleChosen(Outcome):
    """Somebody said who they are: their menu of commands follows."""

    role: str


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
    edit: bool = True


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
