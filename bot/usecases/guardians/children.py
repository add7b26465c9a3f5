"""The pupils whom a guardian follows: several ties to one pupil are one child."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store import guardians
from bot.store.base import Tx
from bot.store.guardians import Bond, Line
from bot.usecases.classes.names import read_pupil

NAMELESS = "Votre enfant"  # where a name stands alone
UNNAMED = "cet élève"  # in a sentence


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil, as a guardian knows them.

    `name` is the given name of the roster, or of what a pupil of no class wrote for a campaign; brothers and
    sisters who share an account are one child with the names and the classes of all. `class_name` is ''
    for who is in no class, `school` and `school_id` for who is in no school. `pupil_ids` are the lines of
    the rosters that they are on now: those set aside, and those of archived classes, are left out.
    `by_school`: the school made a tie. `key` names the child in the keys of notices.
    """

    name: str
    class_name: str
    school: str
    school_id: int | None
    child_id: int | None
    pupil_ids: tuple[int, ...]
    by_school: bool
    key: str

    @property
    def called(self) -> str:
        """The name, in a sentence."""
        return UNNAMED if self.name == NAMELESS else self.name


def of(tx: Tx, guardian_id: int) -> list[Child]:
    """Whom a guardian follows, the first one first; who left the class too."""
    ties: dict[str, list[Bond]] = {}
    for bond in guardians.bonds_of(tx, guardian_id):
        ties.setdefault(key_of(bond.child_id, bond.pupil_id), []).append(bond)
    return [_child(tx, key, bonds) for key, bonds in ties.items()]


def one(tx: Tx, child_id: int) -> Child:
    """A pupil's own account, as a guardian would know it."""
    return _child(tx, key_of(child_id, None), [Bond(0, child_id, None, 0)])


def called(line: Line) -> str:
    """The given name of a line, in a sentence; of what was written for a campaign, that part of it."""
    return _given_name(line) or UNNAMED


def place_of(tx: Tx, child_id: int) -> Line | None:
    """Where a pupil is now: in a class, or in a campaign by its code; None for who is nowhere."""
    current = (each for each in guardians.lines_of(tx, child_id) if each.current)
    return next(current, None) or guardians.line_by_code(tx, child_id)


def key_of(child_id: int | None, pupil_id: int | None) -> str:
    """How the keys of notices name a child: by the account when it is known, else by the roster line."""
    return f"p{pupil_id}" if child_id is None else f"c{child_id}"


def _child(tx: Tx, key: str, bonds: list[Bond]) -> Child:
    child_id = bonds[0].child_id
    lines = _lines(tx, bonds)
    first = lines[0] if lines else guardians.line_by_code(tx, child_id or 0)
    named = _by_name([each for each in lines if each.current] or ([first] if first else []))
    return Child(
        name=joined(list(named)) or NAMELESS,
        class_name=joined(list(dict.fromkeys(named.values()))),
        school=first.school if first else "",
        school_id=first.school_id if first else None,
        child_id=child_id,
        pupil_ids=tuple(each.pupil_id for each in lines if each.current),
        by_school=any(each.by_school for each in bonds),
        key=key,
    )


def _lines(tx: Tx, bonds: list[Bond]) -> list[Line]:
    """The roster lines of a child, those that count now before the others."""
    child_id = bonds[0].child_id
    if child_id is not None:
        return guardians.lines_of(tx, child_id)
    lines = (guardians.line(tx, each.pupil_id) for each in bonds if each.pupil_id is not None)
    return [each for each in lines if each is not None]


def _by_name(lines: Sequence[Line]) -> dict[str, str]:
    """The class of each given name, the first one of those who are in several."""
    classes: dict[str, str] = {}
    known: set[str] = set()
    for line in lines:
        name = _given_name(line)
        if name.casefold() not in known:
            known.add(name.casefold())
            classes[name] = line.class_name
    return classes if classes.keys() == {""} else {name: its for name, its in classes.items() if name}


def _given_name(line: Line) -> str:
    """Nobody's family name is told to a guardian, though the pupil wrote it for a teacher."""
    if line.pupil_id:
        return line.given_name
    written = read_pupil(line.given_name)
    return line.given_name if written is None else written[1]


def joined(words: Sequence[str]) -> str:
    """«Léa, Tom et Zoé»."""
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
