"""The candidates of a sitting, their time, and the colleagues who invigilate."""

from collections.abc import Callable
from typing import Any

from bot.content.typography import NARROW
from bot.transport.calls import Call
from bot.usecases.certification import outcomes_prep as o
from bot.usecases.certification.outcomes_prep import CandidateLine, Shared
from bot.usecases.outcomes import Outcome
from bot.views.campaigns_parts import choice, pages
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.showing import Showing
from bot.views.sittings_prep_words import hours, said

_THIRD = 33


def listed(showing: Showing, outcome: o.CandidatesListed) -> list[Call]:
    id_ = outcome.sitting
    rows = [[button(_label(line, outcome.several), "sp_one", line.id)] for line in outcome.lines]
    turn = pages("sp_people", outcome.page, outcome.pages, id_)
    out = [button(f"➖ Retirés ({outcome.out})", "sp_outs", id_, 0)] if outcome.out else []
    text = showing.text("sittings_prep/candidates", outcome=outcome, notice=said(outcome.notice))
    return [showing.screen(text, keyboard(*rows, turn, out, [_back(id_)]))]


def _label(line: CandidateLine, several: bool) -> str:
    more = f" +{line.extra}{NARROW}%" if line.extra else ""
    room = f" · {cut(line.class_name, 8)}" if several else ""
    return f"{cut(line.name, 28 - len(more) - len(room))}{room}{more}"


def left_out(showing: Showing, outcome: o.LeftOutListed) -> list[Call]:
    id_ = outcome.sitting
    rows = [[button(cut(f"➕ {name}"), "sp_back", id_, pupil)] for pupil, name in outcome.lines]
    turn = pages("sp_outs", outcome.page, outcome.pages, id_)
    markup = keyboard(*rows, turn, [button("⬅️ Candidats", "sp_people", id_, 0)])
    return [showing.screen(showing.text("sittings_prep/left_out", outcome=outcome), markup)]


def shown(showing: Showing, outcome: o.CandidateShown) -> list[Call]:
    line = outcome.line
    choices = [
        button(choice(_time(percent, minutes), percent == line.extra), "sp_extra", line.id, percent)
        for percent, minutes in outcome.choices
    ]
    other = [button("✏️ Autre temps", "sp_other", line.id)] if outcome.choices else []
    out = [button("➖ Ne passe pas la session", "sp_out", line.id)] if outcome.removable else []
    text = showing.text(
        "sittings_prep/candidate",
        outcome=outcome,
        time=hours(outcome.minutes),
        third=line.extra == _THIRD,
        notice=said(outcome.notice),
    )
    back = button("⬅️ Candidats", "sp_people", outcome.sitting, 0)
    return [showing.screen(text, keyboard(*in_rows(choices, 1), other, out, [back]))]


def _time(percent: int, minutes: int) -> str:
    if not percent:
        return f"Temps normal : {hours(minutes)}"
    name = "Tiers temps" if percent == _THIRD else f"+{percent}{NARROW}%"
    return f"{name} : {hours(minutes)}"


def extra(showing: Showing, outcome: o.ExtraAsked) -> list[Call]:
    text = showing.text("sittings_prep/extra", outcome=outcome, most=o.MOST_EXTRA)
    return [showing.screen(text, keyboard([button("⬅️ Le candidat", "sp_one", outcome.line.id)]))]


# Colleagues


def staff(showing: Showing, outcome: o.StaffAsked) -> list[Call]:
    id_, about, page = outcome.sitting, outcome.about, outcome.page
    rows = [
        [button(choice(name, chosen), "sp_give", id_, about, person, int(not chosen), page)]
        for person, name, chosen in outcome.lines
    ]
    turn = pages("sp_team", page, outcome.pages, id_, about)
    text = showing.text("sittings_prep/staff", outcome=outcome)
    return [showing.screen(text, keyboard(*rows, turn, [_back(id_)]))]


def named(showing: Showing, outcome: o.StaffNamed) -> list[Call]:
    text = showing.text("sittings_prep/named", outcome=outcome)
    return [showing.send(text, keyboard(_to_sitting(outcome.sitting, outcome.about)))]


def told(showing: Showing, outcome: o.StaffTold) -> list[Call]:
    text = showing.text("sittings_prep/told", outcome=outcome)
    return [showing.send(text, keyboard(_to_sitting(outcome.sitting, "invigilator")))]


def _to_sitting(sitting: int, _about: Shared) -> list[Button]:
    return [button("🎓 Voir la session", "sp_show", sitting)]


def _back(sitting: int) -> Button:
    return button("⬅️ La session", "sp_edit", sitting)


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.CandidatesListed: listed,
    o.LeftOutListed: left_out,
    o.CandidateShown: shown,
    o.ExtraAsked: extra,
    o.StaffAsked: staff,
    o.StaffNamed: named,
    o.StaffTold: told,
}
