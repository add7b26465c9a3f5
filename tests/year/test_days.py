"""The calendar on the wall and the product's tell the same days."""

from datetime import timedelta

import pytest

from bot.content.days_off import day_off
from tests.year.days import DAY, FIRST, LAST, Wall, Week

SCHOOLS = [("Europe/Paris", "A"), ("Indian/Reunion", "reunion"), ("America/Martinique", "")]


@pytest.mark.parametrize(("zone", "calendar"), SCHOOLS)
def test_every_day_of_the_year_is_off_in_both_or_in_none(zone: str, calendar: str) -> None:
    wall = Wall(zone, calendar, Week(weekend=True))
    days = [FIRST + n * DAY for n in range((LAST - FIRST).days)]
    assert [day for day in days if wall.is_off(day)] == [d for d in days if day_off(d, zone, calendar)]


def test_a_saturday_is_quiet_until_monday() -> None:
    wall = Wall("Europe/Paris", "A")
    saturday = wall.at(FIRST + timedelta(days=5), 10 * 60)
    assert wall.next_open(saturday) == wall.at(FIRST + timedelta(days=7), 7 * 60)
