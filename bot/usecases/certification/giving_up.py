"""A candidate stops before the end: two taps in a row, since nothing brings the test back."""

from bot.usecases import practice
from bot.usecases.certification import ending, seats
from bot.usecases.certification.outcomes_test import GiveUpAsked
from bot.usecases.certification.urn import of_seat
from bot.usecases.keys import StepRef
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.states import load
from bot.usecases.turn import Turn


def ask(turn: Turn, after: int) -> list[Outcome]:
    """Is the candidate sure? The clock runs on. For who may answer now; `after`: the tapped message."""
    seat = seats.taken(turn)
    if seat is None:
        return [Said(Note.FINISHED)]
    state = load(turn, seat.key)
    if state.question is None:  # its row was lost: the question comes again
        return practice.resume(turn, state, after)
    return [GiveUpAsked(practice.ref(turn, state), *ending.counts(seat, of_seat(turn, seat)))]


def confirm(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """The test ends; what is not answered counts as passed. Asked anew once they went on since."""
    seat = seats.held(turn)
    if seat is None:
        return [Said(Note.FINISHED)]
    if not seats.asks(load(turn, seat.key), about):
        return ask(turn, after)
    return ending.end(turn, seat.candidate, "candidate")
