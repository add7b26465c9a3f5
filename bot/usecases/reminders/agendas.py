"""Whose hours count: the school's, or what somebody set for themselves."""

from dataclasses import replace

from bot.store import schools
from bot.store.base import Tx
from bot.store.notices import Preference
from bot.usecases.reminders.hours import Agenda, Hours

FALLBACK = "Europe/Paris"  # of a school that is gone


def of_school(tx: Tx, school_id: int) -> Agenda:
    """The hours of a school."""
    school, rules = schools.find(tx, school_id), schools.writing_rules(tx, school_id)
    zone = school.zone if school is not None else FALLBACK
    return Agenda(zone, rules.holidays, Hours.load(rules.hours) or Hours())


def of_person(school: Agenda, wanted: Preference) -> Agenda:
    """The hours of somebody there."""
    own = Hours.load(wanted.hours)
    return school if own is None else replace(school, hours=own)
