"""Days without school: what the calendar says, and what is refused in its file."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.days_off import FILE, calendars, day_off, usual_calendar
from bot.content.days_off_rules import days_off_problems
from tests.content.samples import KINDS
from tests.content.writing import bank_text, write_bank

PARIS = "Europe/Paris"
REUNION = "Indian/Reunion"


def off(day: str, zone: str = PARIS, calendar: str = "") -> bool:
    return day_off(date.fromisoformat(day), zone, calendar)


def test_the_eleven_public_holidays_of_a_year() -> None:
    year = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]

    assert [f"{day:%m-%d}" for day in year if day_off(day, PARIS, "")] == [
        "01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "monday"), [(2024, "04-01"), (2025, "04-21"), (2030, "04-22"), (2035, "03-26")]
)
def test_easter_moves(year: int, monday: str) -> None:
    assert off(f"{year}-{monday}")


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Cayenne", "2027-06-10"),
        ("America/Guadeloupe", "2027-05-27"),
        ("America/Martinique", "2027-05-22"),
        ("Indian/Mayotte", "2027-04-27"),
        (REUNION, "2026-12-20"),
        ("Pacific/Noumea", "2027-09-24"),
        ("Pacific/Tahiti", "2027-03-26"),
        ("Pacific/Wallis", "2027-07-29"),
    ],
)
def test_a_holiday_of_one_place_is_a_working_day_elsewhere(zone: str, day: str) -> None:
    assert off(day, zone)
    assert not off(day, PARIS)


def test_zones_have_their_winter_holidays_in_turn() -> None:
    monday = date(2027, 2, 1)
    weeks = [monday + timedelta(weeks=n) for n in range(6)]

    assert {
        name: [f"{week:%d/%m}" for week in weeks if day_off(week, PARIS, name)]
        for name in ("A", "B", "C", "")
    } == {"A": ["15/02", "22/02"], "B": ["22/02", "01/03"], "C": ["08/02", "15/02"], "": []}


def test_holidays_begin_on_their_first_day_and_end_when_school_is_back() -> None:
    assert [off(f"2026-12-{day}", calendar="A") for day in ("18", "19")] == [False, True]
    assert [off(f"2027-01-0{day}", calendar="A") for day in (3, 4)] == [True, False]


def test_the_bridge_of_ascension_has_a_friday() -> None:
    assert off("2027-05-07", calendar="B")
    assert not off("2027-05-07")


def test_reunion_rests_in_the_southern_summer() -> None:
    assert off("2027-01-20", REUNION, "reunion")
    assert not off("2027-02-15", REUNION, "reunion")


def test_a_day_that_a_calendar_does_not_tell_about_has_its_public_holidays_only() -> None:
    assert {each.id: each.until for each in calendars()}["A"] == date(2027, 8, 31)
    assert not off("2027-12-27", calendar="A")
    assert off("2027-12-25", calendar="A")


def test_a_calendar_nobody_knows_has_no_school_holidays() -> None:
    assert not off("2026-12-28", calendar="Z")


def test_each_calendar_is_offered_by_its_name_and_covers_two_school_years() -> None:
    assert [(each.id, each.name) for each in calendars()] == [
        ("A", "Zone A"), ("B", "Zone B"), ("C", "Zone C"), ("reunion", "La Réunion"),
    ]  # fmt: skip
    assert all(each.until >= date(2027, 7, 31) for each in calendars())


def test_a_zone_with_several_calendars_has_no_usual_one() -> None:
    assert usual_calendar(REUNION) == "reunion"
    assert usual_calendar(PARIS) == ""
    assert usual_calendar("Pacific/Tahiti") == ""
    assert [each.id for each in calendars(PARIS)] == ["A", "B", "C"]


def test_the_file_of_the_bot_is_sound() -> None:
    assert list(days_off_problems(FILE)) == []


WRITTEN = """\
public:
  - {name: Noël, day: 12-25}
local:
  Indian/Reunion: []
school:
  - id: A
    name: Zone A
    about: Lyon
    since: 2026-09-01
    until: 2027-01-10
    zones: [Indian/Reunion]
    off:
      - {name: Toussaint, from: 2026-10-17, back: 2026-11-02}
      - {name: Noël, from: 2026-12-19, back: 2027-01-04}
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "what"),
    [
        ("day: 12-25", "day: 02-29", 2, "day is out of range"),
        ("day: 12-25", "day: 12-25, easter: 1", 2, "either `day` or `easter`"),
        ("day: 12-25", "day: 25/12", 2, "pattern"),
        ("Indian/Reunion:", "Indian/Réunion:", 4, "Indian/Réunion is no time zone"),
        ("[Indian/Reunion]", "[Saint-Denis]", 11, "Saint-Denis is no time zone"),
        ("back: 2026-11-02", "back: 2026-10-16", 13, "starts again before it stops"),
        ("back: 2026-11-02", "back: 2026-12-21", 14, "holidays until 2026-12-21"),
        ("back: 2026-11-02", "back: 2 novembre", 13, "`back`"),
        ("from: 2026-12-19, back: 2027-01-04", "from: 2027-02-13, back: 2027-03-01", 14, "no holidays since"),
        ("until: 2027-01-10", "until: 2027-01-02", 10, "holidays go on until 2027-01-04"),
        ("until: 2027-01-10", "until: 2027-06-30", 10, "no holidays since 2027-01-04"),
        ("since: 2026-09-01", "since: 2026-11-01", 13, "holidays until 2026-11-01"),
        ("name: Zone A", "nom: Zone A", 7, "unknown key `nom`"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, line: int, what: str
) -> None:
    path = tmp_path / "days_off.yaml"
    path.write_text(WRITTEN.replace(before, after, 1))

    assert any(each.line == line and what in str(each) for each in days_off_problems(path)), [
        str(each) for each in days_off_problems(path)
    ]


def test_two_calendars_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "days_off.yaml"
    path.write_text(WRITTEN + WRITTEN.partition("school:\n")[2])

    assert [each.what for each in days_off_problems(path)] == ["calendar A is written twice"]


def test_the_file_is_checked_with_the_bank(tmp_path: Path) -> None:
    (tmp_path / "bank").mkdir()
    write_bank(tmp_path / "bank", bank_text(*KINDS.values()))
    (tmp_path / "days_off.yaml").write_text("public: []")

    assert "days_off.yaml:1" in "\n".join(map(str, check(tmp_path / "bank")))
