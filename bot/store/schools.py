"""Schools, and who teaches in them."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

MemberRole = Literal["teacher", "admin"]


@dataclass(frozen=True, slots=True)
class School:
    """A school; `zone` is the IANA name of its time zone, `level` one of college, lycee, both."""

    id: int
    name: str
    zone: str
    level: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who teaches in a school; `name` as pupils and colleagues read it."""

    person_id: int
    school_id: int
    role: MemberRole
    name: str
    since: int
    chosen_at: int


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """A school in the operators' list, and how many teach there."""

    id: int
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a teacher has in a school, in numbers.

    Classes; campaigns that run; campaigns that open later; pupils of the running ones' classes who have not
    started one of them, each counted once.
    """

    classes: int
    running: int
    upcoming: int
    not_started: int


def add(tx: Tx, name: str, zone: str, level: str, now_ms: int) -> School:
    """A new school."""
    school = School(tx.new_id(), name, zone, level, now_ms)
    tx.run("add_school", id=school.id, name=name, zone=zone, level=level, created_at=now_ms)
    return school


def find(tx: Tx, school_id: int) -> School | None:
    return tx.one("school", School, id=school_id)


def counts(tx: Tx) -> list[SchoolCount]:
    """Every school, by name."""
    return tx.all("schools_counted", SchoolCount)


def rename(tx: Tx, school_id: int, name: str) -> None:
    tx.run("rename_school", id=school_id, name=name)


def put_member(tx: Tx, person_id: int, school_id: int, role: MemberRole, name: str, now_ms: int) -> None:
    """Make somebody a member, or change what kind; a role withdrawn before is given again."""
    tx.run("put_member", person_id=person_id, school_id=school_id, role=role, name=name, since=now_ms)


def memberships(tx: Tx, person_id: int) -> list[Member]:
    """Where somebody teaches now, the school chosen last first."""
    return tx.all("memberships", Member, person_id=person_id)


def members(tx: Tx, school_id: int) -> list[Member]:
    """Who teaches in a school now, by name; on PostgreSQL nobody else changes them until the turn ends."""
    return tx.all("members", Member, school_id=school_id)


def set_member_role(tx: Tx, person_id: int, school_id: int, role: MemberRole) -> None:
    tx.run("set_member_role", person_id=person_id, school_id=school_id, role=role)


def choose(tx: Tx, person_id: int, school_id: int, now_ms: int) -> None:
    """The school that this teacher works in from now on."""
    tx.run("choose_school", person_id=person_id, school_id=school_id, chosen_at=now_ms)


def rename_member(tx: Tx, member: Member, name: str) -> None:
    """Another name for pupils to read, on the campaigns and sittings that the member leads and signs too."""
    person_id, school_id = member.person_id, member.school_id
    tx.run("rename_member", person_id=person_id, school_id=school_id, name=name)
    tx.run("sign_campaigns", person_id=person_id, school_id=school_id, name=name, before=member.name)
    tx.run("sign_sittings", person_id=person_id, school_id=school_id, name=name, before=member.name)


def withdraw(tx: Tx, person_id: int, school_id: int, now_ms: int) -> None:
    """Somebody teaches there no more; their classes, campaigns, sittings stay, out of their sight."""
    tx.run("withdraw_member", person_id=person_id, school_id=school_id, withdrawn_at=now_ms)
    tx.run("leave_classes", person_id=person_id, school_id=school_id)
    tx.run("leave_campaigns", person_id=person_id, school_id=school_id)
    tx.run("leave_sittings", person_id=person_id, school_id=school_id)


def withdrawn_from(tx: Tx, person_id: int) -> list[str]:
    """The names of the schools where somebody taught once, the latest first."""
    return tx.all("withdrawn_from", str, person_id=person_id)


def is_operator(tx: Tx, person_id: int) -> bool:
    """True for who entered the console's code; those of the settings are not in the database."""
    return tx.one("is_operator", int, person_id=person_id) is not None


def any_operator(tx: Tx) -> bool:
    """True once somebody has entered the console's code."""
    return tx.one("any_operator", int) is not None


def add_operator(tx: Tx, person_id: int, now_ms: int) -> None:
    tx.run("add_operator", person_id=person_id, since=now_ms)


def work_of(tx: Tx, person_id: int, school_id: int, now_ms: int) -> Work:
    """What somebody teaches in a school."""
    found = tx.one("teachers_work", Work, person_id=person_id, school_id=school_id, now=now_ms)
    return found or Work(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class WritingRules:
    """What a school set about writing to people.

    `holidays`: a calendar of school holidays, '' when unknown; `hours`: JSON, see
    `usecases.reminders.hours`, '' for the usual ones; `contact`: how families reach it, '' when not said.
    """

    holidays: str = ""
    hours: str = ""
    contact: str = ""


def writing_rules(tx: Tx, school_id: int) -> WritingRules:
    return tx.one("writing_rules", WritingRules, id=school_id) or WritingRules()


def put_writing_rules(tx: Tx, school_id: int, rules: WritingRules) -> None:
    tx.run(
        "put_writing_rules", id=school_id, holidays=rules.holidays, hours=rules.hours, contact=rules.contact
    )
