"""Answers in words: what the pupil said, what was expected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.content.typography import NARROW, NBSP
from bot.content.variant import Variant
from bot.engine.grading import (
    ChoiceKey,
    FieldsKey,
    Key,
    MatchKey,
    NumberKey,
    OrderKey,
    Response,
    TextKey,
)

_BETWEEN = f"{NARROW}; "
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """The parts of a question that an answer points to."""

    choices: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def right_response(key: Key) -> Response:
    """A response that the key accepts, as a pupil would give it."""
    match key:
        case ChoiceKey():
            return sorted(key.right)
        case OrderKey():
            return list(key.order)
        case MatchKey():
            return list(key.pairs)
        case FieldsKey():
            return [_typed(field) for field in key.fields]
        case TextKey() | NumberKey():
            return _typed(key)


def _typed(key: TextKey | NumberKey) -> str:
    if isinstance(key, TextKey):
        return key.accepted[0]
    if not key.units:  # it may be a year
        return number_in_words(key.value)
    return number_in_words(key.value, spaced_from=1_000) + NBSP + key.units[0]


def number_in_words(value: Decimal, spaced_from: int = 10_000) -> str:
    """A number as the French write it: 12 500,5. Smaller ones are left in one piece, as years are."""
    value = value.normalize()
    grouped = f"{value:,f}" if abs(value) >= spaced_from else f"{value:f}"
    return grouped.replace(",", NARROW).replace(".", ",")


def describe_response(variant: Variant, response: Response) -> str:
    """The pupil's answer in words, plain text. What cannot be read (an old or forged answer) is left out."""
    return in_words(variant.key, Shown(variant.choices, variant.left, variant.fields), response)


def in_words(key: Key, shown: Shown, response: Response) -> str:
    """A response to a question that has this key."""
    if isinstance(response, str):
        return _short(response)
    if isinstance(key, FieldsKey):
        return _paired(shown.fields, [_short(str(part)) for part in response], f"{NBSP}: ")
    texts = _pointed(shown.choices, response)
    if isinstance(key, MatchKey):
        return _paired(shown.left, texts, " → ")
    return (" → " if isinstance(key, OrderKey) else _BETWEEN).join(texts)


def _pointed(choices: Sequence[str], response: Sequence[int | str]) -> list[str]:
    return [choices[i] for i in response if isinstance(i, int) and 0 <= i < len(choices)]


def _paired(names: Sequence[str], values: Sequence[str], link: str) -> str:
    return _BETWEEN.join(name + link + value for name, value in zip(names, values, strict=False))


def _short(text: str) -> str:
    text = re.sub(r"[ \t\r\n]+", " ", text.strip())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
