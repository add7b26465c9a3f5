"""What time brings to a sitting by itself: warnings, the end, live lists, and the closing that nobody did."""

import asyncio
import re
import sqlite3
import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
import pytest

from bot.clock import FrozenClock
from bot.handlers.conversation import Conversation
from bot.store import outbox, people, practice, sittings
from bot.store.base import Store, Tx
from bot.store.migrate import known_migrations, migrate
from bot.store.open import open_store
from bot.store.outbox import OutboxRow
from bot.store.queries import Dialect, Statements
from bot.store.sittings import BoardRow
from bot.store.times import to_ms
from bot.transport.calls import Call
from bot.usecases.certification import pulse
from bot.usecases.turn import Rules
from scheduler.sittings import Sittings
from tests.usecases.desk import bank
from tests.usecases.sitters import Hall, candidate
from tests.views.acceptable import words

PATIENCE = 10.0  # seconds: of a test that fails
A_LITTLE = pulse.LATE_MS / 60_000  # minutes: how late an answer may come


@dataclass
class School:
    """A store with a sitting in it, the scheduler's tick, and in place of the sender what it was handed."""

    store: Store
    clock: FrozenClock
    hall: Hall
    handed: list[tuple[OutboxRow, tuple[Call, ...] | None]] = field(default_factory=list)
    turns: int = 0
    reads_made: int = 0

    @property
    def exclusive(self) -> bool:
        return self.store.exclusive

    async def turn(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.turns += 1
        return await self.store.turn(fn, *args, **kwargs)

    async def read(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.reads_made += 1
        return await self.store.read(fn, *args, **kwargs)

    def send(self, row: OutboxRow, calls: tuple[Call, ...] | None = None) -> None:
        self.handed.append((row, calls))

    @property
    def now(self) -> int:
        return to_ms(self.clock.now())

    async def ticks(self) -> None:
        await Sittings(self, self, self.clock, bank(), Rules()).tick()  # type: ignore[arg-type]  # both

    async def passes(self, minutes: float) -> None:
        """Time passes, and the scheduler ticks then."""
        self.clock.advance(timedelta(minutes=minutes))
        await self.ticks()

    async def sits(self, **changes: Any) -> int:
        """Somebody begins now."""
        return await self.store.turn(partial(self.hall.sits, **changes), self.now)

    async def changes(self, id_: int, **changes: Any) -> None:
        now = replace(await candidate(self.store, id_), **changes)
        await self.store.turn(sittings.save_candidate, now)

    async def reads(self) -> list[str]:
        """What candidates are told by what was handed over, as the sender has it written."""
        conversation = Conversation(bank(), self.clock, Rules())

        def composed(tx: Tx, row: OutboxRow) -> tuple[Call, ...]:
            calls = conversation.compose(tx, row)
            outbox.done(tx, row)
            return calls

        rows, self.handed = self.handed, []
        told = [calls if calls is not None else await self.store.turn(composed, row) for row, calls in rows]
        said = (words(call) for calls in told for call in calls)
        return [each.replace("\u00a0", " ").replace("\u202f", " ") for each in said]


@pytest.fixture
async def school(store: Store, clock: FrozenClock) -> School:
    return School(store, clock, await store.turn(Hall.opens, to_ms(clock.now())))


# Warnings


async def test_a_candidate_is_told_at_30_10_and_5_minutes(school: School) -> None:
    await school.sits()
    told = []
    for _ in range(104):
        await school.passes(1)
        told += await school.reads()
    assert [each.splitlines()[0] for each in told] == [
        "⏳ Il te reste 30 minutes.",
        "⏳ Il te reste 10 minutes.",
        "⏳ Il te reste 5 minutes.",
    ]


async def test_of_several_warnings_that_were_missed_the_latest_is_given(school: School) -> None:
    await school.sits()
    await school.passes(98)
    await school.ticks()
    (told,) = await school.reads()
    assert "7 minutes" in told


async def test_a_warning_that_waits_says_what_is_left_when_it_leaves(school: School) -> None:
    await school.sits()
    await school.passes(75)
    school.clock.advance(timedelta(minutes=2))
    (told,) = await school.reads()
    assert "28 minutes" in told


async def test_of_warnings_that_wait_together_one_is_sent(school: School) -> None:
    await school.sits()
    await school.passes(75)
    await school.passes(20)
    assert len(school.handed) == 2
    assert len(await school.reads()) == 1


async def test_nobody_is_warned_whose_test_has_ended(school: School) -> None:
    lea = await school.sits()
    await school.passes(75)
    await school.changes(lea, ended_at=school.now, ended_for="candidate")
    assert await school.reads() == []


async def test_extra_time_counts(school: School) -> None:
    await school.sits(extra=33)
    await school.passes(75)
    assert await school.reads() == []
    await school.passes(35)
    (told,) = await school.reads()
    assert "30 minutes" in told


async def test_whose_clock_stands_still_is_not_warned(school: School) -> None:
    lea = await school.sits()
    school.clock.advance(timedelta(minutes=74))
    await school.changes(lea, stopped_at=school.now, stopped_for="break")
    await school.passes(60)
    assert await school.reads() == []
    await school.changes(lea, cleared_at=school.now)
    await school.passes(0.9)
    assert await school.reads() == []
    goes_on = {"stopped_at": None, "stopped_for": None, "cleared_at": None, "lost_ms": 60 * 60_000}
    await school.changes(lea, **goes_on)
    await school.passes(1)
    assert len(await school.reads()) == 1


# The end


async def test_the_test_ends_with_the_time(school: School) -> None:
    lea = await school.sits()
    await school.passes(104)
    assert (await candidate(school.store, lea)).ended_at is None
    await school.passes(1)
    assert (await candidate(school.store, lea)).ended_at is None  # what was sent in time may be on its way
    await school.passes(A_LITTLE)
    ended = await candidate(school.store, lea)
    assert (ended.ended_for, ended.ended_at) == ("time", school.now - pulse.LATE_MS)


async def test_who_does_not_come_back_from_a_break_loses_the_time_after_a_minute(school: School) -> None:
    lea = await school.sits()
    school.clock.advance(timedelta(minutes=100))
    await school.changes(lea, stopped_at=school.now, stopped_for="break")
    await school.passes(30)
    await school.changes(lea, cleared_at=school.now)
    await school.passes(5.9)
    assert (await candidate(school.store, lea)).ended_at is None
    await school.passes(0.1 + A_LITTLE)
    assert (await candidate(school.store, lea)).ended_for == "time"


async def test_who_had_their_account_erased_does_not_sit_any_more(school: School) -> None:
    lea = await school.sits()
    await school.changes(lea, person_id=None)
    await school.ticks()
    assert (await candidate(school.store, lea)).ended_for == "technical"
    turns = school.turns
    await school.ticks()
    assert school.turns == turns


async def test_a_broken_row_keeps_nobody_from_the_end(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    lea, tom = await school.sits(), await school.sits()
    await school.store.turn(spoils, lea, school.hall.sitting_id, school.now)
    await school.passes(105 + A_LITTLE)
    assert (await candidate(school.store, lea)).ended_at is None
    assert (await candidate(school.store, tom)).ended_for == "time"
    errors = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert errors == [f"candidate {lea}: JSONDecodeError"]


def spoils(tx: Tx, id_: int, sitting_id: int, now_ms: int) -> None:
    """Somebody's test can't be read any more."""
    who, sitting = sittings.candidate(tx, id_), sittings.find(tx, sitting_id)
    assert who is not None
    assert sitting is not None
    practice.save_state(tx, who.person_id or 0, f"#{sitting.code}", "not JSON", now_ms)


async def test_who_is_in_a_turn_of_their_own_has_their_end_at_the_next_tick(
    postgres_store: Store, clock: FrozenClock
) -> None:
    hall = await postgres_store.turn(Hall.opens, to_ms(clock.now()))
    school = School(postgres_store, clock, hall)
    lea, tom = await school.sits(), await school.sits()
    who = (await candidate(postgres_store, lea)).person_id or 0
    begun, over = threading.Event(), threading.Event()

    def answers(tx: Tx) -> None:
        people.held(tx, who)
        begun.set()
        assert over.wait(PATIENCE)

    busy = asyncio.create_task(postgres_store.turn(answers))
    await asyncio.to_thread(begun.wait, PATIENCE)
    await school.passes(105 + A_LITTLE)
    over.set()
    await busy
    assert (await candidate(postgres_store, lea)).ended_at is None
    assert (await candidate(postgres_store, tom)).ended_at is not None
    await school.ticks()
    assert (await candidate(postgres_store, lea)).ended_for == "time"


# Lists


async def test_the_list_of_an_invigilator_follows(school: School) -> None:
    teacher = school.hall.town.teacher_id
    board = BoardRow(teacher, school.hall.sitting_id, 77, 0, "", school.now)
    await school.store.turn(sittings.put_board, board)
    await school.ticks()
    assert school.handed == []  # it has just been shown

    await school.passes(0.1)
    ((row, calls),) = school.handed
    assert calls is not None
    assert [(each.method, each.params["message_id"]) for each in calls] == [("editMessageText", 77)]

    await school.sits()
    await school.passes(0.1)
    assert len(school.handed) == 1  # the one before is still on its way
    await school.store.turn(outbox.done, row)
    await school.ticks()
    assert len(school.handed) == 2


async def test_a_list_that_shows_the_same_is_left_alone(school: School) -> None:
    board = BoardRow(school.hall.town.teacher_id, school.hall.sitting_id, 77, 0, "", school.now)
    await school.store.turn(sittings.put_board, board)
    await school.passes(0.1)
    await school.store.turn(outbox.done, school.handed[0][0])
    await school.passes(0.1)
    assert len(school.handed) == 1


# Closing


async def test_a_sitting_that_nobody_closed_is_closed_after_twelve_hours(school: School) -> None:
    await school.passes(12 * 60 - 1)
    assert await closed_at(school) is None
    await school.passes(1)
    assert await closed_at(school) == school.now


async def test_before_it_is_closed_who_was_forgotten_in_a_break_is_ended(school: School) -> None:
    lea = await school.sits()
    await school.changes(lea, stopped_at=school.now, stopped_for="break")
    await school.passes(12 * 60)
    assert (await candidate(school.store, lea)).ended_for == "technical"
    await school.ticks()
    assert await closed_at(school) is not None


async def test_nobody_s_time_is_cut_short_by_the_closing(school: School) -> None:
    school.clock.advance(timedelta(hours=11))
    await school.sits()
    await school.passes(61)
    assert await closed_at(school) is None
    await school.passes(44 + A_LITTLE)
    await school.ticks()
    assert await closed_at(school) is not None


async def closed_at(school: School) -> int | None:
    sitting = await school.store.turn(sittings.find, school.hall.sitting_id)
    assert sitting is not None
    return sitting.closed_at


# What it costs


async def test_with_nobody_there_a_tick_is_one_small_read(school: School) -> None:
    lea = await school.sits()
    await school.changes(lea, ended_at=school.now, ended_for="finished")
    await school.store.turn(sittings.settled, lea, school.now)
    for _ in range(5):
        await school.passes(60)
    assert (school.reads_made, school.turns) == (5, 0)


IDLE = ("something_goes_on", "pulse_and_clocks", "running", "unsettled", "overdue")


@pytest.mark.parametrize("name", IDLE)
def test_sqlite_reads_no_candidate_who_does_not_sit(name: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection.execute, ("begin",), known_migrations(), 0)
    sql = Statements(Dialect.SQLITE)[name]
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", values)]
    connection.close()
    scans = [step for step in plan if step.startswith("SCAN") and step != "SCAN CONSTANT ROW"]
    assert [step for step in scans if "USING" not in step] == []


async def test_postgres_reads_no_candidate_who_does_not_sit(postgres_url: str, clock: FrozenClock) -> None:
    await (await open_store(postgres_url, clock)).close()
    statements = Statements(Dialect.POSTGRES)
    with psycopg.connect(postgres_url) as connection:
        connection.execute("set enable_seqscan = off")  # empty tables are read whole otherwise
        for name in IDLE:
            sql = statements[name]
            values = dict.fromkeys(re.findall(r"%\((\w+)\)s", sql), "1")
            plan = connection.execute(f"explain {sql}".encode(), values).fetchall()
            whole = [
                row[0]
                for row in plan
                if "Seq Scan on candidate" in row[0] or "Seq Scan on sitting " in row[0]
            ]
            assert whole == [], name
