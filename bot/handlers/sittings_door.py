"""The door of a sitting: who is it, the rules, the wait, another phone."""

from bot.handlers.subject import Subject
from bot.handlers.tap import Tap
from bot.store.dialogs import Dialog
from bot.transport.events import Event
from bot.usecases import asking, codes
from bot.usecases.certification import entering, moving, starting, waiting
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import entering as by_codes
from bot.usecases.turn import Turn


def _code(tap: Tap) -> str:
    """An access code in a button: it may be anything."""
    return tap.word(0)[:9]


def _name_written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    """A name; or another code, which no name looks like."""
    if not codes.looks_like_a_code(event.text):
        return entering.take_name(turn, dialog, event.text)
    asking.answered(turn)
    return by_codes.by_code(turn, event.text)


SUBJECT = Subject(
    actions={
        "sd_me": lambda turn, tap: entering.confirm(turn, _code(tap), tap.number(1)),
        "sd_else": lambda turn, tap: entering.somebody_else(turn, _code(tap)),
        "sd_accept": lambda turn, tap: waiting.accept(turn, tap.number(0)),
        "sd_wait": lambda turn, tap: starting.look(turn, tap.number(0), tap.message_id),
        "sd_leave": lambda turn, tap: entering.leave(turn, tap.number(0)),
        "sd_start": lambda turn, tap: starting.start(turn, tap.number(0), tap.message_id),
        "sd_ask": lambda turn, tap: moving.look(turn, tap.number(0)),
        "sd_go": lambda turn, tap: moving.go_on(turn, tap.number(0), tap.message_id),
    },
    texts={entering.NAME: _name_written},
)
