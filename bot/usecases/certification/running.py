"""What candidates in the test are told of what an invigilator did, each on their own phone."""

from dataclasses import replace

from bot.store import people
from bot.store.people import Person
from bot.store.sittings import Candidate, Sitting
from bot.usecases import states
from bot.usecases.certification import clock, pulse, watching
from bot.usecases.certification.outcomes_board import TimeGiven
from bot.usecases.certification.outcomes_test import ClockStopped, OnScreen, SittingOver
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.keys import SITTING_TEST, StepRef
from bot.usecases.outcomes import Outcome
from bot.usecases.practice import variant_of
from bot.usecases.turn import Turn

KIND = "sitting"


def stopped(
    turn: Turn, sitting: Sitting, candidate: Candidate, *, withdrawn: bool = False
) -> list[Elsewhere]:
    """The clock of a candidate stands still, or may go on; `candidate` as it was saved, and stopped.

    The question on screen loses its text when the clock has just been stopped.
    """
    person = _phone(turn, candidate)
    if person is None or candidate.stopped_for is None:
        return []
    cleared = candidate.cleared_at is not None
    shown = ClockStopped(
        candidate.id,
        candidate.stopped_for,
        clock.minutes_left(sitting, candidate, pulse.moment(turn)),
        cleared,
        withdrawn,
        None if cleared else on_screen(turn, sitting, person),
    )
    return [_to(person, shown)]


def ended(turn: Turn, sitting: Sitting, candidate: Candidate) -> list[Elsewhere]:
    """An invigilator ended the test; `candidate` as it was saved."""
    person = _phone(turn, candidate)
    if person is None or candidate.ended_for is None:
        return []
    line = watching.line_of(turn, sitting, candidate)
    question = on_screen(turn, sitting, person)
    answered = line.question - (question is not None)
    return [_to(person, SittingOver(candidate.ended_for, answered, line.questions, question))]


def given(turn: Turn, sitting: Sitting, candidate: Candidate) -> list[Elsewhere]:
    """A candidate has another time than before; told while the test runs."""
    person = _phone(turn, candidate)
    if person is None or not candidate.running:
        return []
    left = clock.minutes_left(sitting, candidate, pulse.moment(turn))
    return [_to(person, TimeGiven(clock.allowed_ms(sitting, candidate) // clock.MINUTE_MS, left))]


def on_screen(turn: Turn, sitting: Sitting, person: Person) -> OnScreen | None:
    """The message of the question that somebody has on screen; nothing of theirs is changed."""
    state = states.load(replace(turn, person=person), SITTING_TEST + sitting.code)
    question = state.question
    if question is None or question.message_id is None or state.assessment is None:
        return None
    variant = variant_of(turn, question)
    media = variant is not None and (variant.picture is not None or variant.file is not None)
    ref = StepRef(SITTING_TEST + sitting.code, state.assessment, question.step)
    return OnScreen(question.message_id, media, ref)


def _phone(turn: Turn, candidate: Candidate) -> Person | None:
    return people.find(turn.tx, candidate.person_id) if candidate.person_id is not None else None


def _to(person: Person, outcome: Outcome) -> Elsewhere:
    return Elsewhere(person.chat_id, (outcome,), adult=False, kind=KIND)
