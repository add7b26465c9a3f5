"""A school as its administrators and the operators see it: members, their roles, its name."""

from dataclasses import dataclass

from bot.errors import NotAllowed
from bot.store import invitations, schools
from bot.store.dialogs import Dialog
from bot.store.schools import Member, MemberRole
from bot.usecases import asking
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.schools import home, writing
from bot.usecases.schools.naming import cleaned, complaint_about
from bot.usecases.schools.outcomes import (
    PAGE,
    MemberShown,
    MembersShown,
    MemberWithdrawn,
    RenameAsked,
    SchoolShown,
)
from bot.usecases.schools.standing import Manager, manager
from bot.usecases.turn import Turn

RENAME = "s_rename"  # the kind of dialog that awaits a school's new name
CONTACT = "s_contact"  # that awaits what families read to reach it, see `contact`


@dataclass(frozen=True, slots=True)
class _Seat:
    """One member of a school, seen by one of its managers; rows that decide are read under a lock."""

    by: Manager
    member: Member
    last_admin: bool


def show(turn: Turn, school_id: int, *, created: bool = False, edit: bool = True) -> list[Outcome]:
    """The screen of a school."""
    by = manager(turn, school_id)
    _forget_dialog(turn)
    found = schools.members(turn.tx, school_id)
    waiting = invitations.open_ones(turn.tx, school_id, turn.now_ms)
    admins = sum(each.role == "admin" for each in found)
    return [
        SchoolShown(
            by.school,
            writing.summed(turn, by.school),
            members=len(found),
            admins=admins,
            invitations=len(waiting),
            member=by.member is not None,
            operator=by.operator,
            created=created,
            edit=edit,
        )
    ]


def ask_name(turn: Turn, school_id: int) -> list[Outcome]:
    by = manager(turn, school_id)
    asking.ask(turn, RENAME, school=school_id)
    return [RenameAsked(by.school)]


def rename(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """The new name was written."""
    by, name = manager(turn, dialog.about["school"]), cleaned(text)
    if complaint := complaint_about(name):
        return [RenameAsked(by.school, complaint)]
    asking.ask(turn, RENAME, school=by.school.id, name=name)
    return [RenameAsked(by.school, name=name)]


def renamed(turn: Turn, school_id: int) -> list[Outcome]:
    """The new name was confirmed: a text meant for something else never becomes one."""
    by, dialog = manager(turn, school_id), asking.awaited(turn)
    about = dialog.about if dialog is not None and dialog.kind == RENAME else {}
    if about.get("school") == school_id and "name" in about:
        schools.rename(turn.tx, by.school.id, about["name"])
    return show(turn, school_id)


def members(turn: Turn, school_id: int, page: int = 0) -> list[Outcome]:
    """Who teaches there."""
    by = manager(turn, school_id)
    shown, page, pages = page_of(schools.members(turn.tx, school_id), page, PAGE)
    return [MembersShown(by.school, shown, page, pages)]


def member(turn: Turn, school_id: int, person_id: int) -> list[Outcome]:
    """The page of one member."""
    seat = _seat(turn, school_id, person_id)
    return members(turn, school_id) if seat is None else [_shown(turn, seat)]


def set_role(turn: Turn, school_id: int, person_id: int, role: MemberRole) -> list[Outcome]:
    """Make a teacher an administrator, or the reverse; the last administrator stays one."""
    seat = _seat(turn, school_id, person_id)
    if seat is None:
        return [Said(Note.NOT_FOUND), *members(turn, school_id)]
    if seat.last_admin:
        return [_shown(turn, seat)]
    schools.set_member_role(turn.tx, person_id, school_id, role)
    if role == "teacher":
        invitations.drop_made_by(turn.tx, school_id, person_id)
    try:
        return member(turn, school_id, person_id)
    except NotAllowed:  # it was one's own role
        return home.home(turn)


def withdraw(turn: Turn, school_id: int, person_id: int, confirmed: bool) -> list[Outcome]:
    """Take the role of a member away, once confirmed; never that of the last administrator."""
    seat = _seat(turn, school_id, person_id)
    if seat is None:
        return [Said(Note.NOT_FOUND), *members(turn, school_id)]
    if seat.last_admin or not confirmed:
        return [_shown(turn, seat, asked=not seat.last_admin)]
    schools.withdraw(turn.tx, person_id, school_id, turn.now_ms)
    invitations.drop_made_by(turn.tx, school_id, person_id)
    myself = person_id == turn.person.id
    return [MemberWithdrawn(seat.by.school, seat.member.name, myself)]


def _forget_dialog(turn: Turn) -> None:
    """Who comes back to the school's screen has ended, or given up, what was asked there."""
    dialog = asking.awaited(turn)
    if dialog is not None and dialog.kind in {RENAME, CONTACT}:
        asking.answered(turn)


def _seat(turn: Turn, school_id: int, person_id: int) -> _Seat | None:
    """Raises NotAllowed; None when this person does not teach there (any more)."""
    found = schools.members(turn.tx, school_id)  # locked first: the right is read after
    by = manager(turn, school_id)
    admins = [each.person_id for each in found if each.role == "admin"]
    seated = next((each for each in found if each.person_id == person_id), None)
    return None if seated is None else _Seat(by, seated, admins == [person_id])


def _shown(turn: Turn, seat: _Seat, *, asked: bool = False) -> MemberShown:
    myself = seat.member.person_id == turn.person.id
    return MemberShown(seat.by.school, seat.member, myself, seat.last_admin, asked)
