"""Single-use links that make somebody a member of a school, or an operator."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx
from bot.store.schools import MemberRole

InvitedRole = MemberRole | Literal["operator"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link; `school_id` is None, and the role operator, for the console's; `made_by` too."""

    selector: str
    secret: str
    school_id: int | None
    role: InvitedRole
    made_by: int | None
    created_at: int
    expires_at: int
    used_by: int | None = None
    used_at: int | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """A link that can still be used; `by` is the name of the member who made it, None for an operator."""

    selector: str
    role: MemberRole
    expires_at: int
    by: str | None


def add(tx: Tx, invitation: Invitation) -> None:
    tx.run(
        "add_invitation",
        selector=invitation.selector,
        secret=invitation.secret,
        school_id=invitation.school_id,
        role=invitation.role,
        made_by=invitation.made_by,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
    )


def find(tx: Tx, selector: str) -> Invitation | None:
    """The invitation of a link, used and expired ones too."""
    return tx.one("invitation", Invitation, selector=selector)


def open_ones(tx: Tx, school_id: int, now_ms: int) -> list[OpenInvitation]:
    """Those of a school that can still be used, the next to expire first."""
    return tx.all("invitations_open", OpenInvitation, school_id=school_id, now=now_ms)


def made_lately(tx: Tx, person_id: int, school_id: int, role: MemberRole, since_ms: int) -> Invitation | None:
    """The last link for a role that somebody made after a moment, unless it was used."""
    return tx.one(
        "invitation_made_lately",
        Invitation,
        made_by=person_id,
        school_id=school_id,
        role=role,
        since=since_ms,
    )


def use(tx: Tx, selector: str, person_id: int, now_ms: int) -> bool:
    """Spend an invitation; False when it was spent, has expired or is gone."""
    return tx.run("use_invitation", selector=selector, used_by=person_id, used_at=now_ms) == 1


def drop(tx: Tx, selector: str, school_id: int) -> bool:
    """Withdraw an invitation nobody has used; False when there is none."""
    return tx.run("drop_invitation", selector=selector, school_id=school_id) == 1


def drop_made_by(tx: Tx, school_id: int, person_id: int) -> None:
    """Withdraw what somebody who may no longer invite has handed out."""
    tx.run("drop_invitations_made", school_id=school_id, made_by=person_id)


def drop_of_console(tx: Tx) -> None:
    """Withdraw the codes that were printed and not used."""
    tx.run("drop_console_invitations")


def chat_of(tx: Tx, person_id: int) -> int | None:
    """The chat of who made an invitation."""
    return tx.one("chat_of_person", int, id=person_id)
