"""One competence's file: read, held against its shape, and tried on every variant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.enumeration import variants
from bot.content.framework import COMPETENCES
from bot.content.library import challenge_of
from bot.content.problem import Broken, Problem
from bot.content.schema import ChallengeSpec, CompetenceSpec
from bot.content.shapes import Model
from bot.content.source import Source, read_source
from bot.content.templates import Place, TemplateBroken

GUIDE = "see docs/authoring.md"


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
    def challenges(self) -> Iterator[tuple[Place, ChallengeSpec]]:
        for t, topic in enumerate(self.spec.topics):
            for s, skill in enumerate(topic.skills):
                for c, challenge in enumerate(skill.challenges):
                    yield ("topics", t, "skills", s, "challenges", c), challenge


def read_bank_file(path: Path, text: bytes) -> BankFile:
    """Read a file's bytes. Raises ContentError with every problem that keeps a challenge from being shown."""
    source = read_source(path, text)
    try:
        file = BankFile(path, source, CompetenceSpec.model_validate(source.data))
    except ValidationError as error:
        raise Broken(_told(source, detail) for detail in error.errors(include_url=False)) from error
    if problems := list(_misnamed(file, path)):
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


def _repeated(ids: Iterable[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for place, name in ids:
        if name in seen:
            yield place, name
        seen.add(name)


def try_variants(file: BankFile) -> None:
    """Make every variant once. Raises ContentError with what keeps some from being made."""
    if problems := list(_failing(file)):
        raise Broken(problems)


def _failing(file: BankFile) -> Iterator[Problem]:
    for place, spec in file.challenges:
        for error in broken_places(spec):
            yield broken_variant(file.source, place, error)


def broken_variant(source: Source, place: Place, error: TemplateBroken) -> Problem:
    """Said of the challenge at `place`, one of whose variants cannot be made."""
    return source.problem((*place, *error.place), str(error), "correct the expression or the parameters")


def broken_places(spec: ChallengeSpec) -> list[TemplateBroken]:
    """Why some variants of a challenge cannot be made, one error a place."""
    found = [result for result in variants(challenge_of(spec)) if isinstance(result, TemplateBroken)]
    return list({error.place: error for error in reversed(found)}.values())


def _told(source: Source, detail: ErrorDetails) -> Problem:
    place = _written(source, detail["loc"])
    last = detail["loc"][-1] if detail["loc"] else ""
    match detail["type"]:
        case "missing":
            return source.problem(place, f"`{last}` is missing", f"add it, {GUIDE}")
        case "extra_forbidden":
            return source.problem(place, f"unknown key `{last}`", _meant(str(last)))
        case "union_tag_invalid":
            wanted = detail["ctx"]["expected_tags"]
            return source.problem(
                (*place, "kind"), f"unknown kind {detail['ctx']['tag']!r}", f"write one of {wanted}"
            )
        case "union_tag_not_found":
            return source.problem(
                place,
                "it cannot be told what this is",
                f"add `kind`, or write one of the forms allowed here, {GUIDE}",
            )
        case "value_error":
            return source.problem(place, str(detail["ctx"]["error"]), f"correct it, {GUIDE}")
        case _:
            name = f"`{last}`" if isinstance(last, str) else f"element {int(last) + 1}"
            return source.problem(
                place, f"{name}: {_shown(detail['input'])}: {_lower(detail['msg'])}", f"correct it, {GUIDE}"
            )


def _written(source: Source, loc: tuple[int | str, ...]) -> Place:
    """The place in the file of an error's location, which also names the shapes that were tried."""
    place: Place = ()
    for part in loc:
        if (*place, part) in source.lines:
            place = (*place, part)
    return place


def _meant(key: str) -> str:
    close = get_close_matches(key, _known_keys(), 1)
    return f"write `{close[0]}`, or remove it" if close else f"remove it, {GUIDE}"


@cache
def _known_keys(model: type[Model] = Model) -> frozenset[str]:
    own = {field.alias or name for name, field in model.model_fields.items()}
    return frozenset(own.union(*(_known_keys(child) for child in model.__subclasses__())))


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
