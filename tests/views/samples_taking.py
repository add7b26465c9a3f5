"""Outcomes of a campaign's test, in the longest forms that there can be."""

from collections.abc import Iterator
from dataclasses import replace

from bot.content.framework import COMPETENCES
from bot.engine import Verdict
from bot.usecases import outcomes as o
from bot.usecases.guardians.showing import Shown
from bot.usecases.participation.outcomes_taking import CampaignClosed, CampaignFinished, ClosedBecause
from bot.usecases.participation.results import CampaignResult, CompetenceMastery, EarnedBadge

LARGEST = 2**63 - 1
TRAINING, EXAM = "@WWWWWW999", "!WWWWWW999"
TITLE, TEACHER, WORDS = "<" + "W" * 59, "&" + "é" * 59, "<b>&" * 125
RESULT = CampaignResult(
    mastery=58,
    skills=38,
    validated=22,
    asked=24,
    right=13,
    stage="Sur la bonne voie",
    stage_words="m" * 300,
    badges=tuple(EarnedBadge(f"b{n}", "W" * 60, "m" * 300) for n in range(3)),
    competences={code: CompetenceMastery(10, n % 11) for n, code in enumerate(COMPETENCES)},
    topics={},
    missed=("motdepasse1", "hameconnage2", "requete1", "resultats1", "fiabilite1", "gone9"),
)
NOTHING = CampaignResult(0, 12, 0, 12, 0, "Premiers pas", "m" * 300, (), {}, {}, ())
FINISHED = CampaignFinished(
    "WWWWWW999", TITLE, "training", TEACHER, WORDS, RESULT, 2, 75, late=True, retries=True, wait=96,
    answers=(TRAINING, LARGEST, 0),
)  # fmt: skip


def outcomes() -> Iterator[o.Outcome]:
    """Every class of outcome with a view, and those of any test in a campaign's form."""
    yield FINISHED
    yield replace(FINISHED, shared=True)
    for each in Shown:
        yield replace(FINISHED, attempt_id=LARGEST, guardians=each)
        yield replace(FINISHED, attempt_id=LARGEST, guardians=each, again=True)
    yield replace(FINISHED, mode="exam", answers=None, retries=False, late=False, attempt=1)
    yield replace(FINISHED, again=True, wait=0, teacher="", end_words="")
    yield replace(FINISHED, result=NOTHING, attempt=1, late=False)
    known = replace(NOTHING, mastery=100, validated=12, asked=0)
    yield replace(FINISHED, result=known, answers=None, retries=False)
    for reason in ClosedBecause:
        for answered in (0, 7):
            name = "" if reason is ClosedBecause.GONE else TITLE
            yield CampaignClosed(name, reason, answered, LARGEST if answered else None)
    yield from _answers()


def _answers() -> Iterator[o.Outcome]:
    for key, first in ((TRAINING, 61), (EXAM, 51)):
        steps = range(first, 65 if key == TRAINING else 61)
        lines = tuple(
            o.AnswerLine(o.StepRef(key, LARGEST, step), Verdict.WRONG, "W" * 80, "4.1") for step in steps
        )
        yield o.Checkpoint(key, LARGEST, 5, lines, running=False, title=TITLE, blocks=7, edit=True)
        if key == TRAINING:
            yield o.Checkpoint(key, LARGEST, 12, lines, running=True, title=TITLE)
        yield o.AnswerDetail(o.StepRef(key, LARGEST, 64), Verdict.WRONG, None, None, "motdepasse1")
