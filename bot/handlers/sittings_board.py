"""An invigilator's day: the board of a sitting, its candidates, what is to be decided."""

from typing import Any, cast

from bot.handlers.subject import Subject
from bot.handlers.tap import Action, Tap
from bot.store.dialogs import Dialog
from bot.store.sittings import IncidentKind
from bot.transport.events import Event
from bot.usecases.certification import (
    attending,
    deciding,
    finishing,
    listing,
    looking,
    noting,
    phones,
    settling,
    stopping,
    watching,
)
from bot.usecases.certification.finishing import Why
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def _show(turn: Turn, tap: Tap) -> list[Outcome]:
    return [*watching.show(turn, tap.number(0), tap.small(1) if len(tap.args) > 1 else 0)]


def _why(tap: Tap) -> Why:
    return cast(Why, tap.word(2, ("invigilator", "technical")))


def _words(turn: Turn, tap: Tap) -> list[Outcome]:
    kind = cast(IncidentKind, tap.word(2, noting.KINDS))
    return noting.ask_words(turn, tap.number(0), tap.number(1), kind)


def _sure(ask: Action, act: Action) -> Action:
    """A yes to what can't be undone; asked again when the question has been there for long."""

    def done(turn: Turn, tap: Tap) -> list[Outcome]:
        asked = turn.now_ms - tap.number(1)
        return (act if 0 <= asked <= _SURE_FOR_MS else ask)(turn, tap)

    return done


def _in_place(act: Action) -> Action:
    """The tapped message shows something else from now on: it is the live board, or no board any more."""

    def done(turn: Turn, tap: Tap) -> list[Outcome]:
        watching.left(turn, tap.message_id)
        outcomes = act(turn, tap)
        watching.in_message(turn, tap.message_id, outcomes)
        return outcomes

    return done


def _sent(turn: Turn, note: tuple[Any, ...], message_id: int, _certain: bool) -> list[Outcome]:
    _, sitting, page, digest = note
    watching.placed(turn, sitting, page, digest, message_id)
    return []


def _alerted(turn: Turn, note: tuple[Any, ...], message_id: int, _certain: bool) -> list[Outcome]:
    _, sitting, about = note
    settling.arrived(turn, sitting, about, message_id)
    return []


def _request(tap: Tap) -> tuple[int, int, int]:
    """The sitting, who asks, and as which candidate."""
    return tap.number(0), tap.number(1), tap.number(2)


def _written(turn: Turn, dialog: Dialog, event: Event) -> list[Outcome]:
    return noting.take_words(turn, dialog, event.text)


_SURE_FOR_MS = 2 * 60_000
_ASK: dict[str, Action] = {
    "sb_allask": lambda turn, tap: attending.ask_to_allow_all(turn, tap.number(0)),
    "sb_endask": lambda turn, tap: finishing.ask_to_end(turn, tap.number(0)),
    "sb_endallask": lambda turn, tap: finishing.ask_to_end_all(turn, tap.number(0)),
    "sb_closeask": lambda turn, tap: finishing.ask_to_close(turn, tap.number(0)),
}
_DONE: dict[str, Action] = {
    "sb_allowall": _sure(_ASK["sb_allask"], lambda turn, tap: attending.allow_all(turn, tap.number(0))),
    "sb_end": _sure(_ASK["sb_endask"], lambda turn, tap: finishing.end(turn, tap.number(0), _why(tap))),
    "sb_endall": _sure(
        _ASK["sb_endallask"], lambda turn, tap: finishing.end_all(turn, tap.number(0), _why(tap))
    ),
    "sb_close": _sure(_ASK["sb_closeask"], lambda turn, tap: finishing.close(turn, tap.number(0))),
}
_ACTIONS: dict[str, Action] = {
    **_ASK,
    **_DONE,
    "sb_show": _show,
    "sb_list": lambda turn, _: listing.listed(turn),
    "sb_one": lambda turn, tap: looking.candidate(turn, tap.number(0)),
    "sb_see": lambda turn, tap: attending.see(turn, tap.number(0), tap.small(1) == 1),
    "sb_seeall": lambda turn, tap: attending.see_all(turn, tap.number(0), tap.small(1)),
    "sb_allow": lambda turn, tap: attending.allow(turn, tap.number(0), tap.small(1) == 1),
    "sb_rest": lambda turn, tap: stopping.rest(turn, tap.number(0)),
    "sb_restall": lambda turn, tap: stopping.rest_all(turn, tap.number(0), tap.small(1)),
    "sb_back": lambda turn, tap: stopping.resume(turn, tap.number(0)),
    "sb_backall": lambda turn, tap: stopping.resume_all(turn, tap.number(0), tap.small(1)),
    "sb_extra": lambda turn, tap: stopping.ask_extra(turn, tap.number(0)),
    "sb_give": lambda turn, tap: stopping.give(turn, tap.number(0), tap.small(1)),
    "sb_problem": lambda turn, tap: deciding.show(turn, tap.number(0)),
    "sb_out": lambda turn, tap: deciding.withdraw(turn, tap.number(0)),
    "sb_keep": lambda turn, tap: deciding.refuse(turn, tap.number(0)),
    "sb_phone": lambda turn, tap: phones.show(turn, tap.number(0), tap.number(1)),
    "sb_let": lambda turn, tap: phones.let_in(turn, *_request(tap)),
    "sb_shut": lambda turn, tap: phones.keep_out(turn, *_request(tap)),
    "sb_doors": lambda turn, tap: finishing.open_doors(turn, tap.number(0)),
    "sb_note": lambda turn, tap: noting.ask_kind(turn, tap.number(0), tap.number(1)),
    "sb_kind": _words,
    "sb_log": lambda turn, tap: noting.journal(turn, tap.number(0), tap.small(1)),
}

SUBJECT = Subject(
    actions={name: _in_place(act) for name, act in _ACTIONS.items()},
    texts={noting.WORDS: _written},
    sent={watching.SUBJECT: _sent, settling.SUBJECT: _alerted},
)
