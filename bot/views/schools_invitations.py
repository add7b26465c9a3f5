"""Invitations: the message to forward, the list, and what who follows one sees."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.schools import outcomes as o
from bot.views.keyboards import button, in_rows, keyboard
from bot.views.menus import TEACHING
from bot.views.participation import lasting
from bot.views.schools_paging import asking, back_to_school, pager
from bot.views.showing import Showing


def ready(showing: Showing, outcome: o.InvitationReady) -> list[Call]:
    """A message of its own, without buttons: it is forwarded as it is; what to do with it, below."""
    link = showing.link(f"i-{outcome.token}")
    how = showing.send(showing.text("schools/forward"), keyboard([back_to_school(outcome.school.id)]))
    return [showing.send(showing.text("schools/invitation", outcome=outcome, link=link)), how]


def listed(showing: Showing, outcome: o.InvitationsShown) -> list[Call]:
    id_, first = outcome.school.id, outcome.page * o.PAGE + 1
    drops = [
        button(f"✖️ Annuler la {number}", "s_drop", id_, line.selector)
        for number, (line, _) in enumerate(outcome.lines, first)
    ]
    turns = pager(outcome.page, outcome.pages, "s_links", id_)
    words = showing.text("schools/invitations", outcome=outcome, first=first)
    return [showing.screen(words, keyboard(*in_rows(drops, 2), turns, [back_to_school(id_)]))]


def invited(showing: Showing, outcome: o.Invited) -> list[Call]:
    words = asking(showing, "schools/invited", outcome)
    return [showing.screen(words, keyboard([button("Pas maintenant", "s_decline")]))]


def join_asked(showing: Showing, outcome: o.JoinAsked) -> list[Call]:
    markup = keyboard([button("✅ C'est bien moi", "s_join")], [button("Pas maintenant", "s_decline")])
    return [showing.screen(showing.text("schools/join_asked", outcome=outcome), markup)]


def joined(showing: Showing, outcome: o.Joined) -> list[Call]:
    return [showing.screen(showing.text("schools/joined", outcome=outcome))]


def refused(showing: Showing, outcome: o.InvitationRefused) -> list[Call]:
    on = TEACHING if outcome.refusal is o.Refusal.MEMBER else button("🏠 Accueil", "start")
    words = showing.text("schools/refused", outcome=outcome, wait=lasting(outcome.wait_ms))
    return [showing.screen(words, keyboard([on]))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.InvitationReady: ready,
    o.InvitationsShown: listed,
    o.Invited: invited,
    o.JoinAsked: join_asked,
    o.Joined: joined,
    o.InvitationRefused: refused,
}
