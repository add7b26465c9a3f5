"""The lines of a roster, and what makes one doubtful."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum


class Doubt(Enum):
    """Why a teacher should look at a line; the words for it come from a template."""

    FORMULA = "formula"  # begins with = + - @: never evaluated, left out
    NO_FAMILY_NAME = "no_family_name"  # left out
    NO_GIVEN_NAME = "no_given_name"  # left out
    SAME_TWICE = "same_twice"  # the same name and birth date as a line above: left out
    HOMONYM = "homonym"  # the same name as another line, perhaps another pupil: both are kept
    ODD_CHARACTERS = "odd_characters"  # digits or signs in the name; left out when it has no letter
    REPAIRED = "repaired"  # accents were garbled («LÃ©a») and have been put right
    TOO_LONG = "too_long"  # over 60 characters: cut and left out
    TOTAL_LINE = "total_line"  # «Total : 28 élèves»: left out
    OTHER_CLASS = "other_class"  # not of the class most lines are of: left out
    GUESSED = "guessed"  # nothing said where the family name ends; it was cut by guess


LEFT_OUT = frozenset(
    {
        Doubt.FORMULA,
        Doubt.NO_FAMILY_NAME,
        Doubt.NO_GIVEN_NAME,
        Doubt.SAME_TWICE,
        Doubt.TOO_LONG,
        Doubt.TOTAL_LINE,
        Doubt.OTHER_CLASS,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; `number` is where the teacher finds it there, from 1.

    Names are clean (at most 60 characters, no control character, no line break) but still hostile
    text: escape them. `group` is the class the file says, `doubts` what to look at.
    """

    number: int
    family_name: str
    given_name: str
    group: str | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def usable(self) -> bool:
        """True when the line is imported unless the teacher says otherwise."""
        named = any(letter.isalpha() for letter in self.family_name + self.given_name)
        return named and not LEFT_OUT.intersection(self.doubts)


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file holds, in its order."""

    lines: tuple[Line, ...]

    @property
    def usable(self) -> tuple[Line, ...]:
        """The lines imported unless the teacher says otherwise."""
        return tuple(line for line in self.lines if line.usable)

    @property
    def doubtful(self) -> tuple[Line, ...]:
        """The lines a teacher should look at, usable or not."""
        return tuple(line for line in self.lines if line.doubts)

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The classes the file names, each with its number of lines, the largest first."""
        return tuple(Counter(line.group for line in self.lines if line.group).most_common())

    def of(self, group: str) -> "Roster":
        """Only this class of a file that holds several; lines of no class stay, doubtful."""
        return Roster(tuple(_seen_from(line, group) for line in self.lines if line.group in {group, None}))


def _seen_from(line: Line, group: str) -> Line:
    if line.group != group:
        return line
    return replace(line, doubts=tuple(doubt for doubt in line.doubts if doubt is not Doubt.OTHER_CLASS))
