"""A challenge as the pupil sees it, for authors: in the terminal, or as a page to read and print."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from bot.content.library import Challenge, Library, Skill, render
from bot.content.markup import visible
from bot.content.media import draw_still, make_file, make_picture
from bot.content.schema import Kind, Needs
from bot.content.targeting import Target
from bot.content.variant import Picture, Variant

_ASKED = {
    Kind.SINGLE: "une réponse à choisir",
    Kind.MULTIPLE: "plusieurs réponses à cocher",
    Kind.TEXT: "mots à écrire",
    Kind.NUMBER: "nombre à écrire",
    Kind.FIELDS: "plusieurs réponses à écrire",
    Kind.ORDERING: "ordre à retrouver",
    Kind.MATCHING: "paires à relier",
}
_NEEDED = {
    Needs.NOTHING: "",
    Needs.COMPUTER: "avec un ordinateur",
    Needs.SPREADSHEET: "avec un tableur",
    Needs.DOCUMENTS: "avec un logiciel de bureautique",
}
_PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)


@dataclass(frozen=True, slots=True)
class Seen:
    """One variant with where it belongs."""

    skill: Skill
    challenge: Challenge
    variant: Variant

    @property
    def picture(self) -> str:
        """The picture as a data address."""
        return _address("image/png", make_picture(self.variant))

    @property
    def file(self) -> str:
        """The file as a data address."""
        return _address("application/octet-stream", make_file(self.variant)[1])


def drawn(picture: Picture) -> str:
    """The picture of a tutorial as a data address."""
    return _address("image/png", draw_still(picture))


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def seen(library: Library, name: str, seed: int) -> list[Seen]:
    """The challenge with this id, or all of the skill or competence with it; none when nothing has it."""
    return [
        Seen(skill, challenge, render(challenge, seed))
        for competence in library.competences.values()
        for skill in competence.skills
        for challenge in skill.challenges
        if name in (challenge.id, skill.id, competence.code)
    ]


def target_in_terminal(library: Library, target: Target) -> str:
    """What a target tests and the words a pupil gets for it, to print."""
    return "\n".join(_target_lines(library, target))


def _target_lines(library: Library, target: Target) -> Iterator[str]:
    skills = library.aimed_at(target)
    yield f"── {target.target} · {target.title} · {len(skills)} acquis · {target.questions} questions au plus"
    yield target.about
    for topic, highest in target.topics.items():
        yield f"[{topic}, jusqu'au niveau {highest}]"
        yield from (f"  {skill.level}. {skill.can}" for skill in skills if skill.topic == topic)
    for stage in target.stages:
        yield f"à partir de {stage.at} % : {stage.title}. {stage.words}"
    for badge in target.badges:
        wanted = " et ".join(f"{each.at} % sur {', '.join(each.topics) or 'tout'}" for each in badge.criteria)
        yield f"badge {badge.title} ({wanted}) : {badge.words}"


def in_terminal(seen: Seen) -> str:
    """The text to print."""
    return "\n".join(_lines(seen, seen.variant))


def _lines(seen: Seen, variant: Variant) -> Iterator[str]:
    yield f"── {variant.challenge_id} · {variant.kind} · niveau {seen.skill.level} · variante {variant.seed}"
    yield visible(variant.text)
    if variant.picture:
        yield f"[image : {variant.picture.alt}]"
    if variant.file:
        yield f"[fichier : {variant.file.name}]"
    yield from (f"  {number}. {text}" for number, text in enumerate(variant.left, start=1))
    yield from (f"  {chr(65 + index)}. {text}" for index, text in enumerate(variant.choices))
    yield from (f"  {label} : …" for label in variant.fields)
    if variant.seconds:
        yield f"  ({variant.seconds} secondes)"
    yield f"→ {variant.solution}"
    yield visible(variant.explanation)


def as_page(library: Library, name: str, seen: Sequence[Seen]) -> str:
    """An HTML page that stands alone, pictures and files included; a competence begins with its skills."""
    competence = library.competences.get(name)
    title = f"{name} {competence.title}" if competence else name
    topics = competence.topics if competence else ()
    skills = [(skill, list(group)) for skill, group in groupby(seen, key=attrgetter("skill"))]
    page = _PAGES.get_template("showing.html")
    return page.render(title=title, topics=topics, skills=skills, drawn=drawn, asked=_ASKED, needed=_NEEDED)
