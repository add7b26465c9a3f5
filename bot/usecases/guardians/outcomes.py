"""What use cases of guardians decide: for the adults who follow a pupil, and for the pupil."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.usecases.guardians.children import Child
from bot.usecases.outcomes import Outcome


class NotFollowed(StrEnum):
    """Why somebody can't follow a pupil by this link."""

    UNKNOWN = "unknown"  # or cancelled
    USED = "used"
    EXPIRED = "expired"
    ASIDE = "aside"  # the pupil left the class, or the class is over
    OWN = "own"  # the pupil's own account
    PUPIL = "pupil"  # a pupil's account: only adults follow
    IN_CLASS = "in_class"  # the same, as a roster says; maybe an adult who joined it by mistake
    FULL = "full"
    DECLINED = "declined"


class Progress(StrEnum):
    """How far a pupil is in a campaign, what matters most first."""

    RUNNING = "running"
    TODO = "todo"
    DONE = "done"
    MISSED = "missed"  # closed, and not finished
    ABSENT = "absent"  # nobody is behind the roster line: what was done is not known


@dataclass(frozen=True, slots=True)
class News:
    """One campaign of a pupil, for the family; `by` when to finish it, '' when that does not matter.

    `late`: the deadline has passed, and what is to do still counts. `mastery`, in percent, and `stage` of a
    result that the family has; None when it has none.
    """

    title: str
    progress: Progress
    by: str = ""
    late: bool = False
    mastery: int | None = None
    stage: str = ""


# What an adult sees


@dataclass(frozen=True, slots=True)
class FollowAsked(Outcome):
    """Who the pupil is, and what an adult who follows them gets and never gets; `link` is what was opened.

    `stopped`: this one gets no messages.
    """

    name: str
    class_name: str
    school: str
    link: str
    news: tuple[News, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class FollowClosed(Outcome):
    """No following by this link; nobody is named to who should not have it. `letter`: a family's link.

    `name` is the pupil's; the class that the person is in, when that is why. `followers`: how many there are,
    when that is why; two ties that were made apart may have brought more than four together.
    """

    why: NotFollowed
    name: str = ""
    letter: bool = False
    followers: int = 0


@dataclass(frozen=True, slots=True)
class ChildrenShown(Outcome):
    """A page of whom an adult follows, each with how far they are today in some campaigns.

    `added` is the name of who was just added, `again` if it was before; `left` that of who is no longer
    followed. `stopped`: they get no messages.
    """

    children: tuple[tuple[Child, tuple[News, ...]], ...]
    added: str = ""
    again: bool = False
    edit: bool = True
    page: int = 0
    pages: int = 1
    stopped: bool = False
    left: str = ""


@dataclass(frozen=True, slots=True)
class StopAsked(Outcome):
    """A confirmation before somebody is no longer followed."""

    child: Child


@dataclass(frozen=True, slots=True)
class ContactShown(Outcome):
    """How a school wants to be reached, in its own words; '' when it has said nothing."""

    school: str
    contact: str


@dataclass(frozen=True, slots=True)
class NobodyReads(Outcome):
    """A guardian wrote something; `school`: the one to be reached, None when it is not just one."""

    school: int | None


@dataclass(frozen=True, slots=True)
class FamilyHelp(Outcome):
    """How letters work, and the commands."""

    role: ClassVar[str] = "guardian"


@dataclass(frozen=True, slots=True)
class Removed(Outcome):
    """The pupil took back their invitation."""

    name: str


@dataclass(frozen=True, slots=True)
class LinkRenewed(Outcome):
    """The school gave the family another link: who came by the old one follows the pupil no more."""

    name: str


# What a pupil sees


@dataclass(frozen=True, slots=True)
class Guardian:
    """An adult who follows the pupil: `since` in words; `level` of the school that made the tie.

    Without a level it is the pupil's own invitation, made at `since`.
    """

    person_id: int
    since: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class GuardiansShown(Outcome):
    """Who follows the pupil; `waiting` links are open, the last one until `until`."""

    guardians: tuple[Guardian, ...]
    waiting: int = 0
    until: str = ""
    full: bool = False
    removed: bool = False  # one of them, just now


@dataclass(frozen=True, slots=True)
class BelongFirst(Outcome):
    """Nobody can be invited: the pupil is in no class and in no campaign."""


@dataclass(frozen=True, slots=True)
class InvitationMade(Outcome):
    """A link for one adult; `replaced`: the oldest of those that waited leads nowhere now."""

    name: str
    class_name: str
    token: str
    expires: str
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class GuardianCame(Outcome):
    """Somebody follows the pupil from now on."""

    guardian: Guardian


@dataclass(frozen=True, slots=True)
class GuardianLeft(Outcome):
    """Somebody whom the pupil invited follows the pupil no longer."""

    guardian: Guardian


@dataclass(frozen=True, slots=True)
class RemoveAsked(Outcome):
    """A confirmation before an adult no longer follows the pupil; those of the school stay."""

    guardian: Guardian


@dataclass(frozen=True, slots=True)
class ShowAsked(Outcome):
    """A confirmation before guardians get a result."""

    participation: int
    title: str
    mastery: int


@dataclass(frozen=True, slots=True)
class ResultShown(Outcome):
    """Guardians will get it: `tomorrow` at the earliest; `again`: it was done before.

    It `waits` until nobody is to get it any more.
    """

    title: str
    tomorrow: bool
    again: bool = False
    waits: bool = True
