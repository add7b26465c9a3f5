"""Codes, and what they lead to: a campaign's landing page, or why there is none."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.participation.outcomes import (
    AlreadyDone,
    CampaignOver,
    CodeAsked,
    CodesWait,
    CodeUnknown,
    ForPupils,
    Landing,
    MineLine,
    MineShown,
    NameAsked,
    NotOpenYet,
    OtherClass,
    ProfileAsked,
    ProfileSent,
    WhichClass,
)
from bot.views.keyboards import Button, button, cut, in_rows, keyboard
from bot.views.menus import CHILDREN, CHOOSE, CODE, HOME, HOME_BELOW, to_guardians
from bot.views.showing import Showing

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 24 * 3_600_000
MINE = button("🎒 Mes parcours", "m_list", 0)
FEW = 4  # competences: with fewer, a profile says little
SIGNS = {"todo": "📌", "running": "⏸", "done": "✔", "missed": "🔒"}


def lasting(ms: int) -> str:
    """A time in words, rounded up: minutes up to an hour and a half, hours up to two days."""
    size, word = (MINUTE_MS, "minute") if ms < 90 * MINUTE_MS else (HOUR_MS, "heure")
    size, word = (DAY_MS, "jour") if ms >= 2 * DAY_MS else (size, word)
    number = max(1, -(-ms // size))
    return f"{number} {word}{'s' if number > 1 else ''}"


def code_asked(showing: Showing, _outcome: CodeAsked) -> list[Call]:
    return [showing.screen(showing.text("participation/code_asked"), keyboard(HOME))]


def code_unknown(showing: Showing, outcome: CodeUnknown) -> list[Call]:
    near = outcome.near
    yes = [button(cut(f"✅ {near.title}"), "m_show", near.campaign)] if near else []
    words = showing.text("participation/code_unknown", outcome=outcome)
    return [showing.send(words, keyboard(yes, [CODE, *HOME_BELOW]))]


def codes_wait(showing: Showing, outcome: CodesWait) -> list[Call]:
    words = showing.text("participation/codes_wait", wait=lasting(outcome.wait_ms))
    return [showing.send(words, keyboard(HOME_BELOW))]


def not_open_yet(showing: Showing, outcome: NotOpenYet) -> list[Call]:
    return [_shown(showing, outcome.edit, "not_open_yet", outcome)]


def campaign_over(showing: Showing, outcome: CampaignOver) -> list[Call]:
    return [_shown(showing, outcome.edit, "campaign_over", outcome)]


def other_class(showing: Showing, outcome: OtherClass) -> list[Call]:
    words = showing.text("participation/other_class")
    return [_placed(showing, outcome.edit, words, [CODE, *HOME_BELOW])]


def for_pupils(showing: Showing, outcome: ForPupils) -> list[Call]:
    words = showing.text("participation/for_pupils", outcome=outcome)
    ways = [CHILDREN] if outcome.role == "guardian" else []
    return [showing.send(words, keyboard(ways, [button("⚙️ Réglages", "settings"), *HOME_BELOW]))]


def which_class(showing: Showing, outcome: WhichClass) -> list[Call]:
    words = showing.text("participation/which_class", outcome=outcome)
    alone = len(outcome.classes) == 1
    yes = [
        button("Oui, c'est ma classe" if alone else cut(name), "k_names", outcome.code, 0, id_)
        for id_, name in outcome.classes
    ]
    no = button("Non" if alone else "Aucune de ces classes", "m_not_mine")
    return [showing.screen(words, keyboard(*in_rows(yes, 1 if alone else 2), [no]))]


def landing(showing: Showing, outcome: Landing) -> list[Call]:
    idle = outcome.preview or outcome.gone
    start = [] if idle else [_about("m_go", _start(outcome), outcome.campaign, outcome.code)]
    words = showing.text("participation/landing", outcome=outcome)
    back = [button("⬅️ Retour", "c_show", outcome.campaign)] if outcome.preview else [MINE]
    scanty = outcome.mode == "collection" and outcome.known < FEW and not idle
    return [_placed(showing, outcome.edit, words, [CHOOSE] if scanty else [], start, [*back, *HOME_BELOW])]


def _start(outcome: Landing) -> str:
    if outcome.mode == "collection":
        return "📤 Envoyer mon profil"
    return "▶️ Reprendre" if outcome.running else "▶️ Commencer"


def already_done(showing: Showing, outcome: AlreadyDone) -> list[Call]:
    results = [
        [button(_result(index, len(outcome.attempts)), "m_result", each.id)]
        for index, each in enumerate(outcome.attempts[-3:], max(1, len(outcome.attempts) - 2))
        if each.mastery is not None
    ]
    again = [button("🔁 Recommencer", "m_go", outcome.campaign)] if outcome.retry_in == 0 else []
    show = [] if outcome.to_show is None else [to_guardians(outcome.to_show)]
    send = [button("📤 Envoyer de nouveau", "m_go", outcome.campaign)] if outcome.again else []
    words = showing.text("participation/already_done", outcome=outcome)
    return [_placed(showing, outcome.edit, words, *results, show, again, send, [MINE, *HOME_BELOW])]


def _result(number: int, of: int) -> str:
    return "📊 Mon résultat" if of == 1 else f"📊 Mon résultat n° {number}"


def name_asked(showing: Showing, outcome: NameAsked) -> list[Call]:
    last = [_about("m_name", cut(outcome.last), outcome.campaign, outcome.code)] if outcome.last else []
    words = showing.text("participation/name_asked", outcome=outcome)
    return [showing.send(words, keyboard(last, HOME_BELOW))]


def profile_asked(showing: Showing, outcome: ProfileAsked) -> list[Call]:
    words = showing.text("participation/profile_asked", outcome=outcome)
    yes = _about("m_send", "✅ Oui, envoyer mon profil", outcome.campaign, outcome.code)
    no = _about("m_show", "Non, pas maintenant", outcome.campaign, outcome.code)
    return [showing.screen(words, keyboard([no], [yes]))]


def profile_sent(showing: Showing, outcome: ProfileSent) -> list[Call]:
    words = showing.text("participation/profile_sent", outcome=outcome)
    return [showing.screen(words, keyboard([MINE, *HOME]))]


def mine(showing: Showing, outcome: MineShown) -> list[Call]:
    rows = [[button(_named(line), "m_show", line.campaign)] for line in outcome.lines]
    turn_page = [
        *([button("◀️", "m_list", outcome.page - 1)] if outcome.page else []),
        *([button("▶️", "m_list", outcome.page + 1)] if outcome.page + 1 < outcome.pages else []),
    ]
    words = showing.text("participation/mine", outcome=outcome, signs=SIGNS)
    return [_placed(showing, outcome.edit, words, *rows, turn_page, [CODE, *HOME])]


def _named(line: MineLine) -> str:
    return cut(f"{SIGNS[line.state]} {line.title}")


def _about(action: str, label: str, campaign: int, code: str) -> Button:
    """A button about a campaign; with its code for who takes part by that alone."""
    return button(label, action, campaign, *([code] if code else []))


def _shown(showing: Showing, edit: bool, template: str, outcome: Outcome) -> Call:
    words = showing.text(f"participation/{template}", outcome=outcome)
    return _placed(showing, edit, words, [MINE, *HOME_BELOW])


def _placed(showing: Showing, edit: bool, words: str, *rows: list[Button]) -> Call:
    """In place of what was tapped, or as a message of its own."""
    return showing.screen(words, keyboard(*rows)) if edit else showing.send(words, keyboard(*rows))


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    CodeAsked: code_asked,
    CodeUnknown: code_unknown,
    CodesWait: codes_wait,
    NotOpenYet: not_open_yet,
    CampaignOver: campaign_over,
    OtherClass: other_class,
    ForPupils: for_pupils,
    WhichClass: which_class,
    Landing: landing,
    AlreadyDone: already_done,
    NameAsked: name_asked,
    ProfileAsked: profile_asked,
    ProfileSent: profile_sent,
    MineShown: mine,
}
