"""The end of a candidate's test: all answered, the time over, given up, or ended by the invigilator.

Nothing is accepted afterwards. An invigilator's turn only writes in the candidate's row that it is over; what
else there is to close is closed by the candidate's next turn, or by the tick.
"""

from dataclasses import replace

from bot.store import people, sittings
from bot.store import practice as rows
from bot.store.sittings import Candidate, EndReason
from bot.usecases.certification import clock, inheriting, pulse, seats
from bot.usecases.certification.outcomes_test import SittingOver
from bot.usecases.certification.seats import Seat
from bot.usecases.certification.urn import Urn, of_seat
from bot.usecases.outcomes import Outcome
from bot.usecases.states import load, save
from bot.usecases.turn import Turn

_OUTCOME = {"finished": "completed"}
_STOPPED = "stopped"  # of a test that ended before its last question


def end(turn: Turn, candidate: Candidate, why: EndReason) -> list[Outcome]:
    """End the test of the candidate who sits with this person's phone; what they are told.

    The first reason stays; nothing the second time. Before the start nothing is ended.
    """
    current = sittings.locked_candidate(turn.tx, candidate.id)
    if current is None or current.started_at is None:
        return []
    if current.ended_at is None:
        at = clock.end_ms(seats.of(turn, current).sitting, current, pulse.moment(turn))
        current = replace(current, ended_at=at, ended_for=why)
        sittings.save_candidate(turn.tx, current)
    return settle(turn, current)


def settle(turn: Turn, candidate: Candidate) -> list[Outcome]:
    """Close what is left of a test that was ended, in the turn of whose phone it is; nothing once it is done.

    For the tick, and for the candidate's next turn.
    """
    if candidate.ended_at is None or candidate.person_id != turn.person.id:
        return []
    sittings.settled(turn.tx, candidate.id, turn.now_ms)
    seat = seats.of(turn, candidate)
    state = load(turn, seat.key)
    if state.assessment is None or state.assessment != candidate.assessment_id:
        return []
    urn = of_seat(turn, seat)
    urn.leave_out_gone()
    waits = seats.on_screen(turn, state) if urn.shown is not None else None
    reason = candidate.ended_for or "technical"
    outcome = _OUTCOME.get(reason, _STOPPED)
    rows.end_assessment(turn.tx, turn.person.id, state.assessment, outcome, candidate.ended_at)
    people.leave_screen(turn.tx, turn.person, state.competence)
    save(turn, state.closed())
    inheriting.bring_home(turn.tx, candidate)
    return [SittingOver(reason, *counts(seat, urn), waits)]


def counts(seat: Seat, urn: Urn) -> tuple[int, int]:
    """Questions answered, and in all."""
    answered = sum(each.answer is not None for each in urn.counted)
    return answered, urn.opening.most if seat.adaptive else len(urn.counted)
