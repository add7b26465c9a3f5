"""Outcomes of the jury of a sitting, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace

from bot.content import Library, Variant, render
from bot.content.framework import COMPETENCES
from bot.engine import Verdict
from bot.store.sittings import Candidate, Incident, Ruling
from bot.usecases.certification import outcomes_jury as o
from bot.usecases.certification.copying import Copy
from bot.usecases.certification.marks import Marks
from bot.usecases.certification.outcomes_jury import SittingTitle
from bot.usecases.certification.scored import Scored, nothing
from bot.usecases.following.outcomes import Column
from bot.usecases.outcomes import Outcome
from tests.usecases.desk import bank

LARGEST = 2**63 - 1
HOSTILE = "<b>Zoé & l'ami \u00ab\u00a0Bob\u00a0\u00bb " + "W" * 36
WORDS = "<i>& " + "W" * 295
NOW = 1_795_000_000_000
AT = "mercredi 30 septembre à 14\u00a0h\u00a0\u00a030"
TITLE = SittingTitle(LARGEST, AT, HOSTILE, HOSTILE, "profile")
LEVELS = dict.fromkeys(COMPETENCES, 8)
ISSUED = Scored("issued", LEVELS, dict.fromkeys(COMPETENCES, 64), 1024, 100, None, WORDS)
REJECTED = Scored("rejected", dict.fromkeys(COMPETENCES, 0), {}, 0, 49, "low_rate")
STATUSES = {"issued": 1997, "rejected": 1, "cancelled": 1, "pending": 1}
CANDIDATE = Candidate(
    sitting_id=LARGEST,
    id=LARGEST,
    pupil_id=LARGEST,
    person_id=LARGEST,
    extra=33,
    entered_at=NOW,
    accepted_at=NOW,
    present_at=NOW,
    authorised_at=NOW,
    started_at=NOW,
    stopped_at=None,
    stopped_for=None,
    cleared_at=None,
    lost_ms=0,
    warned=5,
    ended_at=NOW,
    ended_for="technical",
    assessment_id=LARGEST,
    opening=None,
    ruling="rejected",
    comment=WORDS,
    result=None,
    published_at=None,
    shared_at=None,
    family_name=HOSTILE,
    given_name=HOSTILE,
    class_id=LARGEST,
    class_name=HOSTILE,
    account=LARGEST,
)
MARKS = Marks(hasty=100, fit=-12.3, copy=Copy(LARGEST, 48, 48, 1e-12, 3.2))
INCIDENT = Incident(LARGEST, LARGEST, LARGEST, 32, "question", WORDS, NOW, NOW, "withdrawn", LARGEST)
RULING = Ruling(LARGEST, LARGEST, "rejected", None, WORDS, NOW, LARGEST)
JUDGED = o.CandidateJudged(
    sitting=TITLE,
    candidate=CANDIDATE,
    scored=ISSUED,
    published=REJECTED,
    decided=True,
    changed=True,
    began=AT,
    ended=AT,
    minutes=139,
    allowed=140,
    answered=48,
    asked=48,
    marks=MARKS,
    copied_from=HOSTILE,
    happened=(o.Happened(INCIDENT, AT, HOSTILE),) * 9,
    ruled=(o.Ruled(RULING, AT, HOSTILE),) * 9,
    following=LARGEST,
    page=249,
)
LINE = o.PaperLine(48, "4.1", HOSTILE, Verdict.WRONG, 1234.5, withdrawn=False, neutralised=False)


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_lists()
    yield from _of_candidates()
    yield from _of_papers()
    yield from _of_publishing()


def _of_lists() -> Iterator[Outcome]:
    lines = tuple(
        o.JudgedLine(LARGEST, HOSTILE, HOSTILE, scored, decided=decided, changed=not decided, looked=True)
        for scored in (ISSUED, REJECTED, nothing("cancelled", "erased"), nothing("pending", "held"))
        for decided in (True, False)
    )
    full = o.JuryShown(TITLE, lines, 1, 250, 2000, STATUSES, 1000, 900, 7, AT)
    yield full
    yield replace(full, published="", changed=0)
    yield replace(full, lines=(), page=0, pages=1, total=0, statuses={}, undecided=0, plain=0, changed=0)
    for cancelled in (True, False):
        yield o.JuryTooEarly(TITLE, cancelled)
    for plain, left in ((24, 6), (1, 0), (0, 3)):
        yield o.ConfirmingAsked(LARGEST, plain, left)


def _of_candidates() -> Iterator[Outcome]:
    yield JUDGED
    plain = replace(CANDIDATE, ruling=None, comment="", extra=0)
    begun = replace(JUDGED, candidate=plain, marks=Marks(), happened=(), ruled=(), published=None)
    yield replace(begun, decided=False, changed=True, following=None)
    yield replace(begun, marks=Marks(copy=Copy(LARGEST, 3, 4, 1 / 40_123, None)))
    yield replace(begun, marks=Marks(hasty=18))
    absent = replace(plain, started_at=None, ended_at=None, ended_for=None)
    yield replace(begun, candidate=absent, scored=nothing("cancelled", "absent"), began="", ended="", asked=0)
    running = replace(plain, ended_at=None, ended_for=None)
    yield replace(begun, candidate=running, scored=nothing("pending", "running"), ended="", decided=False)
    words = o.JuryWordsAsked(LARGEST, HOSTILE, "commented", 300)
    yield words
    yield replace(words, about="cancelled")
    yield replace(words, about="rejected", too_long=4096)


def _of_papers() -> Iterator[Outcome]:
    lines = (
        LINE,
        replace(LINE, verdict=Verdict.RIGHT, seconds=0.4),
        replace(LINE, verdict=Verdict.SKIPPED, seconds=None, neutralised=True),
        replace(LINE, verdict=Verdict.LATE),
        replace(LINE, verdict=None, seconds=None),
        replace(LINE, verdict=None, seconds=None, withdrawn=True),
    )
    yield o.PaperShown(LARGEST, HOSTILE, lines, 3, 6)
    yield o.PaperShown(LARGEST, HOSTILE, (), 0, 1)
    longest = _longest(bank())
    opened = o.PaperOpened(LARGEST, HOSTILE, LINE, longest, "<b>&" + "W" * 296, 1999, page=5)
    yield opened
    for line in lines:
        yield replace(opened, line=line, response=None, shared=0)
        yield replace(opened, line=line, response=None, variant=None)
    touched = (o.Touched(HOSTILE, REJECTED, ISSUED),) * 30 + (o.Touched(HOSTILE, ISSUED, ISSUED),)
    for change in ("out", "in"):
        yield o.NeutralisingAsked(LARGEST, 48, change, "one", touched[-1:])
        yield o.NeutralisingAsked(LARGEST, 48, change, "all", touched)
    yield o.NeutralisingAsked(LARGEST, 48, "out", "all", ())


def _longest(library: Library) -> Variant:
    every = (render(each, 0) for competence in library.competences.values() for each in competence.challenges)
    return max(every, key=lambda each: len(each.text))


def _of_publishing() -> Iterator[Outcome]:
    again = (o.Touched(HOSTILE, ISSUED, REJECTED),) * 30
    yield o.PublishingAsked(TITLE, STATUSES, again, 3, 0, 2**32 - 1, meanwhile=True)
    yield o.PublishingAsked(TITLE, {}, again[:1], 0, 0, 0)
    yield o.PublishingAsked(TITLE, STATUSES, (), 0, 5, 0, LARGEST)
    yield from (o.PublishingAsked(TITLE, {}, (), held, 0, 0) for held in (0, 3))
    yield o.Published(TITLE, 1997, 3, 1, 12)
    yield o.Published(TITLE, 1, 0, 0, 0)
    lines = tuple(
        o.PublishedLine(HOSTILE, HOSTILE, each)
        for each in (ISSUED, REJECTED, nothing("cancelled", "jury"), None)
    )
    yield o.ClassResults(TITLE, lines * 5, 3, 100, STATUSES)
    yield o.ClassResults(TITLE, (), 0, 1, {}, told=True)
    yield o.SittingExported(
        TITLE, AT, (Column("Nom"), Column("Pix", "number")), ((HOSTILE, 1024), ("=1+1", None))
    )
