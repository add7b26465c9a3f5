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
from bot.views.fitting import excess
from bot.views.keyboards import Button, button, keyboard, more_questions
from bot.views.menus import CHOOSE, HOME, HOME_BELOW
from bot.views.showing import CAPTION_LIMIT, Showing

STARTS = {
    CompetenceState.NEW: "▶️ Commencer",
    CompetenceState.RUNNING: "▶️ Reprendre",
    CompetenceState.OPEN: "🔁 Recommencer",
}
IN_FULL = button("📄 Lire en texte", "express_words")


def page(showing: Showing, outcome: ExpressShown) -> list[Call]:
    """What it is, and the way in when it is open."""
    start = STARTS.get(outcome.state)
    way_in = button(start, "begin", EXPRESS) if start else CHOOSE
    look = [button("🖼 Revoir mon profil", "express_again")] if outcome.drawn else []
    words = showing.text("express", outcome=outcome, sitting=SITTING)
    return [showing.screen(words, keyboard([way_in], look, HOME))]


def profile(showing: Showing, outcome: ExpressProfile) -> list[Call]:
    """The picture; its caption says the same in words, since not everybody sees it."""
    words = _words(showing, outcome, titles=True)
    if outcome.text:
        return [showing.send(words, keyboard(*_ways_on(outcome)))]
    in_full: list[Button] = []
    if excess(words, CAPTION_LIMIT) > 0:
        words, in_full = _words(showing, outcome, titles=False), [IN_FULL]
    file = FileRef("photo", "express", [[_drawn(each) for each in outcome.estimates], outcome.questions])
    first, *others = _ways_on(outcome)
    return [showing.send_file(file, words, keyboard(first, in_full, *others))]


def _words(showing: Showing, outcome: ExpressProfile, *, titles: bool) -> str:
    return showing.text(
        "express_profile",
        outcome=outcome,
        signs=[SIGNS[verdict] for verdict in outcome.verdicts],
        right=Counter(outcome.verdicts)[Verdict.RIGHT],
        titles=titles,
    )


def _ways_on(outcome: ExpressProfile) -> list[list[Button]]:
    given = outcome.verdicts or outcome.again
    answers = [_answers(outcome.assessment, outcome.sitting)] if given else []
    if outcome.again:
        return [[button("▶️ Reprendre", "begin", EXPRESS) if outcome.more else CHOOSE], answers, HOME_BELOW]
    if not outcome.more:  # new messages: the picture stays in the chat
        return [
            [CHOOSE],
            answers,
            [button("📘 Mes tutoriels", "my_tutorials"), button("📊 Mon profil", "my_profile")],
            HOME_BELOW,
        ]
    about = (EXPRESS, outcome.assessment, outcome.questions)
    return [
        [button(f"▶️ {more_questions(outcome.more)}", "proceed", *about)],
        [button("⏸ M'arrêter ici", "pause", *about)],
        answers,
    ]


def _answers(assessment: int, sitting: int) -> Button:
    return button("🔎 Voir mes réponses", "sitting", assessment, sitting)


def left(showing: Showing, outcome: SittingLeft) -> list[Call]:
    """The picture stays, with nothing to tap but its answers; a list of these stays as it is."""
    if showing.tapped is None or showing.rewritable:
        return []
    return [showing.edit_buttons(showing.tapped, keyboard([_answers(outcome.assessment, outcome.sitting)]))]


def _drawn(estimate: Estimate) -> list[object]:
    """A line of the picture; a tenth of a level is finer than can be seen."""
    before = None if estimate.before is None else [round(bound, 1) for bound in estimate.before]
    level, low, high = (round(each, 1) for each in (estimate.level, estimate.low, estimate.high))
    return [estimate.code, level, low, high, estimate.asked, before]
