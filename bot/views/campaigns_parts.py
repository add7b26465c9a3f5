"""What the screens of campaigns share: ways on and back, signs, cut labels."""

from bot.content.typography import typeset
from bot.usecases.campaigns.outcomes import STEPS, Field, Notice, Step
from bot.views.keyboards import Button, button, cut

CHOSEN, NOT_CHOSEN = "✅", "▫️"
MODES = {"training": "🎯 Entraînement", "exam": "📝 Interro", "collection": "📊 Collecte de profils"}
NOTICES: dict[Notice, str] = {
    notice: typeset(words)
    for notice, words in {
        Notice.COPIED: "✅ Voici la copie. Ses dates sont à choisir. Ses rappels, leur mot et le partage "
        "des résultats sont ceux de l'original.",
        Notice.CLOSED: "🔒 C'est fermé : plus personne ne peut commencer ni continuer.",
        Notice.REOPENED: "🔓 C'est rouvert.",
        Notice.REOPENED_LATE: "🔓 C'est rouvert, mais la date limite est passée : changez-la.",
        Notice.REOPENED_TO_LATE: "🔓 C'est rouvert : la date limite est passée, les retards sont acceptés.",
        Notice.ANSWERS_SHOWN: "👁 Les élèves peuvent maintenant revoir leurs réponses.",
        Notice.ANSWERS_SEEN: "⚠️ Des élèves ont pu voir les réponses.",
        Notice.ARCHIVED: "🗄 C'est archivé : le parcours est fermé, rien n'est effacé.",
        Notice.TAKEN_OUT: "📂 C'est sorti des archives, encore fermé : vous pouvez le rouvrir.",
        Notice.BEGUN: "Quelqu'un a déjà commencé : le test et le mode ne changent plus, pour que "
        "tous aient le même parcours. Pour autre chose, dupliquez-le.",
        Notice.NEEDS_CLASS: "Il faut au moins une classe, ou ouvrir le parcours à tous.",
        Notice.NEEDS_TOPIC: "Il faut au moins un sujet : choisissez-en un autre d'abord.",
        Notice.TOO_MANY_DRAFTS: "Vous avez déjà 5 brouillons. Publiez-en un, ou supprimez-en un.",
    }.items()
}


def said(notice: Notice | None) -> str:
    """What a notice says; '' without one."""
    return NOTICES[notice] if notice else ""


def choice(words: str, chosen: bool) -> str:
    """The label of something that is chosen or not."""
    return cut(f"{CHOSEN if chosen else NOT_CHOSEN} {words}")


def flag(step: Step) -> int:
    """How a button says that a campaign is put together step by step."""
    return int(step.guided)


def progress(step: Step, field: Field) -> str:
    """«Étape 2 / 5» in a guided dialog."""
    return f"Étape {STEPS.index(field) + 1} / {len(STEPS)}" if step.guided and field in STEPS else ""


def on(
    step: Step, field: Field, words: str = "➡️ Continuer", *, ready: bool = False, sure: bool = False
) -> list[list[Button]]:
    """The last rows of a field's screen: on, at once to the end if it is `ready`, back, or out.

    When `sure`, on even with nothing chosen. Out of a guided dialog there is only the summary to go back to.
    """
    id_ = step.campaign
    if not step.guided:
        return [[button("📋 Résumé", "c_edit", id_)]]
    before = STEPS[STEPS.index(field) - 1] if field in STEPS[1:] else None
    return [
        [button(words, "c_pass" if sure else "c_next", id_, field, flag(step))],
        [button("🚀 Publier", "c_publish", id_)] if ready else [],
        [
            *([button("⬅️ Précédent", "c_field", id_, before, flag(step))] if before else []),
            button("✖️ Quitter", "c_quit", id_),
        ],
    ]


def pages(action: str, page: int, of: int, *before: int | str, after: tuple[int, ...] = ()) -> list[Button]:
    """The row that turns the pages of a list; `before` and `after` stand around the page's number."""
    turns = [("◀️", page - 1)] if page else []
    turns += [("▶️", page + 1)] if page + 1 < of else []
    return [button(sign, action, *before, number, *after) for sign, number in turns]


def phone_words(share: float) -> str:
    """How much of a target can be done on a phone."""
    if share >= 1:
        return "📱 faisable sur téléphone"
    return f"📱 {round(100 * share)} % sur téléphone" if share else "💻 ordinateur nécessaire"


def spaced(code: str) -> str:
    """A code as it is easily read: «ABC DEF 234»."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))
