"""What a candidate is asked when a question is taken away: replaced where it was, and nothing seen before."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.content import render
from bot.content.schema import Needs
from bot.content.variant import what_is_seen
from bot.store import people, sittings
from bot.store.base import Tx
from bot.store.sittings import Question
from bot.usecases import states
from bot.usecases.certification import scoring
from bot.usecases.certification.scored import Scored
from bot.usecases.practice_state import Practice
from tests.usecases import seating
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling
from tests.usecases.seating import Chair, seated, sitting_of, takes_place
from tests.usecases.taking import on_computers_only


def withdrawn(chair: Chair) -> Question:
    """The question on screen, which is withdrawn."""
    question = chair.on_screen
    chair.reports()
    chair.is_cleared(withdraws=True)
    chair.goes_on()
    return question


def counted(chair: Chair) -> Counter[str]:
    return Counter(each.competence for each in chair.questions if each.withdrawn_at is None)


def knows_little(phone: Phone, competence: str) -> None:
    """Three skills of it were validated directly: there is nothing to replace a question with."""
    known = phone.state(competence)
    few = replace(known, evidence=known.evidence[:3])
    phone.desk.turn(lambda tx: states.save(phone.turn(tx), few))


def _keep(tx: Tx, phone: Phone, state: Practice) -> None:
    states.save(phone.turn(tx), state)


def test_a_question_without_another_of_its_competence_is_replaced_by_none(desk: Desk) -> None:
    school = Schooling(desk)
    room = school.classroom(school.teacher())
    phone = school.pupil(room, "Léa Martin")
    for state in seating.states_by_hand(desk.library):
        desk.turn(partial(_keep, phone=phone, state=state))
    knows_little(phone, "1.1")
    chair = takes_place(school, sitting_of(school, "profile"), room.id, phone)
    chair.begins()
    assert counted(chair) == {"1.1": 3, "4.1": 3}
    taken: set[str] = set()
    for competence in ("1.1", "4.1"):
        while chair.on_screen.competence != competence:
            chair.answers()
        taken.add(withdrawn(chair).competence)
    chair.answers_all()
    assert taken == {"1.1", "4.1"}
    assert counted(chair) == {"1.1": 2, "4.1": 3}
    scored = desk.turn(partial(_score, candidate_id=chair.candidate_id))
    assert scored.status == "issued"


def _score(tx: Tx, candidate_id: int) -> Scored:
    candidate = sittings.candidate(tx, candidate_id)
    assert candidate is not None
    sitting = sittings.find(tx, candidate.sitting_id)
    assert sitting is not None
    return scoring.score(tx, sitting, candidate)


def test_on_a_phone_nothing_is_asked_that_needs_a_computer(desk: Desk) -> None:
    desk.library = on_computers_only()
    chair = seated(desk, "profile", quickly=True)
    chair.begins()
    person = chair.phone.person()
    assert person is not None
    first = chair.on_screen
    desk.turn(lambda tx: people.set_device(tx, person, "phone"))  # the test goes on with another one
    while chair.state.question is not None:
        challenge = desk.library.challenge(chair.on_screen.challenge)
        assert challenge is not None
        assert challenge.needs is Needs.NOTHING or chair.on_screen.number == first.number
        chair.answers()


def test_what_was_shown_in_a_sitting_does_not_come_again_answered_or_not(desk: Desk) -> None:
    first = seated(desk, "adaptive")
    first.begins()
    met = [withdrawn(first) for _ in range(3)]
    first.answers()
    met.append(first.on_screen)
    first.time_passes(hours=2)
    desk.clock.advance(timedelta(days=30))
    second = takes_place(first.school, sitting_of(first.school, "adaptive"), first.room, first.phone)
    second.begins()
    second.answers_all()
    assert not {_seen(desk, each) for each in met} & {_seen(desk, each) for each in second.questions}


def _seen(desk: Desk, question: Question) -> str:
    challenge = desk.library.challenge(question.challenge)
    assert challenge is not None
    return what_is_seen(render(challenge, question.variant))
