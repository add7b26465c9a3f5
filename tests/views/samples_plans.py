"""Outcomes of reminders' plans, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace

from bot.usecases.outcomes import Outcome
from bot.usecases.reminders.offsets import DelayFault
from bot.usecases.reminders.outcomes import PupilLetter, ToFinish
from bot.usecases.reminders.outcomes_plans import (
    WORDS_LIMIT,
    About,
    DelayAsked,
    LetterPreviewed,
    Line,
    LineState,
    OffsetsAsked,
    PlanNotice,
    PlanShown,
    Quiet,
    ReminderWordsAsked,
    Rest,
    Sent,
    SharingAsked,
    Who,
    WordsFault,
)

LARGEST = 2**63 - 1
NAME = ("<b>&\"'</b> {{ 7 * 7 }} «;!?:» 🎓" + "😀" * 60)[:60]
WORDS = ("<b>&\"'</b> {{ 7 * 7 }} «;!?:» 🎓" + "&" * WORDS_LIMIT)[:WORDS_LIMIT]
NOW = 1_795_000_000_000
DAY = 86_400_000
ABOUT = About(LARGEST, NAME, False, "Indian/Reunion", NOW, NOW + 7 * DAY, None)
MOVED = {LineState.EARLIER, LineState.LATER, LineState.QUIET}
LINES = tuple(
    Line(60 - n, state, NOW + n * DAY, Quiet.DAY_OFF if state in MOVED else None)
    for n, state in enumerate(LineState)
)
GONE_BY = (Line(7, LineState.PAST), Line(0, LineState.TOO_LATE))
SENT = (
    Sent(Who.PUPILS, NOW - DAY, 1),
    Sent(Who.PUPILS, NOW - 3 * DAY, 200),
    Sent(Who.GUARDIANS, NOW - DAY, 2),
)
FULL = PlanShown(ABOUT, LINES, LINES, WORDS, results_shared=True, usual=False, sent=SENT)
ABOUTS = (
    ABOUT,
    replace(ABOUT, draft=True),
    replace(ABOUT, deadline=None, rest=Rest.NO_DEADLINE),
    replace(ABOUT, deadline=NOW - DAY, rest=Rest.OVER),
    replace(ABOUT, rest=Rest.CLOSED),
)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_plans()
    for who in Who:
        yield from _of_offsets(who)
    for about in ABOUTS:
        yield from (SharingAsked(about, shared) for shared in (True, False))
        yield ReminderWordsAsked(about, WORDS)
        yield from (ReminderWordsAsked(about, now, WORDS) for now in ("", WORDS))
    line = ToFinish(LARGEST, NAME, NAME, "training", 3, "vendredi", False, False, 0, 64, WORDS, nudged=False)
    yield from (LetterPreviewed(ABOUT, PupilLetter((line,)), at) for at in (NOW, None))
    yield from (ReminderWordsAsked(ABOUT, "", fault=fault, length=9999) for fault in WordsFault)


def _of_plans() -> Iterator[Outcome]:
    for about in ABOUTS:
        yield replace(FULL, about=about)
        yield PlanShown(about, GONE_BY, (), "", results_shared=False, usual=True)
        yield PlanShown(about, (), (), "", results_shared=False, usual=False)
        yield PlanShown(about, GONE_BY, (), "", results_shared=False, usual=False, sent=SENT)
    yield from (replace(FULL, notice=notice) for notice in PlanNotice)
    weekend = Line(1, LineState.EARLIER, NOW, Quiet.WEEKEND)
    yield PlanShown(ABOUT, (weekend,), (weekend,), "", results_shared=False, usual=True)


def _of_offsets(who: Who) -> Iterator[Outcome]:
    for about in ABOUTS:
        yield OffsetsAsked(about, who, (60, 31, 21, 14, 10, 0), LINES, SENT)
        yield OffsetsAsked(about, who, (), ())
        yield OffsetsAsked(about, who, (1,), GONE_BY[1:])
    for notice in (PlanNotice.ADDED, PlanNotice.THERE, PlanNotice.FULL):
        yield OffsetsAsked(ABOUT, who, (60,), LINES[:1], (), notice, 60)
    yield from (DelayAsked(ABOUT, who, (7, 3, 1, 0), fault) for fault in DelayFault)
    yield from (DelayAsked(ABOUT, who, (3, 1), None, 60, line) for line in LINES)
    yield from (DelayAsked(ABOUT, who, chosen) for chosen in ((), (0,), (1,), (1, 0), (2,), (3, 1)))
