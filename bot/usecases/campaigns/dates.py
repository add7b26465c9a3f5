"""Moments as people in a school write and read them, in its own time zone."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.content.typography import NBSP
from bot.usecases.campaigns.french_dates import (
    MONTHS,
    WEEKDAYS,
    After,
    Day,
    DayOfYear,
    EndOfMonth,
    Hour,
    InDays,
    Weekday,
    read_words,
)

DEADLINE_HOUR, OPENING_HOUR = 18, 8  # when only a day is said
FARTHEST = timedelta(days=366)
JUST_PAST = timedelta(days=90)  # «15 novembre» said on the 21st is a slip, «15 janvier» is next year's


class DateFault(StrEnum):
    """Why a text gives no moment."""

    UNREADABLE = "unreadable"
    PAST = "past"
    NO_SUCH_DAY = "no_such_day"  # 30 février
    NO_SUCH_HOUR = "no_such_hour"  # 25 h
    SKIPPED_HOUR = "skipped_hour"  # clocks jump over it that night
    OTHER_WEEKDAY = "other_weekday"  # «mardi 15», and the 15th is a Sunday
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why a text gives no moment; `about` is what was understood of it, in French, or ''."""

    fault: DateFault
    about: str = ""


def parse_moment(text: str, now: datetime, zone: str, *, opening: bool = False) -> datetime | DateProblem:
    """The moment a text means in a zone, in UTC: «15 novembre», «vendredi 18h», «dans 10 jours».

    A day alone is meant until 18 h, or from 8 h for an opening. An hour that comes twice in a night of
    October is the first one.
    """
    said = read_words(text)
    if said is None:
        return DateProblem(DateFault.UNREADABLE)
    if isinstance(said, After):
        return _checked(now + said.by, now, zone) if said.by <= FARTHEST else DateProblem(DateFault.TOO_FAR)
    here = now.astimezone(ZoneInfo(zone))
    usual = Hour(OPENING_HOUR if opening else DEADLINE_HOUR)
    day = (
        _next_time(here, said.hour, opening) if said.day is None else _day(said.day, here, said.hour or usual)
    )
    if isinstance(day, DateProblem):
        return day
    if not timedelta(days=-1) <= day - here.date() <= FARTHEST:
        fault = DateFault.PAST if day < here.date() else DateFault.TOO_FAR
        return DateProblem(fault, _day_in_words(day, here.date()))
    at = _clock(said.hour, day, here, opening)
    return at if isinstance(at, DateProblem) else _in_zone(at, now, zone)


def in_words(ms: int, zone: str, now_ms: int) -> str:
    """A moment as people of a zone read it: «vendredi 15 novembre à 18 h», «demain à 8 h 30».

    The year is told when it is not this one. Hours and minutes do not break over lines.
    """
    at, today = _here(ms, zone), _here(now_ms, zone).date()
    return f"{_day_in_words(at.date(), today)} à {_hour_in_words(at)}"


def in_full(ms: int, zone: str, now_ms: int) -> str:
    """The same without «demain», for what is read on other days: posters, messages that are passed on."""
    return f"{day_in_full(ms, zone, now_ms)} à {_hour_in_words(_here(ms, zone))}"


def day_in_full(ms: int, zone: str, now_ms: int) -> str:
    """The day of a moment: «vendredi 15 novembre»."""
    return _full(_here(ms, zone).date(), _here(now_ms, zone).year)


def days_until(ms: int, zone: str, now_ms: int) -> int:
    """The days of the calendar there until a moment: 7 from Monday to Monday, 0 today."""
    return (_here(ms, zone).date() - _here(now_ms, zone).date()).days


def time_left(ms: int, zone: str, now_ms: int) -> str:
    """How long there is until a moment to come: «c'est aujourd'hui à 18 h», «il reste 7 jours»."""
    days = days_until(ms, zone, now_ms)
    if days == 0:
        return f"c'est aujourd'hui à {_hour_in_words(_here(ms, zone))}"
    return "c'est demain" if days == 1 else f"il reste {days} jours"


def _here(ms: int, zone: str) -> datetime:
    return datetime.fromtimestamp(ms / 1000, ZoneInfo(zone))


def _hour_in_words(at: datetime) -> str:
    return f"{at.hour}{NBSP}h" + (f"{NBSP}{at.minute:02}" if at.minute else "")


_NEAR = {-1: "hier", 0: "aujourd'hui", 1: "demain"}


def _day_in_words(day: date, today: date) -> str:
    return _NEAR.get((day - today).days) or _full(day, today.year)


def _full(day: date, this_year: int | None = None) -> str:
    """A day with its weekday, and its year when it is not this one."""
    number = "1er" if day.day == 1 else str(day.day)
    year = f" {day.year}" if day.year != this_year else ""
    return f"{WEEKDAYS[day.weekday()]} {number} {MONTHS[day.month - 1]}{year}"


# From what was said to a day


def _next_time(here: datetime, hour: Hour | None, opening: bool) -> date | DateProblem:
    """The day of an hour said alone: today, or tomorrow when it has passed."""
    today = here.date()
    at = _clock(hour, today, here, opening)
    if isinstance(at, DateProblem):
        return at
    return today if at > here.replace(tzinfo=None) else today + timedelta(days=1)


def _day(said: Day, here: datetime, hour: Hour) -> date | DateProblem:
    today = here.date()
    if isinstance(said, InDays):
        return _in_days(said, today)
    if isinstance(said, EndOfMonth):
        return today.replace(day=monthrange(today.year, today.month)[1])
    if isinstance(said, Weekday):
        return _next_weekday(said, here, hour)
    day = _day_of_year(said, today)
    if isinstance(day, date) and said.weekday not in {None, day.weekday()}:
        return DateProblem(DateFault.OTHER_WEEKDAY, _full(day))
    return day


def _in_days(said: InDays, today: date) -> date | DateProblem:
    if said.days > FARTHEST.days or said.months > 12:
        return DateProblem(DateFault.TOO_FAR)
    if not said.months:
        return today + timedelta(days=said.days)
    year, month = _months_after(today, said.months)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _months_after(today: date, months: int) -> tuple[int, int]:
    ahead = today.month - 1 + months
    return today.year + ahead // 12, ahead % 12 + 1


def _next_weekday(said: Weekday, here: datetime, hour: Hour) -> date:
    today = here.date()
    if said.next_week:
        return today + timedelta(days=7 - today.weekday() + said.weekday)
    ahead = (said.weekday - today.weekday()) % 7
    if not ahead and not (said.today_too and _still_comes(here, hour)):
        ahead = 7
    return today + timedelta(days=ahead + 7 * said.weeks)


def _still_comes(here: datetime, hour: Hour) -> bool:
    """Whether an hour is still ahead today."""
    return (hour.hour, hour.minute) > (here.hour, here.minute)


def _day_of_year(said: DayOfYear, today: date) -> date | DateProblem:
    if said.month is None:
        return _day_of_month(said, today)
    if said.year is not None:
        return _existing(said.year, said.month, said.day)
    days = [_existing(today.year + more, said.month, said.day) for more in (0, 1)]
    this, following = days
    if isinstance(this, DateProblem):
        return following
    return this if this >= today - JUST_PAST else following


def _day_of_month(said: DayOfYear, today: date) -> date | DateProblem:
    """«le 15», «vendredi 15»: the next one."""
    first = 1 if said.day < today.day or said.months_ahead else 0
    for ahead in range(
        first, first + (1 if said.months_ahead else 2)
    ):  # the next month has 30 days, or another
        day = _existing(*_months_after(today, ahead), said.day)
        if isinstance(day, date):
            return day
    return DateProblem(DateFault.NO_SUCH_DAY)


def _existing(year: int, month: int, day: int) -> date | DateProblem:
    try:
        return date(year, month, day)
    except ValueError:
        return DateProblem(DateFault.NO_SUCH_DAY)


# From a day and an hour to a moment


def _clock(hour: Hour | None, day: date, here: datetime, opening: bool) -> datetime | DateProblem:
    """The wall clock's time; midnight is the end of a day for a deadline, its beginning for an opening."""
    if hour is None:
        usual = datetime.combine(day, time(OPENING_HOUR if opening else DEADLINE_HOUR))
        over = not opening and day == here.date() and usual <= here.replace(tzinfo=None)
        return datetime.combine(day, time(23, 59)) if over else usual
    if hour.hour > 24 or hour.minute > 59 or (hour.hour == 24 and hour.minute):
        return DateProblem(DateFault.NO_SUCH_HOUR)
    if hour.hour == 24:
        return datetime.combine(day, time(0) if opening else time(23, 59))
    return datetime.combine(day, time(hour.hour, hour.minute))


def _in_zone(at: datetime, now: datetime, zone: str) -> datetime | DateProblem:
    """A wall clock's time as a moment; one that clocks jump over is none."""
    moment = at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != at:
        return DateProblem(DateFault.SKIPPED_HOUR, _hour_in_words(at))
    return _checked(moment, now, zone)


def _checked(moment: datetime, now: datetime, zone: str) -> datetime | DateProblem:
    if moment > now + FARTHEST:
        return DateProblem(DateFault.TOO_FAR)
    if moment <= now:
        ms, now_ms = (int(each.timestamp() * 1000) for each in (moment, now))
        return DateProblem(DateFault.PAST, in_words(ms, zone, now_ms))
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
