"""Why a candidate can't answer now: the test was ended, its time is over, or its clock stands still."""

from bot.usecases.certification import ending, seats
from bot.usecases.certification.seats import Seat
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def halted(turn: Turn, seat: Seat) -> list[Outcome]:
    """What the candidate of this phone is told instead; empty while they may answer. Ends what is over."""
    candidate = seat.candidate
    if candidate.ended_at is not None:
        return ending.settle(turn, candidate)
    if seat.left_ms(seats.acted_at(turn)) == 0:
        return ending.end(turn, candidate, "time")
    if candidate.stopped_at is None:
        return []
    return [seats.stopped(turn, seat, withdrawn=seats.is_withdrawn(turn, seat))]
