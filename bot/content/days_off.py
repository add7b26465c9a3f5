"""Days without school: public holidays, and school holidays by calendar (`days_off.yaml`)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from dateutil.easter import easter  # type: ignore[import-untyped]  # dateutil ships no types
from pydantic import Field, ValidationError, model_validator

from bot.content.problem import Broken
from bot.content.shapes import Model, Text
from bot.content.source import Source, read_source
from bot.content.telling import told

FILE = Path(__file__).parent / "days_off.yaml"
COMMON = 2026  # a year without 29 February, which no holiday may be on


class Holiday(Model):
    """A public holiday: a day of every year, or so many days after Easter Sunday."""

    name: Text
    day: Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$")] | None = None  # month, day
    easter: int | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.day is None) == (self.easter is None):
            raise ValueError("a holiday has either `day` or `easter`")
        if self.day is not None:
            date.fromisoformat(f"{COMMON}-{self.day}")
        return self

    def of(self, year: int) -> date:
        """When it is that year."""
        if self.day is not None:
            return date.fromisoformat(f"{year}-{self.day}")
        found: date = easter(year)
        return found + timedelta(days=self.easter or 0)


class Period(Model):
    """School holidays: the first day without school, and the day it starts again."""

    name: Text
    first: Annotated[date, Field(alias="from")]
    back: date

    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.back - self.first).days)]


class Calendar(Model):
    """School holidays of some academies, told for every day between `since` and `until`."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z]{1,16}$")]
    name: Text
    about: Text
    since: date
    until: date
    zones: Annotated[tuple[str, ...], Field(min_length=1)]  # time zones in which schools have this calendar
    off: Annotated[tuple[Period, ...], Field(min_length=1)]


class DaysOff(Model):
    """The whole file."""

    public: Annotated[tuple[Holiday, ...], Field(min_length=1)]
    local: dict[str, tuple[Holiday, ...]]
    school: Annotated[tuple[Calendar, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class KnownCalendar:
    """A calendar as somebody chooses it: «Zone A», the academies it is that of."""

    id: str
    name: str
    about: str
    until: date  # the last day that it tells about


def read_days_off(path: Path) -> tuple[Source, DaysOff]:
    """Read the file. Raises Broken with every problem of its shape."""
    source = read_source(path, path.read_bytes())
    try:
        return source, DaysOff.model_validate(source.data)
    except ValidationError as error:
        raise Broken(told(source, detail) for detail in error.errors(include_url=False)) from error


def day_off(day: date, zone: str, calendar: str) -> bool:
    """Whether there is no school that day, for a public holiday or school holidays; weekends do not count.

    `zone` is the IANA name of the school's time zone, which tells its local holidays; `calendar` names its
    school holidays, '' when unknown. Of a day that the calendar does not tell about, only public holidays
    are known.
    """
    return day in _public(day.year, zone) or day in _school(calendar)


def calendars(zone: str = "") -> tuple[KnownCalendar, ...]:
    """The calendars of school holidays, in the order of the file; those of a time zone, when one is given."""
    found = (each for each in _file().school if not zone or zone in each.zones)
    return tuple(KnownCalendar(each.id, each.name, each.about, each.until) for each in found)


def usual_calendar(zone: str) -> str:
    """The calendar of the schools of a time zone, '' when there are several or none is known."""
    found = calendars(zone)
    return found[0].id if len(found) == 1 else ""


@cache
def _file() -> DaysOff:
    return read_days_off(FILE)[1]


def _calendar(name: str) -> Calendar | None:
    return next((each for each in _file().school if each.id == name), None)


@cache
def _public(year: int, zone: str) -> frozenset[date]:
    holidays = (*_file().public, *_file().local.get(zone, ()))
    return frozenset(each.of(year) for each in holidays)


@cache
def _school(calendar: str) -> frozenset[date]:
    found = _calendar(calendar)
    return frozenset(day for period in found.off for day in period.days()) if found else frozenset()
