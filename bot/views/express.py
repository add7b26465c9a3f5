"""«Profil express»: its page, and the picture of the profile after each sitting."""

from collections import Counter

from bot.engine import Verdict
from bot.transport.calls import Call, FileRef
from bot.usecases.outcomes import (
    EXPRESS,
    SITTING,
    CompetenceState,
    Estimate,
    ExpressProfile,
    ExpressShown,
    SittingLeft,
)
from bot.views.checkpoints import SIGNS
from bot.views.keyboards import Button, button, keyboard
from bot.views.menus import HOME, HOME_BELOW
from bot.views.showing import Showing

STARTS = {
    CompetenceState.NEW: "▶️ Commencer",
    CompetenceState.RUNNING: "▶️ Reprendre",
    CompetenceState.OPEN: "🔁 Recommencer",
}


def page(showing: Showing, outcome: ExpressShown) -> list[Call]:
    """What it is, and the way in when it is open."""
    start = STARTS.get(outcome.state)
    way_in = button(start, "begin", EXPRESS) if start else button("🎯 Choisir une compétence", "domains")
    markup = keyboard([way_in], HOME)
    return [showing.screen(showing.text("express", outcome=outcome, sitting=SITTING), markup)]


def profile(showing: Showing, outcome: ExpressProfile) -> list[Call]:
    """The picture; its caption says the same in words, since not everybody sees it."""
    words = showing.text(
        "express_profile",
        outcome=outcome,
        signs=[SIGNS[verdict] for verdict in outcome.verdicts],
        right=Counter(outcome.verdicts)[Verdict.RIGHT],
        lines=[(each.code, in_words(each), each.asked) for each in outcome.estimates],
    )
    file = FileRef("photo", "express", [[_drawn(each) for each in outcome.estimates], outcome.questions])
    return [showing.send_file(file, words, keyboard(*_ways_on(outcome)))]


def _ways_on(outcome: ExpressProfile) -> list[list[Button]]:
    answers = [_answers(outcome.assessment, outcome.sitting)] if outcome.verdicts else []
    if not outcome.more:  # new messages: the picture stays in the chat
        return [
            answers,
            [button("📘 Mes tutoriels", "my_tutorials"), button("📊 Mon profil", "my_profile")],
            HOME_BELOW,
        ]
    again = "1 question de plus" if outcome.more == 1 else f"{outcome.more} questions de plus"
    about = (EXPRESS, outcome.assessment, outcome.questions)
    return [
        [button(f"▶️ {again}", "proceed", *about)],
        [button("⏸ M'arrêter ici", "pause", *about)],
        answers,
    ]


def _answers(assessment: int, sitting: int) -> Button:
    return button("🔎 Voir mes réponses", "sitting", assessment, sitting)


def left(showing: Showing, outcome: SittingLeft) -> list[Call]:
    """The picture stays, with nothing to tap but its answers."""
    if showing.tapped is None:
        return []
    return [showing.edit_buttons(showing.tapped, keyboard([_answers(outcome.assessment, outcome.sitting)]))]


def in_words(estimate: Estimate) -> str:
    """Where a level lies: «entre les niveaux 2 et 4»."""
    low, high = (_whole(bound) for bound in (estimate.low, estimate.high))
    if low == high:
        return f"autour du niveau {low}" if low else "au tout début"
    return f"entre les niveaux {low} et {high}" if low else f"entre le début et le niveau {high}"


def _whole(level: float) -> int:
    return int(level + 0.5)


def _drawn(estimate: Estimate) -> list[object]:
    """A line of the picture; a tenth of a level is finer than can be seen."""
    before = None if estimate.before is None else [round(bound, 1) for bound in estimate.before]
    level, low, high = (round(each, 1) for each in (estimate.level, estimate.low, estimate.high))
    return [estimate.code, level, low, high, estimate.asked, before]
