"""What guardians, and pupils about them, see."""

from collections.abc import Callable
from typing import Any

from bot.content.typography import typeset
from bot.transport.calls import Call, FileRef
from bot.transport.commands import Audience, commands_for
from bot.usecases.guardians import outcomes as g
from bot.usecases.outcomes import Outcome
from bot.views.classes_buttons import pages
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.letters import AGAIN, WISHES
from bot.views.menus import CHILDREN, CODE, HOME, HOME_BELOW
from bot.views.showing import Showing

MINE = button("👪 Mes responsables", "g_mine")
INVITE = button("🔗 Créer une invitation", "g_invite")
SETTINGS = button("⚙️ Réglages", "settings")
CONTACT = "✉️ Contacter l'établissement"
PROGRESS = {
    g.Progress.RUNNING: "en cours",
    g.Progress.TODO: "pas commencé",
    g.Progress.MISSED: "fermé, pas fini",
    g.Progress.DONE: "fini",
}
SCHOOLS = {"college": "le collège", "lycee": "le lycée"}


# What an adult sees


def follow_asked(showing: Showing, outcome: g.FollowAsked) -> list[Call]:
    sort, _, token = outcome.link.partition("-")
    letter = sort == "g"
    markup = keyboard(
        [button(cut(f"✅ Suivre {outcome.name}"), "k_follow" if letter else "g_follow", token)],
        [button("Non merci", "g_not")],
        [button(AGAIN, "g_resume_by", sort, token)] if outcome.stopped else [],
    )
    absent = any(each.progress is g.Progress.ABSENT for each in outcome.news)
    news = told(outcome.news)
    words = showing.text("guardians/follow", outcome=outcome, letter=letter, news=news, absent=absent)
    return [showing.screen(words, markup)]


def follow_closed(showing: Showing, outcome: g.FollowClosed) -> list[Call]:
    change = [SETTINGS] if outcome.why is g.NotFollowed.PUPIL else []
    words = showing.text("guardians/follow_closed", outcome=outcome)
    return [showing.screen(words, keyboard(change, HOME))]


def children(showing: Showing, outcome: g.ChildrenShown) -> list[Call]:
    rows = [
        [button(cut(f"✖️ Ne plus suivre {each.called}"), "g_stop", each.key, 0)]
        for each, _ in outcome.children
    ]
    followed = [(child, told(news)) for child, news in outcome.children]
    words = showing.text("guardians/children", outcome=outcome, followed=followed)
    turning = pages("g_children", (), outcome.page, outcome.pages)
    again = [button(AGAIN, "g_resume")] if outcome.stopped and outcome.children else []
    ways = [WISHES, *HOME] if outcome.children else HOME
    markup = keyboard(again, *_contacts(outcome), *rows, turning, ways)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _contacts(outcome: g.ChildrenShown) -> list[list[Button]]:
    """A button for each school; it is named when there are several."""
    schools = {each.school_id: each.school for each, _ in outcome.children if each.school_id}
    if len(schools) == 1:
        return [[button(CONTACT, "g_contact", *schools)]]
    return [[button(cut(f"✉️ {name}"), "g_contact", id_)] for id_, name in schools.items()]


def told(news: tuple[g.News, ...]) -> list[tuple[str, str]]:
    """Each campaign's name, and how far it is."""
    return [(each.title, _state(each)) for each in news]


def _state(news: g.News) -> str:
    """How far, until when, and what it came to: «fini, résultat : 60 % (En chemin)»."""
    until = f"à finir avant {news.by}" if news.by else "sans date limite"
    if news.progress is g.Progress.ABSENT:
        return until
    words = [PROGRESS[news.progress]]
    if news.late:
        words.append("la date est passée, c'est encore possible")
    elif news.by:
        words.append(until)
    if news.mastery is not None:
        words.append(typeset(f"résultat : {news.mastery} %") if news.mastery else "un point de départ")
    return ", ".join(words) + (f" ({news.stage})" if news.stage else "")


def stop_asked(showing: Showing, outcome: g.StopAsked) -> list[Call]:
    markup = keyboard(
        [button("Non, je continue", "g_children")],
        [button("Oui, ne plus suivre", "g_stop", outcome.child.key, 1)],
    )
    return [showing.screen(showing.text("guardians/stop", outcome=outcome), markup)]


def contact(showing: Showing, outcome: g.ContactShown) -> list[Call]:
    words = showing.text("guardians/contact", outcome=outcome)
    return [showing.screen(words, keyboard([button("⬅️ Mes enfants", "g_children"), *HOME]))]


def nobody_reads(showing: Showing, outcome: g.NobodyReads) -> list[Call]:
    contact = [button(CONTACT, "g_contact", outcome.school)] if outcome.school is not None else []
    return [showing.send(showing.text("guardians/nobody_reads"), keyboard([CHILDREN], contact, HOME_BELOW))]


def family_help(showing: Showing, _outcome: g.FamilyHelp) -> list[Call]:
    words = showing.text("guardians/help", commands=commands_for(Audience.ADULT))
    return [showing.screen(words, keyboard([CHILDREN, WISHES], HOME))]


def removed(showing: Showing, outcome: g.Removed) -> list[Call]:
    return [showing.send(showing.text("guardians/removed", outcome=outcome), keyboard(HOME_BELOW))]


def link_renewed(showing: Showing, outcome: g.LinkRenewed) -> list[Call]:
    words = showing.text("guardians/link_renewed", outcome=outcome)
    return [showing.send(words, keyboard(HOME_BELOW))]


# What a pupil sees


def mine(showing: Showing, outcome: g.GuardiansShown) -> list[Call]:
    removes = [
        button(f"✖️ Retirer le n° {number}", "g_remove", each.person_id, 0)
        for number, each in enumerate(outcome.guardians, 1)
        if not each.level
    ]
    invite = [] if outcome.full else [INVITE]
    cancel = [button("🚫 Annuler les invitations", "g_cancel")] if outcome.waiting else []
    lines = [by_whom(each) for each in outcome.guardians]
    words = showing.text("guardians/mine", outcome=outcome, lines=lines)
    return [showing.screen(words, keyboard(invite, cancel, *in_rows(removes, 2), [SETTINGS, *HOME]))]


def by_whom(guardian: g.Guardian) -> tuple[str, str]:
    """The school that made a tie, «le collège», or '' for the pupil's own invitation; and since when."""
    school = SCHOOLS.get(guardian.level, "l'établissement") if guardian.level else ""
    return school, guardian.since


def belong_first(showing: Showing, _outcome: g.BelongFirst) -> list[Call]:
    return [showing.screen(showing.text("guardians/belong_first"), keyboard([CODE], HOME))]


def invitation(showing: Showing, outcome: g.InvitationMade) -> list[Call]:
    """A QR code to show, and a message of its own, without buttons, to forward."""
    link = showing.link(f"r-{outcome.token}")
    file = FileRef("photo", "qr", [link, f"Suivre {outcome.name}"])
    how = showing.text("guardians/qr", outcome=outcome)
    message = showing.text("guardians/invitation", outcome=outcome, link=link)
    return [showing.send(message), showing.send_file(file, how, keyboard([MINE, *HOME_BELOW]))]


def came(showing: Showing, outcome: g.GuardianCame) -> list[Call]:
    guardian = outcome.guardian
    remove = [] if guardian.level else [button("✖️ Retirer", "g_remove", guardian.person_id, 0)]
    school, since = by_whom(guardian)
    words = showing.text("guardians/came", school=school, since=since)
    return [showing.send(words, keyboard([button("👁 Voir", "g_mine"), *remove]))]


def gone(showing: Showing, outcome: g.GuardianLeft) -> list[Call]:
    words = showing.text("guardians/gone", outcome=outcome)
    return [showing.send(words, keyboard([MINE, *HOME_BELOW]))]


def remove_asked(showing: Showing, outcome: g.RemoveAsked) -> list[Call]:
    markup = keyboard(
        [button("Non, je garde ce lien", "g_mine")],
        [button("Oui, retirer", "g_remove", outcome.guardian.person_id, 1)],
    )
    return [showing.screen(showing.text("guardians/remove", outcome=outcome), markup)]


def show_asked(showing: Showing, outcome: g.ShowAsked) -> list[Call]:
    """In a message of its own: the result stays."""
    markup = keyboard(
        [button("✅ Oui, montrer", "g_show", outcome.participation, 1)], [button("Non", "close")]
    )
    return [showing.send(showing.text("guardians/show_asked", outcome=outcome), markup)]


def result_shown(showing: Showing, outcome: g.ResultShown) -> list[Call]:
    words = showing.text("guardians/result_shown", outcome=outcome)
    return [showing.screen(words, keyboard(HOME_BELOW))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    g.FollowAsked: follow_asked,
    g.FollowClosed: follow_closed,
    g.ChildrenShown: children,
    g.StopAsked: stop_asked,
    g.ContactShown: contact,
    g.NobodyReads: nobody_reads,
    g.FamilyHelp: family_help,
    g.Removed: removed,
    g.LinkRenewed: link_renewed,
    g.GuardiansShown: mine,
    g.BelongFirst: belong_first,
    g.InvitationMade: invitation,
    g.GuardianCame: came,
    g.GuardianLeft: gone,
    g.RemoveAsked: remove_asked,
    g.ShowAsked: show_asked,
    g.ResultShown: result_shown,
}
