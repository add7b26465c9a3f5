"""A candidate between the door and the first question: the rules, then the wait for the invigilator."""

from dataclasses import replace

from bot.errors import NotAllowed
from bot.store import people, sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases.certification import clock, door
from bot.usecases.certification.outcomes_door import DoorShut, NotCertifiable, RulesShown, WaitingShown
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def screen(turn: Turn, candidate: Candidate, *, edit: bool = True) -> list[Outcome]:
    """Where a candidate who has not begun, or has ended, stands; the turn may be an invigilator's."""
    sitting = door.find(turn, candidate.sitting_id)
    here = door.where(turn, sitting)
    if sitting.cancelled_at is not None:
        return [DoorShut("cancelled", here, edit=edit)]
    if candidate.ended_at is not None:
        return [DoorShut("ended", here, edit=edit)]
    if sitting.closed_at is not None:
        return [DoorShut("over", here, edit=edit)]
    missing = door.missing(turn, candidate)
    if missing:
        return [NotCertifiable(candidate.id, called(candidate), here, door.NEEDED - missing, missing, edit)]
    return [
        _rules(turn, sitting, candidate, edit)
        if candidate.accepted_at is None
        else _wait(turn, sitting, candidate, edit)
    ]


def _rules(turn: Turn, sitting: Sitting, candidate: Candidate, edit: bool) -> RulesShown:
    return RulesShown(
        candidate=candidate.id,
        name=called(candidate),
        class_name=candidate.class_name,
        where=door.where(turn, sitting),
        rules=sitting.rules,
        minutes=clock.allowed_ms(sitting, candidate) // clock.MINUTE_MS,
        extra=candidate.extra,
        edit=edit,
    )


def _wait(turn: Turn, sitting: Sitting, candidate: Candidate, edit: bool) -> WaitingShown:
    return WaitingShown(
        candidate=candidate.id,
        name=called(candidate),
        class_name=candidate.class_name,
        where=door.where(turn, sitting),
        present=candidate.present_at is not None,
        authorised=candidate.authorised_at is not None,
        minutes=clock.allowed_ms(sitting, candidate) // clock.MINUTE_MS,
        edit=edit,
    )


def called(candidate: Candidate) -> str:
    """As a candidate reads it: «Léa MARTIN»."""
    return f"{candidate.given_name} {candidate.family_name.upper()}".strip()


def told(turn: Turn, candidate: Candidate) -> list[Elsewhere]:
    """What changed for a candidate who has not begun, to their phone; nothing when none has entered.

    For the turn of an invigilator who marked them present, or lets them begin: `candidate` as it was saved.
    """
    person = people.find(turn.tx, candidate.person_id) if candidate.person_id is not None else None
    if person is None or candidate.started_at is not None:
        return []
    seen = candidate.present_at is not None and candidate.authorised_at is None
    shown = tuple(
        replace(each, news=seen) if isinstance(each, WaitingShown) else each
        for each in screen(turn, candidate, edit=False)
    )
    return [Elsewhere(person.chat_id, shown, adult=False, kind="sitting")]


def accept(turn: Turn, candidate_id: int) -> list[Outcome]:
    """«J'ai lu et j'accepte». Raises NotAllowed."""
    candidate = door.mine(turn, candidate_id)
    if candidate.accepted_at is None and not _over(turn, candidate):
        candidate = replace(candidate, accepted_at=turn.now_ms)
        sittings.save_candidate(turn.tx, candidate)
    return screen(turn, candidate)


def _over(turn: Turn, candidate: Candidate) -> bool:
    """Nothing can begin any more."""
    shown = screen(turn, candidate)
    return any(isinstance(each, DoorShut | NotCertifiable) for each in shown)


def leave(turn: Turn, candidate_id: int) -> Sitting:
    """«Ce n'est pas moi»: the phone is nobody's again. Raises NotAllowed, also once the test has begun."""
    candidate = door.mine(turn, candidate_id)
    if candidate.started_at is not None:
        raise NotAllowed
    out = replace(
        candidate, person_id=None, entered_at=None, accepted_at=None, present_at=None, authorised_at=None
    )
    sittings.save_candidate(turn.tx, out)
    return door.find(turn, candidate.sitting_id)
