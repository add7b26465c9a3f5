"""What `tremplin content check` refuses in the file of days off."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

from bot.content.days_off import Calendar, read_days_off
from bot.content.problem import Broken, Problem
from bot.content.source import Source
from bot.content.templates import Place

LONGEST_TERM = timedelta(weeks=12)  # no French school goes on longer: holidays were forgotten


def days_off_problems(path: Path) -> Iterator[Problem]:
    """Everything wrong with the file."""
    try:
        source, spec = read_days_off(path)
    except Broken as error:
        yield from error.problems
        return
    yield from _zone_problems(source, ("local",), spec.local)
    for n, calendar in enumerate(spec.school):
        place = ("school", n)
        if calendar.id in {each.id for each in spec.school[:n]}:
            yield source.problem(place, f"calendar {calendar.id} is written twice", "keep one of them")
        yield from _zone_problems(source, (*place, "zones"), calendar.zones)
        yield from _period_problems(source, place, calendar)


def _zone_problems(source: Source, place: Place, names: Iterable[str]) -> Iterator[Problem]:
    for name in sorted({*names} - available_timezones()):
        yield source.problem(
            (*place, name), f"{name} is no time zone", "write its IANA name, such as Indian/Reunion"
        )


def _period_problems(source: Source, place: Place, calendar: Calendar) -> Iterator[Problem]:
    """School days and holidays take turns, in order, from `since` to `until`, and no term is endless."""
    open_from = calendar.since
    for n, period in enumerate(calendar.off):
        here = (*place, "off", n)
        if period.first >= period.back:
            yield source.problem(here, "school starts again before it stops", "correct the two dates")
        if period.first < open_from:
            yield source.problem(here, f"there are holidays until {open_from} above", "put them in order")
        if period.first - open_from > LONGEST_TERM:
            yield source.problem(here, f"no holidays since {open_from}", "add those that are missing")
        open_from = max(open_from, period.back)
    if open_from > calendar.until + timedelta(days=1):
        yield source.problem((*place, "until"), f"holidays go on until {open_from}", "move `until`")
    if calendar.until - open_from > LONGEST_TERM:
        yield source.problem(
            (*place, "until"), f"no holidays since {open_from}", "add those that are missing"
        )
