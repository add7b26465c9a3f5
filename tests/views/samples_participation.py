"""Outcomes of participation, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from itertools import product

from bot.usecases.outcomes import Outcome
from bot.usecases.participation.outcomes import (
    AlreadyDone,
    Attempt,
    CampaignOver,
    CodeAsked,
    CodesWait,
    CodeUnknown,
    ForPupils,
    Landing,
    MineLine,
    MineShown,
    NameAsked,
    Near,
    NotOpenYet,
    OtherClass,
    ProfileAsked,
    ProfileSent,
    WhichClass,
)

LARGEST = 2**63 - 1
CODE = "WWWWWW999"
TITLE = "<" + "W" * 59
TEACHER = "&" + "é" * 59
WORDS = "<b>&" * 125
DEADLINE = "vendredi 15 novembre 2026 à 18 h 30"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
LEFT = "c'est aujourd'hui à 18\u00a0h"


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _codes()
    yield from _landings()
    yield from _done()
    for last, refused in product(("", "W" * 40), (False, True)):
        yield NameAsked(LARGEST, CODE, TITLE, TEACHER, last, refused)
    for known in (0, 1, 16):
        yield ProfileAsked(LARGEST, CODE, TITLE, TEACHER, "<" * 60, known, 1024, shared=known == 1)
        yield ProfileSent(LARGEST, TEACHER, known, 0, late=known == 1, again=known == 16, shared=known == 16)
    yield from _mine()


def _codes() -> Iterator[Outcome]:
    yield CodeAsked()
    for readable, near in product((True, False), (None, Near(LARGEST, TITLE, CODE))):
        yield CodeUnknown(readable, near)
    for wait in (1, MINUTE, 16 * MINUTE, 2 * HOUR, DAY, 3 * DAY):
        yield CodesWait(wait)
    yield NotOpenYet(TITLE, TEACHER, DEADLINE)
    for begun, edit in product((True, False), (True, False)):
        yield CampaignOver(TITLE, TEACHER, DEADLINE if edit else "", begun, edit)
    yield OtherClass()
    yield OtherClass(edit=True)
    yield from (ForPupils(role) for role in ("guardian", "teacher"))
    yield WhichClass(CODE, ((LARGEST, "6e B"),))
    yield WhichClass(CODE, ((LARGEST, TITLE),) * 20)


def _landings() -> Iterator[Outcome]:
    for mode in ("training", "exam", "collection"):
        yield Landing(
            LARGEST, CODE, TITLE, WORDS, TEACHER, TITLE, mode, 64, DEADLINE, LEFT, "W" * 60, shared=True
        )
        yield Landing(LARGEST, "", TITLE, "", TEACHER, "", mode, preview=True)
        yield Landing(LARGEST, CODE, TITLE, WORDS, TEACHER, TITLE, mode, 0, DEADLINE, LEFT, gone=True)
        yield Landing(LARGEST, "", TITLE, "", TEACHER, "", mode, running=True, answered=1, gone=True)
        yield Landing(LARGEST, "", TITLE, "", TEACHER, "", mode, 5, DEADLINE, running=True, answered=1)
        yield Landing(LARGEST, "", TITLE, "", TEACHER, "", mode, 5, DEADLINE, LEFT, known=5, goes_home=True)


def _done() -> Iterator[Outcome]:
    once = (Attempt(LARGEST, 0, DEADLINE, late=True),)
    often = tuple(Attempt(LARGEST, index, DEADLINE, late=False) for index in range(20))
    for attempts, retry_in in product((once, often), (None, 0, 1, 96)):
        yield AlreadyDone(LARGEST, TITLE, attempts, retry_in)
        yield AlreadyDone(LARGEST, TITLE, attempts, retry_in, to_show=LARGEST)
    sent = (Attempt(LARGEST, None, DEADLINE, late=False),)
    yield AlreadyDone(LARGEST, TITLE, sent, None, again=True)
    yield AlreadyDone(LARGEST, TITLE, sent, None, edit=True)


def _mine() -> Iterator[Outcome]:
    lines = (
        MineLine(LARGEST, TITLE, "todo"),
        MineLine(LARGEST, TITLE, "todo", DEADLINE, goes_home=True),
        MineLine(LARGEST, TITLE, "todo", DEADLINE, late=True),
        MineLine(LARGEST, TITLE, "running", DEADLINE),
        MineLine(LARGEST, TITLE, "done", mastery=100, late=True, sent=True),
        MineLine(LARGEST, TITLE, "done", mastery=0),
        MineLine(LARGEST, TITLE, "done", sent=True),
        MineLine(LARGEST, TITLE, "missed"),
    )
    yield MineShown((), 0, 1)
    yield MineShown(lines, 1, 3, edit=False)
