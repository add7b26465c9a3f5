"""Is this answer right? Keys say what is expected, `judge` says what an answer is worth.

The rules are those of the public positioning test: the exact set for choices, three tolerances for words,
numbers compared as numbers, every field right, one attempt.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from rapidfuzz.distance import Levenshtein


class Tolerance(StrEnum):
    """What is forgiven in a typed answer."""

    T1 = "t1"
    """Case, accents and all white space."""
    T2 = "t2"
    """Punctuation."""
    T3 = "t3"
    """Small spelling slips: edit distance / length of the pupil's answer <= 0.25, on the best variant."""


CLOSE_ENOUGH = 0.25


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """One or several choices, as indexes of the choices shown: exactly this set."""

    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class TextKey:
    """A few words: any of the accepted texts, after the tolerances."""

    accepted: tuple[str, ...]
    tolerances: frozenset[Tolerance] = frozenset()


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A number, at most `within` away; one of `units` may follow it, and must when `unit_required`."""

    value: Decimal
    within: Decimal = Decimal(0)
    units: tuple[str, ...] = ()
    unit_required: bool = False


@dataclass(frozen=True, slots=True)
class FieldsKey:
    """Several short answers, all right; `interchangeable` ones match different solutions in any order."""

    fields: tuple[TextKey | NumberKey, ...]
    interchangeable: bool = False


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Indexes of the items shown, in the right order."""

    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MatchKey:
    """For each left side in turn, the index of the right side shown that goes with it."""

    pairs: tuple[int, ...]


Key: TypeAlias = ChoiceKey | TextKey | NumberKey | FieldsKey | OrderKey | MatchKey

Response: TypeAlias = list[int] | str | list[str]
"""Indexes for choices (a set), orders and matches; a text for words and numbers; texts for fields."""


class Verdict(StrEnum):
    """What an answer is worth; only RIGHT counts as mastered."""

    RIGHT = "right"
    WRONG = "wrong"
    SKIPPED = "skipped"
    LATE = "late"


def judge(key: Key, response: Response | None, seconds: float, time_limit: int | None) -> Verdict:
    """The verdict on an answer given after `seconds`; `response` None is «Je passe», `time_limit` in seconds.

    A right answer after the limit is LATE, a wrong one is WRONG whenever it comes.
    """
    if response is None:
        return Verdict.SKIPPED
    if not grade(key, response):
        return Verdict.WRONG
    return Verdict.LATE if time_limit is not None and seconds > time_limit else Verdict.RIGHT


def grade(key: Key, response: Response) -> bool:
    """True when the response is right. Never raises: a response of the wrong shape is a wrong answer."""
    match key:
        case TextKey() | NumberKey():
            return isinstance(response, str) and _typed_right(key, response)
        case FieldsKey():
            texts = _texts(response)
            return texts is not None and _fields_right(key, texts)
        case ChoiceKey():
            return _indexes(response, lambda indexes: frozenset(indexes) == key.right)
        case OrderKey():
            return _indexes(response, lambda indexes: tuple(indexes) == key.order)
        case MatchKey():
            return _indexes(response, lambda indexes: tuple(indexes) == key.pairs)


def readable(key: Key, response: Response) -> bool:
    """False when this text cannot be graded and the pupil should be asked again, the attempt not spent.

    Only numbers can be unreadable: «douze», «10 ou 12», or «12 pommes» where no such unit is expected. Where
    a unit must be given another one is readable, and wrong.
    """
    match key:
        case NumberKey():
            return isinstance(response, str) and _read_number(response, key) is not None
        case FieldsKey():
            texts = _texts(response)
            return texts is not None and _fields_readable(key, texts)
    return True


def _indexes(response: Response, right: Callable[[Sequence[object]], bool]) -> bool:
    if not isinstance(response, list) or not all(type(index) is int for index in response):
        return False
    return right(response)


def _texts(response: Response) -> list[str] | None:
    if not isinstance(response, list):
        return None
    texts = [text for text in response if isinstance(text, str)]
    return texts if len(texts) == len(response) else None


def _typed_right(key: TextKey | NumberKey, text: str) -> bool:
    return _text_right(key, text) if isinstance(key, TextKey) else _number_right(key, text)


# Words

# Phones replace what was typed by typographic characters; nobody should fail for it, whatever the tolerances.
_KEYBOARD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "..."}
    | {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{NON-BREAKING HYPHEN}": "-", "—": "--"}
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def _text_right(key: TextKey, text: str) -> bool:
    answer = _folded(text, key.tolerances)
    if not answer:
        return False
    most = int(CLOSE_ENOUGH * len(answer)) if Tolerance.T3 in key.tolerances else 0
    return any(
        Levenshtein.distance(answer, _folded(accepted, key.tolerances), score_cutoff=most) <= most
        for accepted in key.accepted
    )


def _folded(text: str, tolerances: frozenset[Tolerance]) -> str:
    """The text without what the tolerances forgive, nor the full stop that phones put by themselves."""
    text = _as_typed(text)
    text = text.rstrip(". ") or text
    if Tolerance.T1 in tolerances:
        text = _without_case_accents_spaces(text)
    if Tolerance.T2 in tolerances:
        text = _without_punctuation(text)
    return text


def _as_typed(text: str) -> str:
    if text.isascii():
        return text.strip()
    visible = (c for c in text.translate(_KEYBOARD) if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(visible)).strip()


def _without_case_accents_spaces(text: str) -> str:
    """A lone accent (¨) is kept: it is what was asked."""
    plain = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LIGATURES))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return "".join(plain.split()) or text


def _without_punctuation(text: str) -> str:
    """An answer that is nothing but punctuation (@, #, %) is kept: it is what was asked."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "P").strip() or text


# Numbers

_NUMBER = re.compile(r"([+-]?) ?((?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d*)?|[.,]\d+)(?![\d.,]) ?(.*)")
_DOTTED_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")  # 1.500: read both ways, a pupil may mean either
_MINUS = str.maketrans({"−": "-", "–": "-", "‑": "-"})
_LONGEST_NUMBER = 100
_UNIT_TOLERANCE = frozenset({Tolerance.T1})


@dataclass(frozen=True, slots=True)
class _Read:
    values: tuple[Decimal, ...]
    unit: str


def _number_right(key: NumberKey, text: str) -> bool:
    read = _read_number(text, key)
    if read is None or (key.unit_required and not read.unit):
        return False
    if read.unit and read.unit not in _units(key):
        return False
    return any(abs(value - key.value) <= key.within for value in read.values)


def _read_number(text: str, key: NumberKey) -> _Read | None:
    """The number and the unit in a text; None when there is no telling what number is meant."""
    plain = " ".join(_as_typed(text[:_LONGEST_NUMBER]).translate(_MINUS).split()).rstrip("!?. ")
    found = _NUMBER.fullmatch(plain)
    if found is None or len(text) > _LONGEST_NUMBER:
        return None
    sign, digits, unit = found.groups()
    if unit and not (key.units and _is_unit(unit, key)):
        return None
    written = [digits.replace(" ", "").replace(",", ".")]
    if _DOTTED_THOUSANDS.fullmatch(digits):
        written.append(digits.replace(".", ""))
    return _Read(tuple(Decimal(sign + number) for number in written), _folded_unit(unit))


def _is_unit(text: str, key: NumberKey) -> bool:
    """A known unit; where one must be given, also any other word without figures: a wrong unit."""
    if _folded_unit(text) in _units(key):
        return True
    return (
        key.unit_required
        and any(c.isalpha() for c in text)
        and not any(c.isdigit() or c.isspace() for c in text)
    )


def _units(key: NumberKey) -> set[str]:
    return {_folded_unit(unit) for unit in key.units}


def _folded_unit(text: str) -> str:
    return _folded(text, _UNIT_TOLERANCE).strip(".,;:!?")


# Fields


def _fields_right(key: FieldsKey, texts: Sequence[str]) -> bool:
    if len(texts) != len(key.fields):
        return False
    if not key.interchangeable:
        return all(_typed_right(field, text) for field, text in zip(key.fields, texts, strict=True))
    return _all_matched([[_typed_right(field, text) for field in key.fields] for text in texts])


def _all_matched(fits: list[list[bool]]) -> bool:
    """True when every row can have a column of its own that fits it (Kuhn's augmenting paths)."""
    taken: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if fit and column not in tried:
                tried.add(column)
                if column not in taken or place(taken[column], tried):
                    taken[column] = row
                    return True
        return False

    return all(place(row, set()) for row in range(len(fits)))


def _fields_readable(key: FieldsKey, texts: Sequence[str]) -> bool:
    if len(texts) != len(key.fields):
        return True  # graded, and wrong
    if not key.interchangeable:
        return all(readable(field, text) for field, text in zip(key.fields, texts, strict=True))
    return all(any(readable(field, text) for field in key.fields) for text in texts)
