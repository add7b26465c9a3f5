"""For demos, tests and benches: how far to move a clock so that people are written to, at any hour."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.usecases.reminders.hours import Agenda

MORNING, AFTERNOON = 9, 15  # hours: after the one, and enough of the day is left before the other
HOUR = timedelta(hours=1)


def until_day(now: datetime, agenda: Agenda) -> timedelta:
    """Nothing when it is such an hour already.

    Whole hours: a process that starts again finds its clock where it was.
    """
    if _fits(agenda, now, 0):
        return timedelta()
    return next(n * HOUR for n in count(1) if _fits(agenda, now + n * HOUR, MORNING))


def _fits(agenda: Agenda, at: datetime, earliest: int) -> bool:
    hour = at.astimezone(ZoneInfo(agenda.zone)).hour
    return earliest <= hour < AFTERNOON and agenda.is_open(at)
