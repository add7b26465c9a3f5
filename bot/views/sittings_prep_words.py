"""What the screens before the day of a sitting share: names of rules and phases, times, notices."""

from bot.content.typography import NBSP, typeset
from bot.usecases.certification.outcomes_prep import Notice
from bot.usecases.certification.phases import Phase
from bot.views.keyboards import button

LIST = button("⬅️ Mes sessions", "sp_list")
RULES = {"profile": "🧭 Selon le profil", "adaptive": "🎯 Adaptative"}
SIGNS = {
    Phase.DRAFT: "✏️",
    Phase.COMING: "📣",
    Phase.OPEN: "▶️",
    Phase.CLOSED: "⚖️",
    Phase.PUBLISHED: "🏁",
    Phase.CANCELLED: "🚫",
}
PHASES = {
    Phase.DRAFT: "✏️ Brouillon",
    Phase.COMING: "📣 Annoncée",
    Phase.OPEN: "▶️ C'est maintenant",
    Phase.CLOSED: "⚖️ Terminée, résultats à publier",
    Phase.PUBLISHED: "🏁 Résultats publiés",
    Phase.CANCELLED: "🚫 Annulée",
}
NOTICES: dict[Notice, str] = {
    notice: typeset(words)
    for notice, words in {
        Notice.ANNOUNCED: "📣 C'est annoncé : la convocation part vers les candidats.",
        Notice.SAVED: "✅ C'est enregistré.",
        Notice.MOVED: "✅ C'est enregistré : les candidats et les surveillants seront prévenus.",
        Notice.CANCELLED: "🚫 C'est annulé : les candidats et les surveillants seront prévenus.",
        Notice.BEGUN: "Ce n'est plus possible : l'épreuve a commencé, ou la session est finie.",
        Notice.RUNNING: "Un candidat a déjà commencé : la session ne s'annule plus. Le jury pourra annuler "
        "les résultats.",
        Notice.NEEDS_CANDIDATE: "Il faut garder au moins un candidat. Sinon, annulez la session.",
        Notice.TOO_MANY_DRAFTS: "Vous avez déjà 5 brouillons : annoncez-en un, ou supprimez-en un.",
        Notice.NOT_OUT: "Un candidat déjà entré dans la salle reste dans la session.",
        Notice.DELETED: "🗑 Le brouillon est supprimé.",
    }.items()
}


def said(notice: Notice | None) -> str:
    """What a notice says; '' without one."""
    return NOTICES[notice] if notice else ""


def hours(minutes: int) -> str:
    """A time as people say it: «1 h 45», «45 min»."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}{NBSP}min"
    return f"{whole}{NBSP}h" + (f"{NBSP}{rest:02}" if rest else "")
