"""Days and hours as a calendar on the wall tells them: the school year 2025-2026, written down by hand.

Nothing here is the product's: `test_days.py` compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
FIRST, LAST = date(2025, 9, 1), date(2026, 7, 3)

PUBLIC = {
    date(2025, 11, 1),
    date(2025, 11, 11),
    date(2025, 12, 25),
    date(2026, 1, 1),
    date(2026, 4, 6),  # Monday after Easter
    date(2026, 5, 1),
    date(2026, 5, 8),
    date(2026, 5, 14),  # Ascension
    date(2026, 5, 25),  # Monday after Pentecost
}
LOCAL = {"Indian/Reunion": {date(2025, 12, 20)}, "America/Martinique": {date(2026, 5, 22)}}
SCHOOL = {  # the first day off, and the day it starts again
    "": [],
    "A": [
        (date(2025, 10, 18), date(2025, 11, 3)),
        (date(2025, 12, 20), date(2026, 1, 5)),
        (date(2026, 2, 7), date(2026, 2, 23)),
        (date(2026, 4, 4), date(2026, 4, 20)),
        (date(2026, 5, 14), date(2026, 5, 18)),
    ],
    "reunion": [
        (date(2025, 10, 11), date(2025, 10, 27)),
        (date(2025, 12, 20), date(2026, 1, 21)),
        (date(2026, 2, 28), date(2026, 3, 16)),
        (date(2026, 5, 2), date(2026, 5, 18)),
    ],
}


@dataclass(frozen=True)
class Week:
    """When somebody is written to: minutes of the day, and whether on days off too."""

    opens: int = 7 * 60
    closes: int = 20 * 60
    weekend: bool = False
    holidays: bool = False


@dataclass(frozen=True)
class Wall:
    """The calendar on the wall of a school, or of somebody there."""

    zone: str
    calendar: str
    week: Week = Week()

    def day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()

    def at(self, day: date, minutes: int) -> datetime:
        local = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def is_off(self, day: date) -> bool:
        """A day on which nobody is written to."""
        if day.weekday() in (5, 6) and not self.week.weekend:
            return True
        if self.week.holidays:
            return False
        in_holidays = any(first <= day < back for first, back in SCHOOL[self.calendar])
        return in_holidays or day in PUBLIC or day in LOCAL.get(self.zone, set())

    def is_open(self, at: datetime) -> bool:
        here = at.astimezone(ZoneInfo(self.zone))
        minute = here.hour * 60 + here.minute
        return not self.is_off(here.date()) and self.week.opens <= minute < self.week.closes

    def openings(self, since: date) -> Iterator[datetime]:
        """The first moment of every open day, from that day on."""
        for n in range(200):
            day = since + n * DAY
            if not self.is_off(day):
                yield self.at(day, self.week.opens)

    def next_open(self, at: datetime) -> datetime:
        if self.is_open(at):
            return at
        return next(each for each in self.openings(self.day(at)) if each >= at)

    def next_day(self, at: datetime) -> datetime:
        """The first opening of a later day."""
        return next(self.openings(self.day(at) + DAY))

    def usual(self, day: date, minutes: int) -> datetime:
        """That hour of an open day; an hour before the end where people are no longer written to by then."""
        if self.week.opens <= minutes < self.week.closes:
            return self.at(day, minutes)
        over = minutes >= self.week.closes
        return self.at(day, max(self.week.opens, self.week.closes - 60) if over else self.week.opens)

    def next_at(self, minutes: int, since: datetime) -> datetime:
        """That hour of the first open day on which it still comes."""
        days = (self.day(each) for each in self.openings(self.day(since)))
        return next(moment for day in days if (moment := self.usual(day, minutes)) >= since)

    def open_day_before(self, day: date) -> date:
        return next(each for n in range(1, 200) if not self.is_off(each := day - n * DAY))

    def open_day_after(self, day: date) -> date:
        return next(each for n in range(1, 200) if not self.is_off(each := day + n * DAY))

    def week_of(self, day: date) -> list[date]:
        """The open days of the week that a day is in."""
        monday = day - day.weekday() * DAY
        return [each for n in range(7) if not self.is_off(each := monday + n * DAY)]
