"""The clock of demos and tests: people are written to whenever they are started."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daytime import until_day
from bot.usecases.reminders.hours import Agenda

PARIS = Agenda("Europe/Paris", "C")


@pytest.mark.parametrize(
    ("really", "moved"),
    [
        ("2026-11-23T07:20", None),  # Monday, 8:20 in Paris
        ("2026-11-23T13:59", None),
        ("2026-11-23T14:00", "2026-11-24T08:00"),
        ("2026-11-23T05:10", "2026-11-23T08:10"),
        ("2026-11-20T18:45", "2026-11-23T08:45"),
        ("2026-12-19T10:00", "2027-01-04T08:00"),
        ("2027-07-10T10:00", "2027-09-01T07:00"),
    ],
)
def test_the_clock_moves_only_when_it_must(really: str, moved: str | None) -> None:
    now = datetime.fromisoformat(really).replace(tzinfo=UTC)

    assert now + until_day(now, PARIS) == datetime.fromisoformat(moved or really).replace(tzinfo=UTC)


@given(st.datetimes(datetime(2026, 9, 1), datetime(2028, 9, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # hypothesis adds the zone
def test_there_are_hours_left_before_the_evening(now: datetime) -> None:
    moved = now + until_day(now, PARIS)

    assert PARIS.is_open(moved)
    assert PARIS.is_open(moved + timedelta(hours=5))
    assert until_day(moved, PARIS) == timedelta()
