"""Words of the jury's screens: results and their reasons, incidents, decisions, signals."""

from collections.abc import Mapping

from bot.content.typography import NBSP, typeset
from bot.engine import COPY_ALARM, FIT_ALARM, GAP_ALARM, HASTY_ALARM
from bot.store.sittings import Decision, EndReason, IncidentKind, RulingKind
from bot.usecases.certification.marks import Marks
from bot.usecases.certification.scored import ResultReason, ResultStatus, Scored

SIGNS: Mapping[ResultStatus, str] = {"issued": "🏅", "rejected": "▫️", "cancelled": "✖️", "pending": "⏳"}
STATUSES: Mapping[ResultStatus, str] = {
    "issued": "Obtenue",
    "rejected": "Non obtenue",
    "cancelled": "Annulée",
    "pending": "En attente",
}
REASONS: Mapping[ResultReason, str] = {
    "low_rate": "il faut 50 % de bonnes réponses",
    "no_level": "aucune compétence au niveau 1",
    "too_few": "moins de 20 réponses, donc pas de score",
    "fraud": "rejetée par le jury pour fraude",
    "neutralised": "trop de questions neutralisées",
    "jury": "annulée par le jury",
    "absent": "n'a pas commencé",
    "erased": "son compte a été supprimé, ses réponses aussi",
    "running": "n'a pas fini",
    "held": "le jury réfléchit encore",
}
ENDS: Mapping[EndReason, str] = {
    "finished": "toutes les questions ont une réponse",
    "time": "le temps est écoulé",
    "candidate": "a arrêté avant la fin",
    "invigilator": "arrêtée par le surveillant",
    "technical": "arrêtée par un problème technique",
}
INCIDENTS: Mapping[IncidentKind, str] = {
    "question": "Problème signalé",
    "phone": "Autre téléphone",
    "break": "Pause",
    "technical": "Problème technique",
    "outage": "Le bot était arrêté",
    "conduct": "Note du surveillant",
}
DECISIONS: Mapping[Decision, str] = {
    "withdrawn": "question retirée",
    "refused": "refusé",
    "noted": "noté",
}
RULINGS: Mapping[RulingKind, str] = {
    "neutralised": "question neutralisée",
    "restored": "question remise",
    "cancelled": "annulée",
    "rejected": "rejetée pour fraude",
    "held": "mise en attente",
    "confirmed": "confirmée",
    "commented": "commentaire",
    "published": "publiée",
}
RULES = {"profile": "selon le profil", "adaptive": "adaptative"}
TALK = typeset("Un signal n'est jamais une preuve : parlez-en avec l'élève.")


def result(scored: Scored) -> str:
    """«🏅 Obtenue · 312 pix», «▫️ Non obtenue : 43 %, il faut 50 % de bonnes réponses»."""
    words = f"{SIGNS[scored.status]} {STATUSES[scored.status]}"
    if scored.reason == "low_rate":
        words += f" : {scored.rate} %, {REASONS[scored.reason]}"
    elif scored.reason is not None:
        words += f" : {REASONS[scored.reason]}"
    elif scored.status == "issued":
        words += f" · {scored.total}{NBSP}pix"
    return typeset(words)


def signals(marks: Marks, name: str) -> list[str]:
    """Each in a sentence, with its threshold and how often chance alone shows it; `name`: the other's."""
    found = []
    if marks.hasty is not None:
        found.append(
            f"⚡ {marks.hasty} % des réponses sont venues trop vite pour être lues (5 secondes ou moins). "
            f"Le seuil est {100 * HASTY_ALARM:.0f} % : 1 ou 2 candidats sérieux sur 100 le dépassent."
        )
    if marks.fit is not None:
        found.append(
            f"🎲 Des questions faciles ratées et des difficiles réussies : indice {_decimal(marks.fit)}. "
            f"Le seuil est {_decimal(FIT_ALARM)} : 1 ou 2 candidats sérieux sur 100 passent dessous."
        )
    if marks.copy is not None:
        copy = marks.copy
        found.append(
            f"👥 {copy.same} de ses {copy.compared} réponses fausses comparables sont celles de {name}, "
            f"{_chance(copy.chance)}{_gap(copy.gap)}. "
            f"Le seuil tient compte de tous les autres candidats : au plus {100 * COPY_ALARM:.0f} candidats "
            "sérieux sur 100 le dépassent, davantage si l'erreur est de celles que tous font. "
            "Comparez les réponses."
        )
    return [typeset(each) for each in found]


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").replace("-", "−")


def _chance(chance: float) -> str:
    """How likely that is by chance alone; rounded, since the model is no finer."""
    if chance <= 1e-6:
        return "moins de 1 fois sur 1 million par hasard"
    odds = round(1 / chance)
    magnitude = 10 ** max(0, len(str(odds)) - 2)
    return f"environ 1 fois sur {odds // magnitude * magnitude:,} par hasard".replace(",", NBSP)


def _gap(gap: float | None) -> str:
    """How close in time the matches were, with how often honest pairs are as close."""
    if gap is None:
        return ""
    words = f", à {gap:.0f} s l'une de l'autre en général"
    if gap < GAP_ALARM:
        words += f" (moins de {GAP_ALARM:.0f} s : 1 paire sérieuse sur 100)"
    return words
