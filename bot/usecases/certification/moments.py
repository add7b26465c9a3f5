"""The day and the hour of a sitting: by buttons, one after the other, or as they are written."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.content.typography import NBSP
from bot.store import sittings
from bot.store.sittings import Sitting
from bot.store.times import from_ms, to_ms
from bot.usecases import asking
from bot.usecases.campaigns.dates import DateFault, DateProblem, parse_moment
from bot.usecases.campaigns.french_dates import MONTHS, WEEKDAYS, Said, read_words
from bot.usecases.certification import reading
from bot.usecases.certification.outcomes_prep import DayAsked, HourAsked, Step
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import agendas
from bot.usecases.turn import Turn

DATE = "sp_date"  # the kind of dialog
HOURS = (8 * 60, 9 * 60, 10 * 60, 13 * 60 + 30, 14 * 60, 15 * 60)  # minutes since midnight
AHEAD = (7, 10, 14, 21)  # days, to tap: a summons leaves a week before
_SEARCHED = 14  # days in which one of school is looked for


def ask(turn: Turn, sitting: Sitting, step: Step, problem: DateProblem | None = None) -> list[Outcome]:
    """The next text is a day, with its hour or without."""
    asking.ask(turn, DATE, sitting=sitting.id, guided=step.guided)
    days = _days(turn, sitting)
    offered = tuple((each.toordinal(), _short(each)) for each in days)
    example = f"{days[-1].day + (days[-1].day == 1)} {MONTHS[days[-1].month - 1]} 14{NBSP}h"
    return [DayAsked(step, reading.when(turn, sitting), offered, example, problem)]


def ask_hour(
    turn: Turn, sitting: Sitting, step: Step, ordinal: int, problem: DateProblem | None = None
) -> list[Outcome]:
    """The next text is an hour of that day, or another day with its hour."""
    try:
        day = date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return ask(turn, sitting, step, DateProblem(DateFault.NO_SUCH_DAY))
    asking.ask(turn, DATE, sitting=sitting.id, guided=step.guided, ordinal=ordinal)
    hours = tuple((each, _hour(each)) for each in HOURS)
    return [HourAsked(step, ordinal, _in_words(day), hours, problem)]


def take_hour(turn: Turn, sitting: Sitting, step: Step, ordinal: int, minutes: int) -> list[Outcome]:
    """An hour was tapped; what is wrong with it, if so."""
    return take(turn, sitting, step, _hour(minutes), ordinal)


def take(turn: Turn, sitting: Sitting, step: Step, text: str, ordinal: int | None = None) -> list[Outcome]:
    """A moment was written, or the hour of the day `ordinal`; a day alone asks for its hour.

    Gives what is to be shown instead of going on, or nothing.
    """
    said = read_words(text)
    if isinstance(said, Said) and said.hour is None:
        return _take_day(turn, sitting, step, text)
    of_day = ordinal is not None and isinstance(said, Said) and said.day is None
    words = f"{_written(ordinal)} {text}" if of_day and ordinal is not None else text
    read = parse_moment(words, turn.now, reading.school_of(turn, sitting).zone, opening=True)
    if not isinstance(read, DateProblem):
        _write(turn, sitting, to_ms(read))
        return []
    if of_day and ordinal is not None:
        return ask_hour(turn, sitting, step, ordinal, read)
    return ask(turn, sitting, step, read)


def _take_day(turn: Turn, sitting: Sitting, step: Step, text: str) -> list[Outcome]:
    """A day without an hour: its last minute tells which one is meant, even today."""
    zone = reading.school_of(turn, sitting).zone
    read = parse_moment(f"{text} 23 h 59", turn.now, zone)
    if isinstance(read, DateProblem):
        return ask(turn, sitting, step, read)
    return ask_hour(turn, sitting, step, read.astimezone(ZoneInfo(zone)).toordinal())


def _write(turn: Turn, sitting: Sitting, at: int) -> None:
    """On another day everybody enters anew."""
    zone = ZoneInfo(reading.school_of(turn, sitting).zone)
    days = {from_ms(each).astimezone(zone).date() for each in (sitting.starts_at, at) if each is not None}
    if len(days) > 1:
        _empty(turn, sitting)
        sitting = replace(sitting, opened_at=None)
    reading.change(turn, sitting, starts_at=at)


def _empty(turn: Turn, sitting: Sitting) -> None:
    for id_ in sorted(each.id for each in sittings.candidates(turn.tx, sitting.id) if reading.is_in(each)):
        if candidate := sittings.locked_candidate(turn.tx, id_):
            out = replace(
                candidate, person_id=None, entered_at=None, accepted_at=None, present_at=None,
                authorised_at=None,
            )  # fmt: skip
            sittings.save_candidate(turn.tx, out)


# In words


def _days(turn: Turn, sitting: Sitting) -> list[date]:
    """Days of school to tap, each as many days ahead or a little more."""
    agenda = agendas.of_school(turn.tx, sitting.school_id)
    today = agenda.day_of(turn.now)
    wanted = [today + timedelta(days=each) for each in AHEAD]
    found = (
        next((day for n in range(_SEARCHED) if agenda.opens_on(day := first + timedelta(days=n))), first)
        for first in wanted
    )
    return list(dict.fromkeys(found))


def _in_words(day: date) -> str:
    """«mardi 24 novembre»."""
    return f"{WEEKDAYS[day.weekday()]} {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def _short(day: date) -> str:
    """«mar. 24/11», as a button takes it."""
    return f"{WEEKDAYS[day.weekday()][:3]}. {day:%d/%m}"


def _written(ordinal: int) -> str:
    return f"{date.fromordinal(ordinal):%d/%m/%Y}"


def _hour(minutes: int) -> str:
    return f"{minutes // 60}{NBSP}h" + (f"{NBSP}{minutes % 60:02}" if minutes % 60 else "")
