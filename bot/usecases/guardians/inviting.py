"""«Mes responsables»: who follows a pupil, the links that the pupil gives, and who is removed again."""

from bot.store import guardians
from bot.store.guardians import GuardianInvitation, Line
from bot.usecases.campaigns.dates import in_full
from bot.usecases.codes import new_link
from bot.usecases.guardians import children, ties
from bot.usecases.guardians.outcomes import (
    BelongFirst,
    GuardiansShown,
    InvitationMade,
    RemoveAsked,
    Removed,
)
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

LASTS_MS = 7 * 24 * 3_600_000
TWICE_MS = 3_000  # taps nearer than this are one wish
MOST = 4  # links open at once


def shown(turn: Turn, *, removed: bool = False) -> list[Outcome]:
    """Who follows the person, and the links that wait."""
    followers, waiting = ties.of(turn, turn.person.id), _waiting(turn)
    if not followers and children.place_of(turn.tx, turn.person.id) is None:
        return [BelongFirst()]
    until = _in_words(turn, waiting[0].expires_at) if waiting else ""
    full = ties.is_full(turn, followers)
    return [GuardiansShown(followers, len(waiting), until, full, removed)]


def is_alone(turn: Turn) -> bool:
    """Whether nobody follows the person, nor is invited to, though there is something to follow."""
    if children.place_of(turn.tx, turn.person.id) is None or _waiting(turn):
        return False
    return not guardians.bonds_to_child(turn.tx, turn.person.id)


def invite(turn: Turn) -> list[Outcome]:
    """A link for one adult; a button tapped twice shows the same one. The oldest of too many is replaced."""
    place = children.place_of(turn.tx, turn.person.id)
    if place is None or ties.is_full(turn, ties.of(turn, turn.person.id)):
        return shown(turn)
    waiting = _waiting(turn)
    if waiting and waiting[0].created_at > turn.now_ms - TWICE_MS:
        return [_made(turn, place, waiting[0])]
    for oldest in waiting[MOST - 1 :]:
        guardians.cancel_invitation(turn.tx, oldest.selector)
    link, expires = new_link(), turn.now_ms + LASTS_MS
    fresh = GuardianInvitation(link.selector, link.secret, turn.person.id, turn.now_ms, expires, None, None)
    guardians.invite(turn.tx, fresh)
    return [_made(turn, place, fresh, replaced=len(waiting) >= MOST)]


def _made(
    turn: Turn, place: Line, invitation: GuardianInvitation, *, replaced: bool = False
) -> InvitationMade:
    token, expires = invitation.selector + invitation.secret, _in_words(turn, invitation.expires_at)
    return InvitationMade(children.called(place), place.class_name, token, expires, replaced)


def cancel(turn: Turn) -> list[Outcome]:
    """The links that nobody used lead nowhere from now on."""
    guardians.forget_invitations(turn.tx, turn.person.id)
    return shown(turn)


def remove(turn: Turn, guardian_id: int, *, sure: bool) -> list[Outcome]:
    """An adult follows the person no longer, once confirmed, and is told; who the school invited stays."""
    guardian = ties.one(turn, turn.person.id, guardian_id)
    if guardian is None or guardian.level:
        return shown(turn)
    if not sure:
        return [RemoveAsked(guardian)]
    place = children.place_of(turn.tx, turn.person.id)
    name = children.called(place) if place else children.UNNAMED
    guardians.unfollow(turn.tx, guardian_id, turn.person.id)
    told = ties.told(turn, guardian_id, Removed(name), "guardian_removed")
    return [*shown(turn, removed=True), *told]


def _waiting(turn: Turn) -> list[GuardianInvitation]:
    """The links that can still be used, the latest first."""
    made = guardians.invitations_of(turn.tx, turn.person.id)
    return [each for each in made if each.used_at is None and each.expires_at > turn.now_ms]


def _in_words(turn: Turn, ms: int) -> str:
    return in_full(ms, ties.zone_of(turn, turn.person.id), turn.now_ms)
