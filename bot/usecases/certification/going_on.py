"""«Continuer» after a break or a problem: the clock runs again, with the same question or another one."""

from dataclasses import replace

from bot.store import sittings
from bot.usecases import practice
from bot.usecases.certification import clock, halting, pulse, seats
from bot.usecases.certification.seats import Seat
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.practice_state import Practice
from bot.usecases.states import load, save
from bot.usecases.turn import Turn


def go_on(turn: Turn, after: int) -> list[Outcome]:
    """The test of this phone goes on, if the invigilator lets it; else why it can't.

    `after`: the person's message, or the one whose button was tapped.
    """
    seat = seats.held(turn)
    if seat is None:
        return [Said(Note.FINISHED)]
    if seat.candidate.stopped_at is None or seat.candidate.cleared_at is None:
        return halting.halted(turn, seat) or _back(turn, load(turn, seat.key), after)
    seat = _running(turn, seat)
    halted = halting.halted(turn, seat)
    if halted:
        return halted
    state = _without_withdrawn(turn, seat, load(turn, seat.key))
    return practice.resume(turn, state, after)


def _back(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """The question of a clock that runs; nothing new when it stands below, or is on its way: quick taps."""
    question = state.question
    below = question is not None and (question.message_id is None or question.message_id > after)
    return [Said(Note.RECORDED)] if below else practice.resume(turn, state, after)


def by_itself(turn: Turn, seat: Seat) -> bool:
    """Whether the clock runs again although nobody tapped: a minute after it was cleared."""
    return clock.runs_by_itself(seat.candidate, pulse.moment(turn))


def _running(turn: Turn, seat: Seat) -> Seat:
    """The clock runs from now on."""
    lost = clock.resumed_lost_ms(seat.candidate, pulse.moment(turn))
    running = replace(seat.candidate, stopped_at=None, stopped_for=None, cleared_at=None, lost_ms=lost)
    sittings.save_candidate(turn.tx, running)
    return Seat(seat.sitting, running)


def _without_withdrawn(turn: Turn, seat: Seat, state: Practice) -> Practice:
    """The state without a question that was withdrawn: the next one has another step.

    A picture, a document or a description was removed at the stop: nothing is left there to close.
    """
    question = state.question
    if question is None:
        return state
    if seats.is_withdrawn(turn, seat):
        state = replace(state, question=None)
    else:
        shown = seats.on_screen(turn, state)
        kept = None if shown is None or shown.media else shown.message_id
        state = replace(state, question=replace(question, message_id=kept, also=()))
    save(turn, state)
    return state
