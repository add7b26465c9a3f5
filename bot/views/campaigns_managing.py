"""Campaigns as a whole: closed, shared, deleted; and their codes handed out."""

from bot.content.typography import NBSP, typeset
from bot.transport.calls import Call, FileRef
from bot.usecases.campaigns.outcomes import (
    CampaignDeleted,
    CampaignManaged,
    CampaignShared,
    CodeShown,
    DeleteAsked,
    Field,
    ForwardMessage,
    HandedOut,
    Notice,
    PosterMade,
    QrMade,
    TeamShown,
)
from bot.usecases.campaigns.phases import Phase
from bot.views.campaigns_parts import pages, said, spaced
from bot.views.documents import Poster
from bot.views.keyboards import Button, button, cut, keyboard, link_button
from bot.views.plans_words import delays
from bot.views.showing import Showing

PHASES = {
    Phase.DRAFT: "✏️ Brouillon",
    Phase.COMING: "📅 Pas encore ouvert",
    Phase.RUNNING: "▶️ En cours",
    Phase.ENDED: "🏁 Terminé",
    Phase.ARCHIVED: "🗄 Archivé",
}


def managed(showing: Showing, outcome: CampaignManaged) -> list[Call]:
    id_, archived = outcome.campaign, outcome.phase is Phase.ARCHIVED
    label = "🔓 Rouvrir" if outcome.closed else "🔒 Fermer maintenant"
    late = outcome.notice is Notice.REOPENED_LATE
    markup = keyboard(
        [button("⏰ Changer la date limite", "c_field", id_, Field.DEADLINE, 0)] if late else [],
        [] if archived else [button(label, "c_close", id_, int(not outcome.closed))],
        [button("📄 Dupliquer", "c_copy", id_)],
        [button("👥 Partager avec un collègue", "c_team", id_, 0)],
        [button("📂 Sortir des archives" if archived else "🗄 Archiver", "c_archive", id_, int(not archived))],
        [button("🗑 Supprimer", "c_delete", id_, 0)],
        [button("⬅️ Le parcours", "c_show", id_), button("📋 Résumé", "c_edit", id_)],
    )
    text = showing.text(
        "campaigns/managed",
        outcome=outcome,
        phase=PHASES[outcome.phase],
        notice=said(outcome.notice),
        also=said(outcome.also),
    )
    return [showing.screen(text, markup)]


def delete_asked(showing: Showing, outcome: DeleteAsked) -> list[Call]:
    yes = "Oui, continuer" if outcome.time == 1 and outcome.people else "Oui, supprimer"
    markup = keyboard(
        [button("Non, je garde tout", "c_manage", outcome.campaign)],
        [button(yes, "c_delete", outcome.campaign, outcome.time)],
    )
    return [showing.screen(showing.text("campaigns/delete", outcome=outcome), markup)]


def deleted(showing: Showing, outcome: CampaignDeleted) -> list[Call]:
    markup = keyboard([button("⬅️ Mes parcours", "c_list")])
    return [showing.screen(showing.text("campaigns/deleted", outcome=outcome), markup)]


def team(showing: Showing, outcome: TeamShown) -> list[Call]:
    id_, alone = outcome.campaign, len(outcome.leaders) == 1
    leave = [
        [button(cut(f"➖ {_who(outcome, each.person_id, each.name)}"), "c_unshare", id_, each.person_id)]
        for each in ([] if alone else outcome.leaders)
    ]
    enter = [[button(cut(f"➕ {each.name}"), "c_share", id_, each.person_id)] for each in outcome.others]
    turn = pages("c_team", outcome.page, outcome.pages, id_)
    markup = keyboard(*leave, *enter, turn, [button("⬅️ Gérer", "c_manage", id_)])
    return [showing.screen(showing.text("campaigns/team", outcome=outcome), markup)]


def _who(outcome: TeamShown, person_id: int, name: str) -> str:
    return "Me retirer" if person_id == outcome.myself else name


def shared(showing: Showing, outcome: CampaignShared) -> list[Call]:
    markup = keyboard([button("📚 Voir le parcours", "c_show", outcome.campaign)])
    return [showing.send(showing.text("campaigns/shared", outcome=outcome), markup)]


def code(showing: Showing, outcome: CodeShown) -> list[Call]:
    handed = outcome.handed
    id_ = handed.campaign
    markup = keyboard(
        [button("📨 Message à transférer", "c_message", id_)],
        [button("🔳 QR code", "c_qr", id_), button("🖼 Affiche PDF", "c_poster", id_)],
        [button("📣 Envoyer aux élèves", "b_new", id_), button("⏰ Rappels", "r_show", id_)],
        [button("⬅️ Le parcours", "c_show", id_)],
    )
    reminders = delays(outcome.reminders)
    text = showing.text("campaigns/code", outcome=outcome, reminders=reminders, **_shown(showing, handed))
    return [showing.screen(text, markup)]


def qr(showing: Showing, outcome: QrMade) -> list[Call]:
    handed = outcome.handed
    file = FileRef("photo", "qr", [showing.link(handed.code), f"Code {spaced(handed.code)}"])
    text = showing.text("campaigns/qr", handed=handed, **_shown(showing, handed))
    return [showing.send_file(file, text, keyboard(_back(handed)))]


def poster(showing: Showing, outcome: PosterMade) -> list[Call]:
    handed = outcome.handed
    made = Poster(
        title=handed.name,
        teacher=handed.teacher,
        school=handed.school,
        code=handed.code,
        link=showing.link(handed.code),
        deadline_words=handed.deadline,
        questions_words=f"{handed.questions}{NBSP}questions au plus" if handed.questions else "",
    )
    file = FileRef("document", "poster", [made])
    return [showing.send_file(file, showing.text("campaigns/poster", handed=handed), keyboard(_back(handed)))]


def message(showing: Showing, outcome: ForwardMessage) -> list[Call]:
    """A message of its own, which keeps its button when it is forwarded; what to do with it, below."""
    handed = outcome.handed
    text = showing.text("campaigns/message", handed=handed, **_shown(showing, handed))
    link = keyboard([link_button(typeset("▶️ Commencer"), showing.link(handed.code))])
    how = showing.send(showing.text("campaigns/forward"), keyboard(_back(handed)))
    return [showing.send(text, link), how]


def _shown(showing: Showing, handed: HandedOut) -> dict[str, str]:
    return {"link": showing.link(handed.code), "code": spaced(handed.code), "bot": showing.username}


def _back(handed: HandedOut) -> list[Button]:
    return [button("⬅️ Le code", "c_code", handed.campaign)]
