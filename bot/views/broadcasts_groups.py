"""Groups of classes: what the bot says there, and how a teacher links one."""

from collections.abc import Callable
from typing import Any

from bot.content.typography import typeset
from bot.transport.calls import Call
from bot.usecases.broadcasts import outcomes as o
from bot.usecases.outcomes import Outcome
from bot.views.keyboards import button, keyboard, link_button
from bot.views.menus import TEACHING
from bot.views.schools_paging import pager, shortened
from bot.views.showing import Showing

NOTE = "b_group"  # of the message in a group that tells how many have finished


def message(showing: Showing, outcome: o.GroupMessage) -> list[Call]:
    """What a group gets: no name and no result, but how many have finished.

    The message that stands there already is rewritten.
    """
    text = showing.text("broadcasts/group_message", outcome=outcome, words=typeset(outcome.words))
    if outcome.campaign is None:
        return [showing.send(text)]
    markup = keyboard([link_button("▶️ Participer", showing.link(outcome.campaign.code))])
    if showing.tapped is not None:
        return [showing.screen(text, markup)]
    return [showing.send(text, markup, (NOTE, outcome.campaign.campaign))]


def explained(showing: Showing, outcome: o.GroupExplained) -> list[Call]:
    markup = keyboard([link_button("💬 M'écrire en privé", f"https://t.me/{showing.username}")])
    return [showing.send(showing.text("broadcasts/group_explained", outcome=outcome), markup)]


def link_asked(showing: Showing, outcome: o.GroupLinkAsked) -> list[Call]:
    chat_id = outcome.chat_id
    rows = [[button(shortened(each.name), "b_link", chat_id, each.class_id)] for each in outcome.classes]
    markup = keyboard(
        *rows,
        pager(outcome.page, outcome.pages, "b_links", chat_id),
        [button("✖️ Aucune classe", "b_link", chat_id, 0)],
    )
    return [showing.screen(showing.text("broadcasts/link_asked", outcome=outcome), markup)]


def linked(showing: Showing, outcome: o.GroupLinked) -> list[Call]:
    text = showing.text("broadcasts/linked", outcome=outcome)
    return [showing.screen(text, keyboard([TEACHING]))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.GroupMessage: message,
    o.GroupExplained: explained,
    o.GroupLinkAsked: link_asked,
    o.GroupLinked: linked,
}
