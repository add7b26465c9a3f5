"""The door of a sitting, as candidates and invigilators see it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification.outcomes_door import (
    CandidateNameWanted,
    DoorShut,
    EntryAccepted,
    EntryRefused,
    EntryRequested,
    ForCandidates,
    IdentityAsked,
    MovedAway,
    NotCertifiable,
    NotStaff,
    NowInvigilator,
    PhoneTaken,
    RulesShown,
    WaitingShown,
    Where,
)
from bot.usecases.certification.outcomes_test import OnScreen
from bot.usecases.outcomes import Outcome
from bot.views.keyboards import Button, button, cut, keyboard
from bot.views.menus import CHOOSE, CODE, HOME_BELOW
from bot.views.showing import Showing

_SETTINGS = button("⚙️ Réglages", "settings")
_GO_ON = "▶️ Continuer"


def shut(showing: Showing, outcome: DoorShut) -> list[Call]:
    return [_placed(showing, outcome, "shut", HOME_BELOW)]


def for_candidates(showing: Showing, outcome: ForCandidates) -> list[Call]:
    ways = [_SETTINGS, *HOME_BELOW] if outcome.sitting is None else [_board(outcome.sitting)]
    return [_placed(showing, outcome, "for_candidates", ways)]


def _board(sitting: int) -> Button:
    return button("👁 Surveiller", "sb_show", sitting)


def identity(showing: Showing, outcome: IdentityAsked) -> list[Call]:
    alone = len(outcome.choices) == 1
    yes = [
        [button(_yes(each.name, each.class_name, alone), "sd_me", outcome.code, each.candidate)]
        for each in outcome.choices
    ]
    no = button("Non, ce n'est pas moi" if alone else "Aucun de ces noms", "sd_else", outcome.code)
    return [_placed(showing, outcome, "identity", *yes, [no])]


def _yes(name: str, class_name: str, alone: bool) -> str:
    return "✅ Oui, c'est moi" if alone else cut(f"{class_name} · {name}")


def name_wanted(showing: Showing, outcome: CandidateNameWanted) -> list[Call]:
    return [_placed(showing, outcome, "name", HOME_BELOW)]


def not_certifiable(showing: Showing, outcome: NotCertifiable) -> list[Call]:
    ready = button("🎓 Suis-je prêt ?", "sx_ready", 1)
    look = button("🔄 Actualiser", "sd_wait", outcome.candidate)
    ways = ([CHOOSE], [ready, look], [_not_me(outcome.candidate)])
    return [_placed(showing, outcome, "not_certifiable", *ways)]


def rules(showing: Showing, outcome: RulesShown) -> list[Call]:
    yes = button("✅ J'ai lu, j'accepte", "sd_accept", outcome.candidate)
    return [_placed(showing, outcome, "rules", [yes], [_not_me(outcome.candidate)])]


def waiting(showing: Showing, outcome: WaitingShown) -> list[Call]:
    if outcome.news:
        return [showing.send(showing.text("sittings_door/seen", outcome=outcome))]
    if outcome.present and outcome.authorised:
        start = button("▶️ Commencer", "sd_start", outcome.candidate)
        return [_placed(showing, outcome, "waiting", [start])]
    look = button("🔄 Actualiser", "sd_wait", outcome.candidate)
    return [_placed(showing, outcome, "waiting", [look], [_not_me(outcome.candidate)])]


def _not_me(candidate: int) -> Button:
    return button("Ce n'est pas moi", "sd_leave", candidate)


def requested(showing: Showing, outcome: EntryRequested) -> list[Call]:
    look = button("🔄 Actualiser", "sd_ask", outcome.sitting)
    return [
        _placed(showing, outcome, "requested", [look], [button("Ce n'est pas moi", "sd_else", outcome.code)])
    ]


def accepted(showing: Showing, outcome: EntryAccepted) -> list[Call]:
    showing = _guarded(showing)
    words = showing.text("sittings_door/accepted", outcome=outcome)
    markup = keyboard([button(_GO_ON, "sd_go", outcome.sitting)])
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def _guarded(showing: Showing) -> Showing:
    """As everything during the test."""
    return replace(showing, protected=True)


def refused(showing: Showing, outcome: EntryRefused) -> list[Call]:
    return [
        showing.send(showing.text("sittings_door/refused", outcome=outcome), keyboard([CODE, *HOME_BELOW]))
    ]


def phone_taken(showing: Showing, outcome: PhoneTaken) -> list[Call]:
    return [_placed(showing, outcome, "phone_taken", [button("⬅️ Retour", "sd_wait", outcome.candidate)])]


def moved_away(showing: Showing, outcome: MovedAway) -> list[Call]:
    showing = _guarded(showing)
    said = showing.send(showing.text("sittings_door/moved_away", outcome=outcome), keyboard(HOME_BELOW))
    return [*_emptied(showing, outcome.question), said]


def _emptied(showing: Showing, question: OnScreen | None) -> list[Call]:
    """The question left behind loses its text; no text can take the place of a picture, which is removed."""
    if question is None:
        return []
    also = [showing.delete(each) for each in question.also]
    if question.message_id is None:
        return also
    if question.media:
        return [showing.delete(question.message_id), *also]
    gone = showing.text("sittings_door/question_gone")
    return [showing.edit(question.message_id, gone, None, media=False), *also]


def not_staff(showing: Showing, outcome: NotStaff) -> list[Call]:
    return [showing.send(showing.text("sittings_door/not_staff", outcome=outcome), keyboard(HOME_BELOW))]


def invigilator(showing: Showing, outcome: NowInvigilator) -> list[Call]:
    return [_placed(showing, outcome, "invigilator", [_board(outcome.sitting)], HOME_BELOW)]


def _placed(showing: Showing, outcome: Any, template: str, *rows: list[Button]) -> Call:
    """In place of what was tapped, or as a message of its own."""
    words = showing.text(f"sittings_door/{template}", outcome=outcome, place=_place(outcome.where))
    edit = getattr(outcome, "edit", False)
    return showing.screen(words, keyboard(*rows)) if edit else showing.send(words, keyboard(*rows))


def _place(where: Where) -> str:
    """«Collège des Tilleuls · mardi 24 novembre à 14 h · salle 12»: what is known of it."""
    return " · ".join(each for each in (where.school, where.moment, where.room) if each)


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {
    DoorShut: shut,
    ForCandidates: for_candidates,
    IdentityAsked: identity,
    CandidateNameWanted: name_wanted,
    NotCertifiable: not_certifiable,
    RulesShown: rules,
    WaitingShown: waiting,
    EntryRequested: requested,
    EntryAccepted: accepted,
    EntryRefused: refused,
    PhoneTaken: phone_taken,
    MovedAway: moved_away,
    NotStaff: not_staff,
    NowInvigilator: invigilator,
}
