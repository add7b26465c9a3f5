"""What must hold in every variant: what a pupil would trip over, one function a subject."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.content.answers import right_response
from bot.content.markup import faults, telegram_length, visible
from bot.content.schema import Kind
from bot.content.templates import Place
from bot.content.variant import Variant
from bot.engine.grading import FieldsKey, Key, NumberKey, TextKey, grade, readable

LONGEST_TEXT = 600
LONGEST_EXPLANATION = 500
LONGEST_CHOICE = 80
EASY_CHOICE = 30
MESSAGE = 4096
CAPTION = 1024
HEADER = 120
"""Kept for «Question 2 / 5» and what is said around the question, in UTF-16 units."""

_CODE = re.compile(r"<(code|pre)>.*?</\1>", re.DOTALL)
_NOT_FRENCH = {
    re.compile(r'"'): "write «…», or put code between <code> and </code>",
    re.compile(r"[“”]"): "write «…»",
    re.compile(r"\.\.\."): "write … (one character)",
    re.compile(r"[^\s.]  +\S"): "write one space",
    re.compile(r"\s[,.](?=\s|$)"): "remove the space",
}
_CATCH_ALL = re.compile(r"(toutes|aucune) (de )?(les|ces|des) (réponses|propositions)", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b")


class Fault(NamedTuple):
    """What is wrong with a challenge, where in it, and what to do."""

    place: Place
    what: str
    remedy: str


def variant_faults(variant: Variant) -> Iterator[Fault]:
    """Everything wrong with one variant."""
    yield from _html_faults(variant)
    yield from _french_faults(variant)
    yield from _length_faults(variant)
    yield from _choice_faults(variant)
    yield from _key_faults(variant.key)
    yield from _address_faults(variant)


def _html_faults(variant: Variant) -> Iterator[Fault]:
    for place, text in ((("text",), variant.text), (("explanation",), variant.explanation)):
        if not visible(text).strip():
            yield Fault(place, "it is empty", "write it")
        for fault in faults(text):
            yield Fault(place, f"Telegram refuses this HTML: {fault}", "close the tag, or write &lt; for <")


def _french_faults(variant: Variant) -> Iterator[Fault]:
    for place, text in ((("text",), variant.text), (("explanation",), variant.explanation)):
        yield from french_faults(place, text)


def french_faults(place: Place, text: str) -> Iterator[Fault]:
    """Signs that French does not write so, outside code."""
    prose = visible(_CODE.sub("x", text))
    for pattern, remedy in _NOT_FRENCH.items():
        if match := pattern.search(prose):
            yield Fault(place, f"typography: {match[0]!r} in «{_around(prose, match)}»", remedy)


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 12) : match.end() + 12].replace("\n", " ")


def _length_faults(variant: Variant) -> Iterator[Fault]:
    text, explanation = len(visible(variant.text)), len(visible(variant.explanation))
    if text > LONGEST_TEXT:
        yield Fault(("text",), f"the question has {text} characters", f"keep it under {LONGEST_TEXT}")
    if explanation > LONGEST_EXPLANATION:
        yield Fault(
            ("explanation",), f"it has {explanation} characters", f"keep it under {LONGEST_EXPLANATION}"
        )
    limit = (CAPTION if variant.picture or variant.file else MESSAGE) - HEADER
    length = telegram_length(visible(variant.text)) + _listed_length(variant)
    if length > limit:
        what = f"text and choices take {length} units where Telegram leaves {limit}"
        yield Fault(("text",), what, "shorten the text or the choices, or do without picture and file")


def _listed_length(variant: Variant) -> int:
    """What the choices take when they are listed in the message, because they do not fit on buttons."""
    lines = variant.choices + variant.left
    buttons = variant.kind in (Kind.SINGLE, Kind.MULTIPLE) and all(len(line) <= EASY_CHOICE for line in lines)
    return 0 if buttons else sum(telegram_length(line) + len("\nA. ") for line in lines)


def _choice_faults(variant: Variant) -> Iterator[Fault]:
    place = _CHOICES.get(variant.kind)
    if place is None:
        return
    for texts in (variant.choices, variant.left):
        seen: set[str] = set()
        for text in texts:
            same = " ".join(text.split())
            if same in seen:
                yield Fault(place, f"«{text}» is shown twice", "change one of them, or the parameters")
            seen.add(same)
            yield from _one_choice(place, text)
    least, most = (2, 7) if variant.kind is Kind.MATCHING else (3, 7)
    if not least <= len(variant.choices) <= most:
        yield Fault(place, f"{len(variant.choices)} choices are shown", f"show {least} to {most}")
    yield from _kind_faults(variant, place)


_CHOICES: dict[Kind, Place] = {
    Kind.SINGLE: ("wrong",),
    Kind.MULTIPLE: ("wrong",),
    Kind.ORDERING: ("order",),
    Kind.MATCHING: ("pairs",),
}


def _one_choice(place: Place, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(place, "a choice is empty", "write it, or change the parameters")
    if len(text) > LONGEST_CHOICE:
        yield Fault(place, f"«{text}» has {len(text)} characters", f"keep it under {LONGEST_CHOICE}")
    if _CATCH_ALL.search(text):
        yield Fault(place, f"«{text}» says nothing", "write a plausible wrong choice")


def _kind_faults(variant: Variant, place: Place) -> Iterator[Fault]:
    if variant.kind is Kind.MULTIPLE:
        right = len(right_response(variant.key))
        if right < 2:
            yield Fault(
                ("right",), f"{right} right choices are shown", "have two or more, or make it `single`"
            )
        if right == len(variant.choices):
            yield Fault(place, "every choice is right", "add a wrong one")
    elif variant.kind is Kind.MATCHING and not 3 <= len(variant.left) <= 5:
        yield Fault(place, f"{len(variant.left)} pairs are shown", "show 3 to 5")
    elif variant.kind is Kind.ORDERING and len(variant.choices) > 6:
        yield Fault(place, f"{len(variant.choices)} items are to be ordered", "have 3 to 6")


def _key_faults(key: Key) -> Iterator[Fault]:
    response = right_response(key)
    if not grade(key, response) or not readable(key, response):
        yield Fault(
            (), f"the grader refuses the expected answer {response!r}", "correct the answer or the tolerances"
        )
    if isinstance(key, FieldsKey):
        for index, field in enumerate(key.fields):
            yield from _typed_faults(field, ("fields", index))
    elif isinstance(key, TextKey | NumberKey):
        yield from _typed_faults(key, ())


def _typed_faults(key: TextKey | NumberKey, place: Place) -> Iterator[Fault]:
    if isinstance(key, NumberKey):
        if abs(int(key.value.as_tuple().exponent)) > 6:
            yield Fault(place, f"the answer {key.value} has too many decimals", "round it: `|round(2)`")
        return
    for answer in key.accepted:
        if not answer.strip() or not grade(key, answer):
            yield Fault(
                (*place, "answers"),
                f"the grader refuses the expected answer {answer!r}",
                "correct it or the tolerances",
            )
    if grade(key, ""):
        yield Fault(
            (*place, "answers"), "no answer at all would be right", "write answers with letters or digits"
        )


def _address_faults(variant: Variant) -> Iterator[Fault]:
    data = [each.data for each in (variant.picture, variant.file) if each]
    shown = " ".join((variant.text, *variant.choices, json.dumps(data, ensure_ascii=False)))
    for match in _ADDRESS.finditer(shown):
        if not match[1].endswith((".example", "example.com", "example.org")):
            yield Fault(
                (), f"{match[0]} may be somebody's address", "write an address that ends with .example"
            )
