"""Commands and texts, and whatever else people send."""

import re
from collections.abc import Callable

from bot.transport.events import Event
from bot.usecases import (
    answering,
    competences,
    express,
    practice,
    privacy,
    reports,
    states,
    tutorials,
    welcome,
)
from bot.usecases.outcomes import Outcome, Page
from bot.usecases.turn import Turn

CODE = re.compile(
    r"\s*(?:[A-Za-z][\s-]*){6}(?:[0-9OoIl][\s-]*){3}"
)  # six letters, three digits or their slips


def start(turn: Turn, event: Event) -> list[Outcome]:
    """Where the person is: the question on screen, the next first step, or home. A payload is a code."""
    where = _where(turn, event)
    if not event.args:
        return where
    return [Page("code"), *where] if turn.person.settled else [*where, Page("code")]


def _where(turn: Turn, event: Event) -> list[Outcome]:
    person = turn.person
    if person.settled and person.screen is not None:
        state = states.load(turn, person.screen)
        if state.question is not None and not state.paused and states.available(turn, person.screen):
            return practice.resume(turn, state, event.message_id or 0)
    return welcome.next_step(turn, first_time=person.role is None)


COMMANDS: dict[str, Callable[[Turn, Event], list[Outcome]]] = {
    "start": start,
    "express": lambda turn, _: express.page(turn),
    "profil": lambda turn, _: competences.profile(turn),
    "tutos": lambda turn, _: tutorials.listed(turn),
    "reglages": lambda turn, _: welcome.settings(turn),
    "aide": lambda *_: [Page("help")],
    "help": lambda *_: [Page("help")],
    "confidentialite": lambda *_: [Page("privacy")],
    "privacy": lambda *_: [Page("privacy")],  # the name Telegram asks every bot to know
    "mesdonnees": lambda turn, _: privacy.export(turn),
    "supprimer": lambda turn, _: privacy.erase(turn, 0),
    "signalements": lambda turn, _: reports.latest(turn),
}
BEFORE_SETTLED = {"start", "aide", "help", "confidentialite", "privacy", "mesdonnees", "supprimer"}


def commanded(turn: Turn, event: Event) -> list[Outcome]:
    """The outcome of a command; an unknown one gets the list, unless a typed answer is awaited."""
    command = COMMANDS.get(event.command)
    if command is None:  # «/feed» may be the answer to a question
        return wrote(turn, event) if answering.awaits_text(turn) else [Page("unknown_command")]
    if not turn.person.settled and event.command not in BEFORE_SETTLED:
        return welcome.next_step(turn, first_time=turn.newcomer)
    return command(turn, event)


def wrote(turn: Turn, event: Event) -> list[Outcome]:
    """The outcome of a text: an answer when a question waits for one, else a helpful word."""
    if not turn.person.settled:
        return welcome.instead_of_a_tap(turn, event.text)
    answered = answering.typed(turn, event.text, event.message_id or 0, event.reply_to)
    if answered is not None:
        return answered
    if CODE.fullmatch(event.text[:64]):
        return [Page("code")]
    running = any(state.assessment is not None for state in states.load_all(turn).values())
    return [Page("unknown", {"running": running})]


def sent_something(turn: Turn, _event: Event) -> list[Outcome]:
    """A file, a picture, a sticker, a voice, a place: nobody asked for it, and nothing is lost."""
    return [Page("file")] if turn.person.settled else welcome.instead_of_a_tap(turn)


def edited(turn: Turn, _event: Event) -> list[Outcome]:
    """An edited message never changes an answer; it is said only when a question waits."""
    return [Page("edited")] if turn.person.screen is not None else []
