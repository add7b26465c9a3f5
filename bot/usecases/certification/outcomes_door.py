"""What happens at the door of a sitting: entering, the rules, the wait, another phone, invigilators."""

from dataclasses import dataclass
from typing import Literal

from bot.store.sittings import RuleSet
from bot.usecases.certification.outcomes_test import OnScreen
from bot.usecases.outcomes import Outcome

ShutFor = Literal["early", "over", "cancelled", "ended", "other"]


@dataclass(frozen=True, slots=True)
class Where:
    """Which sitting: its school, its moment in words (school's zone), its room."""

    school: str
    moment: str
    room: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate somebody may be, as the roster spells them."""

    candidate: int
    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class DoorShut(Outcome):
    """Nobody enters now: too early (it `opens`, in words), over, cancelled; or their own test has ended.

    `other`: not by this name, and why is nobody else's business.
    """

    why: ShutFor
    where: Where
    opens: str = ""
    edit: bool = False


@dataclass(frozen=True, slots=True)
class ForCandidates(Outcome):
    """The access code, typed by an adult; `sitting` for who runs it."""

    role: str
    where: Where
    sitting: int | None = None


@dataclass(frozen=True, slots=True)
class IdentityAsked(Outcome):
    """Which of these are you? `certain`: by the account's own lines; else by a name that was written."""

    code: str
    where: Where
    choices: tuple[Choice, ...]
    certain: bool
    edit: bool = False


@dataclass(frozen=True, slots=True)
class CandidateNameWanted(Outcome):
    """The name is awaited; `refused`: what was written is no name, or no candidate's."""

    where: Where
    refused: Literal["", "unreadable", "unknown"] = ""
    edit: bool = False


@dataclass(frozen=True, slots=True)
class NotCertifiable(Outcome):
    """`missing` competences at level 1 before they may sit for it; `reached` of the five are there."""

    candidate: int
    name: str
    where: Where
    reached: int
    missing: int
    edit: bool = False


@dataclass(frozen=True, slots=True)
class RulesShown(Outcome):
    """What holds during the test, to read and accept; `minutes` with extra time, of which `extra` percent."""

    candidate: int
    name: str
    class_name: str
    where: Where
    rules: RuleSet
    minutes: int
    extra: int
    edit: bool = True


@dataclass(frozen=True, slots=True)
class WaitingShown(Outcome):
    """Entered, the rules accepted: seen by the invigilator or not yet, allowed to begin or not yet.

    `news`: seen just now; the screen that waits stays the one with buttons.
    """

    candidate: int
    name: str
    class_name: str
    where: Where
    present: bool
    authorised: bool
    minutes: int
    edit: bool = True
    news: bool = False


@dataclass(frozen=True, slots=True)
class EntryRequested(Outcome):
    """The invigilator was asked to let this phone in; `again`: they know already."""

    code: str
    sitting: int
    name: str
    class_name: str
    where: Where
    again: bool = False
    edit: bool = True


@dataclass(frozen=True, slots=True)
class EntryAccepted(Outcome):
    """The invigilator let this phone in: a tap brings the test here. `busy`: not at this very moment."""

    sitting: int
    name: str
    class_name: str
    running: bool
    busy: bool = False
    edit: bool = False


@dataclass(frozen=True, slots=True)
class EntryRefused(Outcome):
    """The invigilator did not let this phone in."""

    name: str


@dataclass(frozen=True, slots=True)
class PhoneTaken(Outcome):
    """This phone is another candidate's, `name`, in this sitting."""

    candidate: int
    name: str
    where: Where
    edit: bool = True


@dataclass(frozen=True, slots=True)
class MovedAway(Outcome):
    """To the phone before: the test goes on elsewhere; the question's message there is emptied."""

    name: str
    question: OnScreen | None = None


@dataclass(frozen=True, slots=True)
class NotStaff(Outcome):
    """The invigilators' code, typed by who does not teach in that school; `role` of the account."""

    role: str
    school: str


@dataclass(frozen=True, slots=True)
class NowInvigilator(Outcome):
    """Somebody runs a sitting from now on; `again`: they did."""

    sitting: int
    where: Where
    again: bool
