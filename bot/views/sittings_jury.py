"""The jury of a sitting: its list, one candidate, the decisions."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.content.typography import typeset
from bot.transport.calls import Call
from bot.usecases.certification import outcomes_jury as o
from bot.usecases.certification.outcomes_jury import Happened, Ruled
from bot.usecases.certification.scored import Scored
from bot.usecases.outcomes import Outcome
from bot.views import sittings_jury_papers as papers
from bot.views import sittings_jury_results as results
from bot.views import sittings_jury_words as w
from bot.views.campaigns_parts import pages
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.showing import Showing

MOST_LINES = 4  # of incidents, of decisions: the latest ones
MOST_WORDS = 80  # characters of each


def listed(showing: Showing, outcome: o.JuryShown) -> list[Call]:
    """The candidates of a page, and what can be done with all of them."""
    id_ = outcome.sitting.id
    text = showing.text(
        "sittings_jury/list",
        outcome=outcome,
        rules=w.RULES[outcome.sitting.rules],
        counts=results.counts(outcome.statuses),
        lines=[(line, w.result(line.scored)) for line in outcome.lines],
    )
    markup = keyboard(
        *[[button(cut(line.name), "sj_one", line.id)] for line in outcome.lines],
        pages("sj_show", outcome.page, outcome.pages, id_),
        [button(f"✅ Confirmer sans incident · {outcome.plain}", "sj_all", id_)] if outcome.plain else [],
        [button("📣 Publier", "sj_pub", id_)],
        [button("📄 Résultats publiés", "sj_results", id_, 0)] if outcome.published else [],
        [button("⬅️ La session", "sp_show", id_)],
    )
    return [showing.screen(text, markup)]


def early(showing: Showing, outcome: o.JuryTooEarly) -> list[Call]:
    text = showing.text("sittings_jury/early", outcome=outcome)
    return [showing.screen(text, keyboard([button("⬅️ La session", "sp_show", outcome.sitting.id)]))]


def candidate(showing: Showing, outcome: o.CandidateJudged) -> list[Call]:
    """All that is known of a candidate, on one screen."""
    found = outcome.candidate
    text = showing.text(
        "sittings_jury/candidate",
        outcome=outcome,
        result=w.result(outcome.scored),
        published=w.result(outcome.published) if outcome.published else "",
        levels=levels(outcome.scored),
        end=w.ENDS[found.ended_for] if found.ended_for else "",
        signals=w.signals(outcome.marks, outcome.copied_from),
        talk=w.TALK,
        happened=[_happened(each) for each in outcome.happened[-MOST_LINES:]],
        ruled=[_ruled(each) for each in outcome.ruled[-MOST_LINES:]],
    )
    return [showing.screen(text, keyboard(*_decisions(outcome)))]


def levels(scored: Scored) -> str:
    """«1.1 niv. 3 · 4.1 niv. 2»: what is certified; '' for nothing."""
    return " · ".join(f"{code} niv.\u00a0{level}" for code, level in scored.levels.items() if level)


def _happened(each: Happened) -> str:
    incident = each.incident
    parts = [w.INCIDENTS[incident.kind]]
    if incident.number is not None:
        parts.append(f"question {incident.number}")
    if incident.words:
        parts.append(f"«{cut(incident.words, MOST_WORDS)}»")
    decided = w.DECISIONS[incident.decision] if incident.decision else "sans décision"
    return typeset(f"{each.at} · {', '.join(parts)} : {decided}{_by(each.decided_by)}")


def _ruled(each: Ruled) -> str:
    number = f" {each.ruling.number}" if each.ruling.number is not None else ""
    words = f" : «{cut(each.ruling.words, MOST_WORDS)}»" if each.ruling.words else ""
    erased = each.ruling.kind == "commented" and not words
    kind = "mot effacé" if erased else w.RULINGS[each.ruling.kind]
    return typeset(f"{each.at} · {kind}{number}{words}{_by(each.by)}")


def _by(name: str) -> str:
    return f" ({name})" if name else ""


def _decisions(outcome: o.CandidateJudged) -> list[list[Button]]:
    """Confirming comes first; what takes something away asks for words."""
    found = outcome.candidate
    id_, ruling = found.id, found.ruling
    over = found.started_at is None or found.ended_at is not None
    confirm = over and (not outcome.decided or ruling is not None)
    comment = button("💬 Commentaire", "sj_words", id_, "commented")
    following = outcome.following
    return [
        [button("📄 Questions et réponses", "sj_paper", id_, 0)] if outcome.asked else [],
        [button("✅ Confirmer", "sj_ok", id_)] if confirm else [],
        [
            *([button("⏳ En attente", "sj_hold", id_)] if ruling != "held" else []),
            *([button("✖️ Annuler", "sj_words", id_, "cancelled")] if ruling != "cancelled" else []),
        ],
        [button("🚫 Rejeter pour fraude", "sj_words", id_, "rejected")] if ruling != "rejected" else [],
        [comment, *([button("🧹 Effacer le mot", "sj_clear", id_)] if found.comment else [])],
        [button("➡️ Le suivant à décider", "sj_one", following)] if following is not None else [],
        [button("⬅️ La liste", "sj_show", outcome.sitting.id, outcome.page)],
    ]


def words(showing: Showing, outcome: o.JuryWordsAsked) -> list[Call]:
    text = showing.text("sittings_jury/words", outcome=outcome)
    return [showing.screen(text, keyboard([button("⬅️ Ne rien changer", "sj_one", outcome.candidate_id)]))]


def confirming(showing: Showing, outcome: o.ConfirmingAsked) -> list[Call]:
    id_ = outcome.sitting_id
    confirm = [button("✅ Oui, confirmer", "sj_alldo", id_)] if outcome.plain else []
    text = showing.text("sittings_jury/confirm", outcome=outcome)
    return [showing.screen(text, keyboard(confirm, [button("⬅️ La liste", "sj_show", id_, 0)]))]


def publishing(showing: Showing, outcome: o.PublishingAsked) -> list[Call]:
    """What would be published, and for whom it changes."""
    id_ = outcome.sitting.id
    changes = papers.changes(outcome.again)
    ready = not outcome.undecided and bool(outcome.new or outcome.again)
    text = showing.text(
        "sittings_jury/publish",
        outcome=outcome,
        new=results.counts(outcome.new),
        changes=changes,
        most=papers.MOST_CHANGES,
    )
    publish = [button("📣 Oui, publier", "sj_pubdo", id_, outcome.stamp)] if ready else []
    if outcome.first is not None:
        publish = [button("➡️ Le premier à décider", "sj_one", outcome.first)]
    return [showing.screen(text, keyboard(publish, [button("⬅️ La liste", "sj_show", id_, 0)]))]


def published(showing: Showing, outcome: o.Published) -> list[Call]:
    id_ = outcome.sitting.id
    markup = keyboard(
        [button("📄 Résultats publiés", "sj_results", id_, 0), button("📤 Excel", "sj_xlsx", id_)],
        [button("⬅️ La liste", "sj_show", id_, 0)],
    )
    return [showing.screen(showing.text("sittings_jury/published", outcome=outcome), markup)]


VIEWS: Mapping[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.JuryShown: listed,
    o.JuryTooEarly: early,
    o.CandidateJudged: candidate,
    o.PaperShown: papers.listed,
    o.PaperOpened: papers.opened,
    o.NeutralisingAsked: papers.neutralising,
    o.JuryWordsAsked: words,
    o.ConfirmingAsked: confirming,
    o.PublishingAsked: publishing,
    o.Published: published,
    o.ClassResults: results.shown,
    o.SittingExported: results.export,
}
