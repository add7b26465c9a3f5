"""Outcomes of following, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.content.framework import COMPETENCES
from bot.store.campaigns import Campaign
from bot.usecases.broadcasts.outcomes import Coming
from bot.usecases.following.board import Standing
from bot.usecases.following.outcomes import (
    Attempt,
    CampaignFollowed,
    ClassAnalysed,
    Column,
    CurveShown,
    FollowedLine,
    FollowedList,
    HeatShown,
    LessonOpened,
    NothingYet,
    Nudged,
    PupilFollowed,
    ResultsExported,
    Share,
    ToNudge,
    TopicNeed,
)
from bot.usecases.outcomes import Outcome, TutorialShown

COMING = (Coming(2**63 - 1, "mercredi à 7\u00a0h"),) * 5
LARGEST = 2**63 - 1
HOSTILE = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
NOW = 1_795_000_000_000
DAY = 86_400_000
CAMPAIGN = Campaign(
    id=LARGEST,
    school_id=LARGEST,
    code="ABCDEF234",
    name=HOSTILE,
    target="{}",
    mode="training",
    open_to_all=0,
    opens_at=None,
    deadline_at=NOW + DAY,
    late_allowed=1,
    retries=1,
    start_words="",
    end_words="",
    teacher=HOSTILE,
    created_at=NOW,
    published_at=NOW,
    closed_at=None,
    archived_at=None,
)
FULL = CampaignFollowed(
    CAMPAIGN, HOSTILE, (HOSTILE,) * 9, "Indian/Reunion", NOW, 2000, 300, 900, 500, 600, 7, 62, edit=True
)
LINE = FollowedLine(
    -LARGEST, HOSTILE, HOSTILE, joined=True, reachable=True, answered=7, mastery=100, late=True
)
ABSENT = replace(LINE, joined=False, mastery=None, late=False, key=LARGEST)
TOPICS = tuple(Share(HOSTILE, number, 8) for number in range(6))
PUPIL = PupilFollowed(
    LARGEST,
    HOSTILE,
    LINE,
    Standing.DONE,
    "Europe/Paris",
    NOW,
    tuple(Attempt(number, 40, NOW - DAY, late=number == 2) for number in (1, 2)),
    HOSTILE,
    (HOSTILE,) * 4,
    tuple(Share(code, 3, 8) for code in COMPETENCES),
    TOPICS,
    (("motdepasse3", HOSTILE),) * 5,
    (),
    page=249,
)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_campaigns()
    yield from _of_pupils()
    yield from _of_files()


def _of_campaigns() -> Iterator[Outcome]:
    empty = replace(
        FULL, classes=(), enrolled=0, absent=0, waiting=0, running=0, done=0, late=0, average=None
    )
    yield FULL
    yield replace(FULL, nudged=Nudged(30), edit=False)
    yield replace(FULL, nudged=Nudged())
    yield replace(FULL, nudged=Nudged(1, refused=3), to_nudge=ToNudge(2, "demain à 7 h"))
    yield replace(FULL, to_nudge=ToNudge(1, "lundi 30 novembre à 7 h"), coming=COMING)
    yield replace(FULL, nudged=Nudged(too_late=True))
    yield replace(FULL, title="", gone=True)
    yield replace(FULL, campaign=replace(CAMPAIGN, mode="collection"), title="", average=None)
    for change in (
        {"opens_at": NOW + DAY, "deadline_at": None},
        {"deadline_at": NOW - DAY, "mode": "exam"},
        {"closed_at": NOW},
        {"archived_at": NOW, "mode": "exam"},
        {"published_at": None, "mode": "collection", "deadline_at": NOW - DAY},
    ):
        yield replace(empty, campaign=replace(CAMPAIGN, **change))
    needs = tuple(TopicNeed("motdepasse", HOSTILE, "4.1", 10 * n, n, 30) for n in range(10))
    yield ClassAnalysed(LARGEST, HOSTILE, 2000, needs, PUPIL.tutorials[:3], 1, 3)
    yield LessonOpened(LARGEST, TutorialShown("motdepasse2", saved=False, useful=None, back=None, edit=False))
    yield NothingYet(LARGEST)


def _of_pupils() -> Iterator[Outcome]:
    for standing in Standing:
        lines = (LINE, ABSENT, replace(LINE, reachable=False)) + (LINE,) * 5
        yield FollowedList(LARGEST, HOSTILE, standing, lines, 2000, 1, 250)
        yield FollowedList(LARGEST, HOSTILE, standing, (), 0, 0, 1)
        yield replace(PUPIL, standing=standing)
        yield replace(PUPIL, standing=standing, line=ABSENT, attempts=(), stage="", badges=(), tutorials=())
        yield replace(PUPIL, standing=standing, line=replace(LINE, reachable=False), to_work_on=())
    profile = replace(LINE, mastery=None, pix=1024)
    for level in (8, None):
        levels = tuple((code, level) for code in COMPETENCES)
        yield replace(
            PUPIL, line=profile, levels=levels, attempts=PUPIL.attempts[:1], competences=(), collection=True
        )
    for standing in (Standing.WAITING, Standing.DONE):
        yield FollowedList(LARGEST, HOSTILE, standing, (profile,) * 8, 2000, 1, 250, collection=True)
    yield replace(PUPIL, standing=Standing.WAITING, line=ABSENT, attempts=(), collection=True)


def _of_files() -> Iterator[Outcome]:
    yield HeatShown(LARGEST, HOSTILE, ("1.1", "4.1"), (HOSTILE,) * 50, ((40, None),) * 50)
    yield HeatShown(LARGEST, HOSTILE, ("1.1", "4.1"), (HOSTILE,), ((7, None),), levels=True)
    days = (date(2026, 11, 12), date(2026, 11, 13))
    yield CurveShown(LARGEST, HOSTILE, days, (1, 2), (0, 1), 30, days[1])
    yield CurveShown(LARGEST, HOSTILE, days, (1, 2), (0, 1), 30, None)
    yield CurveShown(LARGEST, HOSTILE, days, (1, 2), (1, 2), 30, None, collection=True)
    for form in ("xlsx", "csv"):
        yield ResultsExported(
            LARGEST,
            HOSTILE,
            HOSTILE,
            form,
            "Europe/Paris",
            NOW,
            (Column("Nom"), Column("Maîtrise", "percent")),
            ((HOSTILE, 40), (HOSTILE, None)),
            (Column("Sujet"),),
            ((HOSTILE,),),
        )
