"""A class whose pupils have all joined and practised: one is played, the others learnt the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content import Library
from bot.demo_candidate import _positioned
from bot.rosters.names import key
from bot.store import classes, people, practice, schools
from bot.store.base import Tx
from bot.store.classes import Classroom, Pupil
from bot.store.people import Person
from bot.store.times import to_ms
from bot.usecases import codes

LEARNT = ("1.1", "1.2", "2.2", "3.1", "4.1", "4.2")
"""Competences in which everybody has a level."""


@dataclass(frozen=True)
class School:
    """Ids of what was made; teachers by their chats, the lines of the class by given name."""

    id: int
    class_id: int
    lines: dict[str, Pupil]


def found(
    tx: Tx, library: Library, teachers: dict[int, str], pupils: dict[int, str], now: datetime
) -> School:
    """A school with these teachers, the first of whom teaches 6e B; people by their chats, «Léa Martin»."""
    then = now - timedelta(days=7)
    school = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", to_ms(then))
    class_id = tx.new_id()
    for chat_id, name in teachers.items():
        _teacher(tx, chat_id, name, school.id, to_ms(then))
    leader = people.person_of_chat(tx, next(iter(teachers)))
    assert leader is not None
    code = codes.new_code(tx, "class", class_id)
    classes.add(tx, Classroom(class_id, school.id, "6e B", "6e", code, to_ms(then), None), leader.id)
    lines = {name.split()[0]: _pupil(tx, class_id, chat, name, to_ms(then)) for chat, name in pupils.items()}
    _practise(tx, library, list(pupils), then)
    return School(school.id, class_id, lines)


def _teacher(tx: Tx, chat_id: int, name: str, school_id: int, now_ms: int) -> None:
    person = people.meet(tx, chat_id, now_ms)
    people.set_role(tx, person, "teacher")
    people.set_device(tx, person, "computer")
    schools.put_member(tx, person.id, school_id, "teacher", name, now_ms)


def _pupil(tx: Tx, class_id: int, chat_id: int, name: str, now_ms: int) -> Pupil:
    given, family = name.split(maxsplit=1)
    own, home = codes.new_link(), codes.new_link()
    line = Pupil(
        class_id, tx.new_id(), family, given, key(family, given), None, None,
        own.selector, own.secret, home.selector, home.secret, now_ms, None,
    )  # fmt: skip
    classes.add_pupil(tx, line)
    person = people.meet(tx, chat_id, now_ms)
    people.set_role(tx, person, "pupil")
    people.set_under_15(tx, person, True)
    people.set_device(tx, person, "phone")
    people.set_grade(tx, person, "6e")
    classes.link(tx, line.id, person.id, now_ms)
    return line


def _practise(tx: Tx, library: Library, chats: list[int], then: datetime) -> None:
    for code in LEARNT:
        _positioned(tx, library, chats[0], code, then)
    first, *others = [person for chat in chats if (person := people.person_of_chat(tx, chat))]
    for each in others:
        _copied(tx, first, each, to_ms(then))


def _copied(tx: Tx, played: Person, person: Person, now_ms: int) -> None:
    """What one has answered, the other has too."""
    for code, packed in practice.states(tx, played.id).items():
        practice.save_state(tx, person.id, code, packed, now_ms)
    for each in practice.assessments(tx, played.id):
        prior = (each.prior_mean, each.prior_sd)
        practice.start_assessment(tx, person.id, each.id, each.competence, prior, each.started_at)
        practice.end_assessment(tx, person.id, each.id, each.outcome or "", each.ended_at or now_ms)
    for answer in practice.all_answers(tx, played.id):
        practice.add_answer(tx, person.id, answer)
