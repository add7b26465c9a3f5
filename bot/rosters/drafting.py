"""Rows into lines, with what is doubtful about each."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.rosters import names
from bot.rosters.decoding import Row
from bot.rosters.headings import Columns
from bot.rosters.lines import Doubt, Line
from bot.rosters.splitting import order, split

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOTHING = re.compile(r"[\s\-–—_./]*|#[A-Z/0]+[!?]?")  # a dash, or an error of a spreadsheet: «#N/A»
_TOTAL = re.compile(
    r"(?:sous )?(?:total|effectif|nombre)(?: general| total| d eleves| eleves| classe)*(?: \d+)?(?: eleves?)?"
    r"|\d+ (?:eleves?|filles?|garcons?)"
)


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A line while the file is read, with the birth date that is not kept."""

    line: Line
    born: str


def draft(rows: Sequence[Row], columns: Columns) -> tuple[Line, ...]:
    """One line a row, in the order of the file."""
    given_first = columns.given_first
    if columns.full is not None and given_first is None:
        given_first = order(names.tidy(_cell(cells, columns.full)) for _, cells in rows)
    spellings: dict[str, str] = {}
    drafted = [_one(row, columns, given_first, spellings) for row in rows]
    return tuple(_of_other_classes(_told_apart(drafted)))


def _one(row: Row, columns: Columns, given_first: bool | None, spellings: dict[str, str]) -> _Drafted:
    number, cells = row
    written = _written(cells, columns)
    family, given, guessed = _two_names(cells, columns, given_first)
    group = _group(_cell(cells, columns.group), spellings)
    line = Line(number, _short(family), _short(given), group)
    doubts = _doubts(written, family, given, guessed)
    if _is_total(cells, given):
        doubts = (Doubt.TOTAL_LINE,)
    return _Drafted(replace(line, doubts=doubts), _cell(cells, columns.born).strip())


def _group(cell: str, spellings: dict[str, str]) -> str | None:
    """A class as the file first spelled it: «3eB» and «3EB» are one."""
    text = _short(_clean(cell))
    return spellings.setdefault(names.key(text, "") or text, text) if text else None


def _short(text: str) -> str:
    return text[: names.MAX_NAME].strip()


def _written(cells: Sequence[str], columns: Columns) -> list[str]:
    """The cells that a line is made of, as they are in the file."""
    return [_cell(cells, place) for place in (*columns.family, *columns.given, columns.full, columns.group)]


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _two_names(cells: Sequence[str], columns: Columns, given_first: bool | None) -> tuple[str, str, bool]:
    if columns.full is not None:
        family, given, guessed = split(_clean(_cell(cells, columns.full)), given_first)
    else:
        family, given, guessed = _best(cells, columns.family), _best(cells, columns.given), False
    return names.family_name(family), names.given_name(given), guessed


def _best(cells: Sequence[str], places: Sequence[int]) -> str:
    """The first of these cells that is filled in: a usage name, else the legal one."""
    return next((text for place in places if (text := _clean(_cell(cells, place)))), "")


def _clean(cell: str) -> str:
    """A cell as one line of text, "" when it says that there is nothing."""
    text = names.tidy(names.repaired(cell))
    return "" if _NOTHING.fullmatch(text) else text


def _doubts(written: Sequence[str], family: str, given: str, guessed: bool) -> tuple[Doubt, ...]:
    formula = any(_formula(cell) for cell in written)
    found = {
        Doubt.FORMULA: formula,
        Doubt.NO_FAMILY_NAME: not family,
        Doubt.NO_GIVEN_NAME: not given,
        Doubt.TOO_LONG: max(len(family), len(given)) > names.MAX_NAME,
        Doubt.ODD_CHARACTERS: names.odd(family + given) and not formula,
        Doubt.REPAIRED: any(names.repaired(cell) != cell for cell in written),
        Doubt.GUESSED: guessed,
    }
    return tuple(doubt for doubt, here in found.items() if here)


def _formula(cell: str) -> bool:
    return cell.strip(" \u00a0").startswith(_FORMULA) and not _NOTHING.fullmatch(cell)


def _is_total(cells: Sequence[str], given: str) -> bool:
    """True of «Total : 28 élèves», not of a pupil called Total."""
    first = next((cell for cell in cells if cell.strip()), "")
    counted = not any(letter.isalpha() for letter in given) or any(digit.isdigit() for digit in first)
    return counted and _TOTAL.fullmatch(names.key(first.replace("'", " "), "")) is not None


def _told_apart(drafted: Sequence[_Drafted]) -> list[Line]:
    """The lines; of one name in one class, those of one birth date are one pupil, the others homonyms."""
    seen: set[tuple[str, str | None, str]] = set()
    lines = []
    for one in drafted:
        told = (*_name(one.line), one.born)
        lines.append(_doubting(one.line, Doubt.SAME_TWICE) if one.born and told in seen else one.line)
        if one.line.usable:
            seen.add(told)
    bearers = Counter(_name(line) for line in lines if line.usable)
    return [
        _doubting(line, Doubt.HOMONYM) if line.usable and bearers[_name(line)] > 1 else line for line in lines
    ]


def _name(line: Line) -> tuple[str, str | None]:
    return names.key(line.family_name, line.given_name), line.group


def _of_other_classes(lines: Sequence[Line]) -> list[Line]:
    """In a file of several classes, the largest is the one meant until the teacher says which."""
    sizes = Counter(line.group for line in lines if line.usable and line.group)
    if len(sizes) < 2:
        return list(lines)
    meant = sizes.most_common(1)[0][0]
    return [
        line if line.group == meant or Doubt.TOTAL_LINE in line.doubts else _doubting(line, Doubt.OTHER_CLASS)
        for line in lines
    ]


def _doubting(line: Line, doubt: Doubt) -> Line:
    return replace(line, doubts=(*line.doubts, doubt))
