"""The fields of a campaign: name, words, classes, moments, mode, stages."""

from bot.transport.calls import Call
from bot.usecases.campaigns.outcomes import (
    NAME_LIMIT,
    WORDS_LIMIT,
    ClassesAsked,
    Field,
    ModeAsked,
    MomentAsked,
    NameAsked,
    Notice,
    StagesShown,
    WordsAsked,
)
from bot.views.campaigns_dates import problem_words
from bot.views.campaigns_parts import MODES, choice, flag, on, pages, progress, said
from bot.views.keyboards import button, in_rows, keyboard
from bot.views.showing import Showing

_PRESETS = {
    Field.DEADLINE: {
        "week": "Dans 1 semaine",
        "fortnight": "Dans 2 semaines",
        "friday": "Vendredi 18 h",
        "none": "Pas de date limite",
    },
    Field.OPENS: {"tomorrow": "Demain 8 h", "monday": "Lundi 8 h", "none": "Tout de suite"},
}


def name(showing: Showing, outcome: NameAsked) -> list[Call]:
    step = outcome.step
    words = showing.text(
        "campaigns/name", outcome=outcome, progress=progress(step, Field.NAME), limit=NAME_LIMIT
    )
    return [showing.screen(words, keyboard(*on(step, Field.NAME, "⏭ Passer")))]


def words(showing: Showing, outcome: WordsAsked) -> list[Call]:
    step = outcome.step
    erase = [button("🗑 Aucun mot", "c_empty", step.campaign, outcome.field, flag(step))]
    markup = keyboard(erase if outcome.words else [], *on(step, outcome.field))
    return [showing.screen(showing.text("campaigns/words", outcome=outcome, limit=WORDS_LIMIT), markup)]


def classes(showing: Showing, outcome: ClassesAsked) -> list[Call]:
    step, page = outcome.step, outcome.page
    rows = [
        [button(choice(label, chosen), "c_class", step.campaign, id_, int(not chosen), page, flag(step))]
        for id_, label, chosen in outcome.classes
    ]
    label = choice("Tous ceux qui ont le code", outcome.open)
    anyone = button(label, "c_open", step.campaign, int(not outcome.open), page, flag(step))
    turn = pages("c_classes", page, outcome.pages, step.campaign, after=(flag(step),))
    text = showing.text(
        "campaigns/classes",
        outcome=outcome,
        progress=progress(step, Field.CLASSES),
        notice=said(outcome.notice),
    )
    new = [] if outcome.classes else [button("➕ Créer une classe", "k_new")]
    sure = outcome.notice is Notice.NEEDS_CLASS
    ways = on(step, Field.CLASSES, "⏭ Passer", sure=True) if sure else on(step, Field.CLASSES)
    return [showing.screen(text, keyboard(*rows, turn, new, [anyone], *ways))]


def moment(showing: Showing, outcome: MomentAsked) -> list[Call]:
    step, field = outcome.step, outcome.field
    presets = [
        button(label, "c_when", step.campaign, field, preset, flag(step))
        for preset, label in _PRESETS[field].items()
    ]
    text = showing.text(
        "campaigns/moment",
        outcome=outcome,
        progress=progress(step, field),
        problem=problem_words(outcome.problem) if outcome.problem else "",
    )
    words = "➡️ Continuer" if outcome.moment else "⏭ Passer"
    ways = on(step, field, words, ready=outcome.ready)
    return [showing.screen(text, keyboard(*in_rows(presets, 2), *ways))]


def mode(showing: Showing, outcome: ModeAsked) -> list[Call]:
    step = outcome.step
    rows = [
        [button(choice(label, each == outcome.mode), "c_mode", step.campaign, each, flag(step))]
        for each, label in MODES.items()
    ]
    text = showing.text("campaigns/mode", outcome=outcome, progress=progress(step, Field.MODE))
    return [showing.screen(text, keyboard(*rows, *on(step, Field.MODE, ready=outcome.ready)))]


def stages(showing: Showing, outcome: StagesShown) -> list[Call]:
    markup = keyboard([button("📋 Résumé", "c_edit", outcome.campaign)])
    return [showing.screen(showing.text("campaigns/stages", outcome=outcome), markup)]
