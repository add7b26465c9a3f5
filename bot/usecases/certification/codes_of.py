"""The codes of an announced sitting: on screen, as pictures, and on paper with the list of attendance."""

from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Sitting
from bot.usecases import asking, rights
from bot.usecases.certification import reading
from bot.usecases.certification.outcomes_prep import AttendanceLine, SittingCodes, SittingQr, SittingSheet
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def page(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Both codes."""
    sitting = _announced(turn, sitting_id)
    asking.answered(turn)
    when = reading.when(turn, sitting)
    return [SittingCodes(sitting.id, when, sitting.room, sitting.code, sitting.staff_code)]


def qr(turn: Turn, sitting_id: int, *, staff: bool) -> list[Outcome]:
    """One of them as a picture."""
    sitting = _announced(turn, sitting_id)
    return [SittingQr(sitting.id, sitting.staff_code if staff else sitting.code, staff)]


def sheet(turn: Turn, sitting_id: int) -> list[Outcome]:
    """What is printed before the day: the code for the board, the list of attendance with extra time."""
    sitting = _announced(turn, sitting_id)
    lines = tuple(
        AttendanceLine(each.name, each.class_name, each.extra, reading.minutes_for(sitting, each.extra))
        for each in sittings.candidates(turn.tx, sitting.id)
    )
    return [
        SittingSheet(
            sitting.id,
            reading.school_of(turn, sitting).name,
            reading.when(turn, sitting),
            sitting.room,
            sitting.code,
            sitting.organiser,
            sitting.minutes,
            sitting.rules,
            lines,
        )
    ]


def _announced(turn: Turn, sitting_id: int) -> Sitting:
    """Raises NotAllowed for a draft, and for who neither organises nor invigilates."""
    sitting = rights.sitting(turn, sitting_id, "organiser", "invigilator")
    if phase(sitting, turn.now_ms) in {Phase.DRAFT, Phase.CANCELLED}:
        raise NotAllowed
    return sitting
