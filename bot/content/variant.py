"""A challenge as one pupil sees it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.content.schema import Kind
from bot.engine.grading import Key


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows; `alt` says the same in words."""

    kind: str
    alt: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """What a file holds."""

    kind: str
    name: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """One question with its data.

    `text` and `explanation` are Telegram's HTML, everything else is plain. `choices` are in shown order (for
    matching: the right-hand sides), `left` are the left-hand sides, `fields` the labels, `solution` the
    expected answer in words, `seconds` the time limit.
    """

    challenge_id: str
    seed: int
    kind: Kind
    text: str
    choices: tuple[str, ...]
    left: tuple[str, ...]
    fields: tuple[str, ...]
    key: Key
    solution: str
    explanation: str
    seconds: int | None
    picture: Picture | None
    file: File | None

    @property
    def taps(self) -> int:
        """How many different taps answer it: a choice, for matching a right-hand side on a line."""
        return len(self.choices) * max(1, len(self.left))

    def tap(self, line: int, right: int) -> int:
        """The number of the tap that puts a right-hand side on a line."""
        return line * len(self.choices) + right

    def pair(self, tap: int) -> tuple[int, int]:
        """The line and the right-hand side of a tap."""
        return divmod(tap, len(self.choices))


def what_is_seen(variant: Variant) -> str:
    """The variant without the order of its choices: two variants that a pupil takes for one give the same."""
    data = [(each.kind, each.data) for each in (variant.picture, variant.file) if each]
    parts = (variant.text, sorted(variant.choices), sorted(variant.left), variant.fields, data)
    return json.dumps(parts, sort_keys=True, ensure_ascii=False)
