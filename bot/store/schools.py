"""Schools, and who teaches in them."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

MemberRole = Literal["teacher", "admin"]


@dataclass(frozen=True, slots=True)
class School:
    """A school; `zone` is the IANA name of its time zone."""

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


def add(tx: Tx, name: str, zone: str, level: str, now_ms: int) -> School:
    """A new school."""
    school = School(tx.new_id(), name, zone, level, now_ms)
    tx.run("add_school", id=school.id, name=name, zone=zone, level=level, created_at=now_ms)
    return school


def find(tx: Tx, school_id: int) -> School | None:
    return tx.one("school", School, id=school_id)


def put_member(tx: Tx, person_id: int, school_id: int, role: MemberRole, name: str, now_ms: int) -> None:
    """Make somebody a member, or change what kind; a role withdrawn before is given again."""
    tx.run("put_member", person_id=person_id, school_id=school_id, role=role, name=name, since=now_ms)


def memberships(tx: Tx, person_id: int) -> list[Member]:
    """Where somebody teaches now, the school chosen last first."""
    return tx.all("memberships", Member, person_id=person_id)


def is_operator(tx: Tx, person_id: int) -> bool:
    """True for who entered the console's code; those of the settings are not in the database."""
    return tx.one("is_operator", int, person_id=person_id) is not None
