"""A school for tests of what is planned, made in a transaction: the same on every database."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.store import campaigns, classes, guardians, participation, people, schools
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.times import to_ms

PARIS = "Europe/Paris"
CAMPAIGN = Campaign(
    id=0,
    school_id=0,
    code="",
    name="Rentrée",
    target="",
    mode="training",
    open_to_all=0,
    opens_at=None,
    deadline_at=None,
    late_allowed=1,
    retries=1,
    start_words="",
    end_words="",
    teacher="Mme Diallo",
    created_at=0,
    published_at=0,
    closed_at=None,
    archived_at=None,
)
_chats = count(1)


def local(text: str, zone: str = PARIS) -> datetime:
    """«2026-09-15 10:00» there."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def ms(text: str, zone: str = PARIS) -> int:
    return to_ms(local(text, zone))


def person(tx: Tx) -> int:
    """Somebody new."""
    return people.meet(tx, next(_chats), 0).id


@dataclass(frozen=True)
class Town:
    """A school with one teacher."""

    school_id: int
    teacher_id: int

    @classmethod
    def found(cls, tx: Tx, zone: str = PARIS) -> "Town":
        school, teacher = schools.add(tx, "Collège des Tilleuls", zone, "college", 0), person(tx)
        schools.put_member(tx, teacher, school.id, "teacher", "Mme Diallo", 0)
        return cls(school.id, teacher)

    def room(self, tx: Tx) -> int:
        """A class."""
        id_ = tx.new_id()
        classes.add(tx, Classroom(id_, self.school_id, "6e B", "6e", f"k{id_}", 0, None), self.teacher_id)
        return id_

    def line(self, tx: Tx, room: int, who: int | None = None) -> int:
        """A pupil of the roster, joined by somebody or not."""
        id_ = tx.new_id()
        about = (id_, "Martin", "Léa", str(id_), None, None, f"p{id_}", "", f"g{id_}", "", 0, None)
        classes.add_pupil(tx, Pupil(room, *about))
        if who is not None:
            classes.link(tx, id_, who, 0)
        return id_

    def campaign(self, tx: Tx, *rooms: int, **changes: Any) -> Campaign:
        """A published campaign for these classes, or for who has its code."""
        id_ = tx.new_id()
        made = replace(CAMPAIGN, id=id_, school_id=self.school_id, code=f"c{id_}", **changes)
        campaigns.add(tx, made, self.teacher_id)
        for room in rooms:
            campaigns.put_class(tx, id_, room)
        return made


def begins(tx: Tx, who: int, campaign: Campaign, line: int | None = None) -> int:
    """An attempt; its id."""
    id_ = tx.new_id()
    participation.begin(tx, who, id_, campaign.id, line, "Léa", 1, 0)
    return id_


def finishes(tx: Tx, who: int, campaign: Campaign, line: int | None = None) -> int:
    id_ = begins(tx, who, campaign, line)
    participation.complete(tx, who, id_, late=False, mastery=50, result="{}", now_ms=0)
    return id_


def guardian_of_line(tx: Tx, line: int, who: int | None = None) -> int:
    """An adult who has the school's letter."""
    who = who or person(tx)
    classes.add_guardian(tx, line, who, 0)
    return who


def guardian_of(tx: Tx, child: int, who: int | None = None) -> int:
    """An adult whom the pupil invited."""
    who = who or person(tx)
    guardians.follow(tx, who, child, 0)
    return who
