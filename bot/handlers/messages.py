"""Commands and texts, and whatever else people send."""

from collections.abc import Callable

from bot.errors import NotAllowed
from bot.handlers import links, registry
from bot.handlers.subject import merged
from bot.transport.events import Event
from bot.usecases import (
    answering,
    asides,
    asking,
    codes,
    competences,
    express,
    kinds,
    practice,
    privacy,
    reports,
    rights,
    states,
    tutorials,
    welcome,
)
from bot.usecases.certification import entering as candidates
from bot.usecases.certification import verifying
from bot.usecases.classes import importing
from bot.usecases.outcomes import Note, Outcome, Page, Said
from bot.usecases.participation import entering, landing
from bot.usecases.turn import Turn


def start(turn: Turn, event: Event) -> list[Outcome]:
    """What a link leads to, or where the person is: the question on screen, the next first step, or home."""
    return links.arrive(turn, event.args) if event.args else _where(turn, event)


def _where(turn: Turn, event: Event) -> list[Outcome]:
    person = turn.person
    if person.screen == asking.DIALOG:  # whoever says /start wants out
        asking.answered(turn)
    if person.settled and (candidate := candidates.where(turn, event.message_id or 0)):
        return candidate
    if person.screen != asking.DIALOG and person.settled and person.screen is not None:
        state = states.load(turn, person.screen)
        if state.question is not None and not state.paused and kinds.available(turn, person.screen):
            return practice.resume(turn, state, event.message_id or 0)
    return welcome.next_step(turn, first_time=person.role is None)


_PRACTICE: dict[str, Callable[[Turn, Event], list[Outcome]]] = {
    "start": start,
    "express": lambda turn, _: express.page(turn),
    "profil": lambda turn, _: competences.profile(turn),
    "tutos": lambda turn, _: tutorials.listed(turn),
    "reglages": lambda turn, _: welcome.settings(turn),
    "aide": lambda turn, _: welcome.help_page(turn),
    "help": lambda turn, _: welcome.help_page(turn),
    "confidentialite": lambda *_: [Page("privacy")],
    "privacy": lambda *_: [Page("privacy")],  # the name Telegram asks every bot to know
    "mesdonnees": lambda turn, _: privacy.export(turn),
    "supprimer": lambda turn, _: privacy.erase(turn, 0),
    "signalements": lambda turn, _: reports.latest(turn),
}
COMMANDS = merged([_PRACTICE, registry.COMMANDS])
BEFORE_SETTLED = {
    "start",
    "aide",
    "help",
    "confidentialite",
    "privacy",
    "mesdonnees",
    "supprimer",
    "stop",
    "verifier",
}
FROM_ANYBODY = {verifying.CODE, verifying.NAME}
"""Texts awaited from people who need not say who they are."""
LINKS_WELCOME = {entering.ASKED, landing.NAME, candidates.NAME}
"""Texts awaited in whose place a link may be pasted."""


def commanded(turn: Turn, event: Event) -> list[Outcome]:
    """The outcome of a command; an unknown one gets the list, unless a typed answer is awaited."""
    command = COMMANDS.get(event.command)
    if command is None:  # «/feed» may be the answer to a question
        return wrote(turn, event) if answering.awaits_text(turn) else [Page("unknown_command")]
    if not turn.person.settled and event.command not in BEFORE_SETTLED:
        return welcome.next_step(turn, first_time=turn.newcomer)
    try:
        outcomes: list[Outcome] = command(turn, event)
    except NotAllowed:
        return [Said(Note.NOT_ALLOWED)]
    return outcomes


def wrote(turn: Turn, event: Event) -> list[Outcome]:
    """The outcome of a text: an answer when a question waits for one, else a helpful word."""
    payload = codes.pasted(event.text)
    dialog = asking.awaited(turn)
    if not turn.person.settled:
        if dialog is not None and dialog.kind in FROM_ANYBODY:
            return registry.TEXTS[dialog.kind](turn, dialog, event)
        if payload is not None or codes.looks_like_a_code(event.text):
            return links.arrive(turn, payload or event.text)
        return welcome.instead_of_a_tap(turn, event.text)
    if payload is not None and (dialog is None or dialog.kind in LINKS_WELCOME):
        asking.answered(turn)
        return links.arrive(turn, payload)
    if dialog is not None and dialog.kind in registry.TEXTS:
        try:
            return registry.TEXTS[dialog.kind](turn, dialog, event)
        except NotAllowed:  # the right was withdrawn since it was asked
            asking.answered(turn)
            return [Said(Note.NOT_ALLOWED)]
    if entering.means_a_code(turn, event.text):
        return entering.by_code(turn, event.text)
    answered = answering.typed(turn, event.text, event.message_id or 0, event.reply_to)
    if answered is not None:
        return answered
    aside = asides.heard(turn, event.text)
    if aside:
        return aside
    running = any(state.assessment is not None for state in states.load_all(turn).values())
    if turn.person.role == "guardian" and not running:
        return asides.to_the_school(turn)
    return [Page("unknown", {"running": running, "teaches": rights.teaches(turn)})]


def sent_file(turn: Turn, event: Event) -> list[Outcome]:
    """A document: what was asked for, or something nobody awaits."""
    dialog = asking.awaited(turn) if turn.person.settled else None
    if dialog is None or dialog.kind not in registry.DOCUMENTS:
        file = event.file if turn.person.settled else None
        offered = importing.offered(turn, file.file_id, file.name, file.size) if file else []
        return offered or sent_something(turn, event)
    try:
        return registry.DOCUMENTS[dialog.kind](turn, dialog, event)
    except NotAllowed:
        asking.answered(turn)
        return [Said(Note.NOT_ALLOWED)]


def sent_something(turn: Turn, _event: Event) -> list[Outcome]:
    """A file, a picture, a sticker, a voice, a place: nobody asked for it, and nothing is lost."""
    return [Page("file")] if turn.person.settled else welcome.instead_of_a_tap(turn)


def edited(turn: Turn, _event: Event) -> list[Outcome]:
    """An edited message never changes an answer; it is said only when a question waits."""
    return [Page("edited")] if turn.person.screen not in {None, asking.DIALOG} else []
