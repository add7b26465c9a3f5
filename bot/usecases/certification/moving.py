"""Another phone in the middle of a sitting: the invigilator lets it in, its own tap brings the test there.

The turn of an invigilator touches no row of other people, or two turns could wait for each other: it only
marks the request. The tap of who asked moves the test, while nobody acts on the phone before.
"""

from dataclasses import dataclass, replace

from bot.errors import NotAllowed
from bot.store import people, sittings
from bot.store import practice as rows
from bot.store.people import Person
from bot.store.sittings import Candidate, EntryRequest, Incident, Sitting
from bot.usecases import rights, states
from bot.usecases.certification import door, seats, starting
from bot.usecases.certification.outcomes_door import (
    DoorShut,
    EntryAccepted,
    EntryRefused,
    EntryRequested,
    MovedAway,
    PhoneTaken,
)
from bot.usecases.certification.waiting import called
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

# The invigilator's side


def accept(turn: Turn, sitting_id: int, person_id: int) -> list[Elsewhere]:
    """The invigilator lets a phone in: who asked is told, with the button that brings the test there.

    Nothing when they ask no more, or were let in before. Raises NotAllowed.
    """
    rights.sitting(turn, sitting_id, "organiser", "invigilator")
    asked = _asked(turn, sitting_id, person_id)
    if asked is None:
        return []
    request, person = asked
    candidate = sittings.locked_candidate(turn.tx, request.candidate_id)  # before its requests and incidents
    if candidate is None or not sittings.accept_entry(turn.tx, request, turn.now_ms):
        return []
    sittings.add_incident(turn.tx, _noted(turn, candidate))
    return [_told(person, _accepted(candidate))]


def refuse(turn: Turn, sitting_id: int, person_id: int) -> list[Elsewhere]:
    """The invigilator does not: who asked is told. Nothing when they ask no more. Raises NotAllowed."""
    rights.sitting(turn, sitting_id, "organiser", "invigilator")
    asked = _asked(turn, sitting_id, person_id)
    candidate = sittings.candidate(turn.tx, asked[0].candidate_id) if asked is not None else None
    if asked is None or candidate is None:
        return []
    sittings.drop_entry_request(turn.tx, person_id, sitting_id)
    return [_told(asked[1], EntryRefused(called(candidate)))]


def _asked(turn: Turn, sitting_id: int, person_id: int) -> tuple[EntryRequest, Person] | None:
    request = sittings.entry_request(turn.tx, person_id, sitting_id)
    person = people.find(turn.tx, person_id)
    return None if request is None or person is None else (request, person)


def _noted(turn: Turn, candidate: Candidate) -> Incident:
    return Incident(
        sitting_id=candidate.sitting_id,
        id=turn.tx.new_id(),
        candidate_id=candidate.id,
        number=None,
        kind="phone",
        words="",
        at=turn.now_ms,
        decided_at=turn.now_ms,
        decision="noted",
        decided_by=turn.person.id,
    )


def _told(person: Person, outcome: Outcome) -> Elsewhere:
    return Elsewhere(person.chat_id, (outcome,), adult=False, kind="sitting")


def _accepted(candidate: Candidate, *, busy: bool = False, edit: bool = False) -> EntryAccepted:
    return EntryAccepted(
        candidate.sitting_id, called(candidate), candidate.class_name, candidate.running, busy, edit
    )


# The candidate's


def standing(turn: Turn, request: EntryRequest, *, edit: bool = True) -> list[Outcome]:
    """Where somebody who asked to be let in stands."""
    sitting = door.find(turn, request.sitting_id)
    candidate = sittings.candidate(turn.tx, request.candidate_id)
    if candidate is None:  # requests go with their candidate
        raise NotAllowed
    if shut := door.shut(turn, sitting, edit=edit):
        return [shut]
    if request.accepted_at is not None:
        return [_accepted(candidate, edit=edit)]
    where = door.where(turn, sitting)
    return [
        EntryRequested(sitting.code, sitting.id, called(candidate), candidate.class_name, where, True, edit)
    ]


def look(turn: Turn, sitting_id: int) -> list[Outcome]:
    """«Actualiser» under a request. Raises NotAllowed when there is none."""
    return standing(turn, _of_mine(turn, sitting_id))


def _of_mine(turn: Turn, sitting_id: int) -> EntryRequest:
    request = sittings.entry_request(turn.tx, turn.person.id, sitting_id)
    if request is None:
        raise NotAllowed
    return request


def go_on(turn: Turn, sitting_id: int, after: int) -> list[Outcome]:
    """«Continuer» on the phone that was let in; `after` is the message of the button.

    A second tap finds the test there. Raises NotAllowed for a phone that was not let in.
    """
    sitting = door.find(turn, sitting_id)
    here = door.of_phone(turn, sitting)
    request = sittings.entry_request(turn.tx, turn.person.id, sitting_id)
    if request is None and here is not None:
        return starting.here(turn, here, after)
    request = _of_mine(turn, sitting_id)
    if request.accepted_at is None or door.shut(turn, sitting):
        return standing(turn, request)
    if here is not None and here.id != request.candidate_id:
        return [PhoneTaken(here.id, called(here), door.where(turn, sitting))]
    return _take_over(turn, sitting, request, after)


@dataclass(frozen=True, slots=True)
class _Before:
    """The person whose phone it was, locked; None when there is none, or it was this one."""

    person: Person | None
    busy: bool = False  # they act at this very moment, or it just changed


def _take_over(turn: Turn, sitting: Sitting, request: EntryRequest, after: int) -> list[Outcome]:
    before = _hold(turn, request.candidate_id)
    candidate = sittings.locked_candidate(turn.tx, request.candidate_id)
    if candidate is None:
        raise NotAllowed
    held = before.person.id if before.person is not None else turn.person.id
    if before.busy or candidate.person_id not in {None, held}:
        return [_accepted(candidate, busy=True, edit=True)]
    sittings.drop_accepted_entries(turn.tx, candidate.id)
    if candidate.ended_at is not None:
        return [DoorShut("ended", door.where(turn, sitting), edit=True)]
    told = _leave(turn, candidate, before.person) if before.person is not None else []
    moved = replace(
        candidate,
        person_id=turn.person.id,
        entered_at=candidate.entered_at or turn.now_ms,
        present_at=candidate.present_at or request.accepted_at,  # the invigilator saw who asked
    )
    sittings.save_candidate(turn.tx, moved)
    return [*starting.here(turn, moved, after), *told]


def _hold(turn: Turn, candidate_id: int) -> _Before:
    """Hold whose phone it is without waiting: waiting for them while they wait for us would last forever."""
    seen = sittings.candidate(turn.tx, candidate_id)
    if seen is None or seen.person_id in {None, turn.person.id}:
        return _Before(None)
    person = people.held(turn.tx, seen.person_id or 0)
    return _Before(person, busy=person is None)


def _leave(turn: Turn, candidate: Candidate, before: Person) -> list[Outcome]:
    """Take the test, if it runs, from the phone before; it is told."""
    theirs, question = replace(turn, person=before), None
    if candidate.running and candidate.assessment_id is not None:
        key = seats.of(turn, candidate).key
        state = states.load(theirs, key)
        question = seats.on_screen(theirs, state)
        rows.move_test(turn.tx, before.id, turn.person.id, key, candidate.assessment_id)
        if state.question is not None:  # its message stays behind, its draft and its time do not
            fresh = replace(state.question, message_id=None, floor=None, also=())
            states.save(turn, replace(state, question=fresh))
        people.leave_screen(turn.tx, before, key)
    return [_told(before, MovedAway(called(candidate), question))]
