"""Quiet hours: when people are written to, and when the next moment for it comes.

By default from 7 h to 20 h on school days (circular of July 2025 on the right to disconnect).
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.content.days_off import day_off

SATURDAY = 5
EARLIEST, MIDNIGHT = 4 * 60, 24 * 60  # minutes of the day
_FARTHEST = 366  # days looked through


@dataclass(frozen=True, slots=True)
class Hours:
    """From `opens` to `closes`, minutes of the day; on which days off too.

    Raises ValueError for a day that is not one, or that opens in the night: clocks change then.
    """

    opens: int = 7 * 60
    closes: int = 20 * 60
    weekend: bool = False
    holidays: bool = False

    def __post_init__(self) -> None:
        if not EARLIEST <= self.opens < self.closes <= MIDNIGHT:
            raise ValueError(f"nobody is written to from minute {self.opens} to {self.closes}")

    def dump(self) -> str:
        """As the database keeps it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Hours | None":
        """None for '', who set nothing; what a later release wrote beside it is left alone."""
        if not text:
            return None
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})


@dataclass(frozen=True, slots=True)
class Agenda:
    """The open and quiet hours of a school, or of somebody there; `calendar` as in `content.days_off`."""

    zone: str
    calendar: str
    hours: Hours = Hours()

    def day_of(self, at: datetime) -> date:
        """The day that a moment is on there."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def is_open(self, at: datetime) -> bool:
        """Whether people are written to at that moment."""
        here = at.astimezone(ZoneInfo(self.zone))
        minutes = here.hour * 60 + here.minute
        return self.hours.opens <= minutes < self.hours.closes and self.opens_on(here.date())

    def opens_on(self, day: date) -> bool:
        """Whether people are written to on that day at all."""
        if day.weekday() >= SATURDAY and not self.hours.weekend:
            return False
        return self.hours.holidays or not day_off(day, self.zone, self.calendar)

    def next_open(self, at: datetime) -> datetime:
        """That moment, or the next one at which people are written to."""
        return at if self.is_open(at) else self._opening(at)

    def next_day(self, at: datetime) -> datetime:
        """The first opening of a later day."""
        return self._opening(self.moment(self.day_of(at) + timedelta(days=1), 0))

    def closing(self, at: datetime) -> datetime:
        """When quiet hours begin on the day of that moment."""
        return self.moment(self.day_of(at), min(self.hours.closes, MIDNIGHT - 1))

    def last_open_day(self, before: date) -> date:
        """The latest day before that one on which people are written to."""
        days = (before - timedelta(days=n) for n in range(1, _FARTHEST))
        return next((day for day in days if self.opens_on(day)), before - timedelta(days=1))

    def moment(self, day: date, minutes: int) -> datetime:
        """A minute of a day there, in UTC; one that clocks jump over that night is an hour later."""
        local = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def _opening(self, at: datetime) -> datetime:
        today = self.day_of(at)
        openings = (
            self.moment(day, self.hours.opens)
            for day in (today + timedelta(days=n) for n in range(_FARTHEST))
            if self.opens_on(day)
        )
        return next((opening for opening in openings if opening >= at), at + timedelta(days=_FARTHEST))
