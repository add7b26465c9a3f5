"""Which columns of a file hold what, from its headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rosters.decoding import Row
from bot.rosters.names import key, repaired

LOOKED_AT = 40  # rows from the top among which the headings are looked for, under a school's name and a date

# As `key` writes them, the best first: SIECLE has both «Division» and «Code Structure», which may be a group.
_FAMILY = ("nom d usage", "nom usuel", "nom usage")
_LEGAL = (
    "nom de famille", "nom famille", "nom", "nom eleve", "nom de l eleve", "nom de naissance", "nom legal",
    "noms", "last name", "lastname", "surname", "family name",
)  # fmt: skip
_GIVEN = ("prenom d usage", "prenom usuel", "prenom usage")
_CIVIL = (
    "prenom", "prenom 1", "prenom1", "prenoms", "prenom s", "prenom eleve", "prenom de l eleve", "1er prenom",
    "first name", "firstname", "given name", "given names", "forename",
)  # fmt: skip
_FULL = (
    "eleve", "eleves", "nom et prenom", "nom prenom", "nom et prenoms", "nom prenoms", "noms et prenoms",
    "noms prenoms", "nom et prenom de l eleve", "nom complet", "nom de l eleve", "full name", "name",
)  # fmt: skip
_REVERSED = ("prenom nom", "prenom et nom", "prenoms et noms", "prenom nom de l eleve")
_GROUP = (
    "division", "code division", "libelle division", "classe", "classes", "class", "classe de l eleve",
    "code structure", "structure", "libelle structure",
)  # fmt: skip
_BORN = (
    "date naissance", "date de naissance", "ne e le", "nee le", "ne le", "ne", "naissance", "date naiss",
    "birth date", "birthdate", "date of birth", "birthday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where to look in a row, each the first column to try and the one to fall back on.

    `full` holds family and given names together; `given_first` when its heading says so, None when it says
    nothing. `born` only tells homonyms from a pupil entered twice: it is never kept.
    """

    family: tuple[int, ...]
    given: tuple[int, ...]
    full: int | None
    given_first: bool | None
    group: int | None
    born: int | None

    @property
    def worth(self) -> int:
        """How much these headings tell; 0 when they name nobody."""
        names = 4 if self.family and self.given else 2 if self.full is not None else 0
        return names and names + (self.group is not None) + (self.born is not None)


def find(rows: Sequence[Row]) -> tuple[int, Columns] | None:
    """The place of the row of headings among `rows`, and its columns; None when there is none."""
    read = [(columns_of(cells), place) for place, (_, cells) in enumerate(rows[:LOOKED_AT])]
    columns, place = max(read, key=lambda found: (found[0].worth, -found[1]), default=(None, 0))
    return (place, columns) if columns and columns.worth else None


def columns_of(cells: Sequence[str]) -> Columns:
    """What these cells mean if they are headings."""
    titles = [_title(cell) for cell in cells]
    family = _all(titles, _FAMILY, _LEGAL)
    given = _all(titles, _GIVEN, _CIVIL)
    first = _first(titles, _REVERSED)
    full = first if first is not None else _first(titles, _FULL)
    if full is None and family and not given:
        full = family[0]  # «Nom» alone is a column of whole names
    told = full is not None and "prenom" in titles[full]
    return Columns(
        family=family if given else (),
        given=given if family else (),
        full=None if family and given else full,
        given_first=(first is not None) if told else None,
        group=_first(titles, _GROUP),
        born=_first(titles, _BORN),
    )


def _title(cell: str) -> str:
    """A heading without what changes from one software to another: «Né(e) le» is «ne e le»."""
    return key(re.sub(r"['’]", " ", repaired(cell)), "")


def _first(titles: Sequence[str], known: Sequence[str]) -> int | None:
    return next((titles.index(title) for title in known if title in titles), None)


def _all(titles: Sequence[str], *known: Sequence[str]) -> tuple[int, ...]:
    places = (_first(titles, some) for some in known)
    return tuple(place for place in places if place is not None)
