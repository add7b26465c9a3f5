"""Following an invitation: who invites, the name that pupils read, and the role once confirmed."""

from dataclasses import dataclass

from bot.store import dialogs, invitations, schools
from bot.store.dialogs import Dialog
from bot.store.invitations import Invitation
from bot.store.schools import Member, MemberRole, School
from bot.usecases import asking, codes, rights, welcome
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.schools import creating, home
from bot.usecases.schools.naming import cleaned, complaint_about
from bot.usecases.schools.outcomes import (
    InvitationRefused,
    Invited,
    JoinAsked,
    Joined,
    OperatorMade,
    Refusal,
)
from bot.usecases.turn import Turn

JOIN = "s_join"  # the kind of dialog that awaits the name


@dataclass(frozen=True, slots=True)
class _Opening:
    """What an invitation opens now: this role in this school."""

    school: School
    role: MemberRole
    by: str | None  # who invites, as colleagues read it; None for an operator who does not teach there


def follow(turn: Turn, token: str) -> list[Outcome]:
    """Somebody opened the link of an invitation."""
    if wait := codes.wait_ms(turn):
        return [InvitationRefused(Refusal.TOO_MANY, wait)]
    link = codes.read_link(token)
    found = invitations.find(turn.tx, link.selector)
    if found is None or not codes.Link(found.selector, found.secret).opens(link.secret):
        codes.led_nowhere(turn)
        return [InvitationRefused(Refusal.UNKNOWN)]
    if found.role == "operator":
        return _become_operator(turn, found)
    opening = _checked(turn, found)
    if isinstance(opening, InvitationRefused):
        return [opening]
    asking.ask(turn, JOIN, selector=found.selector)
    return [Invited(opening.school, opening.role, opening.by)]


def name(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """The name was written: shown once more before it counts."""
    selector = dialog.about["selector"]
    opening = _checked(turn, invitations.find(turn.tx, selector))
    if isinstance(opening, InvitationRefused):
        asking.answered(turn)
        return [opening]
    written = cleaned(text)
    if complaint := complaint_about(written):
        return [Invited(opening.school, opening.role, opening.by, complaint)]
    asking.ask(turn, JOIN, selector=selector, name=written)
    return [JoinAsked(opening.school, opening.role, written)]


def join(turn: Turn) -> list[Outcome]:
    """It was confirmed: the invitation is spent, the role given."""
    dialog = dialogs.find(turn.tx, turn.person.id)
    if dialog is None or dialog.kind != JOIN or "name" not in dialog.about:
        return [Said(Note.RECORDED), *home.home(turn, edit=False)]
    asking.answered(turn)
    selector, called = dialog.about["selector"], dialog.about["name"]
    opening = _checked(turn, invitations.find(turn.tx, selector))
    if isinstance(opening, InvitationRefused):
        return [opening]
    if not invitations.use(turn.tx, selector, turn.person.id, turn.now_ms):
        return [InvitationRefused(Refusal.USED)]  # by somebody else, this very moment
    school, role = opening.school, opening.role
    schools.put_member(turn.tx, turn.person.id, school.id, role, called, turn.now_ms)
    return [*home.speak_as_teacher(turn), Joined(school, role, called), *home.home(turn, edit=False)]


def decline(turn: Turn) -> list[Outcome]:
    """Not now: the link stays good. A pupil it was forwarded to is no teacher, and goes to their own home."""
    dialog = dialogs.find(turn.tx, turn.person.id)
    if dialog is not None and dialog.kind == JOIN:
        asking.answered(turn)
    if rights.teaches(turn):
        return [Said(Note.CANCELLED), *home.home(turn)]
    return [Said(Note.CANCELLED), *welcome.next_step(turn)]


def _become_operator(turn: Turn, found: Invitation) -> list[Outcome]:
    """The console's code makes its first follower an operator, at once."""
    if not invitations.use(turn.tx, found.selector, turn.person.id, turn.now_ms):
        return [InvitationRefused(Refusal.USED if found.used_at else Refusal.EXPIRED)]
    schools.add_operator(turn.tx, turn.person.id, turn.now_ms)
    return [*home.speak_as_teacher(turn), OperatorMade(), *creating.listed(turn, edit=False)]


def _checked(turn: Turn, found: Invitation | None) -> _Opening | InvitationRefused:
    """What somebody may join by this invitation now."""
    school = schools.find(turn.tx, found.school_id or 0) if found else None
    if found is None or school is None or found.role == "operator" or not _may_invite(turn, found):
        return InvitationRefused(Refusal.UNKNOWN)
    if _member(turn, turn.person.id, school.id):
        return InvitationRefused(Refusal.MEMBER, school=school.name)
    if found.used_at is not None:
        return InvitationRefused(Refusal.USED)
    if found.expires_at <= turn.now_ms:
        return InvitationRefused(Refusal.EXPIRED)
    by = _member(turn, found.made_by or 0, school.id)
    return _Opening(school, found.role, by.name if by else None)


def _may_invite(turn: Turn, found: Invitation) -> bool:
    """Whether who made the invitation could make it today."""
    maker, school_id = found.made_by or 0, found.school_id or 0
    member = _member(turn, maker, school_id)
    if member is not None and member.role == "admin":
        return True
    named = invitations.chat_of(turn.tx, maker) in turn.rules.operators
    return named or schools.is_operator(turn.tx, maker)


def _member(turn: Turn, person_id: int, school_id: int) -> Member | None:
    return next((m for m in schools.memberships(turn.tx, person_id) if m.school_id == school_id), None)
