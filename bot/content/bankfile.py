"""One competence's file: read, held against its shape, and tried on every variant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.content.enumeration import variants
from bot.content.framework import COMPETENCES
from bot.content.guessing import Odds, odds
from bot.content.problem import Broken, Problem
from bot.content.program import still
from bot.content.schema import ChallengeSpec, CompetenceSpec, TutorialSpec
from bot.content.source import Source, read_source
from bot.content.telling import GUIDE, told
from bot.content.templates import Place, TemplateBroken
from bot.content.variant import Variant


@dataclass(frozen=True, eq=False)
class BankFile:
    """A file that has its shape, with the lines its parts stand on."""

    path: Path
    source: Source
    spec: CompetenceSpec

    @property
    def ids(self) -> Iterator[tuple[Place, str]]:
        """The ids of topics, skills and challenges, and where they are written."""
        for t, topic in enumerate(self.spec.topics):
            yield ("topics", t, "id"), topic.id
            for s, skill in enumerate(topic.skills):
                yield ("topics", t, "skills", s, "level"), f"{topic.id}{skill.level}"
        yield from (((*place, "id"), challenge.id) for place, challenge in self.challenges)

    @property
    def tutorials(self) -> Iterator[tuple[Place, TutorialSpec]]:
        for t, topic in enumerate(self.spec.topics):
            for s, skill in enumerate(topic.skills):
                yield ("topics", t, "skills", s, "tutorial"), skill.tutorial

    @property
    def challenges(self) -> Iterator[tuple[Place, ChallengeSpec]]:
        for t, topic in enumerate(self.spec.topics):
            for s, skill in enumerate(topic.skills):
                for c, challenge in enumerate(skill.challenges):
                    yield ("topics", t, "skills", s, "challenges", c), challenge


def read_bank_file(path: Path, text: bytes) -> BankFile:
    """Read a file's bytes. Raises ContentError with what keeps some of it from being shown."""
    source = read_source(path, text)
    if not isinstance(source.data, dict):
        what = "this is not a competence, which begins with its code and its topics"
        raise Broken([source.problem((), what, f'write `competence: "{path.stem}"` first, {GUIDE}')])
    try:
        file = BankFile(path, source, CompetenceSpec.model_validate(source.data))
    except ValidationError as error:
        raise Broken(told(source, detail) for detail in error.errors(include_url=False)) from error
    if problems := [*_misnamed(file, path), *_varying(file)]:
        raise Broken(problems)
    return file


def _misnamed(file: BankFile, path: Path) -> Iterator[Problem]:
    code, source = file.spec.competence, file.source
    if code not in COMPETENCES:
        yield source.problem(
            ("competence",), f"there is no competence {code!r}", 'write "1.1" to "5.2", in quotes'
        )
    elif path.stem != code:
        yield source.problem(
            ("competence",), f"competence {code} is in {path.name}", f"name the file {code}.yaml"
        )
    for place, challenge in file.challenges:
        topic = file.spec.topics[int(place[1])]
        skill = f"{topic.id}{topic.skills[int(place[3])].level}"
        if challenge.id.partition("-")[0] != skill:
            what = f"{challenge.id} is a challenge of skill {skill}"
            yield source.problem((*place, "id"), what, f"name it {skill}-a, {skill}-b…")
    for place, name in _repeated(file.ids):
        yield source.problem(place, f"the id {name} is there twice", "give one of them another id or level")


def _varying(file: BankFile) -> Iterator[Problem]:
    """Pictures of tutorials that are not the same for everybody."""
    for place, tutorial in file.tutorials:
        try:
            if tutorial.picture:
                still(tutorial.picture)
        except TemplateBroken as error:
            remedy = "write what it shows: a tutorial has no parameters"
            yield file.source.problem((*place, *error.place), str(error), remedy)


def _repeated(ids: Iterable[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for place, name in ids:
        if name in seen:
            yield place, name
        seen.add(name)


def odds_of(file: BankFile) -> dict[str, Odds]:
    """The chance of guessing each challenge and its different variants, found by making every one once.

    Raises ContentError with what keeps some from being made.
    """
    found: dict[str, Odds] = {}
    problems: list[Problem] = []
    for place, spec in file.challenges:
        made = list(variants(spec))
        errors = first_errors(made)
        problems += [broken_variant(file.source, place, error) for error in errors]
        if not errors:
            found[spec.id] = odds([each for each in made if isinstance(each, Variant)])
    if problems:
        raise Broken(problems)
    return found


def broken_variant(source: Source, place: Place, error: TemplateBroken) -> Problem:
    """Said of the challenge at `place`, one of whose variants cannot be made."""
    return source.problem((*place, *error.place), str(error), "correct the expression or the parameters")


def first_errors(made: Iterable[Variant | TemplateBroken]) -> list[TemplateBroken]:
    """Why some variants cannot be made, one error a place."""
    errors = [each for each in made if isinstance(each, TemplateBroken)]
    return list({error.place: error for error in reversed(errors)}.values())
