"""Coming into a class."""

from typing import Any

from bot.transport.calls import Call
from bot.usecases.classes import outcomes_joining as j
from bot.views.classes_buttons import pages
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.menus import HOME, mine_button
from bot.views.showing import Showing

MINUTE_MS = 60_000


def closed(showing: Showing, outcome: j.JoinClosed) -> list[Call]:
    words, markup = showing.text("classes/join_closed", outcome=outcome), keyboard(HOME)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def wait(showing: Showing, outcome: j.LinksWait) -> list[Call]:
    minutes = -(-outcome.wait_ms // MINUTE_MS)
    return [showing.screen(showing.text("classes/links_wait", minutes=minutes), keyboard(HOME))]


def is_it_you(showing: Showing, outcome: j.IsItYou) -> list[Call]:
    if outcome.token:
        yes = button("Oui, c'est moi", "k_me", outcome.token)
        no = button("Non, ce n'est pas moi", "k_not_me")
    else:
        yes = button("Oui, c'est moi", "k_take", outcome.code, outcome.pupil_id)
        no = button("Non, ce n'est pas moi", "k_names", outcome.code, 0, *_which(outcome.class_id))
    return [showing.screen(showing.text("classes/is_it_you", outcome=outcome), keyboard([yes], [no]))]


def names(showing: Showing, outcome: j.NamesShown) -> list[Call]:
    rows = [[button(cut(name), "k_pick", outcome.code, id_)] for id_, name in outcome.names]
    which = _which(outcome.class_id)
    turning = pages("k_names", (outcome.code,), outcome.page, outcome.pages, which)
    lost = [button("🙋 Je ne me trouve pas", "k_not_listed", outcome.code, *which)]
    words = showing.text("classes/names", outcome=outcome)
    return [showing.screen(words, keyboard(*rows, turning, lost, HOME))]


def joined(showing: Showing, outcome: j.Joined) -> list[Call]:
    words = showing.text("classes/joined", outcome=outcome)
    markup = None if outcome.onward else keyboard([_to_do(outcome)], HOME)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _to_do(outcome: j.Joined) -> Button:
    """The campaign that waits, or all of them."""
    if len(outcome.campaigns) == 1:
        ((campaign, name),) = outcome.campaigns
        return button(cut(f"▶️ {name}"), "m_show", campaign)
    return mine_button(len(outcome.campaigns))


def _which(class_id: int | None) -> tuple[int, ...]:
    """The last part of a button under a campaign's code."""
    return () if class_id is None else (class_id,)


def own_name(showing: Showing, outcome: j.OwnNameAsked) -> list[Call]:
    names = button("⬅️ Les noms", "k_names", outcome.code, 0, *_which(outcome.class_id))
    back = [names] if outcome.has_list else HOME
    return [showing.screen(showing.text("classes/own_name", outcome=outcome), keyboard(back))]


def request_sent(showing: Showing, outcome: j.RequestSent) -> list[Call]:
    return [showing.screen(showing.text("classes/request_sent", outcome=outcome), keyboard(HOME))]


VIEWS: dict[type, Any] = {
    j.JoinClosed: closed,
    j.LinksWait: wait,
    j.IsItYou: is_it_you,
    j.NamesShown: names,
    j.Joined: joined,
    j.OwnNameAsked: own_name,
    j.RequestSent: request_sent,
}
