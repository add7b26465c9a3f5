"""Outcomes before the day of a sitting, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.usecases.campaigns.dates import DateFault, DateProblem
from bot.usecases.certification.outcomes_prep import (
    MOST_EXTRA,
    ROOM_LIMIT,
    AttendanceLine,
    CandidateLine,
    CandidateShown,
    CandidatesListed,
    Clash,
    Complaint,
    DayAsked,
    ExtraAsked,
    HourAsked,
    Lack,
    LeftOutListed,
    Notice,
    RoomAsked,
    RulesAsked,
    SittingCancelAsked,
    SittingClassesAsked,
    SittingCodes,
    SittingDeleteAsked,
    SittingLine,
    SittingQr,
    SittingSheet,
    SittingShown,
    SittingsListed,
    SittingSummary,
    StaffAsked,
    StaffNamed,
    StaffTold,
    Step,
)
from bot.usecases.certification.phases import Phase
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
NAME = ("<b>&\"'</b> {{ 7 * 7 }} «;!?:» 🎓" + "😀" * 60)[:60]
ROOM = NAME[:ROOM_LIMIT]
WHEN = "mercredi 23 septembre 2026 à 13\u00a0h\u00a030"
CODE, STAFF_CODE = "ABCDEF234", "GHJKMN567"
STEPS = (Step(LARGEST), Step(LARGEST, guided=True))
LINE = CandidateLine(LARGEST, NAME, NAME, 33)
SUMMARY = SittingSummary(
    LARGEST,
    Phase.DRAFT,
    "profile",
    WHEN,
    ROOM,
    105,
    (NAME,) * 30,
    200,
    2,
    3,
    NAME,
    (NAME,) * 9,
    (NAME,) * 9,
    clashes=(Clash(WHEN, ROOM, 30),) * 3,
)
EMPTY = replace(
    SUMMARY, when="", room="", classes=(), candidates=0, extra=0, unlinked=0, invigilators=(), results=()
)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _lists()
    yield from _fields()
    yield from _of_one()
    yield from _candidates()
    yield from _staff()
    yield SittingCodes(LARGEST, WHEN, ROOM, CODE, STAFF_CODE)
    yield from (SittingQr(LARGEST, CODE, staff) for staff in (True, False))
    rows = tuple(AttendanceLine(NAME, NAME, extra, 105 + extra) for extra in (0, 33))
    yield SittingSheet(LARGEST, NAME, WHEN, ROOM, CODE, NAME, 105, "profile", rows)


def _lists() -> Iterator[Outcome]:
    lines = tuple(SittingLine(LARGEST, phase, "23/09 · 13 h 30", WHEN, ROOM, 30) for phase in Phase)
    yield SittingsListed((), 0, 1, whole_school=False)
    yield SittingsListed((*lines, SittingLine(1, Phase.DRAFT, "", "", "", 0)), 3, 9, whole_school=True)
    yield from (SittingsListed(lines[:1], 0, 1, False, notice) for notice in Notice)


def _fields() -> Iterator[Outcome]:
    days = tuple((date(2026, 9, day).toordinal(), f"mar. {day:02}/09") for day in (22, 25, 29, 30))
    hours = ((480, "8 h"), (810, "13 h 30"), (840, "14 h"))
    rooms = ((LARGEST, NAME, True), (1, "6e B", False))
    for step in STEPS:
        yield from (RulesAsked(step, rules) for rules in ("profile", "adaptive"))
        yield SittingClassesAsked(step, (), 0, 0, 1)
        yield SittingClassesAsked(step, rooms, 30, 1, 9, Notice.NEEDS_CANDIDATE)
        yield DayAsked(step, "", days, "30 septembre 14 h")
        yield from (DayAsked(step, WHEN, days, "30 mai 14 h", DateProblem(each)) for each in DateFault)
        yield HourAsked(step, days[0][0], "mardi 22 septembre", hours)
        yield HourAsked(step, days[0][0], "mardi 1er mai", hours, DateProblem(DateFault.NO_SUCH_HOUR))
        yield RoomAsked(step, "")
        yield from (RoomAsked(step, ROOM, each) for each in (Complaint.EMPTY, Complaint.LONG))


def _of_one() -> Iterator[Outcome]:
    for phase in Phase:
        summary = replace(SUMMARY, phase=phase)
        yield SittingShown(summary, leads=True, watches=True)
        yield SittingShown(summary, leads=True, watches=True, editing=True)
        yield SittingShown(summary, leads=False, watches=True)
        yield SittingShown(summary, leads=False, watches=False, receives=True)
        yield SittingShown(replace(EMPTY, phase=phase), leads=True, watches=True)
    yield SittingShown(replace(EMPTY, rules="adaptive"), True, True, True, tuple(Lack))
    yield SittingShown(replace(SUMMARY, day_off=True, unlinked=1), True, True)
    yield from (SittingShown(SUMMARY, True, True, notice=notice) for notice in Notice)
    yield SittingCancelAsked(LARGEST, WHEN, 1)
    yield from (SittingDeleteAsked(LARGEST, number) for number in (0, 1, 30))


def _candidates() -> Iterator[Outcome]:
    lines = (LINE, replace(LINE, name="MARTIN Léa", class_name="6e B", extra=0))
    yield CandidatesListed(LARGEST, (), 0, 0, 0, False, 0, 1)
    yield CandidatesListed(LARGEST, lines, 30, 1, 2, True, 1, 4)
    yield CandidatesListed(LARGEST, lines, 30, 1, 2, False, 1, 4, Notice.NEEDS_CANDIDATE)
    yield LeftOutListed(LARGEST, ((LARGEST, NAME), (1, "MARTIN Léa")), 1, 3)
    choices = ((0, 105), (25, 132), (33, 140), (50, 158))
    for line, minutes in ((lines[0], 140), (lines[1], 105), (replace(LINE, extra=100), 210)):
        yield CandidateShown(LARGEST, line, minutes, choices, joined=True, removable=True)
        yield CandidateShown(LARGEST, line, minutes, (), joined=False, removable=False)
    yield CandidateShown(LARGEST, LINE, 140, choices, True, False, Notice.NOT_OUT)
    yield from (ExtraAsked(LARGEST, LINE, each) for each in (None, Complaint.NUMBER))
    yield CandidateShown(LARGEST, replace(LINE, extra=MOST_EXTRA), 315, choices, True, True)


def _staff() -> Iterator[Outcome]:
    members = ((LARGEST, NAME, True), (1, "M. Roy", False))
    for about in ("invigilator", "results"):
        yield StaffAsked(LARGEST, about, members, 1, 1, 3)
        yield StaffAsked(LARGEST, about, (), 0, 0, 1, renewed=True)
        yield from (StaffNamed(LARGEST, about, NAME, WHEN, room) for room in ("", ROOM))
    for cancelled in (True, False):
        yield from (StaffTold(LARGEST, WHEN, room, cancelled) for room in ("", ROOM))
