"""Quiet hours: when people are written to, where they are."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.usecases.reminders.hours import Agenda, Hours

PARIS = Agenda("Europe/Paris", "A")
REUNION = Agenda("Indian/Reunion", "reunion")
MARTINIQUE = Agenda("America/Martinique", "")


def at(agenda: Agenda, written: str) -> datetime:
    """«2026-11-20 19:59» there, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(agenda.zone)).astimezone(UTC)


def next_open(agenda: Agenda, written: str) -> str:
    """When people are written to next, as a clock there shows it."""
    found = agenda.next_open(at(agenda, written))
    return f"{found.astimezone(ZoneInfo(agenda.zone)):%Y-%m-%d %H:%M}"


def test_friday_evening_waits_for_monday_morning() -> None:
    assert next_open(PARIS, "2026-11-20 19:59") == "2026-11-20 19:59"
    assert next_open(PARIS, "2026-11-20 20:00") == "2026-11-23 07:00"
    assert next_open(PARIS, "2026-11-21 11:00") == "2026-11-23 07:00"
    assert next_open(PARIS, "2026-11-23 06:59") == "2026-11-23 07:00"
    assert next_open(PARIS, "2026-11-23 07:00") == "2026-11-23 07:00"


def test_a_night_in_the_week_is_short() -> None:
    assert next_open(PARIS, "2026-11-24 20:00") == "2026-11-25 07:00"
    assert next_open(PARIS, "2026-11-25 00:00") == "2026-11-25 07:00"


def test_a_public_holiday_is_quiet() -> None:
    assert next_open(PARIS, "2026-11-11 10:00") == "2026-11-12 07:00"
    assert next_open(PARIS, "2027-05-17 10:00") == "2027-05-18 07:00"  # Monday of Pentecost


def test_school_holidays_are_quiet_in_their_zone_only() -> None:
    assert next_open(PARIS, "2026-12-18 20:00") == "2027-01-04 07:00"
    assert next_open(PARIS, "2027-02-12 21:00") == "2027-03-01 07:00"
    assert next_open(Agenda("Europe/Paris", "B"), "2027-02-15 10:00") == "2027-02-15 10:00"


def test_without_a_calendar_only_public_holidays_are_quiet() -> None:
    assert next_open(MARTINIQUE, "2026-12-28 10:00") == "2026-12-28 10:00"
    assert next_open(MARTINIQUE, "2026-12-25 10:00") == "2026-12-28 07:00"


def test_each_school_has_its_own_night() -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    evening = noon + timedelta(hours=8)

    assert [each.is_open(noon) for each in (PARIS, REUNION, MARTINIQUE)] == [True, True, True]
    assert [each.is_open(evening) for each in (PARIS, REUNION, MARTINIQUE)] == [False, False, True]
    assert REUNION.next_open(evening) == datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    assert MARTINIQUE.next_open(noon - timedelta(hours=4)) == noon - timedelta(hours=1)


def test_the_abolition_of_slavery_is_remembered_where_it_is_a_holiday() -> None:
    assert next_open(Agenda("America/Guadeloupe", ""), "2027-05-27 10:00") == "2027-05-28 07:00"
    assert next_open(PARIS, "2027-05-27 10:00") == "2027-05-27 10:00"


@pytest.mark.parametrize(
    ("friday", "monday", "hours"),
    [("2026-10-23", "2026-10-26", 60), ("2027-03-26", "2027-03-29", 58), ("2027-11-05", "2027-11-08", 59)],
)
def test_seven_in_the_morning_is_seven_after_the_clocks_changed(friday: str, monday: str, hours: int) -> None:
    """From Friday 20:00 to Monday 07:00 there are 59 hours, or one more or less."""
    always = Agenda("Europe/Paris", "", Hours(holidays=True))
    evening = at(always, f"{friday} 20:00")

    assert next_open(always, f"{friday} 20:00") == f"{monday} 07:00"
    assert always.next_open(evening) - evening == timedelta(hours=hours)


def test_a_moment_that_the_clocks_jump_over_is_an_hour_later() -> None:
    assert PARIS.moment(date(2027, 3, 28), 2 * 60 + 30) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert PARIS.moment(date(2026, 10, 25), 2 * 60 + 30) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_school_may_write_on_days_off_and_later() -> None:
    every_day = Agenda("Europe/Paris", "A", Hours(8 * 60, 22 * 60, weekend=True, holidays=True))

    assert next_open(every_day, "2026-12-24 21:59") == "2026-12-24 21:59"
    assert next_open(every_day, "2026-12-24 22:00") == "2026-12-25 08:00"
    saturdays = Agenda("Europe/Paris", "A", Hours(weekend=True))
    assert next_open(saturdays, "2026-11-20 20:00") == "2026-11-21 07:00"
    assert next_open(saturdays, "2026-12-19 10:00") == "2027-01-04 07:00"


def test_not_before_the_next_day() -> None:
    assert PARIS.next_day(at(PARIS, "2026-11-24 00:10")) == at(PARIS, "2026-11-25 07:00")
    assert PARIS.next_day(at(PARIS, "2026-11-20 09:00")) == at(PARIS, "2026-11-23 07:00")


def test_the_last_open_day_before_a_holiday() -> None:
    assert PARIS.last_open_day(date(2027, 1, 4)) == date(2026, 12, 18)
    assert PARIS.last_open_day(date(2026, 11, 12)) == date(2026, 11, 10)


def test_hours_are_kept_as_they_were() -> None:
    own = Hours(8 * 60, 18 * 60, weekend=True)
    assert Hours.load(own.dump()) == own
    assert Hours.load("") is None


def test_hours_that_a_later_release_wrote_are_read() -> None:
    assert Hours.load('{"opens":480,"closes":720,"wednesday":true}') == Hours(8 * 60, 12 * 60)


@pytest.mark.parametrize(("opens", "closes"), [(420, 420), (1200, 420), (60, 1200), (420, 1441), (-1, 1200)])
def test_hours_that_are_none(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="nobody is written to"):
        Hours(opens, closes)


def hours() -> st.SearchStrategy[Hours]:
    return st.builds(
        Hours,
        opens=st.integers(4 * 60, 12 * 60),
        closes=st.integers(12 * 60 + 1, 24 * 60),
        weekend=st.booleans(),
        holidays=st.booleans(),
    )


agendas = st.builds(
    Agenda,
    st.sampled_from(
        ["Europe/Paris", "Indian/Reunion", "America/Martinique", "America/Miquelon", "Pacific/Tahiti"]
    ),
    st.sampled_from(["", "A", "B", "C", "reunion"]),
    hours(),
)
moments = st.datetimes(datetime(2025, 9, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone


@given(agendas, moments)
def test_the_next_open_moment_is_open_and_never_before(agenda: Agenda, now: datetime) -> None:
    found = agenda.next_open(now)

    assert found >= now
    assert agenda.is_open(found)
    assert agenda.next_open(found) == found


@given(agendas, moments, st.floats(0, 1))
def test_no_open_moment_is_skipped(agenda: Agenda, now: datetime, share: float) -> None:
    found = agenda.next_open(now)
    between = now + (found - now) * share

    assert between >= found or not agenda.is_open(between)


@given(agendas, moments)
def test_the_next_day_opens_on_a_later_day_there(agenda: Agenda, now: datetime) -> None:
    found = agenda.next_day(now)

    assert agenda.day_of(found) > agenda.day_of(now)
    assert agenda.is_open(found)
    assert not agenda.is_open(found - timedelta(minutes=1))


@given(agendas, moments)
def test_between_the_last_open_day_and_a_day_nothing_is_open(agenda: Agenda, now: datetime) -> None:
    today = agenda.day_of(now)
    last = agenda.last_open_day(today)

    assert agenda.opens_on(last)
    assert not any(agenda.opens_on(last + timedelta(days=n)) for n in range(1, (today - last).days))
