"""How far a candidate is, for those who watch."""

from bot.store.sittings import Candidate
from bot.usecases.certification import ending, seats
from bot.usecases.certification.urn import of_seat
from bot.usecases.turn import Turn


def progress(turn: Turn, candidate: Candidate) -> tuple[int, int]:
    """Questions answered, and in all; 0 and 0 before the start. Withdrawn ones are in neither."""
    if candidate.opening is None:
        return 0, 0
    seat = seats.of(turn, candidate)
    return ending.counts(seat, of_seat(turn, seat))
