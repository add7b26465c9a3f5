"""Who can sit the demo's mock certification at once: a pupil who has practised, and the sitting itself."""

import json
from datetime import datetime, timedelta

from bot.content import Library, right_response
from bot.demo_school import AGENDA, TEACHER, Furnished
from bot.engine import Verdict
from bot.store import classes, people, sittings
from bot.store.base import Tx
from bot.store.classes import Pupil
from bot.store.practice import StoredAnswer
from bot.store.sittings import Sitting, StaffRole
from bot.store.times import to_ms
from bot.usecases import practice
from bot.usecases.certification import clock, summoning
from bot.usecases.codes import new_code
from bot.usecases.kinds import kind_of
from bot.usecases.practice_state import Question
from bot.usecases.states import load
from bot.usecases.turn import Rules, Turn

CANDIDATE = "Inès"
LEARNT = ("1.1", "1.2", "2.2", "3.1", "4.1", "4.2")  # competences
LEVEL = 4  # up to which she answers right
SECONDS = 25.0  # an answer
HOUR = 14 * 60  # minutes of the day


def _practised(tx: Tx, library: Library, chat_id: int, line: Pupil, now: datetime) -> None:
    """A pupil who has joined her class, and answered enough, a week ago, to be certifiable."""
    then = now - timedelta(days=7)
    person = people.meet(tx, chat_id, to_ms(then))
    people.set_role(tx, person, "pupil")
    people.set_under_15(tx, person, True)
    people.set_device(tx, person, "phone")
    people.set_grade(tx, person, "6e")
    classes.link(tx, line.id, person.id, to_ms(then))
    for code in LEARNT:
        _positioned(tx, library, chat_id, code, then)


def _positioned(tx: Tx, library: Library, chat_id: int, code: str, then: datetime) -> None:
    """One positioning, from its first question to its end."""

    def turn() -> Turn:
        return Turn(tx, people.meet(tx, chat_id, to_ms(then)), library, then, then, Rules())

    practice.begin(turn(), code, after=0)
    while (question := load(turn(), code).question) is not None or _goes_on(turn(), code):
        if question is None:  # between two blocks
            practice.resume(turn(), load(turn(), code), after=0)
        else:
            _answers(turn(), code, question)


def _goes_on(turn: Turn, code: str) -> bool:
    return load(turn, code).assessment is not None


def _answers(turn: Turn, code: str, question: Question) -> None:
    state, variant = load(turn, code), practice.variant_of(turn, question)
    challenge = turn.library.challenge(question.challenge)
    skill = turn.library.skill(challenge.skill) if challenge else None
    if variant is None or skill is None:
        raise LookupError(question.challenge)
    knows = skill.level <= LEVEL
    answer = StoredAnswer(
        assessment_id=state.assessment or 0,
        step=question.step,
        competence=code,
        skill=skill.id,
        challenge=question.challenge,
        variant=question.variant,
        verdict=(Verdict.RIGHT if knows else Verdict.SKIPPED).value,
        response=json.dumps(right_response(variant.key), ensure_ascii=False) if knows else None,
        seconds=SECONDS,
        answered_at=turn.now_ms,
    )
    taken = kind_of(code).take(turn, state, answer)
    practice.go_on(turn, taken.state, 0, taken.known)


def candidate(tx: Tx, library: Library, chat_id: int, furnished: Furnished, now: datetime) -> None:
    """A pupil of the class who is certifiable, and a sitting on the next open day for all of them."""
    (line,) = [each for each in classes.pupils(tx, furnished.class_id) if each.given_name == CANDIDATE]
    _practised(tx, library, chat_id, line, now)
    _announced(tx, furnished, now)


def _announced(tx: Tx, furnished: Furnished, now: datetime) -> None:
    sitting_id, now_ms = tx.new_id(), to_ms(now)
    day = AGENDA.day_of(AGENDA.next_day(now))
    sitting = Sitting(
        id=sitting_id,
        school_id=furnished.school_id,
        code=new_code(tx, "sitting", sitting_id),
        staff_code=new_code(tx, "invigilator", sitting_id),
        rules="adaptive",
        starts_at=to_ms(AGENDA.moment(day, HOUR)),
        room="Salle 12",
        minutes=clock.MINUTES,
        organiser=TEACHER,
        created_at=now_ms,
        announced_at=now_ms,
    )
    sittings.add(tx, sitting)
    sittings.put_class(tx, sitting_id, furnished.class_id)
    roles: tuple[StaffRole, ...] = ("organiser", "invigilator", "results")
    for role in roles:
        sittings.put_staff(tx, furnished.teacher_id, sitting_id, role, now_ms)
    for line in classes.pupils(tx, furnished.class_id):
        sittings.summon(tx, sitting_id, line.id)
    summoning.sync(tx, sitting_id, now)
