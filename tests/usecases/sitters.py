"""A room where candidates sit, made in a transaction: the same on every database."""

from dataclasses import dataclass, replace
from typing import Any

from bot.store import people, sittings
from bot.store.base import Store, Tx
from bot.store.sittings import Candidate, Incident, Sitting
from bot.usecases.certification import clock, pulse
from tests.usecases.planning import Town, person

MINUTE = clock.MINUTE_MS


@dataclass(frozen=True)
class Hall:
    """An announced sitting of a school, and the classroom its candidates come from."""

    town: Town
    room: int
    sitting_id: int

    @classmethod
    def opens(cls, tx: Tx, starts_at: int) -> "Hall":
        town, id_ = Town.found(tx), tx.new_id()
        codes, day = (f"A{id_}", f"I{id_}"), (starts_at, "204", clock.MINUTES, "Mme Diallo", 0)
        sittings.add(tx, Sitting(id_, town.school_id, *codes, "profile", *day, announced_at=1))
        sittings.put_staff(tx, town.teacher_id, id_, "organiser", 0)
        return cls(town, town.room(tx), id_)

    def sits(self, tx: Tx, began: int, **changes: Any) -> int:
        """Somebody has begun then; the candidate's id."""
        who = person(tx)
        sittings.summon(tx, self.sitting_id, self.town.line(tx, self.room, who))
        candidate = next(each for each in sittings.candidates(tx, self.sitting_id) if each.account == who)
        sittings.save_candidate(tx, replace(candidate, **{"person_id": who, "started_at": began, **changes}))
        return candidate.id


async def candidate(store: Store, id_: int) -> Candidate:
    """As it is stored now."""
    found = await store.turn(sittings.candidate, id_)
    assert found is not None
    return found


async def used(store: Store, id_: int, now_ms: int) -> int:
    """Milliseconds of a candidate's time that are used by now."""
    at = await store.turn(pulse.moment_at, now_ms)
    return clock.used_ms(await candidate(store, id_), at)


async def incidents(store: Store, hall: Hall) -> list[Incident]:
    return await store.turn(sittings.incidents, hall.sitting_id)


def phone(tx: Tx, who: Candidate) -> int:
    """The chat of a candidate."""
    found = people.find(tx, who.person_id or 0)
    assert found is not None
    return found.chat_id
