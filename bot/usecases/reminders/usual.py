"""The usual hours at which people are told things, by a school's agenda."""

from datetime import date, datetime, timedelta

from bot.usecases.reminders.hours import Agenda

PUPILS = 17 * 60  # minutes of the day
GUARDIANS = 18 * 60
_AFTER_OPENING = 30  # minutes: of the last morning, and for teachers
_BEFORE_CLOSING = 60  # minutes: of what comes where the usual hour is too late
_FARTHEST = 366  # days looked through


def morning(agenda: Agenda) -> int:
    """The minute of the day for what comes first thing: 7 h 30 where people are written to from 7 h."""
    return agenda.hours.opens + _AFTER_OPENING


def on(agenda: Agenda, day: date, minutes: int) -> datetime:
    """That minute of an open day; where it is quiet, one that is not: what is told then keeps its day."""
    hours = agenda.hours
    last = minutes if minutes < hours.closes else hours.closes - _BEFORE_CLOSING
    return agenda.moment(day, max(hours.opens, last))


def first(agenda: Agenda, minutes: int, since: datetime) -> datetime:
    """The first time that minute comes on an open day, at that moment or later."""
    today = agenda.day_of(since)
    days = (today + timedelta(days=n) for n in range(_FARTHEST))
    found = (on(agenda, day, minutes) for day in days if agenda.opens_on(day))
    return next((at for at in found if at >= since), since + timedelta(days=_FARTHEST))
