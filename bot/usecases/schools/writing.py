"""When people of a school may be written to: its hours, and its school holidays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.content.days_off import calendars
from bot.store import schools
from bot.store.schools import School, WritingRules
from bot.usecases.campaigns.french_dates import MONTHS
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import planning
from bot.usecases.reminders.hours import Hours
from bot.usecases.schools.outcomes import CalendarShown, HoursShown, Writing
from bot.usecases.schools.standing import manager
from bot.usecases.turn import Turn

NO_CALENDAR = "none"  # chosen: the school has none of the known ones
OPENS, CLOSES = range(6, 10), range(17, 23)  # hours to choose from
HOUR = 60  # minutes


def summed(turn: Turn, school: School) -> Writing:
    """What a school set, in words."""
    rules = schools.writing_rules(turn.tx, school.id)
    offered = calendars(school.zone)
    chosen = next((each for each in offered if each.id == rules.holidays), None)
    return Writing(
        hours=_hours(rules),
        calendar=chosen,
        until="" if chosen is None else _day(chosen.until),
        expired=chosen is not None and chosen.until < turn.now.date(),
        offered=offered,
        to_choose=bool(offered) and not rules.holidays,
        contact=rules.contact,
    )


def to_choose(turn: Turn, school: School) -> bool:
    """Whether the school has not said yet which of the known holidays are its own."""
    return summed(turn, school).to_choose


def hours(turn: Turn, school_id: int) -> list[Outcome]:
    """The hours, to be changed."""
    school = manager(turn, school_id).school
    known = summed(turn, school)
    return [HoursShown(school, known.hours, known.calendar is not None)]


def set_opening(turn: Turn, school_id: int, hour: int) -> list[Outcome]:
    """From what hour on."""
    return _set_hours(turn, school_id, lambda kept: replace(kept, opens=_one_of(OPENS, hour) * HOUR))


def set_closing(turn: Turn, school_id: int, hour: int) -> list[Outcome]:
    """Until what hour."""
    return _set_hours(turn, school_id, lambda kept: replace(kept, closes=_one_of(CLOSES, hour) * HOUR))


def set_weekend(turn: Turn, school_id: int, on: bool) -> list[Outcome]:
    """Whether at weekends too."""
    return _set_hours(turn, school_id, lambda kept: replace(kept, weekend=on))


def set_holidays(turn: Turn, school_id: int, on: bool) -> list[Outcome]:
    """Whether on public holidays and in school holidays too."""
    return _set_hours(turn, school_id, lambda kept: replace(kept, holidays=on))


def calendar(turn: Turn, school_id: int) -> list[Outcome]:
    """The school holidays, to be chosen."""
    school = manager(turn, school_id).school
    return [CalendarShown(school, summed(turn, school))]


def set_calendar(turn: Turn, school_id: int, chosen: str) -> list[Outcome]:
    """These holidays, or NO_CALENDAR."""
    school = manager(turn, school_id).school
    if chosen in {NO_CALENDAR, *(each.id for each in calendars(school.zone))}:
        _put(turn, school_id, replace(_locked(turn, school_id), holidays=chosen))
    return calendar(turn, school_id)


def _one_of(choices: range, hour: int) -> int:
    """The hour, or the nearest that is offered."""
    return min(max(hour, choices[0]), choices[-1])


def _set_hours(turn: Turn, school_id: int, changed: Callable[[Hours], Hours]) -> list[Outcome]:
    manager(turn, school_id)
    rules = _locked(turn, school_id)
    _put(turn, school_id, replace(rules, hours=changed(_hours(rules)).dump()))
    return hours(turn, school_id)


def _hours(rules: WritingRules) -> Hours:
    return Hours.load(rules.hours) or Hours()


def _locked(turn: Turn, school_id: int) -> WritingRules:
    """The rules, that another manager does not change meanwhile."""
    schools.members(turn.tx, school_id)
    return schools.writing_rules(turn.tx, school_id)


def _put(turn: Turn, school_id: int, rules: WritingRules) -> None:
    """Write the rules; what was planned follows."""
    schools.put_writing_rules(turn.tx, school_id, rules)
    planning.sync_school(turn.tx, school_id, turn.now)


def _day(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
