"""When a campaign opens, and until when: by a button, or as it is written."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.store.campaigns import Campaign
from bot.store.times import from_ms, to_ms
from bot.usecases import asking
from bot.usecases.campaigns import publishing, reading
from bot.usecases.campaigns.dates import DateProblem, parse_moment
from bot.usecases.campaigns.french_dates import MONTHS
from bot.usecases.campaigns.outcomes import Field, MomentAsked, Step
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

DATE = "c_date"  # the kind of dialog
NONE = "none"
AHEAD = timedelta(days=14)
PRESETS = {
    Field.DEADLINE: {"week": "dans 1 semaine", "fortnight": "dans 2 semaines", "friday": "vendredi 18 h"},
    Field.OPENS: {"tomorrow": "demain 8 h", "monday": "lundi 8 h"},
}
"""What the buttons stand for; «Pas de date limite» and «Tout de suite» are NONE."""


def ask(
    turn: Turn,
    campaign: Campaign,
    step: Step,
    field: Field,
    problem: DateProblem | None = None,
    other: str = "",
) -> list[Outcome]:
    """The next text is a date; `other` is the moment that the one just written clashes with."""
    asking.ask(turn, DATE, campaign=campaign.id, guided=step.guided, field=field)
    kept = campaign.deadline_at if field is Field.DEADLINE else campaign.opens_at
    words = reading.moment(turn, campaign, kept)
    example, ready = _example(turn, campaign), publishing.ready(turn, campaign, step)
    return [MomentAsked(step, field, words, example, ready, problem, bool(other), other)]


def _example(turn: Turn, campaign: Campaign) -> str:
    """A day that can be written today: «5 décembre», a fortnight ahead and after the opening."""
    latest = max(turn.now_ms, campaign.opens_at or 0)
    day = (from_ms(latest) + AHEAD).astimezone(ZoneInfo(reading.school_of(turn, campaign).zone))
    day += timedelta(days=day.day == 1)  # «1er» is written in another way
    return f"{day.day} {MONTHS[day.month - 1]}"


def take_preset(turn: Turn, campaign: Campaign, step: Step, field: Field, preset: str) -> list[Outcome]:
    """A moment was tapped; what is wrong with it, if so."""
    if preset == NONE:
        _write(turn, campaign, field, None)
        return []
    return take(turn, campaign, step, field, PRESETS[field][preset])


def take(turn: Turn, campaign: Campaign, step: Step, field: Field, text: str) -> list[Outcome]:
    """A moment was written; what is wrong with it, if so."""
    zone = reading.school_of(turn, campaign).zone
    read = parse_moment(text, turn.now, zone, opening=field is Field.OPENS)
    if isinstance(read, DateProblem):
        return ask(turn, campaign, step, field, read)
    at = to_ms(read)
    opens, deadline = (campaign.opens_at, at) if field is Field.DEADLINE else (at, campaign.deadline_at)
    if opens is not None and deadline is not None and deadline <= opens:
        clash = opens if field is Field.DEADLINE else deadline
        return ask(turn, campaign, step, field, other=reading.moment(turn, campaign, clash))
    _write(turn, campaign, field, at)
    return []


def _write(turn: Turn, campaign: Campaign, field: Field, at: int | None) -> None:
    if field is Field.DEADLINE:
        reading.change(turn, campaign, deadline_at=at)
    else:
        reading.change(turn, campaign, opens_at=at)
