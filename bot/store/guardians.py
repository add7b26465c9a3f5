"""Adults responsible for pupils: invited by the pupil (`follower`) or by the school (`guardian`)."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Bond:
    """One tie of a guardian to a pupil. Times are UTC milliseconds.

    By the school's letter it is to a roster line (`pupil_id`, and `child_id` once somebody has joined under
    it); by the pupil's invitation, to their account (`pupil_id` is None). One guardian may have several of
    one pupil: use `usecases.guardians.children`.
    """

    guardian_id: int
    child_id: int | None
    pupil_id: int | None
    since: int

    @property
    def by_school(self) -> bool:
        return self.pupil_id is not None


@dataclass(frozen=True, slots=True)
class GuardianInvitation:
    """A pupil's link for one adult; found by `selector`, its `secret` is still to be compared."""

    selector: str
    secret: str
    child_id: int
    created_at: int
    expires_at: int
    used_by: int | None
    used_at: int | None


def bonds_of(tx: Tx, guardian_id: int) -> list[Bond]:
    """Whom a guardian follows, the first one first; roster lines that were set aside too."""
    return tx.all("bonds_of_guardian", Bond, person_id=guardian_id)


def bonds_to_child(tx: Tx, child_id: int) -> list[Bond]:
    """Who follows somebody, by any roster line or by their invitation, the first one first."""
    return tx.all("bonds_to_child", Bond, child_id=child_id)


def bonds_to_line(tx: Tx, pupil_id: int) -> list[Bond]:
    """Who follows the pupil of a roster line, also by other lines of the same account and by invitation."""
    return tx.all("bonds_to_line", Bond, pupil_id=pupil_id)


def invite(tx: Tx, invitation: GuardianInvitation) -> None:
    tx.run(
        "add_guardian_invitation",
        selector=invitation.selector,
        secret=invitation.secret,
        child_id=invitation.child_id,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
    )


def invitation(tx: Tx, selector: str) -> GuardianInvitation | None:
    """The invitation of a link; on PostgreSQL nobody else uses it until the turn ends."""
    return tx.one("guardian_invitation", GuardianInvitation, selector=selector)


def invitations_of(tx: Tx, child_id: int) -> list[GuardianInvitation]:
    """The invitations of a pupil, the latest first."""
    return tx.all("guardian_invitations_of", GuardianInvitation, child_id=child_id)


def use(tx: Tx, selector: str, guardian_id: int, now_ms: int) -> bool:
    """False when it was used already."""
    return tx.run("use_guardian_invitation", selector=selector, used_by=guardian_id, used_at=now_ms) == 1


def forget_invitations(tx: Tx, child_id: int) -> None:
    """The links that nobody used lead nowhere from now on."""
    tx.run("forget_guardian_invitations", child_id=child_id)


def follow(tx: Tx, guardian_id: int, child_id: int, now_ms: int) -> bool:
    """False when they follow already."""
    return tx.run("add_follower", person_id=guardian_id, child_id=child_id, since=now_ms) == 1


def unfollow(tx: Tx, guardian_id: int, child_id: int) -> bool:
    """False when they did not follow."""
    return tx.run("remove_follower", person_id=guardian_id, child_id=child_id) == 1


def share_result(tx: Tx, child_id: int, participation_id: int, now_ms: int) -> bool:
    """A pupil lets the guardians know a result; False when it was done already."""
    return tx.run("share_result", person_id=child_id, id=participation_id, shared_at=now_ms) == 1


def shared_at(tx: Tx, child_id: int, participation_id: int) -> int | None:
    """When a pupil let the guardians know a result."""
    return tx.one("result_shared_at", int, person_id=child_id, id=participation_id)


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil on a roster, or in a campaign by its code alone (`pupil_id` 0, `class_name` '').

    `level` and `zone` are the school's.
    """

    pupil_id: int
    person_id: int | None
    given_name: str
    class_name: str
    school_id: int
    school: str
    level: str
    zone: str
    set_aside_at: int | None
    archived_at: int | None

    @property
    def current(self) -> bool:
        """Whether they are in the class now, and the class is not over."""
        return self.set_aside_at is None and self.archived_at is None


def line(tx: Tx, pupil_id: int) -> Line | None:
    return tx.one("line_of_pupil", Line, pupil_id=pupil_id)


def lines_of(tx: Tx, child_id: int) -> list[Line]:
    """Every roster line of somebody: the current ones first, the one joined last before the others."""
    return tx.all("lines_of_child", Line, child_id=child_id)


def line_by_code(tx: Tx, child_id: int) -> Line | None:
    """The latest campaign that somebody of no class takes part in."""
    return tx.one("line_by_code", Line, child_id=child_id)


def lock(tx: Tx, child_id: int) -> None:
    """Whoever else comes to follow this pupil waits until the turn ends: who follows them stays true."""
    tx.one("lock_child", int, id=child_id)


def cancel_invitation(tx: Tx, selector: str) -> None:
    """A link that nobody used leads nowhere from now on."""
    tx.run("cancel_guardian_invitation", selector=selector)


def forget_before(tx: Tx, before_ms: int) -> None:
    """Forget the invitations that expired before that moment, used or not; the ties they made stay."""
    tx.run("forget_old_guardian_invitations", before=before_ms)
