"""A plain list of names, one a line, without headings."""

import re
from collections.abc import Sequence

from bot.rosters.decoding import Row
from bot.rosters.names import MAX_NAME, PARTICLES, odd, repaired, tidy

_NUMBERING = re.compile(r"\s*(?:[0-9]{1,4}\s*[.):°]?|[•·*–-])(?:\s+|$)")
_MOST_WORDS = 7
_ENOUGH = 2 / 3  # of the lines must be names: of the others, each is doubtful by itself


def whole_names(rows: Sequence[Row]) -> list[Row] | None:
    """The rows as one cell each, «MARTIN, Léa» of two; None unless most of them look like names."""
    lines = [(number, _cells(cells)) for number, cells in rows]
    names = [cells for _, cells in lines if _a_name(cells)]
    if len(names) < _ENOUGH * len(lines):
        return None
    reversed_ = all(_second_shouts(cells) for cells in names)
    return [(number, [", ".join(cells[::-1] if reversed_ else cells)]) for number, cells in lines]


def _cells(cells: Sequence[str]) -> list[str]:
    """What is written, without «12.» or a dash before a name or in a column of its own."""
    bare = (_NUMBERING.sub("", repaired(cell), count=1).strip() for cell in cells)
    return [cell for cell in bare if cell]


def _second_shouts(cells: Sequence[str]) -> bool:
    return len(cells) == 2 and cells[1].isupper() and not cells[0].isupper()


def _a_name(cells: Sequence[str]) -> bool:
    """Two to seven words with capitals as names have them: prose and unknown headings are not names."""
    text = ", ".join(cells)
    words = tidy(text).replace(",", " ").split()
    return (
        2 <= len(words) <= _MOST_WORDS
        and text.count(",") <= 1
        and len(text) <= 2 * MAX_NAME
        and not odd(" ".join(words))
        and all(word[0].isupper() or word.casefold() in PARTICLES or word[:2] == "d'" for word in words)
    )
