"""A jury of 150 does not wait: results and signals are computed between the close and the first look."""

from functools import partial
from typing import Any

import pytest

from bot.errors import StoreUnavailable
from bot.usecases.certification import ahead, copying, marks, scoring
from bot.usecases.certification.memory import Memory
from bot.usecases.turn import Rules
from scheduler.sittings import Sittings
from tests.usecases.desk import Desk
from tests.usecases.judging import jury, over
from tests.usecases.sittings import Room

PAPERS = ["RRRRWWWW" * 4, "RWRWRWRW" * 4, "WRWRRRWW" * 4, "", "RRWW" * 8, "WWRR" * 8, "RRRW" * 8]


class Beside:
    """Reads of the scheduler, on the desk's database; nothing may be written."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def read(self, fn: Any, *args: Any) -> Any:
        return self.desk.turn(lambda tx: fn(tx, *args))


@pytest.fixture
def room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A closed sitting of which nothing was computed yet."""
    monkeypatch.setattr(scoring, "_CERTIFIED", Memory(100))
    monkeypatch.setattr(marks, "_FITS", Memory(100))
    return over(desk, *PAPERS, rules="adaptive")


def scheduler(desk: Desk) -> Sittings:
    store: Any = Beside(desk)
    sender: Any = None
    return Sittings(store, sender, desk.clock, desk.library, Rules())


async def test_after_two_ticks_the_jury_computes_nothing(
    desk: Desk, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = scheduler(desk)
    for _ in range(2):  # five jobs each
        await ticks.tick()

    def again(*_: Any) -> Any:
        raise AssertionError("computed in the turn of the jury")

    monkeypatch.setattr(marks, "predicted", again)
    monkeypatch.setattr(scoring, "score_adaptive", again)
    monkeypatch.setattr(copying, "_signs", again)
    assert "À décider : 6 sur 7" in room.taps("sj_show")
    assert "sur 32 questions" in jury(room, "sj_one", room.pupils[0])
    assert "Confirmer" in room.taps("sj_all")


async def test_what_breaks_for_one_candidate_stops_no_other(
    desk: Desk, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []
    first = room.candidate(room.pupils[0]).id

    def compute(_: Any, candidate_id: int) -> None:
        if candidate_id == first:
            raise ValueError
        done.append(candidate_id)

    monkeypatch.setattr(ahead, "compute", compute)
    ticks = scheduler(desk)
    for _ in range(3):
        await ticks.tick()
    assert len(done) == 5
    assert f"sitting {room.sitting_id}: computing ahead: ValueError" in caplog.text


async def test_a_store_that_is_away_is_told_to_the_scheduler(
    desk: Desk, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(ahead, "compute", away)
    with pytest.raises(StoreUnavailable):
        await scheduler(desk).tick()
    assert room.candidates()


def test_who_is_erased_in_between_is_left_out(desk: Desk, room: Room) -> None:
    found = desk.turn(lambda tx: ahead.candidates(tx, room.sitting_id))
    assert len(found) == 6
    assert desk.turn(lambda tx: ahead.compute(tx, max(found) + 1)) is None


def test_memory_keeps_the_latest() -> None:
    memory: Memory[int] = Memory(2)
    made = [memory.of(key, partial(int, value)) for key, value in ((1, 10), (2, 20), (1, 99), (3, 30))]
    assert made == [10, 20, 10, 30]
    assert memory.of(3, lambda: 99) == 30
    assert memory.of(1, lambda: 99) == 99  # forgotten
