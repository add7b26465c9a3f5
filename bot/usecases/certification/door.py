"""What all ways through the door of a sitting have in common: which one it is, whether it is open, whose."""

from dataclasses import replace

from bot import engine
from bot.content.framework import COMPETENCES
from bot.errors import BadButton, NotAllowed
from bot.store import people, schools, sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases import codes, rights, states
from bot.usecases.campaigns import dates
from bot.usecases.certification.outcomes_door import DoorShut, Where
from bot.usecases.turn import Turn

OPENS_BEFORE_MS = 60 * 60_000
NEEDED = 5  # competences at level 1


def where(turn: Turn, sitting: Sitting) -> Where:
    """A sitting as it is called at the door."""
    school = schools.find(turn.tx, sitting.school_id)
    moment = _in_words(turn, sitting, sitting.starts_at)
    return Where(school.name if school else "", moment, sitting.room)


def _in_words(turn: Turn, sitting: Sitting, ms: int | None) -> str:
    """A moment in the zone of the sitting's school; '' for none."""
    if ms is None:
        return ""
    school = schools.find(turn.tx, sitting.school_id)
    return dates.in_full(ms, school.zone if school else turn.rules.timezone, turn.now_ms)


def shut(turn: Turn, sitting: Sitting, *, edit: bool = False) -> DoorShut | None:
    """Why nobody enters a sitting now; None while one can."""
    here = where(turn, sitting)
    if sitting.cancelled_at is not None:
        return DoorShut("cancelled", here, edit=edit)
    if sitting.closed_at is not None:
        return DoorShut("over", here, edit=edit)
    opens = (sitting.starts_at or 0) - OPENS_BEFORE_MS
    if sitting.opened_at is None and turn.now_ms < opens:
        return DoorShut("early", here, _in_words(turn, sitting, opens), edit)
    return None


def of_code(turn: Turn, code: str) -> Sitting:
    """The sitting of an access code in a button, which whoever taps must know: another is a wrong try.

    Raises BadButton.
    """
    if not codes.wait_ms(turn):
        found = sittings.of_code(turn.tx, code)
        if found is not None and found.announced_at is not None:
            return found
        codes.led_nowhere(turn)
    raise BadButton("no sitting has this code")


def find(turn: Turn, sitting_id: int) -> Sitting:
    """A sitting that something else led to. Raises NotAllowed."""
    found = sittings.find(turn.tx, sitting_id)
    if found is None:
        raise NotAllowed
    return found


def of_phone(turn: Turn, sitting: Sitting) -> Candidate | None:
    """The candidate who sits there with this person's phone."""
    mine = sittings.of_phone(turn.tx, turn.person.id)
    return next((each for each in mine if each.sitting_id == sitting.id), None)


def mine(turn: Turn, candidate_id: int) -> Candidate:
    """The candidate of a button, locked. Raises NotAllowed for whose phone it is not."""
    found = sittings.locked_candidate(turn.tx, candidate_id)
    if found is None or found.person_id != turn.person.id:
        raise NotAllowed
    return found


def runs(turn: Turn, sitting: Sitting) -> bool:
    """Whether the person watches over a sitting."""
    try:
        rights.sitting(turn, sitting.id, "organiser", "invigilator")
    except NotAllowed:
        return False
    return True


def missing(turn: Turn, candidate: Candidate) -> int:
    """Competences that a candidate still needs at level 1 to be certifiable; 0 when they are.

    The profile is that of the account which joined the class under this line, else of the phone.
    """
    owner = people.find(turn.tx, candidate.account or candidate.person_id or 0)
    if owner is None:
        return NEEDED
    theirs = states.load_all(replace(turn, person=owner))
    return engine.certifiable_missing({code: theirs[code].level for code in COMPETENCES if code in theirs})
