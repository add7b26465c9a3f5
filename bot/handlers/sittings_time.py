"""What time brings to candidates: written when it is sent."""

from bot.handlers.subject import Subject
from bot.usecases.certification import timing

SUBJECT = Subject(composed={timing.KIND: timing.compose})
