"""The pupils whom a guardian follows: several ties to one pupil are one child."""

from dataclasses import dataclass

from bot.store import guardians
from bot.store.base import Tx
from bot.store.guardians import Bond, Line

NAMELESS = "Votre enfant"


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil, as a guardian knows them.

    `name` is the given name of the roster, or what a pupil of no class wrote for a campaign. `class_name` is
    '' for who is in no class, `school` and `school_id` for who is in no school. `pupil_ids` are the lines of
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


def of(tx: Tx, guardian_id: int) -> list[Child]:
    """Whom a guardian follows, the first one first; who left the class too."""
    ties: dict[str, list[Bond]] = {}
    for bond in guardians.bonds_of(tx, guardian_id):
        ties.setdefault(key_of(bond.child_id, bond.pupil_id), []).append(bond)
    return [_child(tx, key, bonds) for key, bonds in ties.items()]


def one(tx: Tx, child_id: int) -> Child:
    """A pupil's own account, as a guardian would know it."""
    return _child(tx, key_of(child_id, None), [Bond(0, child_id, None, 0)])


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
    return Child(
        name=(first.given_name if first else "") or NAMELESS,
        class_name=first.class_name if first else "",
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
