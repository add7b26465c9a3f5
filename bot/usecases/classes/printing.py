"""What a class prints: cards with each pupil's link, letters to the families."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.errors import NotAllowed
from bot.store import classes, schools
from bot.usecases import rights
from bot.usecases.campaigns.french_dates import MONTHS
from bot.usecases.classes.outcomes import NoPupils, SheetReady
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

A_FILE = 200  # pupils in one PDF


def sheets(turn: Turn, class_id: int, *, letters: bool) -> list[Outcome]:
    """The cards, or the letters, of everybody on the roster; several files when the class is large."""
    classroom = rights.classroom(turn, class_id)
    school = schools.find(turn.tx, classroom.school_id)
    if school is None:  # a class goes with its school
        raise NotAllowed
    teacher = rights.member_of(turn, school.id).name
    here = [each for each in classes.pupils(turn.tx, class_id) if each.set_aside_at is None]
    if not here:
        return [NoPupils(classroom)]
    today = _day(turn.now.astimezone(ZoneInfo(school.zone)))
    parts = [tuple(here[start : start + A_FILE]) for start in range(0, len(here), A_FILE)]
    return [
        SheetReady(classroom, school.name, pupils, part, len(parts), letters, teacher, today)
        for part, pupils in enumerate(parts, 1)
    ]


def _day(at: datetime) -> str:
    """«1er septembre 2026»."""
    return f"{'1er' if at.day == 1 else at.day} {MONTHS[at.month - 1]} {at.year}"
