"""Published results, for who receives them."""

from collections.abc import Mapping

from bot.content.typography import NBSP
from bot.transport.calls import Call, FileRef
from bot.usecases.certification import outcomes_jury as o
from bot.usecases.certification.scored import Scored
from bot.views import sittings_jury_words as w
from bot.views.campaigns_parts import pages
from bot.views.keyboards import button, keyboard
from bot.views.showing import Showing

_WAITS = f"{w.SIGNS['pending']} {w.STATUSES['pending']}"


def counts(statuses: Mapping[str, int]) -> str:
    """«🏅 Obtenue : 24 · ⏳ En attente : 1»."""
    return " · ".join(
        f"{sign} {w.STATUSES[status]}{NBSP}: {statuses[status]}"
        for status, sign in w.SIGNS.items()
        if statuses.get(status)
    )


def shown(showing: Showing, outcome: o.ClassResults) -> list[Call]:
    """The results by name; a message of its own for who is told of them."""
    id_ = outcome.sitting.id
    text = showing.text(
        "sittings_jury/results",
        outcome=outcome,
        counts=counts(outcome.statuses),
        lines=[(line, _words(line.scored)) for line in outcome.lines],
    )
    markup = keyboard(
        pages("sj_results", outcome.page, outcome.pages, id_),
        [button("📤 Excel", "sj_xlsx", id_)],
        [button("⬅️ La session", "sp_show", id_)],
    )
    return [showing.send(text, markup) if outcome.told else showing.screen(text, markup)]


def _words(scored: Scored | None) -> str:
    """Reasons are the jury's and the candidate's own."""
    if scored is None:
        return _WAITS
    if scored.status == "issued":
        return w.result(scored)
    return f"{w.SIGNS[scored.status]} {w.STATUSES[scored.status]}"


def export(showing: Showing, outcome: o.SittingExported) -> list[Call]:
    """A workbook."""
    data = {
        "about": {
            "Session": f"{outcome.sitting.starts} · {outcome.sitting.room}",
            "Établissement": outcome.sitting.school,
            "Export": outcome.exported,
            "Attention": "Certification blanche : session d'entraînement, jamais la certification de l'État.",
        },
        "name": outcome.sitting.starts,
        "columns": [{"title": each.title, "kind": each.kind} for each in outcome.columns],
        "rows": [list(row) for row in outcome.rows],
    }
    text = showing.text("sittings_jury/export", outcome=outcome)
    back = keyboard([button("⬅️ Les résultats", "sj_results", outcome.sitting.id, 0)])
    return [showing.send_file(FileRef("document", "sitting_xlsx", [data]), text, back)]
