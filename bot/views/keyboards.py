"""Inline keyboards as the Bot API takes them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from bot.transport.callback import pack
from bot.usecases.outcomes import StepRef

Button = dict[str, str]
LABEL_LIMIT = 28  # characters that fit on a button as wide as a phone
SPACES = " \u00a0\u202f"
PER_ROW = 5  # letter buttons side by side, each wide enough for a thumb


def cut(words: str, most: int = LABEL_LIMIT) -> str:
    """Words that fit on a button: a longer text ends at a word, where that leaves the most of it."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    if not words[most - 1].isspace() and (end := max(map(kept.rfind, SPACES))) >= most // 2:
        kept = kept[:end]
    return kept.rstrip(f"{SPACES},;:·") + "…"


def button(label: str, action: str, *args: int | str) -> Button:
    """A button that comes back as a tap on `action`."""
    return {"text": label, "callback_data": pack(action, *args)}


def link_button(label: str, address: str) -> Button:
    """A button that opens an address."""
    return {"text": label, "url": address}


def step_button(label: str, action: str, about: StepRef, *args: int | str) -> Button:
    """A button about one question."""
    return button(label, action, about.competence, about.assessment, about.step, *args)


def keyboard(*rows: Sequence[Button]) -> dict[str, Any]:
    """The `reply_markup` of these rows; empty rows are left out."""
    return {"inline_keyboard": [list(row) for row in rows if row]}


def more_questions(number: int) -> str:
    """How a sitting to come is called on its button."""
    return "1 question de plus" if number == 1 else f"{number} questions de plus"


def in_rows(buttons: Iterable[Button], width: int = PER_ROW) -> list[list[Button]]:
    """The buttons in as few rows of at most `width` as it takes, about equally full."""
    items = list(buttons)
    rows = -(-len(items) // width)
    ends = [len(items) * row // rows for row in range(rows + 1)] if rows else []
    return [items[start:end] for start, end in pairwise(ends)]
