"""Outcomes of a candidate's test, in every form; and those of any question in a certification's form."""

from collections.abc import Iterator
from itertools import product
from typing import get_args

from bot.content import Kind, render, right_response
from bot.store.sittings import EndReason, StopReason
from bot.usecases import outcomes as o
from bot.usecases.certification.outcomes_test import (
    ClockStopped,
    CopyClosed,
    GiveUpAsked,
    OnlyTheTest,
    OnScreen,
    ProblemAsked,
    SittingOver,
)
from tests.usecases.desk import bank

LARGEST = 2**63 - 1
REF = o.StepRef("#WWWWWW999", LARGEST, 99, 48, 48, 157)
TEXT, PICTURE = OnScreen(LARGEST, media=False, ref=REF), OnScreen(LARGEST, media=True, ref=REF)
DESCRIBED = OnScreen(None, media=True, ref=REF, also=(LARGEST, 1))


def outcomes() -> Iterator[o.Outcome]:
    """Every class of outcome with a view, in every form."""
    yield ProblemAsked(REF)
    yield GiveUpAsked(REF, 0, 48)
    yield GiveUpAsked(REF, 47, 48)
    yield OnlyTheTest()
    yield from _stops()
    for why in get_args(EndReason):
        yield SittingOver(why, 31, 32)
    yield SittingOver("finished", 1, 1, TEXT)
    yield SittingOver("time", 0, 48, PICTURE)
    yield SittingOver("time", 0, 48, DESCRIBED)
    for question, why in product((TEXT, PICTURE, DESCRIBED), ("answered", "moved", "hidden", "over")):
        yield CopyClosed(question, why)  # type: ignore[arg-type]  # product forgets that they are literals
    yield from _questions()


def _stops() -> Iterator[o.Outcome]:
    for reason in get_args(StopReason):
        yield ClockStopped(LARGEST, reason, 157, question=TEXT)
        yield ClockStopped(LARGEST, reason, 0, question=PICTURE, edit=True)
        yield ClockStopped(LARGEST, reason, 60, cleared=True)
    yield ClockStopped(LARGEST, "incident", 61, cleared=True, withdrawn=True)


def _questions() -> Iterator[o.Outcome]:
    """The longest question of each kind, shown, moved, answered and passed."""
    challenges = [each for one in bank().competences.values() for each in one.challenges]
    for kind in Kind:
        variants = [render(each, 0) for each in challenges if each.kind is kind]
        variant = max(variants, key=lambda each: len(each.text))
        yield o.QuestionAsked(REF, variant, (), LARGEST)
        yield o.AnswerTaken(REF, variant, right_response(variant.key), LARGEST)
        yield o.AnswerTaken(REF, variant, None, LARGEST, also=(1, 2))
        if variant.fields:
            yield o.FieldAsked(REF, variant, 0)
    yield o.NumberWanted(REF, ("km",), stop=True)
    yield o.PictureDescribed("Un dessin", REF)
