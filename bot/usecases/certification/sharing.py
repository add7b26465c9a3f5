"""A candidate lets the adults who follow them know what a sitting came to."""

from dataclasses import replace

from bot.store import sittings
from bot.store.sittings import Candidate
from bot.usecases.certification import candidacies, telling
from bot.usecases.certification.outcomes_result import CertifiedAsked, CertifiedShown
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn


def show(turn: Turn, candidate_id: int, *, sure: bool) -> list[Outcome]:
    """Guardians are told of a result at their hour, once it is confirmed."""
    found = candidacies.own(turn, candidate_id)
    if found is None:
        return [Said(Note.NOT_YOURS)]
    sitting, candidate = found
    now = candidacies.at_home(turn, candidate)
    if now is Shown.NOBODY:
        return [Said(Note.NOT_FOUND)]
    if now is Shown.SHOWN:
        telling.shared(turn, sitting, candidate)  # somebody may have come since
        return [CertifiedShown(again=True)]
    if not sure:
        return [CertifiedAsked(candidacies.line_of(turn, sitting, candidate))]
    telling.shared(turn, sitting, _shared(turn, candidate))
    return [CertifiedShown()]


def _shared(turn: Turn, candidate: Candidate) -> Candidate:
    """The candidate as it is written from now on."""
    sittings.locked(turn.tx, candidate.sitting_id)
    changed = replace(sittings.locked_candidate(turn.tx, candidate.id) or candidate, shared_at=turn.now_ms)
    sittings.save_candidate(turn.tx, changed)
    return changed
