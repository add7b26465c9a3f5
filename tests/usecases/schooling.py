"""Schools of tests: furnished by hand, so that a story can begin where it is interesting."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.store import campaigns, classes, participation, schools
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.schools import MemberRole, School
from bot.store.times import to_ms
from bot.usecases import codes
from bot.usecases.campaigns import targets
from bot.usecases.reminders import weekly
from tests.usecases.desk import Desk, Phone

DAY = timedelta(days=1)


class Schooling:
    """One school of a desk, and what is made in it."""

    def __init__(self, desk: Desk, name: str = "Collège des Tilleuls", zone: str = "Europe/Paris") -> None:
        self.desk = desk
        self.school: School = desk.turn(lambda tx: schools.add(tx, name, zone, "college", self._now()))

    def _now(self) -> int:
        return to_ms(self.desk.clock.now())

    def teacher(self, name: str = "Mme Diallo", role: MemberRole = "teacher") -> Phone:
        """Somebody who teaches here and is at home."""
        phone = Phone(self.desk)
        phone.settles(role="teacher")
        id_ = person_id(phone)
        self.desk.turn(lambda tx: schools.put_member(tx, id_, self.school.id, role, name, self._now()))
        return phone

    def classroom(self, teacher: Phone, name: str = "6e B") -> Classroom:
        """An empty class of a teacher."""
        id_ = self.desk.turn(lambda tx: tx.new_id())
        code = self.desk.turn(lambda tx: codes.new_code(tx, "class", id_))
        made = Classroom(id_, self.school.id, name, "6e", code, self._now(), None)
        leader = person_id(teacher)
        self.desk.turn(lambda tx: classes.add(tx, made, leader))
        return made

    def enrols(self, classroom: Classroom, name: str, phone: Phone | None = None) -> Pupil:
        """A line of the roster, «Léa Martin», with the pupil's account when there is one."""
        given, _, family = name.partition(" ")
        own, guardian = codes.new_link(), codes.new_link()
        line = Pupil(
            class_id=classroom.id,
            id=self.desk.turn(lambda tx: tx.new_id()),
            family_name=family,
            given_name=given,
            key=name.casefold(),
            person_id=None,
            joined_at=None,
            selector=own.selector,
            secret=own.secret,
            guardian_selector=guardian.selector,
            guardian_secret=guardian.secret,
            added_at=self._now(),
            set_aside_at=None,
        )
        self.desk.turn(lambda tx: classes.add_pupil(tx, line))
        if phone is not None:
            who = person_id(phone)
            self.desk.turn(lambda tx: classes.link(tx, line.id, who, self._now()))
        return line

    def pupil(self, classroom: Classroom, name: str) -> Phone:
        """A pupil at home, who has joined the class."""
        phone = Phone(self.desk)
        phone.settles()
        self.enrols(classroom, name, phone)
        return phone

    def campaign(self, teacher: Phone, *rooms: Classroom, **changes: object) -> Campaign:
        """A published campaign over two topics of 4.1, for these classes; `changes` are its columns."""
        id_ = self.desk.turn(lambda tx: tx.new_id())
        made = Campaign(
            id=id_,
            school_id=self.school.id,
            code=self.desk.turn(lambda tx: codes.new_code(tx, "campaign", id_)),
            name="Rentrée",
            target=targets.write_topics({"motdepasse": 4, "hameconnage": 4}, 8),
            mode="training",
            open_to_all=int(not rooms),
            opens_at=None,
            deadline_at=to_ms(self.desk.clock.now() + 7 * DAY),
            late_allowed=1,
            retries=1,
            start_words="",
            end_words="",
            teacher="Mme Diallo",
            created_at=self._now(),
            published_at=self._now(),
            closed_at=None,
            archived_at=None,
        )
        made = replace(made, **changes)  # type: ignore[arg-type]  # columns of a campaign
        leader = person_id(teacher)
        self.desk.turn(lambda tx: campaigns.add(tx, made, leader))
        for room in rooms:
            self.desk.turn(partial(campaigns.put_class, campaign_id=made.id, class_id=room.id))
        return made

    def has_done(self, phone: Phone, campaign: Campaign, result: str, mastery: int, name: str = "") -> int:
        """An attempt of somebody that ended and was sent, with its result as it would be stored; its id."""
        person, now = person_id(phone), self._now()
        id_: int = self.desk.turn(lambda tx: tx.new_id())
        late = campaign.deadline_at is not None and campaign.deadline_at < now
        attempt = 1 + len(self.desk.turn(lambda tx: participation.attempts(tx, person, campaign.id)))
        self.desk.turn(lambda tx: participation.begin(tx, person, id_, campaign.id, None, name, attempt, now))
        self.desk.turn(
            lambda tx: participation.complete(
                tx, person, id_, late=late, mastery=mastery, result=result, now_ms=now
            )
        )
        self.desk.turn(lambda tx: participation.send(tx, person, id_, now))
        return id_


def person_id(phone: Phone) -> int:
    person = phone.person()
    assert person is not None
    return person.id


def plan_weeks(tx: Tx, now: datetime) -> None:
    """What the planner does first: every school has its weekly letters."""
    for school_id in weekly.missing(tx):
        weekly.plan(tx, school_id, now)
