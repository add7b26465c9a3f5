"""What a candidate reads before and after the day of a mock certification, and who verifies a certificate."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.store.sittings import RuleSet
from bot.usecases.certification.certificates import Document
from bot.usecases.certification.scored import Scored
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import CompetenceLine, Outcome

Advice = Literal["before", "during", "after", "sincere"]


class State(StrEnum):
    """Where a candidate is with a sitting."""

    SUMMONED = "summoned"
    OPEN = "open"  # the same, and candidates may enter
    ENTERED = "entered"  # and has not begun
    RUNNING = "running"
    PENDING = "pending"  # ended, or over for everybody: nothing is published yet
    PUBLISHED = "published"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class MySitting:
    """One sitting in the list of a candidate; `when` as it is read, `result` once it is published.

    `name`: whose it is, where brothers and sisters share an account; '' elsewhere.
    """

    candidate: int
    when: str
    state: State
    result: Scored | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadyShown(Outcome):
    """«Suis-je prêt ?»: competences at level 1 or more, how many are missing, the nearest of the others.

    `coming`: the next sitting the person is summoned to; `sittings`: how many there are in all.
    """

    reached: int
    missing: int
    nearest: tuple[CompetenceLine, ...]
    coming: MySitting | None
    sittings: int
    edit: bool = True


@dataclass(frozen=True, slots=True)
class AdviceShown(Outcome):
    """What the day is like, one step at a time; why a sincere profile matters."""

    about: Advice


@dataclass(frozen=True, slots=True)
class MySittingsShown(Outcome):
    """Every sitting of the person, the latest first."""

    sittings: tuple[MySitting, ...]


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate in force: its code, the last day it is valid, and whether that day is over."""

    code: str
    until: str
    expired: bool


@dataclass(frozen=True, slots=True)
class MySittingShown(Outcome):
    """One sitting of the person. `minutes`: with their extra time; `most`: the highest total, in pix.

    `missing`: the competences still to be brought to level 1 before it; 0 once it has begun.
    """

    sitting: MySitting
    school: str
    room: str
    organiser: str
    rules: RuleSet
    minutes: int
    missing: int
    most: int
    certificate: CertificateLine | None
    shown: Shown
    edit: bool = True


@dataclass(frozen=True, slots=True)
class CertificateSent(Outcome):
    """The certificate as a file."""

    document: Document
    line: CertificateLine


@dataclass(frozen=True, slots=True)
class CertifiedAsked(Outcome):
    """Shall guardians be told of this result, published at that moment?"""

    sitting: MySitting
    published_at: int


@dataclass(frozen=True, slots=True)
class CertifiedShown(Outcome):
    """They are told, or were (`again`)."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class CertificateCodeAsked(Outcome):
    """Which certificate is to be verified? `unreadable`: what was written is no code of one."""

    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class CertificateNameAsked(Outcome):
    """Whose certificate is it? Asked for any code, whether it exists or not."""


@dataclass(frozen=True, slots=True)
class CertificateVerified(Outcome):
    """Code and name are those of a certificate: all that it shows."""

    document: Document
    line: CertificateLine


@dataclass(frozen=True, slots=True)
class CertificateVoid(Outcome):
    """Code and name are those of a certificate that is no longer valid."""


@dataclass(frozen=True, slots=True)
class CertificateUnknown(Outcome):
    """Code and name are not those of a certificate: which of the two is wrong is not told."""


@dataclass(frozen=True, slots=True)
class CertificateWait(Outcome):
    """Too many tries led nowhere."""

    wait_ms: int
