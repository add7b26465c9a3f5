"""A problem with the question on screen: the candidate's clock stops until the invigilator decides."""

from dataclasses import replace

from bot.store import sittings
from bot.store.sittings import Incident
from bot.usecases.certification import alerts, pulse, seats
from bot.usecases.certification.outcomes_test import Problem, ProblemAsked
from bot.usecases.certification.seats import Seat
from bot.usecases.keys import StepRef
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.states import load
from bot.usecases.turn import Turn

PROBLEMS: dict[Problem, str] = {
    "unclear": "La question n'est pas claire",
    "wrong": "Aucune réponse ne me semble juste",
    "file": "L'image ou le fichier ne s'ouvre pas",
    "other": "Autre chose",
}


def ask(turn: Turn, about: StepRef) -> list[Outcome]:
    """Which problem is it? The clock still runs. For a candidate who may answer now."""
    seat = seats.taken(turn)
    if seat is None or not seats.asks(load(turn, seat.key), about):
        return [Said(Note.OLD_QUESTION)]
    return [ProblemAsked(about)]


def report(turn: Turn, about: StepRef, problem: Problem) -> list[Outcome]:
    """The clock stops, the question is hidden, the invigilators are told. For who may answer now."""
    seat = seats.held(turn)
    if seat is None:
        return [Said(Note.FINISHED)]
    state = load(turn, seat.key)
    if not seats.asks(state, about):
        return [Said(Note.OLD_QUESTION)]
    incident = _incident(turn, seat, about, PROBLEMS[problem])
    sittings.add_incident(turn.tx, incident)
    stopped = replace(seat.candidate, stopped_at=incident.at, stopped_for="incident", cleared_at=None)
    sittings.save_candidate(turn.tx, stopped)
    screen = seats.stopped(turn, Seat(seat.sitting, stopped), edit=True)
    return [replace(screen, question=seats.on_screen(turn, state)), *alerts.reported(turn, incident)]


def _incident(turn: Turn, seat: Seat, about: StepRef, words: str) -> Incident:
    questions = sittings.questions(turn.tx, seat.candidate.id)
    return Incident(
        sitting_id=seat.sitting.id,
        id=turn.tx.new_id(),
        candidate_id=seat.candidate.id,
        number=next((each.number for each in questions if each.step == about.step), None),
        kind="question",
        words=words,
        at=pulse.moment(turn),
    )
