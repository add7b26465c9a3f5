"""What a class prints: cards with each pupil's link, letters to the families."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.errors import NotAllowed
from bot.store import classes, schools
from bot.store.classes import Classroom, Pupil
from bot.usecases import rights
from bot.usecases.campaigns.french_dates import MONTHS
from bot.usecases.classes.outcomes import NoPupils, SheetReady
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

A_FILE = 200  # pupils in one PDF


def sheets(turn: Turn, class_id: int, *, letters: bool) -> list[Outcome]:
    """The cards, or the letters, of everybody on the roster; several files when the class is large."""
    classroom = rights.classroom(turn, class_id)
    here = [each for each in classes.pupils(turn.tx, class_id) if each.set_aside_at is None]
    return _sheets(turn, classroom, here, letters=letters) if here else [NoPupils(classroom)]


def letter(turn: Turn, classroom: Classroom, pupil: Pupil) -> list[Outcome]:
    """The letter of one family; the person may change the class."""
    return _sheets(turn, classroom, [pupil], letters=True)


def _sheets(turn: Turn, classroom: Classroom, here: Sequence[Pupil], *, letters: bool) -> list[Outcome]:
    school = schools.find(turn.tx, classroom.school_id)
    if school is None:  # a class goes with its school
        raise NotAllowed
    teacher = rights.member_of(turn, school.id).name
    today = _day(turn.now.astimezone(ZoneInfo(school.zone)))
    parts = [tuple(here[start : start + A_FILE]) for start in range(0, len(here), A_FILE)]
    return [
        SheetReady(classroom, school.name, pupils, part, len(parts), letters, teacher, today)
        for part, pupils in enumerate(parts, 1)
    ]


def _day(at: datetime) -> str:
    """«1er septembre 2026»."""
    return f"{'1er' if at.day == 1 else at.day} {MONTHS[at.month - 1]} {at.year}"
