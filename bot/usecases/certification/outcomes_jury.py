"""What the jury of a sitting sees, and what is told once results are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from bot.content import Variant
from bot.engine import Response, Verdict
from bot.store.sittings import Candidate, Incident, RuleSet, Ruling
from bot.usecases.certification.marks import Marks
from bot.usecases.certification.scored import Scored
from bot.usecases.following.outcomes import Cell, Column
from bot.usecases.outcomes import Outcome

Scope = Literal["one", "all"]
Change = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class SittingTitle:
    """Which sitting; `starts` in words, in the school's zone."""

    id: int
    starts: str
    room: str
    school: str
    rules: RuleSet


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A candidate in the jury's list; `changed`: since what was published, `looked`: incidents or signals."""

    id: int
    name: str
    classroom: str
    scored: Scored
    decided: bool
    changed: bool
    looked: bool


@dataclass(frozen=True, slots=True)
class JuryShown(Outcome):
    """The candidates with their results, provisional or published.

    `plain`: those undecided without incident or signal. `published`: when last, in words; '' before.
    """

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    lines: tuple[JudgedLine, ...]
    page: int
    pages: int
    total: int
    statuses: Mapping[str, int]
    undecided: int
    plain: int
    changed: int
    published: str


@dataclass(frozen=True, slots=True)
class JuryTooEarly(Outcome):
    """There is nothing to judge: the sitting is not closed, or was called off."""

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident; `at` in words, `decided_by` '' where nobody is known."""

    incident: Incident
    at: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the jury did before."""

    ruling: Ruling
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class CandidateJudged(Outcome):
    """One candidate: how the test went, what it comes to, what is worth a look.

    Times in words; `minutes`: used, out of `allowed`. `copied_from`: the name behind `marks.copy`.
    """

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    candidate: Candidate
    scored: Scored
    published: Scored | None
    decided: bool
    changed: bool
    began: str
    ended: str
    minutes: int
    allowed: int
    answered: int
    asked: int
    marks: Marks
    copied_from: str
    happened: tuple[Happened, ...]
    ruled: tuple[Ruled, ...]
    following: int | None  # the next one to decide on
    page: int  # of the list


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A question in a candidate's list; `verdict` None without an answer, `seconds` None where skipped."""

    number: int
    competence: str
    can: str
    verdict: Verdict | None
    seconds: float | None
    withdrawn: bool
    neutralised: bool


@dataclass(frozen=True, slots=True)
class PaperShown(Outcome):
    """What a candidate was asked, by pages."""

    role: ClassVar[str] = "teacher"
    candidate_id: int
    name: str
    lines: tuple[PaperLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PaperOpened(Outcome):
    """One question; `variant` None when it left the bank. `shared`: how many more candidates had it."""

    role: ClassVar[str] = "teacher"
    candidate_id: int
    name: str
    line: PaperLine
    variant: Variant | None
    response: Response | None
    shared: int
    page: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A candidate whose result would change, or not."""

    name: str
    before: Scored
    after: Scored


@dataclass(frozen=True, slots=True)
class NeutralisingAsked(Outcome):
    """What taking a question out, or putting it back, would change."""

    role: ClassVar[str] = "teacher"
    candidate_id: int
    number: int
    change: Change
    scope: Scope
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class JuryWordsAsked(Outcome):
    """The jury's words are awaited: why, or simply a comment; `too_long`: how long they were."""

    role: ClassVar[str] = "teacher"
    candidate_id: int
    name: str
    about: Literal["cancelled", "rejected", "commented"]
    longest: int
    too_long: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmingAsked(Outcome):
    """Confirm at once the results without incident or signal?"""

    role: ClassVar[str] = "teacher"
    sitting_id: int
    plain: int
    left: int


@dataclass(frozen=True, slots=True)
class PublishingAsked(Outcome):
    """What would be published: `new` by status, and `again` what changed since; `undecided` stop it.

    `stamp`: of the results as they are read here; `meanwhile`: they were others when they were read last.
    """

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    new: Mapping[str, int]
    again: tuple[Touched, ...]
    held: int
    undecided: int
    stamp: int
    first: int | None = None  # of those to decide on
    meanwhile: bool = False


@dataclass(frozen=True, slots=True)
class Published(Outcome):
    """It is done; `without_account`: candidates nobody can be told of."""

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    new: int
    again: int
    held: int
    without_account: int


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A candidate's published result; `scored` None while it waits."""

    name: str
    classroom: str
    scored: Scored | None


@dataclass(frozen=True, slots=True)
class ClassResults(Outcome):
    """Published results, for who receives them; `told`: they are told of it just now."""

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    lines: tuple[PublishedLine, ...]
    page: int
    pages: int
    statuses: Mapping[str, int]
    told: bool = False


@dataclass(frozen=True, slots=True)
class SittingExported(Outcome):
    """The published results as a workbook."""

    role: ClassVar[str] = "teacher"
    sitting: SittingTitle
    exported: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
