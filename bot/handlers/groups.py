"""What happens in groups: the bot answers commands only, and never shows anybody's result."""

from typing import Any

from bot.store import broadcasts
from bot.store import groups as group_rows
from bot.store.base import Tx
from bot.transport.events import Event, EventKind
from bot.usecases.broadcasts import groups
from bot.usecases.broadcasts.outcomes import GroupExplained
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.turn import Turn
from bot.views.broadcasts import GROUP_NOTE

COMMANDS = {"start", "aide", "help", "confidentialite", "privacy"}
LINK = "classe"


def in_group(tx: Tx, turn: Turn | None, event: Event, now_ms: int) -> list[Outcome]:
    """The outcome of what somebody did in a group; `turn` is None for who is not known in private."""
    if event.kind is EventKind.MOVED:
        group_rows.move(tx, event.chat_id, event.moved_to)
    elif event.kind is EventKind.MEMBERSHIP and event.blocked:
        group_rows.leave(tx, event.chat_id, now_ms)
    elif event.kind is EventKind.MEMBERSHIP and event.joined:
        return groups.entered(tx, turn, event.chat_id, event.title, now_ms)
    elif event.kind is EventKind.TAP:
        return [Said(Note.BAD_BUTTON)]
    elif event.kind is EventKind.COMMAND and event.command == LINK:
        return groups.asked(tx, turn, event.chat_id, event.title, now_ms)
    elif event.kind is EventKind.COMMAND and event.command in COMMANDS:
        return [GroupExplained()]
    return []


def sent(tx: Tx, chat_id: int, note: tuple[Any, ...], message_id: int) -> None:
    """A message with a note arrived in a group."""
    if note[0] == GROUP_NOTE:
        broadcasts.group_message_shown(tx, note[1], chat_id, message_id)
