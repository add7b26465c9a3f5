"""Who follows a pupil, as the pupil sees them: invited by themselves, or by the school."""

from collections.abc import Iterable, Sequence

from bot.store import guardians, people
from bot.store.guardians import Bond, Line
from bot.usecases.campaigns import dates
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.guardians import children
from bot.usecases.guardians.outcomes import Guardian
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

MOST = 4  # adults who follow one pupil


def of(turn: Turn, child_id: int) -> tuple[Guardian, ...]:
    """The adults who follow a pupil, the first one first."""
    ties: dict[int, list[Bond]] = {}
    for bond in guardians.bonds_to_child(turn.tx, child_id):
        ties.setdefault(bond.guardian_id, []).append(bond)
    return tuple(_guardian(turn, child_id, bonds) for bonds in ties.values())


def one(turn: Turn, child_id: int, guardian_id: int) -> Guardian | None:
    """One of them; None for who does not follow the pupil."""
    return next((each for each in of(turn, child_id) if each.person_id == guardian_id), None)


def places_taken(turn: Turn, guardian_ids: Iterable[int]) -> int:
    """How many of them take one of the places: who has blocked the bot, or is gone, takes none."""
    found = (people.find(turn.tx, each) for each in guardian_ids)
    return sum(1 for each in found if each is not None and each.reachable)


def is_full(turn: Turn, followers: Sequence[Guardian]) -> bool:
    """Whether nobody else may follow a pupil for now."""
    return places_taken(turn, (each.person_id for each in followers)) >= MOST


def zone_of(turn: Turn, child_id: int) -> str:
    """Where a pupil reads the time."""
    place = children.place_of(turn.tx, child_id)
    return place.zone if place else turn.rules.timezone


def _guardian(turn: Turn, child_id: int, bonds: Sequence[Bond]) -> Guardian:
    by_school = next((each for each in bonds if each.by_school), None)
    line = _line(turn, by_school)
    at = by_school.since if by_school else _invited_at(turn, child_id, bonds[0])
    since = dates.in_full(at, zone_of(turn, child_id), turn.now_ms)
    return Guardian(bonds[0].guardian_id, since, line.level if line else "")


def _line(turn: Turn, bond: Bond | None) -> Line | None:
    return None if bond is None or bond.pupil_id is None else guardians.line(turn.tx, bond.pupil_id)


def _invited_at(turn: Turn, child_id: int, bond: Bond) -> int:
    """When the invitation was made: the pupil knows then whom they gave it to."""
    used = guardians.invitations_of(turn.tx, child_id)
    made = (each.created_at for each in used if each.used_by == bond.guardian_id)
    return next(made, bond.since)


def told(turn: Turn, person_id: int, outcome: Outcome, kind: str) -> list[Outcome]:
    """What somebody of a tie is told, addressed as they are elsewhere: a tie makes nobody an adult."""
    person = people.find(turn.tx, person_id)
    if person is None:
        return []
    return [Elsewhere(person.chat_id, (outcome,), adult=person.role != "pupil", kind=kind)]
