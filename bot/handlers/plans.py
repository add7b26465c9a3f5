"""The reminders of a campaign, as its teachers plan them."""

from bot.handlers.subject import Subject

SUBJECT = Subject()
