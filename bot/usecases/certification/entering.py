"""The access code of a sitting: who is it? A candidate by the class they joined, or by their name."""

from collections import Counter
from dataclasses import replace

from bot.errors import BadButton
from bot.rosters.names import key
from bot.store import sittings
from bot.store.dialogs import Dialog
from bot.store.people import Grade, Role
from bot.store.sittings import Candidate, EntryRequest, Sitting
from bot.usecases import asking, codes
from bot.usecases.certification import alerts, door, moving, starting, waiting
from bot.usecases.certification.outcomes_door import (
    CandidateNameWanted,
    Choice,
    DoorShut,
    EntryRequested,
    ForCandidates,
    IdentityAsked,
    PhoneTaken,
)
from bot.usecases.classes.listing import LEVELS
from bot.usecases.classes.names import read_name
from bot.usecases.outcomes import Outcome
from bot.usecases.participation.outcomes import CodesWait
from bot.usecases.turn import Turn

NAME = "sd_name"  # the kind of dialog
MOST_CHOICES = 6  # homonyms, or lines of one account
_ADULTS = {"guardian", "teacher"}


def by_access_code(turn: Turn, sitting: Sitting) -> list[Outcome]:
    """What the access code of an announced sitting leads to; it was right."""
    mine = door.of_phone(turn, sitting)
    if mine is not None:
        return starting.here(turn, mine, 0, edit=False)
    own = [each for each in sittings.of_account(turn.tx, turn.person.id) if each.sitting_id == sitting.id]
    if refused := _not_for_them(turn, sitting, candidate=bool(own)):
        return [refused]
    if shut := door.shut(turn, sitting):
        return [shut]
    request = sittings.entry_request(turn.tx, turn.person.id, sitting.id)
    if request is not None:
        return moving.standing(turn, request, edit=False)
    if not own:
        return ask_name(turn, sitting)
    where = door.where(turn, sitting)
    if all(each.ended_at is not None for each in own):
        return [DoorShut("ended", where)]
    certain = all(each.person_id is None for each in own)
    return [IdentityAsked(sitting.code, where, _choices(own), certain)]


def _not_for_them(turn: Turn, sitting: Sitting, *, candidate: bool) -> ForCandidates | None:
    """What adults are told; who watches over the sitting finds its list."""
    where, role = door.where(turn, sitting), turn.person.role or ""
    if door.runs(turn, sitting):
        return ForCandidates(role, where, sitting.id)
    return ForCandidates(role, where) if role in _ADULTS and not candidate else None


def _choices(candidates: list[Candidate]) -> tuple[Choice, ...]:
    return tuple(Choice(each.id, waiting.called(each), each.class_name) for each in candidates[:MOST_CHOICES])


def meant_for(turn: Turn, sitting_id: int) -> tuple[Role, Grade] | None:
    """A newcomer who comes by the access code is a pupil, and asked as little as can be; None for a draft.

    The class is known when the sitting's have one level, and can be said in the settings when not.
    """
    sitting = sittings.find(turn.tx, sitting_id)
    if sitting is None or sitting.announced_at is None:
        return None
    levels = {each.level for each in sittings.classes_of(turn.tx, sitting_id)}
    return "pupil", next((each for each in LEVELS if levels == {each}), "unsaid")


def where(turn: Turn, after: int) -> list[Outcome]:
    """Where somebody stands in a sitting that goes on; nothing for who neither entered one nor asked to.

    `after` is the message of who acted.
    """
    for candidate in sittings.of_phone(turn.tx, turn.person.id):
        if candidate.ended_at is None and not door.shut(turn, door.find(turn, candidate.sitting_id)):
            return starting.here(turn, candidate, after)
    for request in sittings.entry_requests_of(turn.tx, turn.person.id):
        if not door.shut(turn, door.find(turn, request.sitting_id)):
            return moving.standing(turn, request)
    return []


# By a name


def ask_name(turn: Turn, sitting: Sitting, *, edit: bool = False) -> list[Outcome]:
    """Await the name of a candidate."""
    asking.ask(turn, NAME, sitting=sitting.id)
    return [CandidateNameWanted(door.where(turn, sitting), edit=edit)]


def somebody_else(turn: Turn, code: str) -> list[Outcome]:
    """«Ce n'est pas moi» before having entered: the name is asked for. Raises BadButton."""
    if wait := codes.wait_ms(turn):
        return [CodesWait(wait)]
    sitting = door.of_code(turn, code)
    if shut := door.shut(turn, sitting, edit=True):
        return [shut]
    sittings.drop_entry_request(turn.tx, turn.person.id, sitting.id)
    return ask_name(turn, sitting, edit=True)


def leave(turn: Turn, candidate_id: int) -> list[Outcome]:
    """«Ce n'est pas moi» while waiting: the phone is nobody's again. Raises NotAllowed once it has begun."""
    sitting = waiting.leave(turn, candidate_id)
    shut = door.shut(turn, sitting, edit=True)
    return [shut] if shut else ask_name(turn, sitting, edit=True)


def take_name(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """A name was written: those of this name are to choose from. One of nobody counts as a wrong code."""
    sitting = door.find(turn, int(dialog.about["sitting"]))
    if wait := codes.wait_ms(turn):
        return [CodesWait(wait)]
    if shut := door.shut(turn, sitting):
        asking.answered(turn)
        return [shut]
    name = read_name(text)
    if name is None:
        return [CandidateNameWanted(door.where(turn, sitting), "unreadable")]
    found = _of_name(sittings.candidates(turn.tx, sitting.id), name)
    if not found:
        codes.led_nowhere(turn)
        return [CandidateNameWanted(door.where(turn, sitting), "unknown")]
    asking.answered(turn)
    certain = all(each.account == turn.person.id and each.person_id is None for each in found)
    return [IdentityAsked(sitting.code, door.where(turn, sitting), _choices(found), certain)]


def _of_name(candidates: list[Candidate], name: str) -> list[Candidate]:
    """Those whose name has these words in any order; else those who have more, a second given name."""
    typed = Counter(key(name, "").split())
    words = {each.id: Counter(key(each.family_name, each.given_name).split()) for each in candidates}
    alike = [each for each in candidates if words[each.id] == typed]
    enough = typed.total() > 1
    return alike or [each for each in candidates if enough and typed < words[each.id]]


# Yes, it is me


def confirm(turn: Turn, code: str, candidate_id: int) -> list[Outcome]:
    """«Oui, c'est moi»: who joined the class under this line enters; anybody else asks the invigilator.

    So does who comes back with another phone. Raises BadButton for a candidate of another sitting.
    """
    if wait := codes.wait_ms(turn):
        return [CodesWait(wait)]
    sitting = door.of_code(turn, code)
    if shut := door.shut(turn, sitting, edit=True):
        return [shut]
    here = door.of_phone(turn, sitting)
    if here is not None and here.id != candidate_id:
        return [PhoneTaken(here.id, waiting.called(here), door.where(turn, sitting))]
    candidate = sittings.locked_candidate(turn.tx, candidate_id)
    if candidate is None or candidate.sitting_id != sitting.id:
        raise BadButton("no candidate of this sitting")
    if here is not None:
        return starting.here(turn, candidate, 0)
    if refused := _not_for_them(turn, sitting, candidate=candidate.account == turn.person.id):
        return [refused]
    if candidate.ended_at is not None:
        theirs = turn.person.id in {candidate.account, candidate.person_id}
        return [DoorShut("ended" if theirs else "other", door.where(turn, sitting), edit=True)]
    if candidate.account == turn.person.id and candidate.person_id is None and candidate.started_at is None:
        return _enter(turn, candidate)
    return _ask_invigilator(turn, sitting, candidate)


def _enter(turn: Turn, candidate: Candidate) -> list[Outcome]:
    entered = replace(candidate, person_id=turn.person.id, entered_at=turn.now_ms)
    sittings.save_candidate(turn.tx, entered)
    sittings.drop_entry_request(turn.tx, turn.person.id, candidate.sitting_id)
    return waiting.screen(turn, entered)


def _ask_invigilator(turn: Turn, sitting: Sitting, candidate: Candidate) -> list[Outcome]:
    """Once for each candidate; asking as several of them is slowed down as wrong codes are."""
    before = sittings.entry_request(turn.tx, turn.person.id, sitting.id)
    if before is not None and before.candidate_id == candidate.id:
        return moving.standing(turn, before)
    codes.led_nowhere(turn)
    request = EntryRequest(turn.person.id, sitting.id, candidate.id, turn.now_ms)
    sittings.ask_entry(turn.tx, request)
    where, name = door.where(turn, sitting), waiting.called(candidate)
    shown = EntryRequested(sitting.code, sitting.id, name, candidate.class_name, where)
    return [shown, *alerts.wants_in(turn, request)]
