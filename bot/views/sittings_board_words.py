"""How the board of a sitting says where candidates stand: a sign and a word, never a colour alone."""

from collections import Counter

from bot.content.typography import typeset
from bot.store.sittings import EndReason, IncidentKind
from bot.usecases.certification import watching
from bot.usecases.certification.outcomes_board import BoardLine, BoardShown, Happened, Notice, Stage
from bot.usecases.certification.phases import Phase
from bot.views.keyboards import cut
from bot.views.templates import duration

_LINE = 18  # characters of a name in the list
STAGES: dict[Stage, tuple[str, str, str]] = {  # sign, of one, of several
    Stage.PROBLEM: ("⚠️", "problème", "problèmes"),
    Stage.WAITING: ("⏳", "attend", "attendent"),
    Stage.SHORT: ("🌱", "pas certifiable", "pas certifiables"),
    Stage.READING: ("📖", "lit les règles", "lisent les règles"),
    Stage.PRESENT: ("✅", "présent", "présents"),
    Stage.READY: ("👍", "peut commencer", "peuvent commencer"),
    Stage.RUNNING: ("▶️", "en cours", "en cours"),
    Stage.BREAK: ("⏸", "pause", "en pause"),
    Stage.BACK: ("↩️", "va reprendre", "vont reprendre"),
    Stage.ENDED: ("🏁", "fini", "ont fini"),
    Stage.AWAY: ("➖", "pas là", "pas là"),
}
"""In the order in which they are counted: what matters first."""
_ABSENT = ("➖", "absent", "absents")
_NOT_BEGUN = {Stage.AWAY, Stage.SHORT, Stage.READING, Stage.WAITING, Stage.PRESENT, Stage.READY}
_ENDS: dict[EndReason, str] = {
    "finished": "fini",
    "time": "temps écoulé",
    "candidate": "abandon",
    "invigilator": "arrêté par vous",
    "technical": "problème technique",
}
KINDS: dict[IncidentKind, str] = {
    "question": "⚠️ Problème sur une question",
    "phone": "📱 Autre téléphone",
    "break": "⏸ Pause",
    "technical": "🔧 Problème technique",
    "outage": "🔌 Panne",
    "conduct": "🗣 Comportement",
}
DECISIONS = {"withdrawn": "question retirée", "refused": "question gardée", "noted": ""}
NOTICES: dict[Notice, str] = {
    notice: typeset(words)
    for notice, words in {
        Notice.SEEN: "✅ Présence notée.",
        Notice.ALLOWED: "✅ Départ autorisé : le bouton « Commencer » est envoyé.",
        Notice.STOPPED: "⏸ Pause : leur temps est arrêté, les questions sont cachées.",
        Notice.RESUMED: "▶️ La pause est finie : chacun reçoit le bouton « Continuer ».",
        Notice.ENDED: "🏁 C'est terminé. L'élève le lit dans quelques secondes.",
        Notice.OPENED: "🚪 L'entrée est ouverte : donnez le code aux candidats.",
        Notice.CLOSED: "🔒 La session est close. La suite revient au jury.",
        Notice.NOTED: "📝 C'est noté, avec l'heure.",
        Notice.EXTRA: "⏱ Le temps est changé.",
        Notice.ASKED_BEFORE: "C'était déjà fait, peut-être par un collègue.",
        Notice.NOBODY: "Personne n'est concerné maintenant.",
        Notice.NOT_IN: "Pas encore : l'élève doit d'abord entrer le code et accepter les règles.",
        Notice.NOT_SEEN: "Notez d'abord sa présence.",
        Notice.BEGUN: "Trop tard : le test a déjà commencé.",
        Notice.IDLE: "Le test de cet élève n'est pas en cours.",
        Notice.NO_TIME: "Avec ce temps, il ne resterait rien : choisissez plus, ou terminez le test.",
        Notice.SIT_STILL: "Des tests sont encore en cours : terminez-les d'abord.",
        Notice.OVER: "La session est finie : on ne peut plus rien y changer ici.",
        Notice.DAY: "La session n'est pas encore ouverte.",
    }.items()
}
STATES = {
    phase: typeset(words)
    for phase, words in {
        Phase.DRAFT: "✏️ Brouillon : rien n'est annoncé.",
        Phase.CLOSED: "🔒 Session close.",
        Phase.PUBLISHED: "🏁 Résultats publiés.",
        Phase.CANCELLED: "🚫 Session annulée.",
    }.items()
}


def short_name(line: BoardLine) -> str:
    """A name on the line of a phone: «LEROY-DUPONT M.» when the whole is too long."""
    if len(line.name) <= _LINE:
        return line.name
    family = line.name.removesuffix(line.given_name).strip()
    return f"{cut(family, _LINE - 3)} {line.given_name[:1]}."


def state(line: BoardLine, *, over: bool = False) -> str:
    """Where a candidate stands: «▶️ 12/32 · 1 h 10»; `over`: the sitting is."""
    sign, word, _ = STAGES[line.stage]
    if line.stage is Stage.RUNNING:
        return f"{sign} {line.question}/{line.questions} · {duration(line.minutes)}"
    if line.stage is Stage.ENDED and line.ended_for:
        return f"{sign} {_ENDS[line.ended_for]}"
    if over and line.stage in _NOT_BEGUN:
        return f"{_ABSENT[0]} {_ABSENT[1]}"
    return f"{sign} {word}"


def at_length(line: BoardLine, *, over: bool) -> str:
    """The same on a page of its own, where the time left has its line."""
    if line.stage is Stage.RUNNING:
        return f"{STAGES[line.stage][0]} Question {line.question} / {line.questions}"
    return state(line, over=over)


def summary(outcome: BoardShown) -> str:
    """«⏳ 3 attendent · ▶️ 12 en cours», what matters first."""
    over = outcome.phase in watching.OVER
    counts = Counter[tuple[str, str, str]]()
    for stage, number in outcome.counts:
        counts[_ABSENT if over and stage in _NOT_BEGUN else STAGES[stage]] += number
    return " · ".join(
        f"{said[0]} {counts[said]} {said[1] if counts[said] == 1 else said[2]}"
        for said in (*STAGES.values(), _ABSENT)
        if said in counts
    )


def happened(incident: Happened, *, named: bool) -> str:
    """An incident in one line: when, who when `named`, what, and what was decided."""
    numbered = incident.kind == "question" and incident.number
    kind = f"⚠️ Problème sur la question {incident.number}" if numbered else KINDS[incident.kind]
    decided = "à décider" if incident.decision is None else DECISIONS[incident.decision]
    by = f" ({incident.by})" if decided and incident.by else ""
    parts = (
        incident.at,
        incident.name if named else "",
        kind,
        incident.words,
        f"{decided}{by}",
    )
    return " · ".join(each for each in parts if each)


def decided(incident: Happened, *, before: bool) -> str:
    """What was decided about a problem, and by whom; '' while nothing was."""
    if incident.decision is None:
        return typeset("🔒 Les résultats sont publiés : c'est au jury.") if before else ""
    by = f" ({incident.by})" if incident.by else ""
    return f"{typeset('Déjà décidé :' if before else '✅ Décidé :')} {DECISIONS[incident.decision]}{by}."
