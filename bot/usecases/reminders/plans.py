"""The reminders of a campaign, as its teacher set them."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store import guardians, plans
from bot.store.base import Tx
from bot.store.plans import PlanRow

FARTHEST = 60  # days before a deadline
MOST = 6  # reminders of one kind


@dataclass(frozen=True, slots=True)
class Plan:
    """Days before the deadline on which pupils, and guardians, are reminded: 0 is the last morning.

    They come sorted, the farthest one first. `words` are the teacher's, in every reminder;
    with `results_shared` guardians get results. Raises ValueError for days that cannot be.
    """

    pupils: tuple[int, ...] = (7, 3, 1, 0)
    guardians: tuple[int, ...] = (3, 1)
    words: str = ""
    results_shared: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "pupils", _checked(self.pupils))
        object.__setattr__(self, "guardians", _checked(self.guardians))


def _checked(days: Iterable[int]) -> tuple[int, ...]:
    found = sorted(set(days), reverse=True)
    if len(found) > MOST or any(not 0 <= each <= FARTHEST for each in found):
        raise ValueError(f"at most {MOST} reminders, 0 to {FARTHEST} days before: {found}")
    return tuple(found)


def load(tx: Tx, campaign_id: int) -> Plan:
    """What the teacher set, or the usual reminders."""
    row = plans.find(tx, campaign_id)
    if row is None:
        return Plan()
    return Plan(_days(row.pupils), _days(row.guardians), row.words, bool(row.results_shared))


def save(tx: Tx, campaign_id: int, plan: Plan) -> None:
    """Write it; `planning.sync` then makes it so."""
    row = PlanRow(_text(plan.pupils), _text(plan.guardians), plan.words, int(plan.results_shared))
    plans.put(tx, campaign_id, row)


def goes_home(tx: Tx, campaign_id: int, child_id: int, participation_id: int) -> bool:
    """Whether guardians get a result: by the pupil's wish, or the teacher's for the whole campaign."""
    by_pupil = guardians.shared_at(tx, child_id, participation_id) is not None
    return by_pupil or load(tx, campaign_id).results_shared


def copy(tx: Tx, from_id: int, to_id: int) -> None:
    """Another campaign gets the same reminders."""
    row = plans.find(tx, from_id)
    if row is not None:
        plans.put(tx, to_id, row)


def _days(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split(",") if each)


def _text(days: tuple[int, ...]) -> str:
    return ",".join(str(each) for each in days)
