"""Checkpoints, the end of a positioning, and one answer opened."""

from typing import Any

from markupsafe import Markup

from bot.content.typography import typeset
from bot.engine import Verdict
from bot.transport.calls import Call
from bot.usecases.keys import BLOCK, EXPRESS, SITTING, is_campaign, is_positioning
from bot.usecases.outcomes import (
    AnswerDetail,
    AnswerLine,
    Checkpoint,
    Finished,
    LevelGained,
)
from bot.views.fitting import by_part, in_lines
from bot.views.keyboards import PER_ROW, Button, button, in_rows, keyboard, more_questions, step_button
from bot.views.menus import HOME_BELOW, MINE_BELOW
from bot.views.showing import Showing
from bot.views.templates import NAMES

SIGNS = {Verdict.RIGHT: "✅", Verdict.WRONG: "❌", Verdict.SKIPPED: "⏭", Verdict.LATE: "⏱"}
WORDS = {
    Verdict.RIGHT: "Bonne réponse",
    Verdict.WRONG: "Ce n'était pas ça",
    Verdict.SKIPPED: "Question passée",
    Verdict.LATE: "Bonne réponse, mais trop tard",
}
COMFORTS = [
    typeset(words)
    for words in (
        "C'est un point de départ : la suite sera plus facile.",
        "Rien de grave : on cherche par où commencer.",
        "Ce n'est pas encore ça, et c'est permis : ces questions ont chacune leur tutoriel.",
        "On continue à chercher : chaque réponse aide à choisir la suivante.",
    )
]


def reached(showing: Showing, outcome: Checkpoint) -> list[Call]:
    """The five answers, and the choice to go on or stop."""
    words = showing.text("checkpoint", **_of(outcome))
    markup = keyboard(*_line_buttons(outcome.lines), *_ways_on(outcome))
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _of(outcome: Checkpoint) -> dict[str, Any]:
    right = sum(line.verdict is Verdict.RIGHT for line in outcome.lines)
    joint = not is_positioning(outcome.competence)
    lines = [
        (SIGNS[line.verdict], line.ref.number, line.code if joint else "", line.can) for line in outcome.lines
    ]
    pause = outcome.running and outcome.competence != EXPRESS
    comfort = _comfort(outcome.block, outcome.running)
    title = outcome.title or (NAMES[EXPRESS] if joint else outcome.competence)
    return {
        "lines": lines,
        "right": right,
        "running": outcome.running,
        "pause": pause,
        "title": title,
        "comfort": comfort,
    }


def _comfort(block: int, running: bool) -> str:
    """To who knew none of a block; not the same words twice in a row."""
    if not running:
        return "C'est un point de départ."
    return COMFORTS[block] if block < len(COMFORTS) else COMFORTS[1 + block % (len(COMFORTS) - 1)]


def _line_buttons(lines: tuple[AnswerLine, ...]) -> list[list[Button]]:
    buttons = [step_button(f"{SIGNS[line.verdict]} {line.ref.number}", "detail", line.ref) for line in lines]
    return in_rows(buttons, PER_ROW if len(buttons) <= PER_ROW else SITTING // 2)


def _ways_on(outcome: Checkpoint) -> list[list[Button]]:
    if outcome.competence == EXPRESS:
        return [_next_sitting(outcome) if outcome.running else [], HOME_BELOW]
    if outcome.left:
        return []
    if is_campaign(outcome.competence) and not outcome.running:
        return [_leaves(outcome), [MINE_BELOW, *HOME_BELOW]]
    if not outcome.running:  # new messages: the result stays in the chat
        return [
            [button("📘 Mes tutoriels", "my_tutorials"), button("📊 Mon profil", "my_profile")],
            HOME_BELOW,
        ]
    last = (outcome.block + 1) * BLOCK
    go_on = button("▶️ Continuer", "proceed", outcome.competence, outcome.assessment, last)
    stop = button("⏸ Arrêter ici", "pause", outcome.competence, outcome.assessment, last)
    return [[go_on], [stop]]


def _leaves(outcome: Checkpoint) -> list[Button]:
    """From one block of answers to those before and after it."""
    ways = (("⬅️ Avant", outcome.block - 1), ("Après ➡️", outcome.block + 1))
    return [
        button(label, "checkpoint", outcome.competence, outcome.assessment, block)
        for label, block in ways
        if 0 <= block < outcome.blocks
    ]


def _next_sitting(outcome: Checkpoint) -> list[Button]:
    """From the answers of a sitting to the next one, or to the question that waits."""
    label = more_questions(outcome.more) if outcome.more else "Reprendre"
    last = (outcome.block + 1) * SITTING
    return [button(f"▶️ {label}", "proceed", EXPRESS, outcome.assessment, last)]


def finished(showing: Showing, outcome: Finished) -> list[Call]:
    """The result of a competence, with its last answers."""
    listed = _of(outcome.checkpoint)
    words = showing.text("finished", outcome=outcome, lines=listed["lines"])
    markup = keyboard(*_line_buttons(outcome.checkpoint.lines), *_ways_on(outcome.checkpoint))
    return [showing.send(words, markup)]


def level_gained(showing: Showing, outcome: LevelGained) -> list[Call]:
    return [showing.send(showing.text("level_gained", outcome=outcome))]


def opened(showing: Showing, outcome: AnswerDetail) -> list[Call]:
    """Question, answer, expected answer, why; one tap further, the tutorial."""
    variant, about = outcome.variant, outcome.ref
    words = showing.text(
        "detail",
        about=about,
        sign=SIGNS[outcome.verdict],
        verdict=WORDS[outcome.verdict],
        question=Markup(variant.text) if variant else None,  # noqa: S704  # checked content, data escaped
        response=in_lines(variant, outcome.response) if variant else None,
        right=outcome.verdict is Verdict.RIGHT,
        late=outcome.verdict is Verdict.LATE,
        seconds=variant.seconds if variant else None,
        solution=by_part(variant, variant.solution) if variant else "",
        explanation=Markup(variant.explanation) if variant else "",  # noqa: S704  # checked content, data escaped
    )
    markup = keyboard(
        [step_button("🖼 Revoir l'image", "look", about)] if variant and variant.picture else [],
        [step_button("📘 Voir le tutoriel", "tutorial", about, outcome.skill)],
        [step_button("⚠️ Signaler", "report", about)],
        [button("⬅️ Retour", "checkpoint", about.competence, about.assessment, about.block)],
    )
    return [showing.screen(words, markup)]
