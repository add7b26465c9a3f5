"""When a message to many leaves: at once, or when its school writes to people again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.store.broadcasts import Broadcast
from bot.store.times import from_ms, to_ms
from bot.usecases.broadcasts import audience as audiences
from bot.usecases.broadcasts.outcomes import Departure
from bot.usecases.campaigns.dates import in_words
from bot.usecases.campaigns.french_dates import MONTHS, WEEKDAYS
from bot.usecases.reminders.agendas import of_school
from bot.usecases.turn import Turn

WEEK = timedelta(days=6)  # a weekday says which day that is


def starts_at(turn: Turn, made: Broadcast) -> int | None:
    """When it may leave if it is sent now; None at once."""
    agenda = of_school(turn.tx, made.school_id)
    return None if agenda.is_open(turn.now) else to_ms(agenda.next_open(turn.now))


def closes_at(turn: Turn, made: Broadcast) -> int:
    """When its school begins to be quiet, if it is open; else now."""
    agenda = of_school(turn.tx, made.school_id)
    return to_ms(agenda.closing(turn.now)) if agenda.is_open(turn.now) else turn.now_ms


def departure(turn: Turn, made: Broadcast, at_ms: int | None) -> Departure | None:
    """That moment in words; None for at once."""
    if at_ms is None:
        return None
    zone = of_school(turn.tx, made.school_id).zone
    too_late = made.campaign_id is not None and not audiences.can_be_begun(turn, made.campaign_id, at_ms)
    return Departure(in_words(at_ms, zone, turn.now_ms), _short(turn, zone, at_ms), too_late)


def _short(turn: Turn, zone: str, at_ms: int) -> str:
    """As a button takes it: «lundi à 7 h», «le 4 janvier»."""
    here, today = (_day(at, zone) for at in (from_ms(at_ms), turn.now))
    if here.date() - today.date() > WEEK:
        return f"le {'1er' if here.day == 1 else here.day} {MONTHS[here.month - 1]}"
    hour = in_words(at_ms, zone, turn.now_ms).rpartition(" à ")[2]
    named = {0: "aujourd'hui", 1: "demain"}.get((here.date() - today.date()).days)
    return f"{named or WEEKDAYS[here.weekday()]} à {hour}"


def _day(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))
