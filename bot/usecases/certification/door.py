"""What all ways through the door of a sitting have in common: which one it is, whether it is open, whose."""

from dataclasses import replace

from bot import engine
from bot.content.framework import COMPETENCES
from bot.errors import BadButton, NotAllowed
from bot.store import people, sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases import codes, rights, states
from bot.usecases.certification import reading
from bot.usecases.certification.outcomes_door import DoorShut, Where
from bot.usecases.certification.phases import EARLY_MS, Phase, phase
from bot.usecases.turn import Turn

NEEDED = 5  # competences at level 1


def where(turn: Turn, sitting: Sitting) -> Where:
    """A sitting as it is called at the door."""
    school = reading.school_of(turn, sitting)
    return Where(school.name, reading.when(turn, sitting), sitting.room)


def shut(turn: Turn, sitting: Sitting, *, edit: bool = False) -> DoorShut | None:
    """Why nobody enters an announced sitting now; None while one can."""
    match phase(sitting, turn.now_ms):
        case Phase.CANCELLED:
            return DoorShut("cancelled", where(turn, sitting), edit=edit)
        case Phase.CLOSED | Phase.PUBLISHED:
            return DoorShut("over", where(turn, sitting), edit=edit)
        case Phase.OPEN:
            return None
    opens = replace(sitting, starts_at=(sitting.starts_at or 0) - EARLY_MS)
    return DoorShut("early", where(turn, sitting), reading.when(turn, opens), edit)


def of_code(turn: Turn, code: str) -> Sitting:
    """The sitting of an access code in a button, which whoever taps must know: another is a wrong try.

    Ask `codes.wait_ms` before. Raises BadButton.
    """
    found = sittings.of_code(turn.tx, code)
    if found is None or found.announced_at is None:
        codes.led_nowhere(turn)
        raise BadButton("no sitting has this code")
    return found


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
