"""A candidate lets the adults who follow them know what a sitting came to."""

from dataclasses import replace

from bot.store import sittings
from bot.usecases.certification import candidacies, telling
from bot.usecases.certification.outcomes_result import CertifiedAsked, CertifiedShown
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn


def show(turn: Turn, candidate_id: int, read_at: int) -> list[Outcome]:
    """Guardians are told of a result at their hour, once it is confirmed.

    `read_at`: when the result that is confirmed was published; another one is asked about again.
    """
    found = candidacies.own(turn, candidate_id)
    if found is None:
        return [Said(Note.NOT_YOURS)]
    sitting, candidate = found[0], sittings.locked_candidate(turn.tx, candidate_id) or found[1]
    now = candidacies.at_home(turn, candidate)
    if now is Shown.NOBODY:
        return [Said(Note.NOT_FOUND)]
    if now is Shown.OFFERED and read_at != candidate.published_at:
        return [CertifiedAsked(candidacies.line_of(turn, sitting, candidate), candidate.published_at or 0)]
    if now is Shown.OFFERED:
        candidate = replace(candidate, shared_at=turn.now_ms)
        sittings.save_candidate(turn.tx, candidate)
    telling.shared(turn, sitting, candidate)  # again for who has come since
    return [CertifiedShown(again=now is Shown.SHOWN)]
