"""Outcomes of an invigilator's day, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from bot.store.sittings import Decision, EndReason, IncidentKind
from bot.usecases.certification.noting import KINDS
from bot.usecases.certification.outcomes_board import (
    BoardLine,
    BoardShown,
    CandidateShown,
    ExtraAsked,
    Happened,
    JournalShown,
    KindAsked,
    Notice,
    PhoneShown,
    ProblemShown,
    Stage,
    SureAsked,
    TimeGiven,
    Waiting,
    WordsAsked,
)
from bot.usecases.certification.phases import Phase
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
HOSTILE = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
LINE = BoardLine(
    LARGEST, HOSTILE + HOSTILE, HOSTILE, Stage.RUNNING, question=12, questions=32, minutes=70, extra=33
)
LINES = tuple(replace(LINE, stage=each) for each in Stage)
PROBLEM = Happened(
    LARGEST, "aujourd'hui à 10\u00a0h\u00a042", HOSTILE, 12, "question", HOSTILE, decision=None
)
BOARD = BoardShown(
    sitting=LARGEST,
    phase=Phase.OPEN,
    moment="mardi 24 novembre à 14\u00a0h",
    room=HOSTILE[:40],
    code="ABCDEF234",
    counts=tuple((stage, number) for number, stage in enumerate(Stage, 1)),
    lines=LINES[:8],
    first=9,
    page=1,
    pages=4,
    problems=(Waiting(LARGEST, HOSTILE),) * 5,
    phones=(Waiting(LARGEST, HOSTILE),) * 5,
    leads=True,
)
CANDIDATE = CandidateShown(
    LARGEST, LINE, HOSTILE, 140, "aujourd'hui à 9\u00a0h", (PROBLEM,) * 6, page=3, open=True
)
ASKED = ProblemShown(LARGEST, LARGEST, PROBLEM, "?" * 4000, (HOSTILE,) * 8, HOSTILE, alert=True)


def outcomes() -> Iterator[Outcome]:
    yield from _boards()
    yield from _candidates()
    yield from _problems()
    for settled in ("", "accepted", "refused", "before"):
        yield PhoneShown(LARGEST, LARGEST, LINE, HOSTILE, taken=True, settled=settled)
    yield PhoneShown(LARGEST, LARGEST, LINES[0], HOSTILE, alert=True)
    yield PhoneShown(LARGEST, LARGEST, None, settled="before")
    for what in ("allow", "end", "close"):
        yield SureAsked(what, LARGEST, 1, 2**41)
        yield SureAsked(what, LARGEST, 30, 2**41)
    yield SureAsked("close", LARGEST, 0, 2**41)
    yield SureAsked("end_one", LARGEST, 1, 2**41, LARGEST, HOSTILE, 12, 32)
    for candidate, name in ((0, ""), (LARGEST, HOSTILE)):
        yield KindAsked(LARGEST, candidate, name)
        for kind in KINDS:
            yield WordsAsked(LARGEST, candidate, name, kind)
            yield WordsAsked(LARGEST, candidate, name, kind, refused=True)
    yield TimeGiven(140, 76)
    yield TimeGiven(140, 76, still=True)


def _boards() -> Iterator[Outcome]:
    yield BOARD
    for phase in Phase:
        yield replace(BOARD, phase=phase, code="", leads=phase is Phase.CLOSED)
    yield replace(BOARD, lines=LINES[8:], page=0, pages=1, problems=(), phones=())
    yield replace(BOARD, lines=(), counts=(), page=0, pages=1, problems=BOARD.problems[:1], phones=())
    for stage in Stage:
        yield replace(BOARD, counts=((stage, 1),), lines=LINES[:1], phones=BOARD.phones[:1])
    for notice in Notice:
        yield replace(BOARD, notice=notice)


def _candidates() -> Iterator[Outcome]:
    for line in LINES:
        yield replace(CANDIDATE, line=line)
    for why in get_args(EndReason):
        ended = replace(LINE, stage=Stage.ENDED, ended_for=why, minutes=0)
        yield replace(CANDIDATE, line=ended, incidents=())
    for notice in Notice:
        yield replace(CANDIDATE, notice=notice)
    yield replace(CANDIDATE, line=LINES[0], began="", open=False)
    yield ExtraAsked(LINE, ((0, 105), (25, 132), (33, 140), (50, 158)))
    yield ExtraAsked(LINES[0], ((0, 105),))


def _problems() -> Iterator[Outcome]:
    yield ASKED
    yield replace(ASKED, text="", choices=(), picture="", ended=True, alert=False)
    yield replace(ASKED, before=True, alert=False)
    yield replace(ASKED, text="?", left=(HOSTILE,) * 8)
    for decision in get_args(Decision):
        decided = replace(PROBLEM, decision=decision, by=HOSTILE)
        for before in (False, True):
            yield replace(ASKED, incident=decided, text="", before=before, ended=before)
    each_kind = tuple(
        replace(PROBLEM, kind=kind, decision="noted", words="x" * 300) for kind in get_args(IncidentKind)
    )
    yield JournalShown(LARGEST, each_kind, 60, 3, 10)
    yield JournalShown(LARGEST, (), 0, 0, 1)
