"""Invitations: made, listed, withdrawn."""

from bot.store import invitations
from bot.store.invitations import Invitation
from bot.store.schools import MemberRole
from bot.usecases.campaigns.dates import in_full, in_words
from bot.usecases.codes import new_link
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.schools.outcomes import PAGE, InvitationReady, InvitationsShown
from bot.usecases.schools.standing import manager
from bot.usecases.turn import Turn

LASTS_MS = 7 * 24 * 3_600_000
TWICE_MS = 3_000  # taps nearer than this are one wish


def invite(turn: Turn, school_id: int, role: MemberRole) -> list[Outcome]:
    """A link for one person, as a message to forward; a button tapped twice shows the same one."""
    school = manager(turn, school_id).school
    since = turn.now_ms - TWICE_MS
    lately = invitations.made_lately(turn.tx, turn.person.id, school_id, role, since)
    made = lately or _made(turn, school_id, role)
    expires = in_full(made.expires_at, school.zone, turn.now_ms)
    return [InvitationReady(school, role, made.selector + made.secret, expires)]


def _made(turn: Turn, school_id: int, role: MemberRole) -> Invitation:
    link, expires = new_link(), turn.now_ms + LASTS_MS
    made = Invitation(link.selector, link.secret, school_id, role, turn.person.id, turn.now_ms, expires)
    invitations.add(turn.tx, made)
    return made


def listed(turn: Turn, school_id: int, page: int = 0) -> list[Outcome]:
    """The links that nobody has used yet."""
    school = manager(turn, school_id).school
    found = invitations.open_ones(turn.tx, school_id, turn.now_ms)
    shown, page, pages = page_of(found, page, PAGE)
    lines = tuple((each, in_words(each.expires_at, school.zone, turn.now_ms)) for each in shown)
    return [InvitationsShown(school, lines, page, pages)]


def withdraw(turn: Turn, school_id: int, selector: str) -> list[Outcome]:
    """Make a link useless; the list again."""
    manager(turn, school_id)
    dropped = invitations.drop(turn.tx, selector, school_id)
    return [Said(Note.CANCELLED if dropped else Note.NOT_FOUND), *listed(turn, school_id)]
