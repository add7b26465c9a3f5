"""What a campaign tests: ready-made targets, competences, topics, and what a search found."""

from bot.content.framework import short_name
from bot.transport.calls import Call
from bot.usecases.campaigns.outcomes import (
    Choice,
    CompetenceTopics,
    Field,
    Step,
    TargetLine,
    TargetShown,
    TargetsListed,
    TopicLine,
    TopicsFound,
    TopicsShown,
)
from bot.usecases.campaigns.targets import FEWEST, HIGHEST, MOST
from bot.views.campaigns_parts import CHOSEN, choice, flag, on, pages, phone_words, progress, said
from bot.views.keyboards import LABEL_LIMIT, Button, button, cut, in_rows, keyboard
from bot.views.showing import Showing

LESS, MORE = "⬇️", "⬆️"
_STEP = 5  # questions more or fewer at a tap
_TITLES = 8  # topics named on the page of a target


def targets(showing: Showing, outcome: TargetsListed) -> list[Call]:
    step = outcome.step
    rows = [[_target(step, line, outcome.page)] for line in outcome.lines]
    turn = pages("c_targets", outcome.page, outcome.pages, step.campaign, after=(flag(step),))
    text = showing.text(
        "campaigns/targets",
        outcome=outcome,
        progress=progress(step, Field.TARGET),
    )
    markup = keyboard(
        *rows,
        turn,
        [button("🧩 Choisir des sujets", "c_topics", step.campaign, flag(step))],
        [button("📊 Collecte de profils", "c_collect", step.campaign, flag(step))],
        *on(step, Field.TARGET, "➡️ Continuer" if outcome.chosen else "⏭ Passer"),
    )
    return [showing.screen(text, markup)]


def _target(step: Step, line: TargetLine, page: int) -> Button:
    label = with_questions(line.title, line.questions, "" if line.phone >= 1 else "💻 ")
    return button(label, "c_target", step.campaign, line.slug, page, flag(step))


def with_questions(title: str, questions: int, sign: str = "") -> str:
    """«Découverte · 10 q.»; where both don't fit, the title rather than the number."""
    words = sign + title.replace("Parcours de rentrée", "Rentrée")
    full = f"{words} · {questions} q."
    return full if len(full) <= LABEL_LIMIT else cut(words)


def target(showing: Showing, outcome: TargetShown) -> list[Call]:
    step = outcome.step
    text = showing.text(
        "campaigns/target",
        outcome=outcome,
        phone=phone_words(outcome.line.phone),
        topics=outcome.topics[:_TITLES],
        more=len(outcome.topics[_TITLES:]),
    )
    markup = keyboard(
        [button("✅ Prendre", "c_take", step.campaign, outcome.line.slug, flag(step))],
        [button("⬅️ Tests prêts", "c_targets", step.campaign, outcome.page, flag(step))],
    )
    return [showing.screen(text, markup)]


def competences(showing: Showing, outcome: TopicsShown) -> list[Call]:
    """All the competences; the number of questions once topics are chosen."""
    step = outcome.step
    buttons = [
        button(f"{CHOSEN} " * (count > 0) + short_name(code), "c_comp", step.campaign, code, flag(step))
        for code, count in outcome.competences
    ]
    markup = keyboard(
        *in_rows(buttons, 2),
        _numbers(step, outcome.choice),
        [button("⬅️ Tests prêts", "c_targets", step.campaign, 0, flag(step))],
        *_on(step, outcome.choice),
    )
    text = showing.text("campaigns/topics", outcome=outcome, chosen=_chosen(showing, outcome.choice))
    return [showing.screen(text, markup)]


def _chosen(showing: Showing, chosen: Choice) -> str:
    """What is chosen so far, in words; plain text."""
    return showing.text("campaigns/choice", choice=chosen, phone=phone_words(chosen.phone))


def _numbers(step: Step, chosen: Choice) -> list[Button]:
    """Fewer questions, or more while there are skills left to ask."""
    asked = min(chosen.questions, chosen.skills)
    fewer = max(FEWEST, (asked - 1) // _STEP * _STEP)
    more = min(MOST, asked // _STEP * _STEP + _STEP)
    ways = [(LESS, fewer)] if fewer < asked else []
    ways += [(MORE, more)] if asked < min(MOST, chosen.skills) else []
    return [
        button(f"{sign} {number} questions", "c_number", step.campaign, number, flag(step))
        for sign, number in ways
    ]


def _on(step: Step, chosen: Choice) -> list[list[Button]]:
    return on(step, Field.TARGET, "➡️ Continuer" if chosen.topics else "⏭ Passer")


def competence(showing: Showing, outcome: CompetenceTopics) -> list[Call]:
    step, code, cap = outcome.step, outcome.code, outcome.cap
    all_of_them = all(line.cap for line in outcome.lines)
    levels = [
        button(f"{sign} Niveau {each}", "c_cap", step.campaign, code, each, flag(step))
        for sign, each in ((LESS, cap - 1), (MORE, cap + 1))
        if 1 <= each <= HIGHEST
    ]
    every = button(
        "Ne rien prendre ici" if all_of_them else "Tout prendre ici",
        *("c_all", step.campaign, code, int(not all_of_them), cap, flag(step)),
    )
    markup = keyboard(
        *([_topic(step, "c_pick", line, cap)] for line in outcome.lines),
        levels,
        [every],
        [button("⬅️ Compétences", "c_topics", step.campaign, flag(step))],
        *_on(step, outcome.choice),
    )
    text = showing.text(
        "campaigns/competence",
        outcome=outcome,
        notice=said(outcome.notice),
        chosen=_chosen(showing, outcome.choice),
    )
    return [showing.screen(text, markup)]


def found(showing: Showing, outcome: TopicsFound) -> list[Call]:
    """What a typed word found; another one may be typed."""
    step = outcome.step
    markup = keyboard(
        *([_topic(step, "c_found", line, line.cap or outcome.cap)] for line in outcome.lines),
        [button("⬅️ Compétences", "c_topics", step.campaign, flag(step))],
        *_on(step, outcome.choice),
    )
    text = showing.text(
        "campaigns/found",
        outcome=outcome,
        notice=said(outcome.notice),
        chosen=_chosen(showing, outcome.choice),
    )
    return [showing.screen(text, markup)]


def _topic(step: Step, action: str, line: TopicLine, cap: int) -> Button:
    chosen = bool(line.cap)
    return button(
        choice(line.title, chosen), action, step.campaign, line.id, int(not chosen), cap, flag(step)
    )
