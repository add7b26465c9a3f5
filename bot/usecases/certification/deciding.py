"""Problems that candidates reported: the question is withdrawn, or comes back."""

from dataclasses import replace

from bot.content import render
from bot.content.markup import visible
from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Candidate, Decision, Incident, Question
from bot.usecases import rights
from bot.usecases.certification import holding, looking, pulse, settling, told, watching
from bot.usecases.certification.outcomes_board import ProblemShown
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def show(turn: Turn, incident_id: int) -> list[Outcome]:
    """A problem, with the question it is about. Raises NotAllowed."""
    return [page(turn, _mine(turn, incident_id))]


def page(turn: Turn, incident: Incident, *, alert: bool = False, before: bool = False) -> ProblemShown:
    """The same; the caller has checked that its reader watches over the sitting."""
    sitting = sittings.find(turn.tx, incident.sitting_id)
    found = sittings.candidate(turn.tx, incident.candidate_id or 0)
    if sitting is None or found is None:  # incidents go with them
        raise NotAllowed
    shown = ProblemShown(
        sitting=sitting.id,
        candidate=found.id,
        incident=looking.happened(turn, sitting, incident),
        ended=found.ended_at is not None,
        before=before,
        alert=alert,
    )
    question = _question(turn, incident)
    return shown if question is None or incident.decision else _with_text(turn, shown, question)


def _with_text(turn: Turn, shown: ProblemShown, question: Question) -> ProblemShown:
    """The candidate does not see it meanwhile: who decides must."""
    challenge = turn.library.challenge(question.challenge)
    if challenge is None:
        return shown
    variant = render(challenge, question.variant)
    picture = variant.picture.alt if variant.picture else ""
    choices = (*variant.choices, *variant.fields)
    return replace(shown, text=visible(variant.text), left=variant.left, choices=choices, picture=picture)


def _question(turn: Turn, incident: Incident) -> Question | None:
    every = sittings.questions(turn.tx, incident.candidate_id or 0)
    return next((each for each in every if each.number == incident.number), None)


def _mine(turn: Turn, incident_id: int) -> Incident:
    incident = sittings.incident(turn.tx, incident_id)
    if incident is None or incident.kind != "question" or incident.candidate_id is None:
        raise NotAllowed
    rights.sitting(turn, incident.sitting_id, "organiser", "invigilator")
    return incident


def withdraw(turn: Turn, incident_id: int) -> list[Outcome]:
    """«Retirer la question»: it does not count, and another comes if the test goes on. Raises NotAllowed."""
    return _decide(turn, incident_id, "withdrawn")


def refuse(turn: Turn, incident_id: int) -> list[Outcome]:
    """«Refuser»: the same question comes back. Raises NotAllowed."""
    return _decide(turn, incident_id, "refused")


def _decide(turn: Turn, incident_id: int, decision: Decision) -> list[Outcome]:
    seen = _seen(turn, incident_id)
    held, found = holding.candidate(turn, seen.candidate_id or 0)
    incident = _mine(turn, incident_id)
    late = held.published_at is not None  # from then on the jury alone takes questions out
    if late or not sittings.decide(turn.tx, incident.id, decision, turn.person.id, turn.now_ms):
        return [page(turn, incident, before=True)]
    if decision == "withdrawn" and incident.number is not None:
        told.withdrawn(turn, found.id, incident.number)
    others = _let_go_on(turn, found, withdrawn=decision == "withdrawn")
    decided = page(turn, _mine(turn, incident.id))
    return [decided, *others, *settling.rewritten(turn, held.id, incident.id, decided)]


def _seen(turn: Turn, incident_id: int) -> Incident:
    """To know which candidate to hold first: an incident is held after its candidate."""
    incident = sittings.seen_incident(turn.tx, incident_id)
    if incident is None or incident.kind != "question":
        raise NotAllowed
    return incident


def _let_go_on(turn: Turn, found: Candidate, *, withdrawn: bool) -> list[Elsewhere]:
    """Their clock goes on at their tap; not during a break, nor while another problem waits."""
    waits = any(each.candidate_id == found.id for each in watching.open_problems(turn, found.sitting_id))
    if not found.running or found.stopped_for != "incident" or found.cleared_at is not None or waits:
        return []
    now = replace(found, cleared_at=pulse.moment(turn))
    sittings.save_candidate(turn.tx, now)
    return told.clock_changed(turn, now, withdrawn=withdrawn)
