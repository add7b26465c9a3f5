"""What the use cases of schools decide."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.content.days_off import KnownCalendar
from bot.store.invitations import InvitedRole, OpenInvitation
from bot.store.schools import Member, School, SchoolCount, Work
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.hours import Hours

PAGE = 8  # lines of a list


class Complaint(StrEnum):
    """Why a name that was written can't be taken."""

    EMPTY = "empty"
    LONG = "long"
    LETTERS = "letters"  # there is hardly one


class Refusal(StrEnum):
    """Why an invitation leads nowhere."""

    UNKNOWN = "unknown"  # or withdrawn
    USED = "used"
    EXPIRED = "expired"
    MEMBER = "member"  # who follows it teaches there already
    TOO_MANY = "too_many"  # wrong links before this one: wait


@dataclass(frozen=True, slots=True)
class TeacherHome(Outcome):
    """The teacher's home in one school; `several` when they can change to another.

    `draft` is the campaign that waits, (id, name); it was `kept` just now. `to_choose`: an administrator is
    to say which school holidays are the school's.
    """

    role: ClassVar[str] = "teacher"
    school: School
    member: Member
    work: Work
    several: bool = False
    operator: bool = False
    draft: tuple[int, str] | None = None
    kept: bool = False
    edit: bool = True
    to_choose: bool = False


@dataclass(frozen=True, slots=True)
class NotATeacher(Outcome):
    """How to become one; `was_in` are schools where the role was withdrawn."""

    role: ClassVar[str] = "teacher"
    was_in: tuple[str, ...]
    operator: bool = False


@dataclass(frozen=True, slots=True)
class SchoolChoice(Outcome):
    """The schools of a teacher who has several."""

    role: ClassVar[str] = "teacher"
    schools: tuple[School, ...]


@dataclass(frozen=True, slots=True)
class SchoolsShown(Outcome):
    """The operators' list of schools."""

    role: ClassVar[str] = "teacher"
    schools: tuple[SchoolCount, ...]  # of this page
    page: int
    pages: int
    edit: bool = True


@dataclass(frozen=True, slots=True)
class SchoolDrafted(Outcome):
    """A school that is being created; `step` is what is asked now: name, level, zone, or the summary."""

    role: ClassVar[str] = "teacher"
    step: str
    name: str = ""
    level: str = ""
    zone: str = ""
    complaint: Complaint | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """When people of a school may be written to, and how families reach it ('': it did not say).

    `calendar` is that of its school holidays, among those `offered` to schools of its time zone; `until` the
    last day that it tells about, in words, and `expired` when that is past; `to_choose` until one is chosen.
    """

    hours: Hours
    calendar: KnownCalendar | None
    until: str
    expired: bool
    offered: tuple[KnownCalendar, ...]
    to_choose: bool
    contact: str


@dataclass(frozen=True, slots=True)
class SchoolShown(Outcome):
    """A school, to those who manage it: its administrators (`member`) and the operators."""

    role: ClassVar[str] = "teacher"
    school: School
    writing: Writing
    members: int
    admins: int
    invitations: int
    member: bool
    operator: bool
    created: bool = False
    edit: bool = True


@dataclass(frozen=True, slots=True)
class RenameAsked(Outcome):
    """The new name of a school is awaited; to be confirmed once there is a `name`."""

    role: ClassVar[str] = "teacher"
    school: School
    complaint: Complaint | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class HoursShown(Outcome):
    """The hours in which people of a school are written to, to be changed; `vacations`: they are known."""

    role: ClassVar[str] = "teacher"
    school: School
    hours: Hours
    vacations: bool


@dataclass(frozen=True, slots=True)
class CalendarShown(Outcome):
    """The school holidays of a school, to be chosen."""

    role: ClassVar[str] = "teacher"
    school: School
    writing: Writing


@dataclass(frozen=True, slots=True)
class ContactAsked(Outcome):
    """What families read to reach the school is awaited; to be confirmed once there are `words`."""

    role: ClassVar[str] = "teacher"
    school: School
    now: str
    words: str = ""
    complaint: Complaint | None = None


@dataclass(frozen=True, slots=True)
class MembersShown(Outcome):
    """Who teaches in a school."""

    role: ClassVar[str] = "teacher"
    school: School
    members: tuple[Member, ...]  # of this page
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class MemberShown(Outcome):
    """One member; nothing can be changed of the `last_admin`; `asked`: confirm a withdrawal."""

    role: ClassVar[str] = "teacher"
    school: School
    member: Member
    myself: bool
    last_admin: bool
    asked: bool = False


@dataclass(frozen=True, slots=True)
class MemberWithdrawn(Outcome):
    """It is done; `myself` when it was one's own role."""

    role: ClassVar[str] = "teacher"
    school: School
    name: str
    myself: bool


@dataclass(frozen=True, slots=True)
class InvitationReady(Outcome):
    """A message to forward as it is: the link, whom it is for, until when."""

    role: ClassVar[str] = "teacher"
    school: School
    invited: InvitedRole
    token: str
    expires: str  # in words


@dataclass(frozen=True, slots=True)
class InvitationsShown(Outcome):
    """The links of a school that nobody has used yet, with the moment each expires in words."""

    role: ClassVar[str] = "teacher"
    school: School
    lines: tuple[tuple[OpenInvitation, str], ...]  # of this page
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Invited(Outcome):
    """Somebody followed an invitation: which school, by whom; the name that pupils read is asked."""

    role: ClassVar[str] = "teacher"
    school: School
    invited: InvitedRole
    by: str | None
    complaint: Complaint | None = None


@dataclass(frozen=True, slots=True)
class JoinAsked(Outcome):
    """The name is written: joining is to be confirmed."""

    role: ClassVar[str] = "teacher"
    school: School
    invited: InvitedRole
    name: str


@dataclass(frozen=True, slots=True)
class Joined(Outcome):
    """Somebody became a member."""

    role: ClassVar[str] = "teacher"
    school: School
    invited: InvitedRole
    name: str


@dataclass(frozen=True, slots=True)
class MyNameAsked(Outcome):
    """Another name than `now` is awaited from a member; to be confirmed once there is a `name`."""

    role: ClassVar[str] = "teacher"
    school: School
    now: str
    complaint: Complaint | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class OperatorMade(Outcome):
    """The console's code was entered."""

    role: ClassVar[str] = "teacher"


@dataclass(frozen=True, slots=True)
class InvitationRefused(Outcome):
    """An invitation that leads nowhere, whoever followed it; `wait_ms` when there were too many."""

    refusal: Refusal
    wait_ms: int = 0
    school: str = ""
