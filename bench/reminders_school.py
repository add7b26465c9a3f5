"""Schools whose pupils are all to be reminded of a campaign on the same evening."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.store import campaigns, classes, people, schools
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.times import to_ms
from bot.usecases import codes
from bot.usecases.campaigns import targets

FIRST = 50_000_001  # the chat of the first pupil
TEACHER = 49_000_001
EVENING = datetime(2026, 9, 15, 15, 0, tzinfo=UTC)  # Tuesday, 17 h in Paris: when pupils are reminded
DEADLINE = EVENING + timedelta(days=3, hours=2)
_ADULT = 10_000_000  # from a pupil's chat to that of whoever follows them
_PUBLISHED = EVENING - timedelta(days=30)


@dataclass(frozen=True, slots=True)
class School:
    """A school, and its campaigns: each is one class's."""

    id: int
    campaigns: list[int]


def furnish(tx: Tx, classes_: int, pupils: int, *, families: bool = False) -> School:
    """So many classes of so many pupils, who have all joined; each class has a campaign to finish.

    With `families` each pupil is followed by an adult.
    """
    now_ms = to_ms(_PUBLISHED)
    school = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", now_ms)
    teacher = people.meet(tx, TEACHER, now_ms)
    people.set_role(tx, teacher, "teacher")
    schools.put_member(tx, teacher.id, school.id, "teacher", "Mme Diallo", now_ms)
    made = []
    for number in range(classes_):
        room = _classroom(tx, school.id, number, teacher.id, now_ms)
        for chat_id in range(FIRST + number * pupils, FIRST + (number + 1) * pupils):
            line = _enrol(tx, room, chat_id, now_ms)
            if families:
                _follow(tx, line, chat_id + _ADULT, now_ms)
        made.append(_campaign(tx, school.id, room, number, teacher.id, now_ms))
    return School(school.id, made)


def _classroom(tx: Tx, school_id: int, number: int, teacher: int, now_ms: int) -> int:
    id_ = tx.new_id()
    code = codes.new_code(tx, "class", id_)
    classes.add(tx, Classroom(id_, school_id, f"6e {number}", "6e", code, now_ms, None), teacher)
    return id_


def _follow(tx: Tx, line: int, chat_id: int, now_ms: int) -> None:
    adult = people.meet(tx, chat_id, now_ms)
    people.set_role(tx, adult, "guardian")
    classes.add_guardian(tx, line, adult.id, now_ms)


def _enrol(tx: Tx, room: int, chat_id: int, now_ms: int) -> int:
    """Somebody under a name of a roster; gives its line."""
    person, own, family = people.meet(tx, chat_id, now_ms), codes.new_link(), codes.new_link()
    people.set_role(tx, person, "pupil")
    people.set_under_15(tx, person, False)
    people.set_device(tx, person, "phone")
    people.set_grade(tx, person, "6e")
    line = Pupil(
        room, tx.new_id(), str(chat_id), "Élève", str(chat_id), None, None,
        own.selector, own.secret, family.selector, family.secret, now_ms, None,
    )  # fmt: skip
    classes.add_pupil(tx, line)
    classes.link(tx, line.id, person.id, now_ms)
    return line.id


def _campaign(tx: Tx, school_id: int, room: int, number: int, teacher: int, now_ms: int) -> int:
    id_ = tx.new_id()
    made = Campaign(
        id_, school_id, codes.new_code(tx, "campaign", id_), f"Rentrée {number}",
        targets.write_topics({"motdepasse": 4}, 8), "training", 0, None, to_ms(DEADLINE), 1, 1, "", "",
        "Mme Diallo", now_ms, now_ms, None, None,
    )  # fmt: skip
    campaigns.add(tx, made, teacher)
    campaigns.put_class(tx, id_, room)
    return id_
