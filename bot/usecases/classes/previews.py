"""A roster that was read and waits for «Importer»: as the dialog keeps it, and what it would change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot import rosters
from bot.rosters import Comparison, Doubt, Known, Line, Match, Roster
from bot.store.classes import Pupil
from bot.usecases.classes.outcomes import Point, PointKind

KIND = "k_preview"
_ORDINAL = re.compile(r"(?<=\d)(?:ieme|eme|nde|de|ere|e)")
_NEVER = frozenset({Doubt.FORMULA})  # left out whatever the teacher says


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits: `roster`, the class of the file that is read (`group`), and what the teacher changed.

    `kept` are line numbers taken or left against their default, `others` line numbers that are not the
    pupil they look like; `stay`: pupils who are not in the file stay in the class; `swap`: names that were
    cut by guess have their two parts the other way round.
    """

    class_id: int
    token: int
    roster: Roster
    group: str = ""
    kept: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    stay: bool = False
    swap: bool = False

    def about(self) -> dict[str, Any]:
        """As the dialog keeps it."""
        return {
            "class_id": self.class_id,
            "token": self.token,
            "lines": packed(self.roster),
            "group": self.group,
            "kept": sorted(self.kept),
            "others": sorted(self.others),
            "stay": self.stay,
            "swap": self.swap,
        }

    @property
    def seen(self) -> Roster:
        """The lines of the class that is read."""
        roster = self.roster.of(self.group) if self.group else self.roster
        return Roster(tuple(map(_swapped, roster.lines))) if self.swap else roster

    @property
    def guessed(self) -> bool:
        """True when names were cut by guess."""
        return any(Doubt.GUESSED in each.doubts for each in self.roster.lines)

    def takes(self, line: Line) -> bool:
        """Whether «Importer» takes a line."""
        return line.usable != (line.number in self.kept)


def _swapped(line: Line) -> Line:
    if Doubt.GUESSED not in line.doubts:
        return line
    return replace(line, family_name=line.given_name, given_name=line.family_name)


def unpacked(about: dict[str, Any]) -> Pending:
    """The inverse of `Pending.about`."""
    return Pending(
        about["class_id"],
        about["token"],
        roster_of(about["lines"]),
        about["group"],
        frozenset(about["kept"]),
        frozenset(about["others"]),
        about["stay"],
        about["swap"],
    )


def packed(roster: Roster) -> list[list[Any]]:
    """The lines, JSON-ready."""
    return [
        [each.number, each.family_name, each.given_name, each.group, [doubt.value for doubt in each.doubts]]
        for each in roster.lines
    ]


def roster_of(lines: Sequence[Sequence[Any]]) -> Roster:
    """The inverse of `packed`."""
    return Roster(
        tuple(
            Line(number, family, given, group, tuple(Doubt(each) for each in doubts))
            for number, family, given, group, doubts in lines
        )
    )


def likeliest_group(roster: Roster, class_name: str) -> str:
    """The class of the file to begin with: named as ours, else the largest; '' when there is but one."""
    if len(roster.groups) < 2:
        return ""
    ours = _short(class_name)
    return next((name for name, _ in roster.groups if _short(name) == ours), roster.groups[0][0])


def other_class(roster: Roster, class_name: str) -> str:
    """The one class that a file is of, when it is clearly not this one; '' otherwise."""
    if len(roster.groups) != 1:
        return ""
    (named, _), *_ = roster.groups
    theirs, ours = _short(named), _short(class_name)
    alike = (
        theirs in ours or ours in theirs or _numbered(theirs) != _numbered(ours)
    )  # «Sixième B» is no number
    return "" if alike else named


def _short(name: str) -> str:
    """«6eme B», «6E-B» and «6B» are one class."""
    return _ORDINAL.sub("", rosters.key(name, "").replace(" ", ""))


def _numbered(name: str) -> bool:
    return any(each.isdigit() for each in name)


def compared(pending: Pending, pupils: Sequence[Pupil]) -> Comparison:
    """What the lines that are taken would change if every likely new spelling were one."""
    known = [
        Known(each.id, each.key, each.family_name, each.given_name, each.set_aside_at is not None)
        for each in pupils
    ]
    return rosters.compare([each for each in pending.seen.lines if pending.takes(each)], known)


def chosen(pending: Pending, found: Comparison) -> Comparison:
    """What «Importer» would do, the teacher's choices made."""
    others = tuple(each for each in found.renamed if each.line.number in pending.others)
    return replace(
        found,
        new=(*found.new, *(rosters.Arrival(each.line, each.key) for each in others)),
        renamed=tuple(each for each in found.renamed if each not in others),
        gone=() if pending.stay else (*found.gone, *(each.known for each in others)),
        unsure=() if pending.stay else found.unsure,
    )


def points(pending: Pending, found: Comparison, likely: Sequence[Match]) -> list[Point]:
    """All that a teacher should look at, in order: names that changed, doubtful lines, who left."""
    renamed = [
        Point(
            PointKind.RENAMED,
            each.line.number,
            _name(each.line),
            each.line.number not in pending.others,
            changeable=True,
            before=_full(each.known),
        )
        for each in likely
    ]
    doubtful = [
        Point(
            PointKind.DOUBTFUL,
            each.number,
            _name(each),
            pending.takes(each),
            changeable=changeable(each),
            doubts=each.doubts,
        )
        for each in pending.seen.doubtful
    ]
    gone = [Point(PointKind.GONE, 0, _full(each), default=True) for each in found.gone]
    unsure = [
        Point(PointKind.UNSURE, 0, _full(each.known[0]), default=False, here=each.here, listed=each.lines)
        for each in found.unsure
    ]
    return [*renamed, *doubtful, *unsure, *gone]


def changeable(line: Line) -> bool:
    """Whether a teacher may take, or leave, a doubtful line."""
    named = any(each.isalpha() for each in line.family_name + line.given_name)
    return named and not _NEVER.intersection(line.doubts)


def _full(known: Known) -> str:
    return f"{known.given_name} {known.family_name}"


def _name(line: Line) -> str:
    """The family name in capitals: where the two were cut can be seen."""
    return f"{line.given_name} {line.family_name.upper()}".strip()
