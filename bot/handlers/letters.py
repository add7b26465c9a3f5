"""Letters: what they say when they are sent, and what their readers want of them."""

from bot.handlers.subject import Subject

SUBJECT = Subject()
