"""A school's hours for writing to people, its school holidays, and how families reach it."""

from collections.abc import Callable
from typing import Any

from bot.content.typography import typeset
from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.hours import Hours
from bot.usecases.schools.outcomes import CalendarShown, ContactAsked, HoursShown
from bot.usecases.schools.writing import CLOSES, HOUR, NO_CALENDAR, OPENS
from bot.views.keyboards import Button, button, in_rows, keyboard
from bot.views.schools_paging import back_to_school
from bot.views.showing import Showing


def when(hours: Hours, *, vacations: bool) -> str:
    """«de 7 h à 20 h, du lundi au vendredi, sauf jours fériés et vacances»; `vacations`: they are known."""
    days = "tous les jours" if hours.weekend else "du lundi au vendredi"
    off = "" if hours.holidays else ", sauf jours fériés" + (" et vacances" if vacations else "")
    return typeset(f"de {_clock(hours.opens)} à {_clock(hours.closes)}, {days}{off}")


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, HOUR)
    return f"{hour} h {minute:02}" if minute else f"{hour} h"


def hours(showing: Showing, outcome: HoursShown) -> list[Call]:
    id_, kept = outcome.school.id, outcome.hours
    opens = [_choice(f"dès {each} h", kept.opens == each * HOUR, "s_opens", id_, each) for each in OPENS]
    closes = [
        _choice(f"jusqu'à {each} h", kept.closes == each * HOUR, "s_closes", id_, each) for each in CLOSES
    ]
    days_off = "Jours fériés, vacances aussi" if outcome.vacations else "Jours fériés aussi"
    markup = keyboard(
        *in_rows(opens, 2),
        *in_rows(closes, 2),
        [_switch("Le week-end aussi", kept.weekend, "s_weekend", id_)],
        [_switch(days_off, kept.holidays, "s_daysoff", id_)],
        [back_to_school(id_)],
    )
    words = when(kept, vacations=outcome.vacations)
    return [showing.screen(showing.text("schools/hours", outcome=outcome, when=words), markup)]


def calendar(showing: Showing, outcome: CalendarShown) -> list[Call]:
    id_, writing = outcome.school.id, outcome.writing
    rows = [
        [_choice(each.name, each == writing.calendar, "s_zoned", id_, each.id)] for each in writing.offered
    ]
    none = writing.calendar is None and not writing.to_choose
    markup = keyboard(
        *rows,
        [_choice("Jours fériés seulement", none, "s_zoned", id_, NO_CALENDAR)] if rows else [],
        [back_to_school(id_)],
    )
    return [showing.screen(showing.text("schools/calendar", outcome=outcome), markup)]


def contact(showing: Showing, outcome: ContactAsked) -> list[Call]:
    id_ = outcome.school.id
    markup = keyboard(
        [button("✅ Enregistrer", "s_reached", id_)] if outcome.words else [],
        [button("🗑 Effacer le contact", "s_unreached", id_)] if outcome.now else [],
        [back_to_school(id_)],
    )
    return [showing.screen(showing.text("schools/contact", outcome=outcome), markup)]


def _choice(label: str, chosen: bool, action: str, *about: int | str) -> Button:
    return button(f"✅ {label}" if chosen else label, action, *about)


def _switch(label: str, on: bool, action: str, school_id: int) -> Button:
    return button(f"{'☑️' if on else '⬜'} {label}", action, school_id, int(not on))


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    HoursShown: hours,
    CalendarShown: calendar,
    ContactAsked: contact,
}
