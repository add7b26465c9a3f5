"""Candidates of tests who sit down: rows made by hand, so that a story begins at «Commencer»."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from bot.content import Library
from bot.store import classes, sittings
from bot.store.base import Tx
from bot.store.practice import StoredAnswer
from bot.store.sittings import Candidate, Incident, Question, RuleSet, Sitting
from bot.store.times import to_ms
from bot.transport.calls import Call
from bot.usecases import codes, states
from bot.usecases.certification import beginning, clock, ending, progress, pulse, told
from bot.usecases.practice_state import Evidence, Practice
from bot.views.present import present
from bot.views.showing import Showing
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling, person_id

TWO = ("1.1", "4.1")
"""The competences of the bank of tests."""
THREE = ("1.2", "2.1", "5.1")
"""Others, which make a profile certifiable."""


@dataclass
class Chair:
    """A phone at the place of a candidate."""

    phone: Phone
    candidate_id: int
    key: str
    school: Schooling
    room: int

    @property
    def desk(self) -> Desk:
        return self.phone.desk

    # What the candidate does

    def begins(self) -> list[Call]:
        """«Commencer», as the door has it."""

        def shown(tx: Tx) -> list[Call]:
            turn = self.phone.turn(tx)
            showing = Showing(self.phone.chat_id, self.desk.library, tapped=9, callback_id="tap")
            candidate = sittings.candidate(tx, self.candidate_id)
            assert candidate is not None
            return list(present(showing, beginning.begin(turn, candidate, self.phone.next_message())))

        calls = self.desk.turn(shown)
        self.phone.sees(calls)
        return calls

    def answers(self, right: bool = True, seconds: int = 20) -> list[Call]:
        """The question on screen, after so many seconds."""
        self.desk.clock.advance(timedelta(seconds=seconds))
        return self.phone.answers_one(self.key, right)

    def answers_all(self, most: int = 100, right: int = 4) -> int:
        """To the end, `right` of four in a row right; how many."""
        for given in range(most):
            if self.state.question is None:
                return given
            self.answers(given % 4 < right)
        return most

    def taps(self, action: str, *args: int | str) -> list[Call]:
        """A button about the question on screen."""
        return self.phone.taps(self.phone.about(self.key, action, *args))

    def reports(self, problem: str = "wrong") -> list[Call]:
        self.taps("sc_report")
        return self.taps("sc_problem", problem)

    def goes_on(self) -> list[Call]:
        return self.phone.taps("sc_on")

    # What others do

    def changed(self, **columns: Any) -> Candidate:
        """An invigilator changes columns of the candidate."""

        def change(tx: Tx) -> Candidate:
            found = sittings.locked_candidate(tx, self.candidate_id)
            assert found is not None
            now = replace(found, **columns)
            sittings.save_candidate(tx, now)
            return now

        return self.desk.turn(change)

    def is_stopped(self) -> list[Call]:
        """The invigilator gives a break."""
        return self._told(self.changed(stopped_at=self.now, stopped_for="break", cleared_at=None))

    def is_cleared(self, withdraws: bool = False) -> list[Call]:
        """The invigilator lets the candidate go on; and maybe withdraws the question that was reported."""
        if withdraws:
            number = self.incidents[-1].number
            assert number is not None
            assert self.desk.turn(lambda tx: told.withdrawn(self.phone.turn(tx), self.candidate_id, number))
        return self._told(self.changed(cleared_at=self.now), withdrawn=withdraws)

    def _told(self, candidate: Candidate, *, withdrawn: bool = False) -> list[Call]:
        def shown(tx: Tx) -> list[Call]:
            said = told.clock_changed(self.phone.turn(tx), candidate, withdrawn=withdrawn)
            showing = Showing(self.phone.chat_id, self.desk.library)
            return [call for each in said for call in present(showing, each.outcomes)]

        calls = self.desk.turn(shown)
        self.phone.sees(calls)
        return calls

    def is_ended(self, why: str = "invigilator") -> None:
        """In the candidate's row alone, as an invigilator's turn does."""
        self.changed(ended_at=self.now, ended_for=why)

    def time_passes(self, **time: int) -> list[Call]:
        """The clock moves on, then the tick looks at the candidate."""
        self.desk.clock.advance(timedelta(**time))
        return self.is_looked_at()

    def is_looked_at(self) -> list[Call]:
        """What a tick does: it ends what is over."""

        def looked(tx: Tx) -> list[Call]:
            turn, now = self.phone.turn(tx), sittings.candidate(tx, self.candidate_id)
            assert now is not None
            over = now.running and clock.left_ms(_sitting(tx, now), now, pulse.moment(turn)) == 0
            said = ending.end(turn, now, "time") if over else ending.settle(turn, now)
            return list(present(Showing(self.phone.chat_id, self.desk.library), said))

        calls = self.desk.turn(looked)
        self.phone.sees(calls)
        return calls

    # What is stored

    @property
    def now(self) -> int:
        return to_ms(self.desk.clock.now())

    @property
    def state(self) -> Practice:
        return self.phone.state(self.key)

    @property
    def candidate(self) -> Candidate:
        found = self.desk.turn(lambda tx: sittings.candidate(tx, self.candidate_id))
        assert found is not None
        return found

    @property
    def on_screen(self) -> Question:
        """The question that waits."""
        question = self.state.question
        assert question is not None
        return next(each for each in self.questions if each.step == question.step)

    @property
    def of(self) -> int:
        """Out of how many it is counted."""
        question = self.state.question
        assert question is not None
        return question.of

    @property
    def progress(self) -> tuple[int, int]:
        """As those who watch see it."""
        candidate = self.candidate
        return self.desk.turn(lambda tx: progress.progress(self.phone.turn(tx), candidate))

    @property
    def questions(self) -> list[Question]:
        return self.desk.turn(lambda tx: sittings.questions(tx, self.candidate_id))

    @property
    def given(self) -> list[StoredAnswer]:
        """The answers of the test."""
        return self.desk.turn(lambda tx: sittings.answers(tx, self.candidate_id))

    @property
    def incidents(self) -> list[Incident]:
        sitting_id = self.candidate.sitting_id
        return self.desk.turn(lambda tx: sittings.incidents(tx, sitting_id))

    @property
    def used(self) -> float:
        """Seconds of the candidate's time that are used."""
        return clock.used_ms(self.candidate, self.now) / 1000


def _sitting(tx: Tx, candidate: Candidate) -> Sitting:
    found = sittings.find(tx, candidate.sitting_id)
    assert found is not None
    return found


def sitting_of(school: Schooling, rules: RuleSet, **columns: Any) -> Sitting:
    """An announced sitting that begins now."""
    desk = school.desk
    id_ = desk.turn(lambda tx: tx.new_id())
    now = to_ms(desk.clock.now())
    made = Sitting(
        id=id_,
        school_id=school.school.id,
        code=desk.turn(lambda tx: codes.new_code(tx, "sitting", id_)),
        staff_code=desk.turn(lambda tx: codes.new_code(tx, "invigilator", id_)),
        rules=rules,
        starts_at=now,
        room="204",
        minutes=clock.MINUTES,
        organiser="Mme Diallo",
        created_at=now,
        announced_at=now,
    )
    made = replace(made, **columns)
    desk.turn(lambda tx: sittings.add(tx, made))
    return made


def seated(desk: Desk, rules: RuleSet = "adaptive", *, quickly: bool = False, **columns: Any) -> Chair:
    """A certifiable candidate of a sitting of their own, who may begin now; `columns` are the candidate's.

    `quickly`: without positionings, their states are made by hand.
    """
    school = Schooling(desk)
    room = school.classroom(school.teacher())
    phone = school.pupil(room, "Léa Martin")
    if quickly:
        for state in states_by_hand(desk.library):
            desk.turn(partial(_has, phone, state))
    else:
        knows(phone)
    return takes_place(school, sitting_of(school, rules), room.id, phone, **columns)


def takes_place(school: Schooling, sitting: Sitting, room: int, phone: Phone, **columns: Any) -> Chair:
    """The pupil whose line this phone joined is a candidate who may begin."""
    desk = phone.desk
    who, now = person_id(phone), to_ms(desk.clock.now())

    def sits(tx: Tx) -> int:
        line = classes.pupil_of(tx, room, who)
        assert line is not None
        assert sittings.summon(tx, sitting.id, line.id)
        candidate = next(each for each in sittings.candidates(tx, sitting.id) if each.account == who)
        steps = {"entered_at": now, "accepted_at": now, "present_at": now, "authorised_at": now}
        sittings.save_candidate(tx, replace(candidate, **{"person_id": who, **steps, **columns}))
        return candidate.id

    return Chair(phone, desk.turn(sits), "#" + sitting.code, school, room)


def states_by_hand(library: Library) -> list[Practice]:
    """A certifiable profile: up to level 4, every skill of two competences validated by a right answer."""
    made = [Practice(code, pix=20.0, level=2, estimate=(2.0, 0.4), last_at=1) for code in THREE]
    for code in TWO:
        skills = [each for each in library.competences[code].skills if each.level <= 4]
        evidence = tuple(Evidence(1, each.challenges[0].id, True, 20.0, 1) for each in skills)
        known = Practice(code, pix=32.0, level=4, estimate=(4.0, 0.4), last_at=1, evidence=evidence)
        made.append(replace(known, validated=frozenset(each.id for each in skills)))
    return made


def _has(phone: Phone, state: Practice, tx: Tx) -> None:
    states.save(phone.turn(tx), state)


def knows(phone: Phone, right: bool = True) -> None:
    """Two positionings, and three competences known by hand: certifiable."""
    for code in TWO:
        phone.finishes(code, right)
    for state in states_by_hand(phone.desk.library)[: len(THREE)]:
        phone.desk.turn(partial(_has, phone, state))
    phone.desk.clock.advance(timedelta(days=1))
