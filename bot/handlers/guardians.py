"""Adults responsible for pupils: invited, told, in touch with the school."""

from bot.handlers.subject import Subject

SUBJECT = Subject()
