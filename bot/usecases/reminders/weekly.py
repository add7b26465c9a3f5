"""What comes every week in every school: to guardians on Friday evening, to teachers on Monday morning."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from bot.store import plans
from bot.store.base import Tx
from bot.store.plans import Occasion
from bot.store.times import from_ms, to_ms
from bot.usecases.reminders import agendas, usual
from bot.usecases.reminders.hours import Agenda

Kind = Literal["week", "week_staff"]
KINDS: tuple[Kind, ...] = ("week", "week_staff")
_FRIDAY = 4
_WEEKS = 54  # looked through: longer holidays there are none
_WEEK = timedelta(days=7)


def following(kind: Kind, agenda: Agenda, week_of: date, now: datetime) -> datetime:
    """The first time to come, in the week of a day or later; a week without any open day is left out."""
    monday = _monday(week_of)
    weeks = (_of_week(kind, agenda, monday + n * _WEEK) for n in range(_WEEKS))
    return next((at for at in weeks if at is not None and at > now), now + _WEEKS * _WEEK)


def before_latest(agenda: Agenda, now: datetime) -> datetime | None:
    """When families had the digest before that of today, or the latest; None when weeks had none."""
    today = agenda.day_of(now)
    found = (_of_week("week", agenda, _monday(today) - n * _WEEK) for n in range(3))
    told = [at for at in found if at is not None and agenda.day_of(at) <= today]
    return told[1] if len(told) > 1 else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _of_week(kind: Kind, agenda: Agenda, monday: date) -> datetime | None:
    """Friday for guardians, Monday for teachers, or the open day nearest to it in that week."""
    days = [monday + timedelta(days=n) for n in range(_FRIDAY + 1)]
    minutes = usual.morning(agenda)
    if kind == "week":
        days.reverse()
        minutes = usual.GUARDIANS
    day = next((each for each in days if agenda.opens_on(each)), None)
    return usual.on(agenda, day, minutes) if day is not None else None


def plan(tx: Tx, school_id: int, now: datetime) -> None:
    """A school has both; those it has stay."""
    agenda = agendas.of_school(tx, school_id)
    for kind in KINDS:
        at = following(kind, agenda, agenda.day_of(now), now)
        plans.add_occasion(tx, school_id, None, kind, 0, to_ms(at), _midnight(agenda, at))


def missing(tx: Tx) -> list[int]:
    """The schools that lack one."""
    return sorted({school_id for kind in KINDS for school_id in plans.schools_without(tx, kind)})


def arm_again(tx: Tx, occasion: Occasion, agenda: Agenda, now: datetime) -> None:
    """It was told: the next one is in a later week."""
    told = _monday(agenda.day_of(from_ms(occasion.at)))
    at = following(_kind(occasion), agenda, told + _WEEK, now)
    _move(tx, replace(occasion, days=told.toordinal()), agenda, at)


def sync(tx: Tx, school_id: int, now: datetime) -> None:
    """The hours of a school changed: what waits for its moment may have another, earlier or later.

    It is looked for from this week on, or from the one after the latest that was told: days off that were set
    by mistake, and taken back, leave nothing out.
    """
    agenda = agendas.of_school(tx, school_id)
    for occasion in plans.weekly(tx, school_id):
        told = date.fromordinal(occasion.days) if occasion.days else date.min
        at = following(_kind(occasion), agenda, max(agenda.day_of(now), told + _WEEK), now)
        if occasion.at > to_ms(now) and occasion.at != to_ms(at):
            _move(tx, occasion, agenda, at)


def _kind(occasion: Occasion) -> Kind:
    return "week" if occasion.kind == "week" else "week_staff"


def _move(tx: Tx, occasion: Occasion, agenda: Agenda, at: datetime) -> None:
    plans.again(tx, occasion.id, occasion.days, to_ms(at), _midnight(agenda, at))


def _midnight(agenda: Agenda, at: datetime) -> int:
    return to_ms(agenda.moment(agenda.day_of(at), 0))
