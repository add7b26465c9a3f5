"""Outcomes of classes, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rosters import Doubt, Reason
from bot.store.classes import ClassLine, Classroom, Colleague, Counts, JoinRequest, Pupil
from bot.usecases.broadcasts.outcomes import Coming
from bot.usecases.classes import outcomes as k
from bot.usecases.classes import outcomes_joining as j
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
BAD_NAME = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb"
LONG_NAME = "W<&" * 20
CODE = "ABCDEF234"
TOKEN = "a-_Z" * 6
LINK = ("a" * 8, "b" * 16)

CLASS = Classroom(LARGEST, LARGEST, BAD_NAME, "6e", CODE, 1, None)
LONG_CLASS = replace(CLASS, name=LONG_NAME)
ARCHIVED = replace(CLASS, archived_at=2)
PUPIL = Pupil(LARGEST, LARGEST, BAD_NAME, "Léa", "x", None, None, *LINK, *LINK, 1, None)
LONG_PUPIL = replace(PUPIL, family_name=LONG_NAME, given_name=LONG_NAME, person_id=LARGEST, joined_at=2)
LEFT = replace(PUPIL, set_aside_at=3)
REQUEST = JoinRequest(LARGEST, LARGEST, LONG_NAME, 1, LARGEST)
COLLEAGUE = Colleague(LARGEST, LARGEST, BAD_NAME)
LONG_COLLEAGUE = Colleague(LARGEST, LARGEST, LONG_NAME)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_classes()
    yield from _of_pupils()
    yield from _of_rosters()
    yield from _of_requests()
    yield from _of_joining()


def _of_classes() -> Iterator[Outcome]:
    lines = tuple(ClassLine(LARGEST, LONG_NAME, "6e", 5000, 4999) for _ in range(8))
    yield k.ClassesShown((), 0, 1)
    yield k.ClassesShown(lines, 1, 3, has_archived=True, whole_school=True)
    yield k.ClassesShown((), 0, 1, archived=True)
    yield k.ClassesShown(lines, 0, 1, archived=True)
    yield k.LevelAsked()
    yield k.LevelAsked(typed=True)
    yield k.RosterOffered(())
    yield k.RosterOffered((ClassLine(LARGEST, BAD_NAME, "6e", 30, 0),) * 8)
    yield k.ClassNameAsked()
    yield k.ClassNameAsked(LARGEST, refused=True)
    yield k.ClassShown(CLASS, Counts(0, 0, 0, 0), (BAD_NAME,), created=True, edit=False)
    yield k.ClassShown(LONG_CLASS, Counts(5000, 4999, 9, 999), (LONG_NAME,) * 40)
    waiting = (Coming(LARGEST, "mercredi à 7\u00a0h"),) * 5
    yield k.ClassShown(CLASS, Counts(30, 20, 0, 0), (BAD_NAME,), coming=waiting)
    yield k.ClassShown(ARCHIVED, Counts(1, 1, 1, 0), ())
    yield k.ArchiveAsked(CLASS)
    yield k.ColleaguesShown(CLASS, (COLLEAGUE,), (), 0, 1)
    yield k.ColleaguesShown(LONG_CLASS, (LONG_COLLEAGUE,) * 40, (LONG_COLLEAGUE,) * 8, 1, 3)
    yield k.ColleaguesShown(CLASS, (), (COLLEAGUE,), 0, 1)


def _of_pupils() -> Iterator[Outcome]:
    yield k.PupilsShown(CLASS, (), 0, 1, aside=False, has_aside=False)
    yield k.PupilsShown(CLASS, (PUPIL, LONG_PUPIL), 1, 3, aside=False, has_aside=True)
    yield k.PupilsShown(CLASS, (LEFT,), 0, 1, aside=True, has_aside=True)
    yield k.PupilsShown(CLASS, (), 0, 1, aside=True, has_aside=True)
    yield k.PupilShown(CLASS, PUPIL, 0, "added", edit=False)
    yield k.PupilShown(CLASS, LONG_PUPIL, 4, "renamed")
    yield k.PupilShown(CLASS, PUPIL, 0, "unlinked")
    yield k.PupilShown(CLASS, PUPIL, 1, "back")
    yield k.PupilShown(CLASS, LEFT, 1, "aside")
    yield k.PupilCode(LONG_CLASS, LONG_PUPIL)
    yield k.PupilNameAsked(LARGEST)
    yield k.PupilNameAsked(LARGEST, problem="unreadable")
    yield k.PupilNameAsked(LARGEST, problem="taken", name=LONG_NAME)
    yield k.PupilNameAsked(LARGEST, LARGEST, name=BAD_NAME)
    yield k.UnlinkAsked(LONG_PUPIL)
    yield k.FamilyShown(CLASS, LONG_PUPIL, 2, 1, 1)
    yield k.FamilyShown(LONG_CLASS, PUPIL, 0, 0, 1, renewed=True)
    yield from (k.RenewAsked(LONG_PUPIL, number) for number in (0, 1, 4))
    yield k.NoPupils(CLASS)
    yield k.SheetReady(CLASS, BAD_NAME, (PUPIL,), 1, 1)
    yield k.SheetReady(LONG_CLASS, BAD_NAME, (LONG_PUPIL,) * 3, 2, 3)
    yield k.SheetReady(
        CLASS, BAD_NAME, (PUPIL,), 1, 1, letters=True, teacher=BAD_NAME, date_words="1er mai 2026"
    )
    yield k.SheetReady(LONG_CLASS, BAD_NAME, (PUPIL,), 1, 2, letters=True, teacher=BAD_NAME, date_words="x")


def _of_rosters() -> Iterator[Outcome]:
    yield k.RosterAsked(CLASS)
    yield k.RosterSent(LARGEST, "x" * 100, LONG_NAME)
    yield k.RosterNotRead(LARGEST, None)
    yield from (k.RosterNotRead(LARGEST, reason) for reason in Reason)
    yield k.Preview(
        CLASS, LARGEST, new=1, same=0, renamed=0, back=0, gone=0, doubtful=0, points=(), page=0, pages=1,
        stay=False,
    )  # fmt: skip
    numbers = {"new": 5000, "same": 1, "renamed": 1, "back": 1, "gone": 30, "doubtful": 5000}
    long_name = LONG_NAME * 2
    full = k.Preview(
        LONG_CLASS, LARGEST, **numbers, points=(), page=3, pages=500, stay=False, known=30, guessed=True,
        group=LONG_NAME, groups=((LONG_NAME, 5000),) * 24, edit=False,
    )  # fmt: skip
    for default in (True, False):
        renamed = k.Point(k.PointKind.RENAMED, 5000, long_name, default, changeable=True, before=long_name)
        doubtful = k.Point(
            k.PointKind.DOUBTFUL, 5000, long_name, default, changeable=True, doubts=tuple(Doubt)
        )
        unsure = k.Point(k.PointKind.UNSURE, 0, long_name, default=False, here=5000, listed=4999)
        left = k.Point(k.PointKind.GONE, 0, long_name, default=True)
        yield replace(full, points=(renamed,) * 10)
        yield replace(full, points=(doubtful,) * 5 + (replace(doubtful, doubts=(Doubt.HOMONYM,)),) * 5)
        yield replace(full, points=(unsure,) * 10, other_class=LONG_NAME)
        yield replace(full, points=(left,) * 10, stay=True, edit=True)
    yield k.PreviewGone(LARGEST)
    yield k.PreviewGone(LARGEST, cancelled=True)
    yield k.PreviewGone(LARGEST, late=True)
    yield k.RosterImported(CLASS, 28, 1, 1, 2, 5000)
    yield k.RosterImported(CLASS, 0, 0, 0, 0, 1)


def _of_requests() -> Iterator[Outcome]:
    yield k.RequestShown(CLASS, REQUEST, came=True)
    yield k.RequestShown(LONG_CLASS, REQUEST)
    yield k.RequestsShown(CLASS, (REQUEST,) * 8, 1, 3)
    yield k.RequestsShown(CLASS, (), 0, 1)
    yield k.RequestNames(CLASS, REQUEST, (LONG_PUPIL, PUPIL), 1, 3)
    yield k.RequestNames(CLASS, REQUEST, (), 0, 1)
    yield k.RequestSettled(CLASS, LONG_NAME)
    yield k.RequestSettled(CLASS)
    yield k.RequestSettled(CLASS, before=True)


def _of_joining() -> Iterator[Outcome]:
    yield from (j.JoinClosed(why, BAD_NAME, BAD_NAME) for why in j.Closed)
    yield j.JoinClosed(j.Closed.REFUSED, LONG_NAME, edit=False)
    yield j.JoinClosed(j.Closed.ARCHIVED)
    yield from (j.LinksWait(ms) for ms in (1, 60_000, 119 * 60_000, 24 * 3_600_000))
    yield j.IsItYou(BAD_NAME, BAD_NAME, BAD_NAME, token=TOKEN)
    yield j.IsItYou(LONG_NAME, LONG_NAME, "", code=CODE, pupil_id=LARGEST)
    yield j.NamesShown(CODE, BAD_NAME, BAD_NAME, ((LARGEST, LONG_NAME),) * 8, 1, 3)
    yield j.NamesShown(CODE, BAD_NAME, "", ((LARGEST, "Léa M."),), 0, 1)
    yield j.Joined(BAD_NAME, LONG_NAME)
    yield j.Joined(BAD_NAME, LONG_NAME, campaigns=((LARGEST, BAD_NAME),))
    yield j.Joined(BAD_NAME, LONG_NAME, campaigns=((LARGEST, BAD_NAME),) * 3, edit=False)
    yield j.Joined(BAD_NAME, LONG_NAME, campaigns=((LARGEST, BAD_NAME),), onward=True)
    yield j.NamesShown(CODE, BAD_NAME, "", ((LARGEST, LONG_NAME),) * 8, 1, 3, LARGEST)
    yield j.Joined(BAD_NAME, BAD_NAME, again=True, edit=False)
    yield j.OwnNameAsked(CODE, BAD_NAME, has_list=True)
    yield j.OwnNameAsked(CODE, BAD_NAME, has_list=False, refused=True)
    yield j.RequestSent(LONG_NAME, BAD_NAME)
    yield j.RequestSent(LONG_NAME, BAD_NAME, again=True)
