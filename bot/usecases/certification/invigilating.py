"""The invigilators' code of a sitting: a colleague of the school watches over it from then on."""

from bot.errors import NotAllowed
from bot.store import schools, sittings
from bot.store.sittings import Sitting
from bot.usecases import rights
from bot.usecases.certification import door
from bot.usecases.certification.outcomes_door import DoorShut, NotStaff, NowInvigilator
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def by_staff_code(turn: Turn, sitting: Sitting) -> list[Outcome]:
    """The code was right; who does not teach in that school is told so, and nothing more."""
    try:
        rights.member_of(turn, sitting.school_id)
    except NotAllowed:
        school = schools.find(turn.tx, sitting.school_id)
        return [NotStaff(turn.person.role or "", school.name if school else "")]
    where = door.where(turn, sitting)
    if sitting.cancelled_at is not None:
        return [DoorShut("cancelled", where)]
    ran = door.runs(turn, sitting)
    if not ran and sitting.closed_at is not None:
        return [DoorShut("over", where)]
    if not ran:
        sittings.put_staff(turn.tx, turn.person.id, sitting.id, "invigilator", turn.now_ms)
    return [NowInvigilator(sitting.id, where, again=ran)]
