"""Importing a roster: what is taken, the preview, what was done."""

from typing import Any

from bot.content.typography import typeset
from bot.rosters import Doubt
from bot.transport.calls import Call
from bot.usecases.classes import outcomes as k
from bot.views.classes_buttons import HOME, back_to_class, pages
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.showing import Showing

LONGEST_NAME = 60  # characters of a name in a list
DOUBTS = {
    doubt: typeset(words)
    for doubt, words in {
        Doubt.FORMULA: "commence comme une formule",
        Doubt.NO_FAMILY_NAME: "sans nom de famille",
        Doubt.NO_GIVEN_NAME: "sans prénom",
        Doubt.SAME_TWICE: "déjà plus haut dans la liste",
        Doubt.HOMONYM: "même nom qu'une autre ligne",
        Doubt.ODD_CHARACTERS: "signes inattendus",
        Doubt.REPAIRED: "accents réparés",
        Doubt.TOO_LONG: "nom trop long",
        Doubt.TOTAL_LINE: "ligne de total",
        Doubt.OTHER_CLASS: "d'une autre classe",
        Doubt.GUESSED: "prénom et nom séparés au jugé",
    }.items()
}


def asked(showing: Showing, outcome: k.RosterAsked) -> list[Call]:
    words = showing.text("classes/roster", outcome=outcome)
    return [showing.screen(words, keyboard([back_to_class(outcome.classroom.id)]))]


def offered(showing: Showing, outcome: k.RosterOffered) -> list[Call]:
    rows = in_rows([button(cut(each.name), "k_sent", each.id) for each in outcome.lines], 2)
    words = showing.text("classes/roster_offered", outcome=outcome)
    return [showing.send(words, keyboard(*rows, [button("➕ Nouvelle classe", "k_new")], HOME))]


def sent(showing: Showing, outcome: k.RosterSent) -> list[Call]:
    """The file is fetched after the turn, and comes back to `read`."""
    note = ("k_roster", outcome.class_id, outcome.name)
    fetch = Call("getFile", {"file_id": outcome.file_id}, note=note)
    return [showing.send(showing.text("classes/roster_reading")), fetch]


def not_read(showing: Showing, outcome: k.RosterNotRead) -> list[Call]:
    words = showing.text("classes/roster_not_read", why=outcome.reason.value if outcome.reason else "")
    return [showing.send(words, keyboard([back_to_class(outcome.class_id)]))]


def preview(showing: Showing, outcome: k.Preview) -> list[Call]:
    about = (outcome.classroom.id, outcome.token)
    asked = [each for each in outcome.points if each.changeable]
    renamed = [[_same_or_other(outcome, each)] for each in asked if each.kind is k.PointKind.RENAMED]
    doubtful = [_take_or_leave(outcome, each) for each in asked if each.kind is k.PointKind.DOUBTFUL]
    groups = [
        button(cut(f"{'✔️ ' if name == outcome.group else ''}{name} · {lines}"), "k_group", *about, index)
        for index, (name, lines) in enumerate(outcome.groups)
    ]
    stay = "🚪 Mettre les absents de côté" if outcome.stay else "👥 Garder aussi les absents"
    markup = keyboard(
        *in_rows(groups, 3),
        *renamed,
        *in_rows(doubtful, 3),
        [button(stay, "k_stay", *about)] if outcome.gone or (outcome.stay and outcome.known) else [],
        [button("🔄 Échanger nom et prénom", "k_swap", *about)] if outcome.guessed else [],
        pages("k_look", about, outcome.page, outcome.pages),
        [button("✅ Importer", "k_do", *about), button("Annuler", "k_cancel", *about)],
    )
    lines = [
        (each, cut(each.name, LONGEST_NAME), cut(each.before, LONGEST_NAME), _why(each))
        for each in outcome.points
    ]
    words = showing.text("classes/preview", outcome=outcome, lines=lines)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _same_or_other(outcome: k.Preview, point: k.Point) -> Button:
    words = "C'est un autre" if point.default else "C'est le même"
    return button(f"l. {point.number} · {words}", "k_other", *_about(outcome, point))


def _take_or_leave(outcome: k.Preview, point: k.Point) -> Button:
    return button(f"{'➖' if point.default else '➕'} l. {point.number}", "k_keep", *_about(outcome, point))


def _about(outcome: k.Preview, point: k.Point) -> tuple[int, ...]:
    return outcome.classroom.id, outcome.token, point.number, outcome.page


def _why(point: k.Point) -> str:
    return ", ".join(DOUBTS[each] for each in point.doubts)


def gone(showing: Showing, outcome: k.PreviewGone) -> list[Call]:
    markup = keyboard(
        [button("📥 Importer une liste", "k_import", outcome.class_id)], [back_to_class(outcome.class_id)]
    )
    return [showing.screen(showing.text("classes/preview_gone", outcome=outcome), markup)]


def imported(showing: Showing, outcome: k.RosterImported) -> list[Call]:
    id_ = outcome.classroom.id
    markup = keyboard(
        [button("🖨 Fiches à distribuer", "k_cards", id_)],
        [button("✉️ Lettres aux familles", "k_letters", id_)],
        [button("👥 Les élèves", "k_pupils", id_, 0)],
        [back_to_class(id_), *HOME],
    )
    return [showing.screen(showing.text("classes/imported", outcome=outcome), markup)]


VIEWS: dict[type, Any] = {
    k.RosterAsked: asked,
    k.RosterOffered: offered,
    k.RosterSent: sent,
    k.RosterNotRead: not_read,
    k.Preview: preview,
    k.PreviewGone: gone,
    k.RosterImported: imported,
}
