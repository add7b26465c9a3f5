"""Another phone at the door: the invigilator lets it in or does not."""

from dataclasses import replace

from bot.store import sittings
from bot.usecases import rights
from bot.usecases.certification import holding, moving, settling, watching
from bot.usecases.certification.outcomes_board import PhoneShown
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def show(turn: Turn, sitting_id: int, person_id: int) -> list[Outcome]:
    """Who asks to come in with another phone. Raises NotAllowed."""
    rights.sitting(turn, sitting_id, "organiser", "invigilator")
    return [page(turn, sitting_id, person_id)]


def page(turn: Turn, sitting_id: int, person_id: int, *, alert: bool = False) -> PhoneShown:
    """The same; the caller has checked that its reader watches over the sitting."""
    request = sittings.entry_request(turn.tx, person_id, sitting_id)
    sitting = sittings.find(turn.tx, sitting_id)
    found = sittings.candidate(turn.tx, request.candidate_id) if request else None
    if request is None or sitting is None or found is None or request.accepted_at is not None:
        return PhoneShown(sitting_id, person_id, None, settled="before")
    line = watching.line_of(turn, sitting, found)
    taken = found.person_id not in {None, person_id}
    return PhoneShown(sitting_id, person_id, line, found.class_name, taken, alert=alert)


def let_in(turn: Turn, sitting_id: int, person_id: int, candidate_id: int) -> list[Outcome]:
    """«Laisser entrer» somebody as a candidate. Raises NotAllowed."""
    return _settle(turn, sitting_id, person_id, candidate_id, accepted=True)


def keep_out(turn: Turn, sitting_id: int, person_id: int, candidate_id: int) -> list[Outcome]:
    """«Refuser». Raises NotAllowed."""
    return _settle(turn, sitting_id, person_id, candidate_id, accepted=False)


def _settle(
    turn: Turn, sitting_id: int, person_id: int, candidate_id: int, *, accepted: bool
) -> list[Outcome]:
    holding.sitting(turn, sitting_id)
    asked = page(turn, sitting_id, person_id)
    if asked.line is None or asked.settled or asked.line.id != candidate_id:  # they now say they are another
        return [asked]
    told = (moving.accept if accepted else moving.refuse)(turn, sitting_id, person_id)
    settled = replace(asked, settled="accepted" if accepted else "refused")
    return [settled, *told, *settling.rewritten(turn, sitting_id, person_id, settled)]
