"""Sittings of tests: made and announced by a teacher in the conversation, with candidates who have joined."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.store import sittings
from bot.store.classes import Classroom
from bot.store.sittings import Candidate, RuleSet, Sitting
from bot.store.times import from_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from tests.usecases.campaigning import everything, labels, plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling, person_id

GIVEN = ("Léa", "Tom", "Inès", "Noé", "Zoé", "Ali", "Eva", "Hugo", "Lina", "Sami")
FIVE = ("1.1", "1.2", "1.3", "2.1", "2.2")
"""Competences that make a pupil certifiable."""


@dataclass
class Room:
    """A sitting, who organises it, and the phones of its candidates in the order of their numbers."""

    desk: Desk
    school: Schooling
    teacher: Phone
    classroom: Classroom
    sitting_id: int = 0
    pupils: list[Phone] = field(default_factory=list)

    @property
    def sitting(self) -> Sitting:
        """As it is stored now."""
        found = self.desk.turn(lambda tx: sittings.find(tx, self.sitting_id))
        assert found is not None
        return found

    def candidates(self) -> list[Candidate]:
        """As they are stored now, by class and name."""
        return self.desk.turn(lambda tx: sittings.candidates(tx, self.sitting_id))

    def candidate(self, phone: Phone) -> Candidate:
        """The candidate whose line this person has joined."""
        return next(each for each in self.candidates() if each.account == person_id(phone))

    def colleague(self, name: str = "M. Roy") -> Phone:
        """Another teacher of the school."""
        return self.school.teacher(name)

    def taps(self, action: str, *args: int | str) -> str:
        """The organiser taps a button about this sitting; what is read then."""
        return plain(self.teacher.taps(pack(action, self.sitting_id, *args)))

    def comes_to_the_hour(self, minutes_before: int = 10) -> None:
        """Time passes until shortly before the sitting begins."""
        starts_at = self.sitting.starts_at
        assert starts_at is not None
        left = from_ms(starts_at) - timedelta(minutes=minutes_before) - self.desk.clock.now()
        self.desk.clock.advance(max(left, timedelta(0)))


def draft(desk: Desk, pupils: int = 2, *, rules: RuleSet = "adaptive", days: int = 7) -> Room:
    """A sitting that could be announced, in so many days at 14 h, for one class of so many pupils.

    The whole bank is tested from then on. Pupils are at home, and have answered nothing.
    """
    desk.library = everything()
    school = Schooling(desk)
    teacher = school.teacher("Mme Diallo")
    room = Room(desk, school, teacher, school.classroom(teacher))
    room.pupils = [school.pupil(room.classroom, name_of(place)) for place in range(pupils)]
    teacher.taps("sp_new")
    ((room.sitting_id,),) = desk.sql("select id from sitting order by id desc limit 1")
    teacher.taps(pack("sp_rules", room.sitting_id, rules, 1))
    if room.classroom.id not in {each.class_id for each in room.candidates()}:
        teacher.taps(pack("sp_class", room.sitting_id, room.classroom.id, 1, 0, 1))
    teacher.taps(pack("sp_next", room.sitting_id, "classes", 1))
    day = desk.clock.now().astimezone(ZoneInfo("Europe/Paris")) + timedelta(days=days)
    teacher.writes(f"{day:%d/%m/%Y} 14 h")
    teacher.writes("Salle 204")
    return room


def announced(desk: Desk, pupils: int = 2, *, rules: RuleSet = "adaptive", days: int = 7) -> Room:
    """The same, announced."""
    room = draft(desk, pupils, rules=rules, days=days)
    assert "C'est annoncé" in room.taps("sp_announce")
    assert len(room.candidates()) == pupils
    return room


def name_of(place: int) -> str:
    """«Léa Martin00»: given names come again, family names tell who they are."""
    return f"{GIVEN[place % len(GIVEN)]} Martin{place:02}"


def becomes_certifiable(phone: Phone, competences: tuple[str, ...] = FIVE, right: bool = True) -> None:
    """Position these competences, answering alike to the end."""
    for code in competences:
        phone.finishes(code, right)


def offered(calls: list[Call]) -> list[str]:
    """What stands on the buttons, with plain spaces."""
    return [each.replace("\u00a0", " ").replace("\u202f", " ") for each in labels(calls)]
