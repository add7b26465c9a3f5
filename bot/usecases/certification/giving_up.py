"""A candidate stops before the end: two taps, since nothing brings the test back."""

from bot.usecases.certification import ending, seats
from bot.usecases.certification.outcomes_test import GiveUpAsked
from bot.usecases.certification.urn import of_seat
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn


def ask(turn: Turn) -> list[Outcome]:
    """Is the candidate sure? The clock runs on."""
    seat = seats.taken(turn)
    if seat is None:
        return [Said(Note.FINISHED)]
    return [GiveUpAsked(seat.candidate.id, *ending.counts(seat, of_seat(turn, seat)))]


def confirm(turn: Turn, candidate_id: int) -> list[Outcome]:
    """The test ends; what is not answered counts as passed."""
    seat = seats.held(turn)
    if seat is None or seat.candidate.id != candidate_id:
        return [Said(Note.FINISHED)]
    return ending.end(turn, seat.candidate, "candidate")
