"""A sitting before the day, as who organises it sees it."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification import outcomes_prep as o
from bot.usecases.certification.outcomes_prep import STEPS, Field, Lack, SittingLine, SittingSummary, Step
from bot.usecases.certification.phases import Phase
from bot.usecases.outcomes import Outcome
from bot.views import sittings_prep_candidates as people
from bot.views import sittings_prep_codes as codes
from bot.views.campaigns_dates import problem_words
from bot.views.campaigns_parts import choice, pages
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.menus import TEACHING
from bot.views.showing import Showing
from bot.views.sittings_prep_words import LIST, PHASES, RULES, SIGNS, hours, said

_FIELDS = {
    Field.DATE: "📅 Date",
    Field.ROOM: "🚪 Salle",
    Field.RULES: "🧭 Règle",
    Field.CLASSES: "👥 Classes",
}
_NAMES = 6  # in a summary
_CLASHES = 2


def listed(showing: Showing, outcome: o.SittingsListed) -> list[Call]:
    rows = [[button(_label(line), "sp_show", line.id)] for line in outcome.lines]
    turn = pages("sp_list", outcome.page, outcome.pages)
    text = showing.text("sittings_prep/list", outcome=outcome, phases=PHASES, notice=said(outcome.notice))
    markup = keyboard([button("➕ Nouvelle session", "sp_new")], *rows, turn, [TEACHING])
    return [showing.screen(text, markup)]


def _label(line: SittingLine) -> str:
    return cut(f"{SIGNS[line.phase]} {' · '.join(filter(None, (line.day or 'sans date', line.room)))}")


def rules(showing: Showing, outcome: o.RulesAsked) -> list[Call]:
    step = outcome.step
    rows = [
        [button(choice(label, each == outcome.rules), "sp_rules", step.sitting, each, int(step.guided))]
        for each, label in RULES.items()
    ]
    text = showing.text("sittings_prep/rules", progress=_progress(step, Field.RULES))
    return [showing.screen(text, keyboard(*rows, *_ways(step, Field.RULES)))]


def classes(showing: Showing, outcome: o.SittingClassesAsked) -> list[Call]:
    step, page = outcome.step, outcome.page
    flag = int(step.guided)
    rows = [
        [button(choice(name, chosen), "sp_class", step.sitting, id_, int(not chosen), page, flag)]
        for id_, name, chosen in outcome.classes
    ]
    turn = pages("sp_classes", page, outcome.pages, step.sitting, after=(flag,))
    new = [] if outcome.classes else [button("➕ Créer une classe", "k_new")]
    text = showing.text(
        "sittings_prep/classes",
        outcome=outcome,
        progress=_progress(step, Field.CLASSES),
        notice=said(outcome.notice),
    )
    return [showing.screen(text, keyboard(*rows, turn, new, *_ways(step, Field.CLASSES)))]


def day(showing: Showing, outcome: o.DayAsked) -> list[Call]:
    step = outcome.step
    offered = [
        button(label, "sp_day", step.sitting, ordinal, int(step.guided)) for ordinal, label in outcome.days
    ]
    text = showing.text(
        "sittings_prep/day",
        outcome=outcome,
        progress=_progress(step, Field.DATE),
        problem=problem_words(outcome.problem) if outcome.problem else "",
    )
    return [showing.screen(text, keyboard(*in_rows(offered, 2), *_ways(step, Field.DATE)))]


def hour(showing: Showing, outcome: o.HourAsked) -> list[Call]:
    step = outcome.step
    offered = [
        button(label, "sp_hour", step.sitting, outcome.ordinal, minutes, int(step.guided))
        for minutes, label in outcome.hours
    ]
    text = showing.text(
        "sittings_prep/hour",
        outcome=outcome,
        progress=_progress(step, Field.DATE),
        problem=problem_words(outcome.problem) if outcome.problem else "",
    )
    back = button("⬅️ Autre jour", "sp_field", step.sitting, Field.DATE, int(step.guided))
    return [showing.screen(text, keyboard(*in_rows(offered, 3), [back]))]


def room(showing: Showing, outcome: o.RoomAsked) -> list[Call]:
    step = outcome.step
    text = showing.text(
        "sittings_prep/room", outcome=outcome, progress=_progress(step, Field.ROOM), limit=o.ROOM_LIMIT
    )
    return [showing.screen(text, keyboard(*_ways(step, Field.ROOM)))]


def _progress(step: Step, field: Field) -> str:
    return f"Étape {STEPS.index(field) + 1} / {len(STEPS)}" if step.guided else ""


def _ways(step: Step, field: Field) -> list[list[Button]]:
    """On and back in a guided dialog; else back to the sitting."""
    id_ = step.sitting
    if not step.guided:
        return [[button("⬅️ La session", "sp_edit", id_)]]
    before = STEPS[STEPS.index(field) - 1] if field is not STEPS[0] else None
    back = button("⬅️ Précédent", "sp_field", id_, before, 1) if before else LIST
    return [[back, button("➡️ Continuer", "sp_next", id_, field, 1)]]


# One sitting


def shown(showing: Showing, outcome: o.SittingShown) -> list[Call]:
    summary = outcome.summary
    text = showing.text(
        "sittings_prep/sitting",
        outcome=outcome,
        summary=summary,
        phase=PHASES[summary.phase],
        rules=RULES[summary.rules],
        time=hours(summary.minutes),
        names=_NAMES,
        clashes=_CLASHES,
        notice=said(outcome.notice),
        lacking=Lack,
    )
    return [showing.screen(text, keyboard(*_choices(outcome)))]


def _choices(outcome: o.SittingShown) -> list[list[Button]]:
    summary = outcome.summary
    if summary.phase is Phase.DRAFT:
        return [*_fields(summary), *_of_draft(summary)]
    if outcome.editing and summary.phase in {Phase.COMING, Phase.OPEN}:
        cancel = button("🚫 Annuler la session", "sp_cancel", summary.id, 0)
        return [*_fields(summary), [cancel], [button("⬅️ La session", "sp_show", summary.id)]]
    return [*_of_phase(outcome), [LIST]]


def _fields(summary: SittingSummary) -> list[list[Button]]:
    *short, classes = [button(label, "sp_field", summary.id, field, 0) for field, label in _FIELDS.items()]
    return [
        short,
        [classes, button("🎓 Candidats", "sp_people", summary.id, 0)],
        [
            button("🧑‍🏫 Surveillants", "sp_team", summary.id, "invigilator", 0),
            button("📨 Résultats", "sp_team", summary.id, "results", 0),
        ],
    ]


def _of_draft(summary: SittingSummary) -> list[list[Button]]:
    announce = button("📣 Annoncer", "sp_announce", summary.id)
    return [[announce], [button("🗑 Supprimer", "sp_delete", summary.id, 0), LIST]]


def _of_phase(outcome: o.SittingShown) -> list[list[Button]]:
    """What can be done with a sitting that was announced, before, during and after it."""
    id_, now = outcome.summary.id, outcome.summary.phase
    if now is Phase.CANCELLED:
        return []
    if now in {Phase.CLOSED, Phase.PUBLISHED} and outcome.leads:
        return [[button("⚖️ Résultats et jury", "sj_show", id_)]]
    if now is Phase.PUBLISHED and outcome.receives:
        return [[button("📄 Résultats publiés", "sj_results", id_, 0)]]
    if now in {Phase.CLOSED, Phase.PUBLISHED}:
        return []
    watch = [button("👁 Surveiller", "sb_show", id_)] if outcome.watches else []
    hand_out = [button("🔑 Codes et feuille", "sp_codes", id_)] if outcome.watches else []
    if not outcome.leads:
        return [watch, hand_out]
    people = button("🎓 Candidats", "sp_people", id_, 0)
    return [watch, hand_out, [people, button("✏️ Modifier", "sp_edit", id_)]]


def cancel(showing: Showing, outcome: o.SittingCancelAsked) -> list[Call]:
    markup = keyboard(
        [button("Non, elle a lieu", "sp_show", outcome.sitting)],
        [button("Oui, annuler", "sp_cancel", outcome.sitting, 1)],
    )
    return [showing.screen(showing.text("sittings_prep/cancel", outcome=outcome), markup)]


def delete(showing: Showing, outcome: o.SittingDeleteAsked) -> list[Call]:
    markup = keyboard(
        [button("Non, je garde tout", "sp_show", outcome.sitting)],
        [button("Oui, supprimer", "sp_delete", outcome.sitting, 1)],
    )
    return [showing.screen(showing.text("sittings_prep/delete", outcome=outcome), markup)]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.SittingsListed: listed,
    o.RulesAsked: rules,
    o.SittingClassesAsked: classes,
    o.DayAsked: day,
    o.HourAsked: hour,
    o.RoomAsked: room,
    o.SittingShown: shown,
    o.SittingCancelAsked: cancel,
    o.SittingDeleteAsked: delete,
    **people.VIEWS,
    **codes.VIEWS,
}
