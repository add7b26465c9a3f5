"""Campaigns as their teachers see them: lists, drafts, the summary."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.campaigns import outcomes as o
from bot.usecases.campaigns.outcomes import CampaignsListed, CampaignSummed, DraftsFound, Field, Lack
from bot.usecases.campaigns.phases import Phase
from bot.usecases.outcomes import Outcome
from bot.views import campaigns_managing as managing
from bot.views import campaigns_steps as steps
from bot.views import campaigns_targets as targets
from bot.views.campaigns_parts import MODES, pages, phone_words, said
from bot.views.fitting import shortened
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.menus import TEACHING
from bot.views.plans_words import delays
from bot.views.showing import Showing

_PHASES = {
    Phase.RUNNING: "▶️ En cours",
    Phase.COMING: "📅 À venir",
    Phase.DRAFT: "✏️ Brouillons",
    Phase.ENDED: "🏁 Terminés",
    Phase.ARCHIVED: "🗄 Archivés",
}
_FIELDS = {
    Field.NAME: "✏️ Nom",
    Field.CLASSES: "👥 Classes",
    Field.TARGET: "🎯 Test",
    Field.MODE: "🧭 Mode",
    Field.OPENS: "📅 Ouverture",
    Field.DEADLINE: "⏰ Date limite",
    Field.START: "💬 Mot du début",
    Field.END: "💬 Mot de la fin",
}
_TESTED = list(_FIELDS)
_COLLECTED = [
    *(Field.NAME, Field.CLASSES, Field.OPENS, Field.DEADLINE),
    *(Field.START, Field.END, Field.MODE),  # its mode leads to a test
]
_CLASSES, _WORDS, _ABOUT = 10, 150, 300  # classes named in a summary; units of words quoted in it


def listed(showing: Showing, outcome: CampaignsListed) -> list[Call]:
    rows = [[_open(line)] for line in outcome.lines]
    turn = pages("c_list", outcome.page, outcome.pages, outcome.phase)
    others = [
        button(f"{_PHASES[phase]} ({count})", "c_list", phase, 0)
        for phase, count in outcome.counts
        if phase is not outcome.phase
    ]
    text = showing.text(
        "campaigns/list", outcome=outcome, heading=_PHASES[outcome.phase], notice=said(outcome.notice)
    )
    markup = keyboard(
        *rows,
        turn,
        [button("➕ Nouveau parcours", "c_new")],
        *in_rows(others, 2),
        [TEACHING],
    )
    return [showing.screen(text, markup)]


def _open(line: o.CampaignLine) -> Button:
    return button(cut(line.name), "c_edit" if line.phase is Phase.DRAFT else "c_show", line.id)


def drafts(showing: Showing, outcome: DraftsFound) -> list[Call]:
    rows = [[button(cut(f"✏️ {line.name}"), "c_edit", line.id)] for line in outcome.lines]
    new = [] if outcome.full else [button("➕ Nouveau parcours", "c_new", 1)]
    markup = keyboard(*rows, new, [button("⬅️ Mes parcours", "c_list")])
    return [showing.screen(showing.text("campaigns/drafts", outcome=outcome), markup)]


def summed(showing: Showing, outcome: CampaignSummed) -> list[Call]:
    summary = outcome.summary
    text = showing.text(
        "campaigns/summary",
        outcome=outcome,
        summary=summary,
        mode=MODES[summary.mode],
        phone=phone_words(summary.phone),
        classes=summary.classes[:_CLASSES],
        more=len(summary.classes[_CLASSES:]),
        about="" if summary.mode == "exam" else _brief(summary.about, _ABOUT),
        start=_brief(summary.start, _WORDS),
        end=_brief(summary.end, _WORDS),
        reminders=delays(summary.reminders),
        notice=said(outcome.notice),
        lacking=Lack,
    )
    return [showing.screen(text, keyboard(*_fields(summary), *_ways(summary)))]


def _brief(words: str, units: int) -> str:
    """The beginning of words that may be long."""
    over = len(words.encode("utf-16-le")) // 2 - units
    return shortened(words, over) if over > 0 else words


def _fields(summary: o.Summary) -> list[list[Button]]:
    """A button for each field that applies, two side by side."""
    if summary.mode == "collection":
        return in_rows([*_named(summary, _COLLECTED), _late(summary)], 2)
    again = "🔁 Un seul essai" if summary.retries else "🔁 Plusieurs essais"
    retries = button(again, "c_rule", summary.id, "retries", int(not summary.retries))
    rules = [_late(summary), retries]
    stages = button("🏅 Paliers et badges", "c_stages", summary.id)
    return [*in_rows([*_named(summary, _TESTED), *rules], 2), [stages] if summary.target else []]


def _named(summary: o.Summary, fields: list[Field]) -> list[Button]:
    """One for each field, and beside the deadline its reminders."""
    named = [button(_FIELDS[field], "c_field", summary.id, field, 0) for field in fields]
    named.insert(fields.index(Field.DEADLINE) + 1, button("⏰ Rappels", "r_show", summary.id))
    return named


def _late(summary: o.Summary) -> Button:
    label = "⏳ Refuser les retards" if summary.late else "⏳ Accepter les retards"
    return button(label, "c_rule", summary.id, "late", int(not summary.late))


def _ways(summary: o.Summary) -> list[list[Button]]:
    back = button("⬅️ Mes parcours", "c_list")
    if summary.draft:
        publish = button("🚀 Publier", "c_publish", summary.id)
        return [[publish], [button("🗑 Supprimer", "c_delete", summary.id, 0), back]]
    manage = button("⚙️ Gérer", "c_manage", summary.id)
    return [
        [manage, button("🔑 Code", "c_code", summary.id)],
        [button("⬅️ Le parcours", "c_show", summary.id)],
    ]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.CampaignsListed: listed,
    o.DraftsFound: drafts,
    o.CampaignSummed: summed,
    o.NameAsked: steps.name,
    o.WordsAsked: steps.words,
    o.ClassesAsked: steps.classes,
    o.MomentAsked: steps.moment,
    o.ModeAsked: steps.mode,
    o.StagesShown: steps.stages,
    o.TargetsListed: targets.targets,
    o.TargetShown: targets.target,
    o.TopicsShown: targets.competences,
    o.CompetenceTopics: targets.competence,
    o.TopicsFound: targets.found,
    o.CampaignManaged: managing.managed,
    o.DeleteAsked: managing.delete_asked,
    o.CampaignDeleted: managing.deleted,
    o.TeamShown: managing.team,
    o.CampaignShared: managing.shared,
    o.CodeShown: managing.code,
    o.QrMade: managing.qr,
    o.PosterMade: managing.poster,
    o.ForwardMessage: managing.message,
}
