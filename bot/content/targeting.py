"""Ready-made targets: what a campaign tests, its stages and its badges, one YAML file each in `targets/`."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from bot.content.fault import Fault
from bot.content.french_rules import french_faults
from bot.content.problem import Broken, Problem
from bot.content.shapes import Model
from bot.content.source import Source, read_source
from bot.content.telling import told
from bot.content.templates import Place
from bot.content.typography import typeset

Percent = Annotated[int, Field(ge=0, le=100)]
Level = Annotated[int, Field(ge=1, le=8)]
Name = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(typeset)]
Words = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(typeset)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
TopicId = str


class Stage(Model):
    """A threshold of mastery (validated skills in the target's skills) with its words for the pupil."""

    at: Percent
    title: Name
    words: Words


class Criterion(Model):
    """A share of mastery to reach on some topics of the target; on all of them when none is named."""

    at: Annotated[Percent, Field(ge=1)]
    topics: tuple[TopicId, ...] = ()


class Badge(Model):
    """Earned when every criterion holds."""

    id: Slug
    title: Name
    words: Words
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Target(Model):
    """What a campaign can test: topics, each capped at a level, in at most so many `questions`."""

    target: Slug
    title: Name
    about: Words
    questions: Annotated[int, Field(ge=5, le=64)]
    topics: Annotated[dict[TopicId, Level], Field(min_length=1)]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, eq=False)
class TargetFile:
    """A file that has its shape, with the lines its parts stand on."""

    path: Path
    source: Source
    spec: Target


def read_target_file(path: Path) -> TargetFile:
    """Read one file. Raises Broken with every problem of its shape."""
    source = read_source(path, path.read_bytes())
    try:
        return TargetFile(path, source, Target.model_validate(source.data))
    except ValidationError as error:
        raise Broken(told(source, detail) for detail in error.errors(include_url=False)) from error


def target_problems(file: TargetFile, levels: Mapping[TopicId, Collection[int]]) -> Iterator[Problem]:
    """What keeps a target from being used with a bank whose topics have skills at these levels."""
    source, spec = file.source, file.spec
    if file.path.stem != spec.target:
        what = f"target {spec.target} is in {file.path.name}"
        yield source.problem(("target",), what, f"name the file {spec.target}.yaml")
    for topic, cap in spec.topics.items():
        if topic not in levels:
            yield source.problem(("topics", topic), f"there is no topic {topic}", "write the id of one")
        elif cap < min(levels[topic], default=0):
            what = f"topic {topic} has no skill up to level {cap}"
            yield source.problem(("topics", topic), what, "raise the level, or leave the topic out")
    yield from _stage_problems(file)
    yield from _badge_problems(file)


def _stage_problems(file: TargetFile) -> Iterator[Problem]:
    before: int | None = None
    for index, stage in enumerate(file.spec.stages):
        if before is None and stage.at > 0:
            what = f"the first stage is at {stage.at}"
            yield file.source.problem(("stages", index), what, "begin at 0: everybody has a stage")
        if before is not None and stage.at <= before:
            what = f"a stage at {stage.at} follows one at {before}"
            yield file.source.problem(("stages", index), what, "let them rise")
        before = stage.at


def _badge_problems(file: TargetFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for b, badge in enumerate(file.spec.badges):
        if badge.id in seen:
            yield file.source.problem(
                ("badges", b, "id"), f"the badge {badge.id} is there twice", "rename one"
            )
        seen.add(badge.id)
        for c, criterion in enumerate(badge.criteria):
            for topic in criterion.topics:
                if topic not in file.spec.topics:
                    what = f"the target does not test {topic}"
                    yield file.source.problem(
                        ("badges", b, "criteria", c, "topics"), what, "name topics of the target"
                    )


def wording_faults(spec: Target) -> Iterator[Fault]:
    """What is wrong with the French of a target."""
    yield from french_faults(("title",), spec.title)
    yield from french_faults(("about",), spec.about)
    praise: dict[Place, Stage | Badge] = {("stages", i): each for i, each in enumerate(spec.stages)}
    praise |= {("badges", i): each for i, each in enumerate(spec.badges)}
    for place, part in praise.items():
        yield from french_faults((*place, "title"), part.title)
        yield from french_faults((*place, "words"), part.words)
