"""Writing to many: to whom, what, how far it is, and how it went."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.content.typography import typeset
from bot.store.broadcasts import Missed
from bot.transport.calls import Call
from bot.usecases.broadcasts import outcomes as o
from bot.usecases.broadcasts.outcomes import About
from bot.usecases.outcomes import Outcome
from bot.views import broadcasts_groups
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.schools_paging import pager
from bot.views.showing import Showing

GROUP_NOTE = broadcasts_groups.NOTE
NAMED = 12  # names in a list that would be too long
_WHY = {
    "blocked": "🚫 {} · a bloqué le bot",
    "failed": "⚠️ {} · refusé par Telegram",
    "uncertain": "❔ {} · peut-être reçu",
}
_NAME = 20  # characters of a name on a button with a number


def _back(about: About) -> Button:
    """To the screen that the broadcast was begun from."""
    if about.campaign:
        return button("⬅️ Le parcours", "c_show", about.campaign)
    if about.classroom:
        return button("⬅️ La classe", "k_show", about.classroom)
    return button("⬅️ Mes parcours", "c_list")


def coming(messages: Sequence[o.Coming]) -> list[list[Button]]:
    """Ways to the messages that wait, where they can be stopped."""
    return [[button(f"📣 Part {each.short}", "b_show", each.broadcast)] for each in messages]


def audience(showing: Showing, outcome: o.AudienceAsked) -> list[Call]:
    id_ = outcome.broadcast
    rows = [
        [button(f"{cut(each.name, _NAME)} ({each.number})", "b_pick", id_, "class", each.class_id)]
        for each in outcome.classes
    ]
    markup = keyboard(
        [button(f"👥 Tout le monde ({outcome.everybody})", "b_pick", id_, "all")],
        [button(f"⚪ Pas commencé ({outcome.waiting})", "b_pick", id_, "waiting")] if outcome.waiting else [],
        *(rows if len(outcome.classes) > 1 or outcome.pages > 1 else []),
        pager(outcome.page, outcome.pages, "b_to", id_),
        *coming(outcome.coming),
        [_back(outcome.about)],
    )
    return [showing.screen(showing.text("broadcasts/audience", outcome=outcome), markup)]


def words(showing: Showing, outcome: o.WordsAsked) -> list[Call]:
    id_, about = outcome.broadcast, outcome.about
    markup = keyboard(
        [button("✨ Message tout prêt", "b_ready", id_)] if about.campaign else [],
        [button("👥 Autres destinataires", "b_to", id_, 0)] if about.campaign else [],
        *coming(outcome.coming),
        [_back(about)],
    )
    return [showing.screen(showing.text("broadcasts/words", outcome=outcome), markup)]


def message(showing: Showing, outcome: o.BroadcastMessage) -> list[Call]:
    """What a pupil gets: the same for everybody, also when a teacher looks at it first."""
    markup = None
    if outcome.campaign is not None:
        leads = ("b_seen",) if outcome.preview else ("m_show", outcome.campaign.campaign)
        markup = keyboard([button("▶️ Voir le parcours", *leads)])
    words = showing.text("broadcasts/message", outcome=outcome, words=typeset(outcome.words))
    return [showing.send(words, markup)]


def preview(showing: Showing, outcome: o.Previewed) -> list[Call]:
    id_ = outcome.broadcast
    reached = outcome.number + (len(outcome.groups) if outcome.with_groups else 0)
    switch = "☑️" if outcome.with_groups else "⬜"
    later = outcome.later
    send = f"✅ Envoyer {later.short}" if later else "✅ Envoyer"
    markup = keyboard(
        [button(send, "b_send", id_)] if reached and not (later and later.too_late) else [],
        [button(f"{switch} Groupe Telegram", "b_groups", id_, int(not outcome.with_groups))]
        if outcome.groups
        else [],
        [button("✏️ Corriger le texte", "b_words", id_)],
        [button("👥 Autres destinataires", "b_to", id_, 0)] if outcome.about.campaign else [],
        [button("✖️ Annuler", "b_drop", id_)],
    )
    named = {
        "absent": outcome.absent[:NAMED],
        "blocked": outcome.blocked[:NAMED],
        "groups": outcome.groups[:NAMED],
    }
    text = showing.text("broadcasts/preview", outcome=outcome, **named)
    return [showing.screen(text, markup) if not outcome.first else showing.send(text, markup)]


def progress(showing: Showing, outcome: o.Progress) -> list[Call]:
    id_ = outcome.broadcast
    going = outcome.state == "sending" and not outcome.ended
    markup = keyboard(
        [button("⏹ Arrêter", "b_stop", id_)] if going else [],
        [button("👀 Qui ne l'a pas reçu", "b_missed", id_, 0)]
        if outcome.ended and outcome.counts.missed > len(outcome.missed)
        else [],
        [_back(outcome.about)],
    )
    text = showing.text(
        "broadcasts/progress", outcome=outcome, left=_in_words(outcome.seconds), missed=_lines(outcome.missed)
    )
    return [showing.screen(text, markup)]


def progress_over(showing: Showing, outcome: o.ProgressOver) -> list[Call]:
    return [showing.screen(showing.text("broadcasts/over", outcome=outcome))]


def _in_words(seconds: int) -> str:
    """How long it takes, about: «20 secondes», «3 minutes»."""
    if seconds > 90:
        return f"{round(seconds / 60)} minutes"
    tens = -(-seconds // 10) * 10
    return f"{tens} secondes" if tens else ""


def missed(showing: Showing, outcome: o.MissedShown) -> list[Call]:
    id_ = outcome.broadcast
    markup = keyboard(
        pager(outcome.page, outcome.pages, "b_missed", id_), [button("⬅️ Retour", "b_show", id_)]
    )
    return [
        showing.screen(
            showing.text("broadcasts/missed", outcome=outcome, missed=_lines(outcome.lines)), markup
        )
    ]


def _lines(missed: tuple[Missed, ...]) -> list[str]:
    return [_WHY[each.state].format(each.name) for each in missed]


def discarded(showing: Showing, outcome: o.Discarded) -> list[Call]:
    return [showing.screen(showing.text("broadcasts/discarded"), keyboard([_back(outcome.about)]))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    o.AudienceAsked: audience,
    o.WordsAsked: words,
    o.BroadcastMessage: message,
    o.Previewed: preview,
    o.Progress: progress,
    o.ProgressOver: progress_over,
    o.MissedShown: missed,
    o.Discarded: discarded,
    **broadcasts_groups.VIEWS,
}
