"""The messages that show a question: as Telegram confirms them, one alone stays readable, and none too long.

Between the turn that shows a question and its confirmation, the question may have been shown again, answered
or hidden, by a turn that did not know this message yet.
"""

from dataclasses import replace

from bot.store import practice as rows
from bot.usecases import practice
from bot.usecases.certification import seats
from bot.usecases.certification.outcomes_test import CopyClosed, OnScreen
from bot.usecases.keys import StepRef
from bot.usecases.outcomes import Outcome
from bot.usecases.states import load, save
from bot.usecases.turn import Turn


def arrived(turn: Turn, about: StepRef, message_id: int, media: bool, certain: bool) -> list[Outcome]:
    """A copy of a question is in the chat: it closes when it came too late, else the one before it does."""
    seat, before = seats.held(turn), load(turn, about.competence)
    practice.message_shown(turn, about, message_id, certain, prompt=False)
    shown = OnScreen(message_id, media, about)
    if seat is None or not seats.asks(before, about):
        return [CopyClosed(shown, "answered" if _is_answered(turn, about) else "over")]
    if seat.candidate.stopped_at is not None:
        return [CopyClosed(shown, "hidden")]
    older = before.question.message_id if before.question else None
    if older is None or older == message_id:
        return []
    return [CopyClosed(replace(shown, message_id=older), "moved")]


def described(turn: Turn, about: StepRef, message_id: int) -> list[Outcome]:
    """The description of a question's picture is in the chat: it goes with the question, or at once."""
    seat, state = seats.held(turn), load(turn, about.competence)
    question = state.question
    waits = seat is not None and seat.candidate.stopped_at is None and seats.asks(state, about)
    if question is None or not waits:
        return [CopyClosed(OnScreen(message_id, media=False, ref=about), "over")]
    save(turn, replace(state, question=replace(question, also=(*question.also, message_id))))
    return []


def _is_answered(turn: Turn, about: StepRef) -> bool:
    return rows.answer_of_step(turn.tx, turn.person.id, about.assessment, about.step) is not None
