"""What a candidate sees of the test besides questions: stops, doubts, the end. None can be forwarded."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification.incidents import PROBLEMS
from bot.usecases.certification.outcomes_test import (
    ClockStopped,
    CopyClosed,
    GiveUpAsked,
    OnlyTheTest,
    OnScreen,
    ProblemAsked,
    SittingOver,
)
from bot.usecases.outcomes import Outcome
from bot.views.keyboards import button, keyboard, step_button
from bot.views.menus import HOME_BELOW
from bot.views.showing import Showing

_KEEP = button("▶️ Continuer l'épreuve", "sc_keep")


def problem(showing: Showing, outcome: ProblemAsked) -> list[Call]:
    rows = [[step_button(words, "sc_problem", outcome.ref, kind)] for kind, words in PROBLEMS.items()]
    return [_guarded(showing).send(showing.text("sittings_test/problem"), keyboard(*rows, [_KEEP]))]


def stopped(showing: Showing, outcome: ClockStopped) -> list[Call]:
    """Why, and the way on once there is one; the question's text goes."""
    ways = [button("▶️ Continuer", "sc_on")] if outcome.cleared else []
    words = showing.text("sittings_test/stopped", outcome=outcome)
    guarded = _guarded(showing)
    said = guarded.screen(words, keyboard(ways)) if outcome.edit else guarded.send(words, keyboard(ways))
    return [*_gone(showing, outcome.question), said]


def _gone(showing: Showing, question: OnScreen | None) -> list[Call]:
    """No text can take the place of a picture: its message is removed; so are descriptions."""
    if question is None:
        return []
    also = [showing.delete(each) for each in question.also]
    if question.message_id is None:
        return also
    if question.media:
        return [showing.delete(question.message_id), *also]
    words = showing.text("sittings_test/hidden", about=question.ref)
    return [showing.edit(question.message_id, words, None, media=False), *also]


def copy_closed(showing: Showing, outcome: CopyClosed) -> list[Call]:
    question = outcome.question
    if outcome.why == "hidden":
        return _gone(showing, question)
    also = [showing.delete(each) for each in question.also]
    if question.message_id is None:
        return also
    if outcome.why == "over":
        return [showing.delete(question.message_id), *also]
    words = showing.text(f"sittings_test/{outcome.why}", about=question.ref)
    return [showing.edit(question.message_id, words, None, question.media), *also]


def give_up(showing: Showing, outcome: GiveUpAsked) -> list[Call]:
    sure = step_button("🏳 Oui, j'arrête", "sc_sure", outcome.ref)
    words = showing.text("sittings_test/give_up", outcome=outcome)
    return [_guarded(showing).send(words, keyboard([_KEEP], [sure]))]


def only(showing: Showing, _outcome: OnlyTheTest) -> list[Call]:
    return [_guarded(showing).send(showing.text("sittings_test/only"))]


def over(showing: Showing, outcome: SittingOver) -> list[Call]:
    """The end; what waited closes, and so does the message whose button ended it."""
    question = outcome.question
    calls = [showing.delete(each) for each in question.also] if question is not None else []
    if question is not None and question.message_id is not None:
        words = showing.text("sittings_test/closed", about=question.ref)
        calls.append(showing.edit(question.message_id, words, None, question.media))
    words = showing.text("sittings_test/over", outcome=outcome)
    return [*calls, _guarded(showing).send(words, keyboard(list(HOME_BELOW)))]


def _guarded(showing: Showing) -> Showing:
    return replace(showing, protected=True)


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    ProblemAsked: problem,
    ClockStopped: stopped,
    CopyClosed: copy_closed,
    GiveUpAsked: give_up,
    OnlyTheTest: only,
    SittingOver: over,
}
