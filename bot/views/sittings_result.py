"""Am I ready, my sittings and what came of them, my certificate; and certificates verified by anybody."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.content.framework import COMPETENCES, DOMAINS, domain_of, short_name
from bot.transport.calls import Call, FileRef
from bot.usecases.certification import outcomes_result as r
from bot.usecases.certification.certificates import Document, day_in_words
from bot.usecases.guardians.showing import Shown
from bot.usecases.outcomes import Outcome
from bot.views.documents.shapes import Certificate
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.menus import CERTIFICATION, CHOOSE, CODE, HOME, HOME_BELOW
from bot.views.participation import lasting
from bot.views.showing import Showing

AGAIN = button("🔎 Vérifier un certificat", "sx_verify")
MINE = button("📋 Mes sessions", "sx_mine")
LESSONS = button("📘 Mes tutoriels", "my_tutorials")
ADVICE: dict[r.Advice, str] = {
    "before": "1️⃣ Avant",
    "during": "2️⃣ Pendant",
    "after": "3️⃣ Après",
    "sincere": "🤝 Pourquoi être sincère",
}
RULES = {"profile": "règles par profil", "adaptive": "règles adaptatives"}  # for adults
PLAIN_RULES = {"profile": "3 questions par compétence validée", "adaptive": "chaque réponse choisit la suite"}
SIGNS = {
    r.State.SUMMONED: "🗓",
    r.State.OPEN: "🚪",
    r.State.ENTERED: "🪑",
    r.State.RUNNING: "▶️",
    r.State.PENDING: "⏳",
    r.State.CALLED_OFF: "🚫",
}
STATES = {
    r.State.SUMMONED: "à venir",
    r.State.OPEN: "l'entrée est ouverte",
    r.State.ENTERED: "entrée faite",
    r.State.RUNNING: "en cours",
    r.State.PENDING: "résultat en attente",
    r.State.CALLED_OFF: "session annulée",
}
RESULT_SIGNS = {"issued": "🎓", "rejected": "🌱", "cancelled": "🚫", "pending": "⏳"}
RESULTS = {
    "issued": "obtenue",
    "rejected": "non obtenue",
    "cancelled": "annulée",
    "pending": "en attente",
}
_LEVELS = 8  # segments of a bar


# Before the day


def ready(showing: Showing, outcome: r.ReadyShown) -> list[Call]:
    """The text names the competences: their numbers are enough for the buttons."""
    coming = [coming_button(outcome.coming)] if outcome.coming else []
    others = [MINE] if outcome.sittings > len(coming) else []
    near = [button(f"🎯 {each.code}", "competence", each.code) for each in outcome.nearest]
    *steps, sincere = [button(words, "sx_advice", about) for about, words in ADVICE.items()]
    profile = [button("📊 Mon profil", "my_profile"), *HOME]
    markup = keyboard([*coming, *others], near, steps, [sincere], profile)
    words = showing.text("sittings_result/ready", outcome=outcome)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def coming_button(line: r.MySitting) -> Button:
    """The way to a sitting to come."""
    return button(cut(f"{SIGNS[line.state]} Ma session"), "sx_one", line.candidate)


def advice(showing: Showing, outcome: r.AdviceShown) -> list[Call]:
    others = [button(words, "sx_advice", about) for about, words in ADVICE.items() if about != outcome.about]
    words = showing.text(f"sittings_result/{outcome.about}")
    back = button("⬅️ Retour", "sx_ready")
    return [showing.screen(words, keyboard(*in_rows(others, 2), [back, *HOME]))]


# My sittings


def mine(showing: Showing, outcome: r.MySittingsShown) -> list[Call]:
    rows = [[button(cut(f"{sign(each)} {each.when}"), "sx_one", each.candidate)] for each in outcome.sittings]
    listed = [(sign(each), each, state(each)) for each in outcome.sittings]
    words = showing.text("sittings_result/mine", listed=listed)
    return [showing.screen(words, keyboard(*rows, [button("⬅️ Retour", "sx_ready"), *HOME]))]


def sign(line: r.MySitting) -> str:
    """The picture of where a sitting is."""
    return RESULT_SIGNS[line.result.status] if line.result else SIGNS.get(line.state, "⏳")


def state(line: r.MySitting) -> str:
    """Where a sitting is, in words."""
    return RESULTS[line.result.status] if line.result else STATES.get(line.state, "résultat en attente")


def one(showing: Showing, outcome: r.MySittingShown) -> list[Call]:
    line = outcome.sitting
    words = showing.text(
        "sittings_result/result" if line.result else "sittings_result/one",
        outcome=outcome,
        line=line,
        result=line.result,
        rules=PLAIN_RULES[outcome.rules],
        certified=levels(line.result.levels) if line.result else {},
        states=r.State,
        shown=outcome.shown is Shown.SHOWN,
    )
    back = [[MINE, *HOME]] if _over(outcome) else [[CERTIFICATION], HOME]  # too long for half a row
    markup = keyboard(*_ways(outcome), *back)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _over(outcome: r.MySittingShown) -> bool:
    return outcome.sitting.state in {r.State.PUBLISHED, r.State.PENDING, r.State.CALLED_OFF}


def _ways(outcome: r.MySittingShown) -> list[list[Button]]:
    """What can be done now."""
    line, result = outcome.sitting, outcome.sitting.result
    if line.state is r.State.OPEN:
        return [[CODE]]
    if line.state is r.State.ENTERED:
        return [[button("🚪 Revenir à la session", "start")]]
    if line.state is r.State.SUMMONED:
        return [
            [button(ADVICE["before"], "sx_advice", "before"), button(ADVICE["during"], "sx_advice", "during")]
        ]
    if result is None or result.status == "pending":
        return []
    file = [button("📄 Mon certificat", "sx_pdf", line.candidate)] if outcome.certificate else []
    show = [button("👪 Montrer à mes responsables", "sx_show", line.candidate, 0)]
    return [file, show if outcome.shown is Shown.OFFERED else [], [LESSONS], [CHOOSE]]


def levels(found: Mapping[str, int]) -> dict[str, list[tuple[str, str, int]]]:
    """What is certified, by domain: competence, bar, level."""
    grouped: dict[str, list[tuple[str, str, int]]] = {}
    for code in COMPETENCES:
        if level := found.get(code, 0):
            bar = "▰" * level + "▱" * (_LEVELS - level)
            grouped.setdefault(DOMAINS[domain_of(code)], []).append((short_name(code), bar, level))
    return grouped


def show_asked(showing: Showing, outcome: r.CertifiedAsked) -> list[Call]:
    """In a message of its own: the result stays."""
    yes = button("✅ Oui, montrer", "sx_show", outcome.sitting.candidate, outcome.published_at)
    words = showing.text("sittings_result/show_asked", line=outcome.sitting, state=state(outcome.sitting))
    return [showing.send(words, keyboard([yes], [button("Non", "close")]))]


def shown(showing: Showing, outcome: r.CertifiedShown) -> list[Call]:
    return [showing.screen(showing.text("sittings_result/shown", outcome=outcome), keyboard(HOME_BELOW))]


# Certificates


def certificate(showing: Showing, outcome: r.CertificateSent) -> list[Call]:
    file = FileRef("document", "certificate", [printed(showing, outcome.document, outcome.line)])
    caption = showing.text("sittings_result/certificate", outcome=outcome)
    return [showing.send_file(file, caption, keyboard([MINE], HOME_BELOW))]


def printed(showing: Showing, document: Document, line: r.CertificateLine) -> Certificate:
    """What the file is made from."""
    return {
        "name": named(document),
        "school": document.school,
        "sat_words": day_in_words(document.sat_on),
        "until_words": line.until,
        "rules_words": RULES[document.rules],
        "total": document.total,
        "most": document.most,
        "levels": dict(document.levels),
        "top": document.top,
        "code": line.code,
        "link": showing.link(f"v-{line.code}"),
    }


def named(document: Document) -> str:
    """«Léa MARTIN»."""
    return f"{document.given_name} {document.family_name.upper()}".strip()


def code_asked(showing: Showing, outcome: r.CertificateCodeAsked) -> list[Call]:
    return [_about_any(showing, "code_asked", outcome)]


def name_asked(showing: Showing, outcome: r.CertificateNameAsked) -> list[Call]:
    return [_about_any(showing, "name_asked", outcome)]


def verified(showing: Showing, outcome: r.CertificateVerified) -> list[Call]:
    document = outcome.document
    words = showing.text(
        "sittings_result/verified",
        document=document,
        line=outcome.line,
        name=named(document),
        sat=day_in_words(document.sat_on),
        rules=RULES[document.rules],
        certified=levels(document.levels),
    )
    return [showing.send(words, keyboard([AGAIN]))]


def void(showing: Showing, outcome: r.CertificateVoid) -> list[Call]:
    return [_about_any(showing, "void", outcome, AGAIN)]


def unknown(showing: Showing, outcome: r.CertificateUnknown) -> list[Call]:
    return [_about_any(showing, "unknown", outcome, AGAIN)]


def wait(showing: Showing, outcome: r.CertificateWait) -> list[Call]:
    words = showing.text("sittings_result/wait", wait=lasting(outcome.wait_ms))
    return [showing.send(words, keyboard([AGAIN]))]


def _about_any(showing: Showing, template: str, outcome: Outcome, *ways: Button) -> Call:
    """A message to who may be anybody, and need not say who; a home menu would ask them."""
    return showing.send(showing.text(f"sittings_result/{template}", outcome=outcome), keyboard(ways))


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    r.ReadyShown: ready,
    r.AdviceShown: advice,
    r.MySittingsShown: mine,
    r.MySittingShown: one,
    r.CertificateSent: certificate,
    r.CertifiedAsked: show_asked,
    r.CertifiedShown: shown,
    r.CertificateCodeAsked: code_asked,
    r.CertificateNameAsked: name_asked,
    r.CertificateVerified: verified,
    r.CertificateVoid: void,
    r.CertificateUnknown: unknown,
    r.CertificateWait: wait,
}
