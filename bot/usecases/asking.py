"""Asking somebody to write something: their next text, or file, goes to whoever asked."""

from dataclasses import replace
from typing import Any

from bot.store import dialogs, people
from bot.store.dialogs import Dialog
from bot.usecases.turn import Turn

DIALOG = "dialog"  # stands in `person.screen` where the code of a test does


def ask(turn: Turn, kind: str, **about: Any) -> None:
    """Await a text of this kind; `handlers.registry` says who reads it. A question on screen waits meanwhile.

    The question shown before comes back with /start, or by its own buttons.
    """
    dialogs.put(turn.tx, turn.person.id, Dialog(kind, about))
    # Who was awaited and answered in this very turn is as it was before: the row is written anyway.
    people.set_screen(turn.tx, replace(turn.person, screen=None), DIALOG)


def awaited(turn: Turn) -> Dialog | None:
    """What is awaited now."""
    return dialogs.find(turn.tx, turn.person.id) if turn.person.screen == DIALOG else None


def answered(turn: Turn) -> None:
    """It came, or is no longer wanted."""
    dialogs.drop(turn.tx, turn.person.id)
    people.leave_screen(turn.tx, turn.person, DIALOG)
