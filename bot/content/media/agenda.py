"""Appointments to put in a diary (ICS)."""

from hashlib import sha256

import icalendar

from bot.content.files import CalendarFile, Event
from bot.content.media.settled import items, moment
from bot.content.media.typesetting import EPOCH


def make(spec: CalendarFile) -> bytes:
    """A calendar; a `start` without time is a whole day."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Tremplin//FR")
    calendar.add("version", "2.0")
    for event in items(spec.events):
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _event(event: Event) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", sha256(repr(event).encode()).hexdigest()[:16] + "@tremplin.example")
    made.add("dtstamp", EPOCH)
    made.add("summary", event.title)
    for key, text in (("dtstart", event.start), ("dtend", event.end)):
        when = moment(text)
        made.add(key, when if ":" in text else when.date())
    if event.place:
        made.add("location", event.place)
    if event.note:
        made.add("description", event.note)
    return made
