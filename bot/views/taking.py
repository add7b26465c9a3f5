"""The end of a campaign's test, and why one cannot go on."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.guardians.showing import MAY_SHOW, Shown
from bot.usecases.outcomes import Outcome
from bot.usecases.participation.outcomes_taking import CampaignClosed, CampaignFinished, ClosedBecause
from bot.views.fitting import excess
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.menus import HOME_BELOW, MINE_BELOW, to_guardians
from bot.views.showing import TEXT_LIMIT, Showing

LESSONS = 4  # buttons to lessons: what is read, of a longer list
SETTINGS = button("⚙️ Réglages", "settings")


def finished(showing: Showing, outcome: CampaignFinished) -> list[Call]:
    """The result, in a message that stays: its buttons open others."""
    lessons = _lessons(showing, outcome)
    words = _words(showing, outcome, len(lessons), full=True)
    if excess(words, TEXT_LIMIT) > 0:
        words = _words(showing, outcome, len(lessons), full=False)
    answers = [button("🔎 Voir mes réponses", "answers", *outcome.answers)] if outcome.answers else []
    markup = keyboard(*([each] for each in lessons), answers, _show(outcome), [MINE_BELOW, *HOME_BELOW])
    return [showing.send(words, markup)]


def _words(showing: Showing, outcome: CampaignFinished, lessons: int, *, full: bool) -> str:
    result = outcome.result
    return showing.text(
        "taking/finished",
        outcome=outcome,
        result=result,
        mastery=result.mastery,
        lessons=lessons,
        full=full,
    )


def _show(outcome: CampaignFinished) -> list[Button]:
    """To show a result to guardians, who are about to get it anyway when the teacher decided so."""
    at_once = outcome.guardians is Shown.BY_TEACHER and not outcome.again
    return [to_guardians(outcome.attempt_id)] if outcome.guardians in MAY_SHOW and not at_once else []


def _lessons(showing: Showing, outcome: CampaignFinished) -> list[Button]:
    """The lessons of what was missed, of those that the bank still has."""
    skills = (showing.library.skill(each) for each in outcome.result.missed)
    titles = [(skill.id, skill.tutorial.title) for skill in skills if skill]
    return [button(cut(f"📘 {title}"), "my_lesson", skill) for skill, title in titles[:LESSONS]]


def closed(showing: Showing, outcome: CampaignClosed) -> list[Call]:
    """Why it can't go on; the question that waited loses its buttons."""
    ways = [SETTINGS] if outcome.reason is ClosedBecause.DEVICE else []
    words = showing.text("taking/closed", outcome=outcome)
    said = showing.send(words, keyboard(ways, [MINE_BELOW, *HOME_BELOW]))
    question = outcome.question
    return [said] if question is None else [showing.edit_buttons(question, keyboard()), said]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    CampaignFinished: finished,
    CampaignClosed: closed,
}
