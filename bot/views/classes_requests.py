"""Requests to join a class, as its teachers see them."""

from typing import Any

from bot.transport.calls import Call
from bot.usecases.classes import outcomes as k
from bot.views.classes_buttons import back_to_class, pages
from bot.views.keyboards import button, cut, keyboard
from bot.views.showing import Showing


def shown(showing: Showing, outcome: k.RequestShown) -> list[Call]:
    about = (outcome.classroom.id, outcome.request.person_id)
    markup = keyboard(
        [button("✅ Accepter", "k_accept", *about), button("❌ Refuser", "k_refuse", *about)],
        [button("👥 C'est un nom de la liste", "k_who", *about, 0)],
        [] if outcome.came else [button("⬅️ Demandes", "k_asks", outcome.classroom.id, 0)],
    )
    words = showing.text("classes/request", outcome=outcome)
    return [showing.send(words, markup) if outcome.came else showing.screen(words, markup)]


def listed(showing: Showing, outcome: k.RequestsShown) -> list[Call]:
    id_ = outcome.classroom.id
    rows = [[button(cut(f"🙋 {each.name}"), "k_ask", id_, each.person_id)] for each in outcome.requests]
    turning = pages("k_asks", (id_,), outcome.page, outcome.pages)
    words = showing.text("classes/requests", outcome=outcome)
    return [showing.screen(words, keyboard(*rows, turning, [back_to_class(id_)]))]


def names(showing: Showing, outcome: k.RequestNames) -> list[Call]:
    about = (outcome.classroom.id, outcome.request.person_id)
    rows = [[button(cut(each.name), "k_give", *about, each.id)] for each in outcome.pupils]
    turning = pages("k_who", about, outcome.page, outcome.pages)
    back = [button("⬅️ Retour", "k_ask", *about)]
    return [
        showing.screen(showing.text("classes/request_names", outcome=outcome), keyboard(*rows, turning, back))
    ]


def settled(showing: Showing, outcome: k.RequestSettled) -> list[Call]:
    markup = keyboard([back_to_class(outcome.classroom.id)])
    return [showing.screen(showing.text("classes/request_settled", outcome=outcome), markup)]


VIEWS: dict[type, Any] = {
    k.RequestShown: shown,
    k.RequestsShown: listed,
    k.RequestNames: names,
    k.RequestSettled: settled,
}
