"""What must hold in every variant: what a pupil would trip over, one function a subject."""

import json
import re
from collections.abc import Iterator

from bot.content.answers import right_response
from bot.content.choice_rules import choice_faults
from bot.content.fault import Fault
from bot.content.french_rules import variant_french_faults
from bot.content.markup import faults, telegram_length, visible
from bot.content.schema import Kind
from bot.content.templates import Place
from bot.content.variant import Variant
from bot.engine.grading import FieldsKey, Key, NumberKey, TextKey, grade, readable

LONGEST_TEXT = 600
LONGEST_EXPLANATION = 500
EASY_CHOICE = 30
MESSAGE = 4096
CAPTION = 1024
HEADER = 120
"""Kept for «Question 2 / 5» and what is said around the question, in UTF-16 units."""

_ADDRESS = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b")


def variant_faults(variant: Variant) -> Iterator[Fault]:
    """Everything wrong with one variant."""
    yield from _html_faults(variant)
    yield from variant_french_faults(variant)
    yield from _length_faults(variant)
    yield from choice_faults(variant)
    yield from _key_faults(variant.key)
    yield from _address_faults(variant)


def _html_faults(variant: Variant) -> Iterator[Fault]:
    for place, text in ((("text",), variant.text), (("explanation",), variant.explanation)):
        if not visible(text).strip():
            yield Fault(place, "it is empty", "write it")
        for fault in faults(text):
            yield Fault(place, f"Telegram refuses this HTML: {fault}", "close the tag, or write &lt; for <")


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
