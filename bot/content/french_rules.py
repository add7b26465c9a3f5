"""What must hold for the French that a pupil reads: its signs, and its elisions."""

import re
from collections.abc import Iterator

from bot.content.fault import Fault
from bot.content.markup import visible
from bot.content.schema import Kind
from bot.content.templates import Place
from bot.content.variant import Variant

_CODE = re.compile(r"<(code|pre)>.*?</\1>", re.DOTALL)
_NOT_FRENCH = {
    re.compile(r'"'): "write «…», or put code between <code> and </code>",
    re.compile(r"[“”]"): "write «…»",
    re.compile(r"\.\.\."): "write … (one character)",
    re.compile(r"[^\s.]  +\S"): "write one space",
    re.compile(r"\s[,.](?=\s|$)"): "remove the space",
}
_UNELIDED = re.compile(
    r"(?<![\w’'-])(?:[djlmnst]e|que|la|jusque|lorsque|puisque|quoique)[ \u00a0]"
    r"(?!onz|oui)"  # «le onze», «le oui»
    r"(?!(?<=\b[dl][ea].)une?\b)"  # «de un à six», «la une»
    r"(?:[aàâæeéèêëiîïoóôœuùû][\w’']"
    r"|h(?:abi|ameç|ectare|él|enri|eur(?!t)|ist|iv|omm|onn|ôp|ôt|oraire|uil|um))[\w’]*",
    re.IGNORECASE,
)
_CHOICES: dict[Kind, Place] = {Kind.SINGLE: ("wrong",), Kind.MULTIPLE: ("wrong",), Kind.ORDERING: ("order",)}


def french_faults(place: Place, html: str) -> Iterator[Fault]:
    """Signs and words that French does not write so, outside code."""
    prose = visible(_CODE.sub("x", html))
    for pattern, remedy in _NOT_FRENCH.items():
        if match := pattern.search(prose):
            yield Fault(place, f"typography: {match[0]!r} in «{_around(prose, match)}»", remedy)
    yield from _elision_faults(place, prose)


def variant_french_faults(variant: Variant) -> Iterator[Fault]:
    """The same in all that a pupil reads of a variant; signs are free in choices, which may be code."""
    yield from french_faults(("text",), variant.text)
    yield from french_faults(("explanation",), variant.explanation)
    for text in (*variant.choices, *variant.left):
        yield from _elision_faults(_CHOICES.get(variant.kind, ("pairs",)), text)
    for index, label in enumerate(variant.fields):
        yield from _elision_faults(("fields", index), label)
    if variant.picture:
        yield from _elision_faults(("picture", "alt"), variant.picture.alt)


def _elision_faults(place: Place, prose: str) -> Iterator[Fault]:
    if match := _UNELIDED.search(prose):
        remedy = "elide it («d'Inès»), or draw words that begin with a consonant"
        yield Fault(place, f"no elision: {match[0]!r} in «{_around(prose, match)}»", remedy)


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 12) : match.end() + 12].replace("\n", " ")
