"""What entering a campaign, and looking at one's campaigns, comes to."""

from dataclasses import dataclass

from bot.store.campaigns import Mode
from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Near:
    """A campaign of the pupil's own classes whose code is nearly what was typed."""

    campaign: int
    title: str
    code: str


@dataclass(frozen=True, slots=True)
class CodeAsked(Outcome):
    """The code is awaited."""


@dataclass(frozen=True, slots=True)
class CodeUnknown(Outcome):
    """Nobody gave this code; not `readable`: it does not even look like one, and nothing was looked up."""

    readable: bool = True
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class CodesWait(Outcome):
    """Too many codes led nowhere: the next one is looked up after this time."""

    wait_ms: int


@dataclass(frozen=True, slots=True)
class NotOpenYet(Outcome):
    """The campaign opens later; `opens` in words, in the school's zone."""

    title: str
    teacher: str
    opens: str
    edit: bool = False


@dataclass(frozen=True, slots=True)
class CampaignOver(Outcome):
    """It can't be taken any more: closed by its teacher, or past its `deadline` (in words)."""

    title: str
    teacher: str
    deadline: str = ""
    begun: bool = False
    edit: bool = False


@dataclass(frozen=True, slots=True)
class OtherClass(Outcome):
    """The code is for classes the person is not in."""

    edit: bool = False


@dataclass(frozen=True, slots=True)
class ForPupils(Outcome):
    """The code of a campaign, typed by a guardian or a teacher (`role`) who has no part in it."""

    role: str


@dataclass(frozen=True, slots=True)
class WhichClass(Outcome):
    """The classes a campaign is for, number and name, to who is in none of that school: is one theirs?"""

    code: str
    classes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Landing(Outcome):
    """What a campaign is, before «Commencer»; texts of the teacher as they were written.

    `code` is '' unless the person has the right to take part by it alone; `questions` at most, 0 without a
    target; `deadline` in words, '' without one; what is `left` until then, '' once it has passed.
    `goes_home`: the teacher lets guardians know the result.
    """

    campaign: int
    code: str
    title: str
    words: str
    teacher: str
    school: str
    mode: Mode
    questions: int = 0
    deadline: str = ""
    left: str = ""
    name: str = ""  # as the teacher will read it; '' when it is to be asked
    known: int = 0  # competences with a level, of the 16: what a collection would send
    running: bool = False
    answered: int = 0  # questions of the attempt that runs
    preview: bool = False  # for the teacher: nothing can be begun
    gone: bool = False  # what it tested left the bank: nothing can be begun either
    shared: bool = False  # by several teachers, who all see the results
    goes_home: bool = False
    edit: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that ended; `mastery` in percent, None for a profile that was sent; `day` in words."""

    id: int
    mastery: int | None
    day: str
    late: bool


@dataclass(frozen=True, slots=True)
class AlreadyDone(Outcome):
    """Finished, once or more; `retry_in` in hours, 0: now, None: never again.

    `again`: a profile that can be sent again, as it is now. `to_show`: an attempt to show to guardians.
    """

    campaign: int
    title: str
    attempts: tuple[Attempt, ...]
    retry_in: int | None
    again: bool = False
    edit: bool = False
    to_show: int | None = None

    @property
    def best(self) -> int | None:
        """The best mastery, in percent; None for a collection."""
        return max((each.mastery for each in self.attempts if each.mastery is not None), default=None)


@dataclass(frozen=True, slots=True)
class NameAsked(Outcome):
    """The name the teacher will read; `last` is the one given the last time, '' when there is none."""

    campaign: int
    code: str
    title: str
    teacher: str
    last: str
    refused: bool = False  # what was written is no name: how to write it is said


@dataclass(frozen=True, slots=True)
class ProfileAsked(Outcome):
    """A confirmation before a profile is sent: to whom, and what: `known` levels of 16, and the total."""

    campaign: int
    code: str
    title: str
    teacher: str
    name: str
    known: int
    pix: int
    shared: bool = False  # by several teachers, who all see it


@dataclass(frozen=True, slots=True)
class ProfileSent(Outcome):
    """The profile is with the teacher; `again` when it replaced the one sent before."""

    campaign: int
    teacher: str
    known: int
    pix: int
    late: bool
    again: bool
    shared: bool = False  # by several teachers, who all see it


@dataclass(frozen=True, slots=True)
class MineLine:
    """One campaign of a pupil: `todo`, `running`, `done`, or `missed` (begun, and closed since)."""

    campaign: int
    title: str
    state: str
    deadline: str = ""  # in words; '' without one, or when it does not matter any more
    late: bool = False
    mastery: int | None = None
    sent: bool = False
    goes_home: bool = False  # guardians will know the result


@dataclass(frozen=True, slots=True)
class MineShown(Outcome):
    """«Mes parcours»: what is to do first."""

    lines: tuple[MineLine, ...]
    page: int
    pages: int
    edit: bool = True
