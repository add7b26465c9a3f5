"""Outcomes of schools, one of each sort and more where a view has several forms."""

from collections.abc import Iterator

from bot.content.days_off import calendars
from bot.store.invitations import OpenInvitation
from bot.store.schools import Member, School, SchoolCount, Work
from bot.usecases.outcomes import HomeShown, Outcome
from bot.usecases.reminders.hours import Hours
from bot.usecases.schools import outcomes as o
from bot.usecases.schools.creating import ZONES

LARGEST = 2**63 - 1
BAD_NAME = "<b>&'\u00ab\u00a0" + "é" * 50 + "\u00a0\u00bb"
SCHOOL = School(LARGEST, BAD_NAME, "Indian/Reunion", "college", 0)
TEACHER = Member(LARGEST, LARGEST, "teacher", BAD_NAME, 0, 0)
ADMIN = Member(LARGEST, LARGEST, "admin", BAD_NAME, 0, 0)
CONTACT = "Vie scolaire <b>& co</b>\n01 23 45 67 89 " + "é" * 250
PARIS = calendars("Europe/Paris")
UNCHOSEN = o.Writing(Hours(), None, "", False, PARIS, to_choose=True, contact="")
CHOSEN = o.Writing(
    Hours(8 * 60 + 30, 22 * 60, weekend=True, holidays=True),
    PARIS[1],
    "31 août 2027",
    False,
    PARIS,
    False,
    CONTACT,
)
EXPIRED = o.Writing(Hours(), PARIS[1], "31 août 2027", True, PARIS, to_choose=False, contact="")
NO_SCHOOL_HOLIDAYS = o.Writing(Hours(), None, "", False, PARIS, to_choose=False, contact="")
UNKNOWN_HOLIDAYS = o.Writing(Hours(), None, "", False, (), to_choose=False, contact="")
EXPIRES = "mercredi 30 septembre à 18 h"
OPEN = OpenInvitation("_~-_~-_~", "admin", 0, BAD_NAME)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_teachers()
    yield from _of_managers()
    yield from _of_invitations()


def _of_teachers() -> Iterator[Outcome]:
    yield HomeShown("teacher", (), 0, teaches=True)
    yield HomeShown("guardian", (), 0, edit=False, teaches=True)
    yield o.TeacherHome(SCHOOL, TEACHER, Work(0, 0, 0, 0), edit=False)
    draft = (LARGEST, BAD_NAME)
    yield o.TeacherHome(SCHOOL, ADMIN, Work(3, 2, 1, 99), several=True, operator=True, draft=draft)
    yield o.TeacherHome(SCHOOL, ADMIN, Work(1, 1, 1, 1), draft=draft, kept=True)
    yield o.TeacherHome(SCHOOL, ADMIN, Work(1, 0, 1, 0), to_choose=True)
    yield o.NotATeacher(())
    yield o.NotATeacher((BAD_NAME, BAD_NAME), operator=True)
    yield o.SchoolChoice((SCHOOL,) * 3)


def _of_managers() -> Iterator[Outcome]:
    yield o.SchoolsShown((), 0, 1)
    yield o.SchoolsShown((SchoolCount(LARGEST, BAD_NAME, 12),) * o.PAGE, 1, 3, edit=False)
    for complaint in (None, *o.Complaint):
        yield o.SchoolDrafted("name", complaint=complaint)
        yield o.RenameAsked(SCHOOL, complaint)
    yield o.RenameAsked(SCHOOL, name=BAD_NAME)
    for step in ("level", "zone", "summary"):
        yield o.SchoolDrafted(step, BAD_NAME, "both", ZONES[-1])
    yield o.SchoolShown(SCHOOL, UNCHOSEN, 0, 0, 1, member=False, operator=True, created=True)
    for writing in (CHOSEN, EXPIRED, NO_SCHOOL_HOLIDAYS, UNKNOWN_HOLIDAYS):
        yield o.SchoolShown(SCHOOL, writing, 12, 2, 1, member=True, operator=False, edit=False)
    yield from _of_writing()
    yield o.MembersShown(SCHOOL, (ADMIN, TEACHER) * 4, 1, 3)
    yield o.MembersShown(SCHOOL, (), 0, 1)
    yield o.MemberShown(SCHOOL, TEACHER, myself=False, last_admin=False)
    yield o.MemberShown(SCHOOL, ADMIN, myself=True, last_admin=False, asked=True)
    yield o.MemberShown(SCHOOL, ADMIN, myself=True, last_admin=True)
    yield o.MemberShown(SCHOOL, TEACHER, myself=False, last_admin=False, asked=True)
    yield o.MemberWithdrawn(SCHOOL, BAD_NAME, myself=False)
    yield o.MemberWithdrawn(SCHOOL, BAD_NAME, myself=True)
    for complaint in (None, *o.Complaint):
        yield o.MyNameAsked(SCHOOL, BAD_NAME, complaint)
    yield o.MyNameAsked(SCHOOL, BAD_NAME, name=BAD_NAME)
    yield o.OperatorMade()


def _of_writing() -> Iterator[Outcome]:
    for writing in (UNCHOSEN, CHOSEN, EXPIRED, NO_SCHOOL_HOLIDAYS, UNKNOWN_HOLIDAYS):
        yield o.CalendarShown(SCHOOL, writing)
    for hours in (UNCHOSEN.hours, CHOSEN.hours):
        for vacations in (True, False):
            yield o.HoursShown(SCHOOL, hours, vacations)
    yield o.ContactAsked(SCHOOL, "")
    yield o.ContactAsked(SCHOOL, CONTACT, words=CONTACT)
    for complaint in o.Complaint:
        yield o.ContactAsked(SCHOOL, CONTACT, complaint=complaint)


def _of_invitations() -> Iterator[Outcome]:
    yield o.InvitationReady(SCHOOL, "admin", "a" * 24, EXPIRES)
    yield o.InvitationReady(SCHOOL, "teacher", "-_" * 12, EXPIRES)
    yield o.InvitationsShown(SCHOOL, (), 0, 1)
    by_operator = OpenInvitation("abcdefgh", "teacher", 0, None)
    yield o.InvitationsShown(SCHOOL, ((OPEN, EXPIRES), (by_operator, EXPIRES)) * 4, 1, 3)
    for complaint in (None, *o.Complaint):
        yield o.Invited(SCHOOL, "teacher", BAD_NAME, complaint)
    yield o.Invited(SCHOOL, "admin", None)
    yield o.JoinAsked(SCHOOL, "teacher", BAD_NAME)
    yield o.Joined(SCHOOL, "admin", BAD_NAME)
    yield o.Joined(SCHOOL, "teacher", BAD_NAME)
    for refusal in o.Refusal:
        yield o.InvitationRefused(refusal, 23 * 3_600_000, BAD_NAME)
