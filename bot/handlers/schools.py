"""schools"""

from bot.handlers.subject import Subject

SUBJECT = Subject()
