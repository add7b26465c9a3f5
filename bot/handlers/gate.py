"""The gate before everything else: during a certification, all of the bot but the test is closed."""

from bot.errors import BadButton
from bot.handlers.messages import COMMANDS
from bot.transport.callback import unpack
from bot.transport.events import Event, EventKind
from bot.usecases import answering, practice, states
from bot.usecases.certification import going_on, halting, seats
from bot.usecases.certification.outcomes_test import OnlyTheTest
from bot.usecases.certification.seats import Seat
from bot.usecases.outcomes import Note, Outcome, Page, Said
from bot.usecases.turn import Turn

_ANSWERS = {"choose", "validate", "clear", "skip", "describe", "sc_report", "sc_problem", "sc_sure"}
"""Actions about a question: of this test only."""
_OWN = {"sc_stop", "sc_keep", "sc_on"}
_OPEN = {"page", "erase", "close", "l_stop", "l_mute", "l_monday", "l_which", "l_resume", "l_unmute"}
_OPEN_COMMANDS = {"aide", "help", "confidentialite", "privacy", "mesdonnees", "supprimer", "stop"}

_LEARNING = {
    *("begin", "proceed", "choose", "validate", "clear", "skip", "describe", "detail", "look", "checkpoint"),
    *("answers", "sitting", "express", "express_again", "express_words", "domains", "domain", "competence"),
    *("tutorials", "my_tutorials", "tutorial", "my_lesson", "lesson", "describe_lesson", "m_go"),
}
_LEARNING_COMMANDS = {"express", "tutos"}
"""Where questions and lessons are."""


def held_back(turn: Turn, event: Event) -> list[Outcome] | None:
    """What a candidate in the test is answered; None for everybody else, and for what goes its usual way."""
    seat = seats.held(turn)
    if seat is None:
        return _sat_elsewhere(turn, event)
    if _is_open(event):
        return None
    after = event.message_id or 0
    if seat.candidate.ended_at is None and going_on.by_itself(turn, seat):
        return [*_too_early(event), *going_on.go_on(turn, after)]
    action = _action(event)
    halted = halting.halted(turn, seat)
    if halted and (action != "sc_on" or seat.candidate.cleared_at is None):
        return halted
    if action in _OWN or (action in _ANSWERS and _of_this_test(event, seat)):
        return None
    if event.kind is EventKind.TEXT or _is_answer(turn, event):
        return _typed(turn, event, seat)
    if event.kind in {EventKind.DOCUMENT, EventKind.OTHER, EventKind.EDITED}:
        return [Page("edited" if event.kind is EventKind.EDITED else "file")]
    shown = _question(turn, seat, event)
    is_there = all(isinstance(each, Said) for each in shown)  # of quick taps the first one brought it
    return shown if event.command == "start" or is_there else [OnlyTheTest(), *shown]


def _sat_elsewhere(turn: Turn, event: Event) -> list[Outcome] | None:
    """Their own phone does not help somebody whose test goes on with another one."""
    learns = _action(event) in _LEARNING or event.command in _LEARNING_COMMANDS
    return [Said(Note.ELSEWHERE)] if learns and seats.elsewhere(turn) else None


def _is_open(event: Event) -> bool:
    if event.kind is EventKind.TAP:
        return _action(event) in _OPEN
    return event.kind is EventKind.COMMAND and event.command in _OPEN_COMMANDS


def _action(event: Event) -> str:
    """The action of a tapped button; '' for what is none of ours, or no tap."""
    if event.kind is not EventKind.TAP:
        return ""
    try:
        return unpack(event.data)[0]
    except BadButton:
        return ""


def _of_this_test(event: Event, seat: Seat) -> bool:
    _, args = unpack(event.data)
    return args[:1] == (seat.key,)


def _is_answer(turn: Turn, event: Event) -> bool:
    """«/feed» may be the answer to a question."""
    unknown = event.kind is EventKind.COMMAND and event.command not in COMMANDS
    return unknown and answering.awaits_text(turn)


def _too_early(event: Event) -> list[Outcome]:
    """An answer to a question that was hidden is none."""
    return [Said(Note.TOO_EARLY)] if event.kind is EventKind.TEXT else []


def _typed(turn: Turn, event: Event, seat: Seat) -> list[Outcome]:
    message_id = event.message_id or 0
    if turn.person.screen == seat.key:
        answered = answering.typed(turn, event.text, message_id, event.reply_to)
        if answered is not None:
            return answered
    return [Said(Note.TOO_EARLY), *_question(turn, seat, event)]


def _question(turn: Turn, seat: Seat, event: Event) -> list[Outcome]:
    """The question that waits, again; of two quick taps the second one does not bring it twice."""
    again = practice.go_back_to if event.kind is EventKind.TAP else practice.resume
    return again(turn, states.load(turn, seat.key), event.message_id or 0)
