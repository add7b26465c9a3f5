"""Outcomes of campaigns, one of each sort and more where a view has several forms."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from bot.content.framework import COMPETENCES
from bot.content.targeting import Badge, Criterion, Stage
from bot.store.campaigns import Colleague, Mode
from bot.usecases.campaigns import outcomes as o
from bot.usecases.campaigns.dates import DateFault, DateProblem
from bot.usecases.campaigns.outcomes import Field, Lack, Notice, Step
from bot.usecases.campaigns.phases import Phase
from bot.usecases.outcomes import Outcome

LARGEST = 2**63 - 1
HOSTILE = "<b>&\"'</b> {{ 7 * 7 }} «;!?:» 🎓"
NAME = (HOSTILE + "😀" * 60)[:60]
WORDS = (HOSTILE + "&" * 500)[:500]
MOMENT = "vendredi 15 novembre 2026 à 18\u00a0h\u00a030"
DAY = "28 septembre"
STEPS = (Step(LARGEST), Step(LARGEST, guided=True))
CHOICES = (o.Choice(0, 0, 20, 0.0), o.Choice(1, 1, 5, 1.0), o.Choice(64, 300, 64, 0.5))


def outcomes() -> Iterator[Outcome]:
    """Every class of outcome with a view."""
    yield from _of_lists()
    yield from _of_steps()
    yield from _of_targets()
    yield from _of_summaries()
    yield from _of_managing()
    yield from _of_codes()


def _of_lists() -> Iterator[Outcome]:
    counts = tuple((each, 9999) for each in Phase)
    for phase in Phase:
        lines = tuple(o.CampaignLine(LARGEST, NAME, phase, MOMENT if n % 2 else "") for n in range(o.PAGE))
        yield o.CampaignsListed(phase, lines, counts, 1, 3, phase is Phase.DRAFT)
        yield o.CampaignsListed(phase, (), (), 0, 1, False, Notice.TAKEN_OUT)
        yield o.DraftsFound(lines[:5], full=phase is Phase.DRAFT)
    yield o.DraftsFound((o.CampaignLine(LARGEST, NAME, Phase.DRAFT, ""),), full=False)


def _of_steps() -> Iterator[Outcome]:
    for step in STEPS:
        for complaint in (None, *o.Complaint):
            yield o.NameAsked(step, NAME if complaint else "", complaint)
            for field in (Field.START, Field.END):
                yield o.WordsAsked(step, field, WORDS if complaint else "", complaint, 9999)
        rooms = tuple((LARGEST - n, NAME, n % 2 == 0) for n in range(o.PAGE))
        yield o.ClassesAsked(step, rooms, True, 40, 1, 5)
        yield o.ClassesAsked(step, (), False, 0, 0, 1, Notice.NEEDS_CLASS)
        yield from (o.ModeAsked(step, mode, ready=step.guided) for mode in get_args(Mode))
        for field in (Field.DEADLINE, Field.OPENS):
            yield o.MomentAsked(step, field, "", DAY, ready=step.guided)
            yield o.MomentAsked(step, field, MOMENT, DAY, False, order=True, other=MOMENT)
            for fault in DateFault:
                yield o.MomentAsked(step, field, MOMENT, DAY, False, DateProblem(fault, MOMENT))
    stages = tuple(Stage(at=at, title="x" * 60, words="y" * 300) for at in (0, 25, 50, 75, 100))
    badges = tuple(
        Badge(id=f"b{n}", title="x" * 60, words="y" * 300, criteria=(Criterion(at=50),)) for n in range(3)
    )
    yield o.StagesShown(LARGEST, NAME, stages, badges)
    yield o.StagesShown(LARGEST, NAME, stages[:1], ())


def _of_targets() -> Iterator[Outcome]:
    slug = "a" * 32
    lines = tuple(
        o.TargetLine(slug, "x" * 60, 64, phone) for phone in (0.0, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    )
    topics = tuple(
        o.TopicLine("a" * 20, "x" * 60, cap, lowest, phone=bool(cap))
        for cap, lowest in ((0, 1), (0, 5), (8, 1), (3, 3), (0, 8), (1, 1), (2, 1), (4, 2))
    )
    for step in STEPS:
        yield o.TargetsListed(step, lines, 1, 3, "x" * 60)
        yield o.TargetsListed(step, (), 0, 1, "")
        yield o.TargetShown(step, lines[0], "y" * 300, 300, ("x" * 60,) * 93, 2)
        yield o.TargetShown(step, lines[2], "y" * 300, 1, ("x" * 60,), 0)
        for choice in CHOICES:
            counts = tuple((code, choice.topics) for code in COMPETENCES)
            yield o.TopicsShown(step, counts, choice)
            for notice in (None, Notice.NEEDS_TOPIC):
                yield o.CompetenceTopics(step, "4.2", 4, topics, choice, notice)
                yield o.CompetenceTopics(step, "4.2", 8, topics[2:4], choice, notice)
                yield o.TopicsFound(step, NAME, 4, topics, choice, notice)
                yield o.TopicsFound(step, NAME, 4, (), choice, notice)


def _summary() -> o.Summary:
    return o.Summary(
        id=LARGEST,
        name=NAME,
        draft=True,
        mode="training",
        target="x" * 60,
        about="é" * 4000,
        questions=64,
        phone=0.5,
        classes=(NAME,) * 40,
        open=True,
        opens=MOMENT,
        deadline=MOMENT,
        late=True,
        retries=True,
        start=WORDS,
        end="😀" * 500,
        teacher=NAME,
        reminders=(14, 7, 5, 3, 1, 0),
    )


def _of_summaries() -> Iterator[Outcome]:
    full = _summary()
    empty = replace(
        full, target="", about="", questions=0, classes=(), opens="", deadline="", start="", end=""
    )
    for mode in get_args(Mode):
        for draft in (True, False):
            yield o.CampaignSummed(replace(full, mode=mode, draft=draft), tuple(Lack))
            yield o.CampaignSummed(replace(empty, mode=mode, draft=draft, late=False, retries=False))
            yield o.CampaignSummed(replace(empty, mode=mode, open=False, phone=1.0))
            yield o.CampaignSummed(replace(empty, mode=mode, draft=draft, gone=True))
    yield from (o.CampaignSummed(full, notice=notice) for notice in Notice)
    yield from (o.CampaignSummed(replace(full, day_off=day_off)) for day_off in o.DayOff)


def _of_managing() -> Iterator[Outcome]:
    for phase in Phase:
        for notice in (None, Notice.REOPENED_LATE):
            yield o.CampaignManaged(LARGEST, NAME, phase, notice is None, (NAME,) * 40, 9999, notice)
        yield o.CampaignManaged(LARGEST, NAME, phase, True, (), 0)
        both = (Notice.REOPENED_TO_LATE, Notice.ANSWERS_SEEN)
        yield o.CampaignManaged(LARGEST, NAME, phase, False, (NAME,), 1, *both)
    for time in (1, 2):
        yield o.DeleteAsked(LARGEST, NAME, 9999, 1, time)
        yield o.DeleteAsked(LARGEST, NAME, 1, 0, time)
        yield o.DeleteAsked(LARGEST, NAME, 0, 0, time)
    yield from (o.CampaignDeleted(NAME, draft) for draft in (True, False))
    people = tuple(Colleague(LARGEST - n, NAME) for n in range(40))
    yield o.TeamShown(LARGEST, NAME, people[:12], people[: o.PAGE], 1, 5, LARGEST)
    yield o.TeamShown(LARGEST, NAME, people[:1], (), 0, 1, LARGEST)
    yield o.TeamShown(LARGEST, NAME, (), people[:1], 0, 1, LARGEST)
    yield o.CampaignShared(LARGEST, NAME, NAME)


def _of_codes() -> Iterator[Outcome]:
    full = o.HandedOut(LARGEST, NAME, "ABCDEF234", NAME, NAME, MOMENT, MOMENT, 64, classes=True, exam=False)
    bare = o.HandedOut(LARGEST, NAME, "ABCDEF234", NAME, NAME, "", "", 0, classes=False, exam=True)
    for handed in (full, bare):
        yield o.CodeShown(handed, (7, 3, 1, 0))
        yield o.CodeShown(handed, (), published=True)
        yield o.QrMade(handed)
        yield o.PosterMade(handed)
        yield o.ForwardMessage(handed)
