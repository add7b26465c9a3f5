"""What is known of a pupil: competences, the «Profil express», and what may be begun, or reset."""

from dataclasses import dataclass
from enum import StrEnum

from bot.engine import Verdict
from bot.usecases.outcomes.base import Outcome


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
    campaigns: bool = False  # answers of campaigns too


@dataclass(frozen=True, slots=True)
class ResetDone(Outcome):
    competence: str
    express: bool = False  # answers of a «Profil express» were set aside too
    campaigns: bool = False  # answers of campaigns too


@dataclass(frozen=True, slots=True)
class DomainsShown(Outcome):
    """The choice of a domain: (number, competences ready in it)."""

    domains: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DomainShown(Outcome):
    domain: str
    lines: tuple[CompetenceLine, ...]


@dataclass(frozen=True, slots=True)
class HomeShown(Outcome):
    """The home menu; `running`: what has a question waiting; `campaigns`: how many to do or go on with.

    `begun`: the campaigns among them that were begun, number and name.
    """

    role: str
    running: tuple[str, ...]
    tutorials: int
    first_time: bool = False
    edit: bool = True
    campaigns: int = 0
    teaches: bool = False  # somewhere: the teacher's home is open
    begun: tuple[tuple[int, str], ...] = ()
    unfollowed: bool = False  # a pupil whom no adult follows yet, and who may invite one
    sits: bool = False  # a pupil summoned to a mock certification, or who sat in one


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
