"""Who sits where: the candidate whose test a phone shows, their sitting, their question."""

from dataclasses import dataclass

from bot.content import render
from bot.store import people, sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases.certification import clock, pulse
from bot.usecases.certification.outcomes_test import ClockStopped, OnScreen
from bot.usecases.keys import SITTING_TEST, StepRef
from bot.usecases.practice_state import Practice
from bot.usecases.states import load
from bot.usecases.turn import Turn


def key(sitting: Sitting) -> str:
    """What stands for its test where the code of a competence does."""
    return SITTING_TEST + sitting.code


@dataclass(frozen=True, slots=True)
class Seat:
    """A candidate whose test runs, or was ended and is not closed yet, and their sitting."""

    sitting: Sitting
    candidate: Candidate

    @property
    def key(self) -> str:
        return key(self.sitting)

    @property
    def adaptive(self) -> bool:
        return self.sitting.rules == "adaptive"

    def left_ms(self, at_ms: int) -> int:
        return clock.left_ms(self.sitting, self.candidate, at_ms)

    def minutes(self, at_ms: int) -> int:
        return clock.minutes_left(self.sitting, self.candidate, at_ms)


def taken(turn: Turn) -> Seat | None:
    """The seat of the person's phone; None outside a test."""
    candidate = sittings.in_test(turn.tx, turn.person.id)
    return None if candidate is None else of(turn, candidate)


def elsewhere(turn: Turn) -> bool:
    """Whether a test under a line that the person joined goes on with somebody else's phone."""
    return sittings.sat_elsewhere(turn.tx, turn.person.id)


def held(turn: Turn) -> Seat | None:
    """The same; on PostgreSQL nobody ends, stops or moves the test until the turn is over."""
    seat = taken(turn)
    if seat is None:
        return None
    candidate = sittings.locked_candidate(turn.tx, seat.candidate.id)
    moved = candidate is None or candidate.person_id != turn.person.id
    return None if moved or candidate is None else Seat(seat.sitting, candidate)


def of(turn: Turn, candidate: Candidate) -> Seat:
    """The seat of a candidate. Raises LookupError when the sitting vanished: its candidates go with it."""
    sitting = sittings.find(turn.tx, candidate.sitting_id)
    if sitting is None:
        raise LookupError(candidate.sitting_id)
    return Seat(sitting, candidate)


def acted_at(turn: Turn) -> int:
    """When the person acted, by the clocks of candidates."""
    return pulse.acted_at(turn, turn.at_ms)


def on_screen(turn: Turn, state: Practice) -> OnScreen | None:
    """The messages of the question that waits; None where there are none that Telegram has confirmed."""
    question = state.question
    if question is None or (question.message_id is None and not question.also):
        return None
    challenge = turn.library.challenge(question.challenge)
    variant = render(challenge, question.variant) if challenge else None
    media = variant is not None and (variant.picture is not None or variant.file is not None)
    ref = StepRef(state.competence, state.assessment or 0, question.step, question.of, question.place)
    return OnScreen(question.message_id, media, ref, question.also)


def stopped(turn: Turn, seat: Seat, *, withdrawn: bool = False, edit: bool = False) -> ClockStopped:
    """What a candidate is told whose clock stands still."""
    candidate = seat.candidate
    return ClockStopped(
        candidate=candidate.id,
        reason=candidate.stopped_for or "break",
        minutes=seat.minutes(pulse.moment(turn)),
        cleared=candidate.cleared_at is not None,
        withdrawn=withdrawn,
        edit=edit,
    )


def asks(state: Practice, about: StepRef) -> bool:
    """Whether this question is the one that waits."""
    question = state.question
    return question is not None and (state.assessment, question.step) == (about.assessment, about.step)


def is_withdrawn(turn: Turn, seat: Seat) -> bool:
    """Whether the question that waits was withdrawn: the next turn of the candidate brings another one."""
    question = state_of(turn, seat).question
    asked = sittings.questions(turn.tx, seat.candidate.id) if question else []
    return any(each.withdrawn_at is not None for each in asked if question and each.step == question.step)


def phone_of(turn: Turn, candidate: Candidate) -> Turn | None:
    """A turn of who sits with a candidate's phone, to be read only; None when nobody does."""
    person = None if candidate.person_id is None else people.find(turn.tx, candidate.person_id)
    if person is None:
        return None
    return Turn(turn.tx, person, turn.library, turn.now, turn.now, turn.rules)


def state_of(turn: Turn, seat: Seat) -> Practice:
    """The state of the test of the person's phone."""
    return load(turn, seat.key)
