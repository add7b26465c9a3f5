"""Home, domains, competences, profile, and the confirmations they lead to."""

from bot.content.framework import DOMAINS, domain_of, short_name
from bot.transport.calls import Call, FileRef
from bot.usecases.outcomes import (
    EXPRESS,
    CompetenceLine,
    CompetenceShown,
    CompetenceState,
    DomainShown,
    DomainsShown,
    HomeShown,
    ProfileShown,
    ResetAsked,
    ResetDone,
    TooSoon,
)
from bot.views.estimates import in_halves
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.showing import Showing

STATES = {
    CompetenceState.NEW: "",
    CompetenceState.RUNNING: "⏸ ",
    CompetenceState.WAITING: "✔ ",
    CompetenceState.OPEN: "🔁 ",
}
STARTS = {
    CompetenceState.NEW: "▶️ Commencer",
    CompetenceState.RUNNING: "▶️ Reprendre",
    CompetenceState.OPEN: "🔁 M'améliorer",
}
CHOOSE = button("🎯 Choisir une compétence", "domains")
EXPRESS_PAGE = button("⚡ Profil express", "express")
HOME = [button("🏠 Accueil", "home")]
TEACHING = button("🧑‍🏫 Espace enseignant", "t_home")
CHILDREN = button("👪 Mes enfants", "g_children")
INVITE = button("👪 Inviter un parent", "g_mine")
CODE = button("🔢 J'ai un code", "m_code")
CERTIFICATION = button("🎓 Ma certification blanche", "sx_ready")
HOME_BELOW = [button("🏠 Accueil", "start")]  # under a picture: a menu can't take its place
MINE_BELOW = button("🎒 Mes parcours", "m_mine")  # under a result: it stays


def to_guardians(participation: int) -> Button:
    """A result for the adults who follow the pupil."""
    return button("👪 Montrer à mes responsables", "g_show", participation, 0)


def home(showing: Showing, outcome: HomeShown) -> list[Call]:
    begun = [[button(cut(f"▶️ Reprendre · {name}"), "m_go", id_)] for id_, name in outcome.begun]
    resumes = [*begun, *([_resume(code)] for code in outcome.running)]
    markup = keyboard(
        [TEACHING] if outcome.teaches else [],
        [CHILDREN] if outcome.role == "guardian" else [],
        *resumes,
        [mine_button(outcome.campaigns), CODE] if outcome.role == "pupil" else [],
        [CERTIFICATION] if outcome.sits else [],
        [CHOOSE],
        [] if EXPRESS in outcome.running else [EXPRESS_PAGE],
        [button("📊 Mon profil", "profile"), button("📘 Mes tutoriels", "tutorials", 0)],
        [INVITE] if outcome.unfollowed else [],
        [button("⚙️ Réglages", "settings"), button("❓ Aide", "page", "help")],
    )
    words = showing.text("home", outcome=outcome)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def mine_button(waiting: int) -> Button:
    """«Mes parcours», and how many are to do."""
    return button(f"🎒 Mes parcours ({waiting})" if waiting else "🎒 Mes parcours", "m_list", 0)


def _resume(code: str) -> Button:
    return button(
        "▶️ Reprendre le profil express" if code == EXPRESS else f"▶️ Reprendre {code}", "begin", code
    )


def domains(showing: Showing, outcome: DomainsShown) -> list[Call]:
    rows = [[button(f"{number} · {DOMAINS[number]}", "domain", number)] for number, _ in outcome.domains]
    return [showing.screen(showing.text("domains", outcome=outcome), keyboard(*rows, HOME))]


def domain(showing: Showing, outcome: DomainShown) -> list[Call]:
    ready = [line for line in outcome.lines if line.available]
    rows = [[_competence_button(line)] for line in ready]
    back = [button("⬅️ Domaines", "domains"), *HOME]
    return [showing.screen(showing.text("domain", outcome=outcome), keyboard(*rows, back))]


def _competence_button(line: CompetenceLine) -> Button:
    return button(STATES[line.state] + short_name(line.code), "competence", line.code)


def competence(showing: Showing, outcome: CompetenceShown) -> list[Call]:
    line = outcome.line
    start = STARTS.get(line.state)
    markup = keyboard(
        [button(start, "begin", line.code)] if start else [],
        [button("🗑 Remettre à zéro", "reset", line.code, 0)]
        if outcome.can_reset and outcome.reset_in is None
        else [],
        [button("⬅️ Retour", "domain", domain_of(line.code)), *HOME],
    )
    return [showing.screen(showing.text("competence", outcome=outcome), markup)]


def too_soon(showing: Showing, outcome: TooSoon) -> list[Call]:
    back = keyboard([button("⬅️ Retour", "competence", outcome.competence), *HOME])
    return [showing.screen(showing.text("too_soon", outcome=outcome), back)]


def reset_asked(showing: Showing, outcome: ResetAsked) -> list[Call]:
    yes = "Oui, continuer" if outcome.time == 1 else "Oui, tout remettre à zéro"
    markup = keyboard(
        [button("Non, je garde mes pix", "competence", outcome.competence)],
        [button(yes, "reset", outcome.competence, outcome.time)],
    )
    return [showing.screen(showing.text("reset_asked", outcome=outcome), markup)]


def reset_done(showing: Showing, outcome: ResetDone) -> list[Call]:
    markup = keyboard([button("▶️ Recommencer", "begin", outcome.competence)], HOME)
    return [showing.screen(showing.text("reset_done", outcome=outcome), markup)]


def profile(showing: Showing, outcome: ProfileShown) -> list[Call]:
    """As text; as a picture too when asked, drawn when it is sent."""
    estimated = [line.estimate for line in outcome.lines if line.estimate]
    if outcome.picture:
        levels = [[each.code, in_halves(each.level)] for each in estimated]
        file = FileRef("photo", "profile", [_drawn(outcome), outcome.pix, outcome.most, levels])
        words = showing.text("profile_caption", outcome=outcome, estimated=estimated)
        return [showing.send_file(file, words, keyboard(HOME_BELOW))]
    plain = [line for line in outcome.lines if not line.estimate]
    begun = [line for line in plain if line.state is not CompetenceState.NEW]
    untried = [line.code for line in plain if line.state is CompetenceState.NEW]
    by_domain = _by_domain(begun)
    words = showing.text("profile", outcome=outcome, begun=by_domain, estimated=estimated, untried=untried)
    look = [button("🖼 Revoir mon profil express", "express_again")] if outcome.express else []
    image = button("🖼 En image", "picture")
    markup = keyboard([image], look, [EXPRESS_PAGE], [CHOOSE], [CERTIFICATION], HOME)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _drawn(outcome: ProfileShown) -> list[list[object]]:
    """The lines of the picture; an estimated competence has no level yet."""
    return [
        [line.code, line.level, line.state is not CompetenceState.NEW and line.estimate is None]
        for line in outcome.lines
    ]


def _by_domain(lines: list[CompetenceLine]) -> dict[str, list[CompetenceLine]]:
    grouped: dict[str, list[CompetenceLine]] = {}
    for line in lines:
        grouped.setdefault(domain_of(line.code), []).append(line)
    return grouped
