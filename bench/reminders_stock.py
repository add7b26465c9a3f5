"""What a tick of the scheduler costs with much in stock: `python -m bench.reminders_stock` (also `--quick`).

Up to a million notices that are due later, with as many that ended; then up to a hundred thousand moments to
come; then as many families of other classes. What is due is always the same: a class of 30, and its families.
"""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import psycopg

from bench import reminders_school
from bench.databases import POSTGRES, SQLITE, empty_database
from bench.reminders_school import EVENING, School
from bench.tables import Cell, middle, table
from bot.clock import FrozenClock
from bot.store import plans
from bot.store.base import Store, Tx
from bot.store.open import open_store
from bot.store.outbox import OutboxRow
from bot.store.times import to_ms
from bot.transport.sender import Sender
from scheduler.letters import Letters
from scheduler.planner import Planner

PUPILS = 30
ROUNDS = 25
NOTICES = (10_000, 100_000, 1_000_000)
OTHERS = (1_000, 10_000, 100_000)  # moments, and families
PLANS = ((SQLITE, NOTICES, OTHERS), (POSTGRES, NOTICES, OTHERS))
QUICK = ((SQLITE, NOTICES[:2], OTHERS[:2]),)
MORNING = EVENING - timedelta(hours=9)
_DAY = timedelta(days=1)

# Statements that both databases understand, for the rows after {after} up to {upto}.
_MANY = "with recursive many(i) as (select {after} + 1 union all select i + 1 from many where i < {upto}) "
_PERSONS = "insert into person (id, chat_id, role, created_at) select i, i, 'pupil', 0 from many"
_CAMPAIGNS = """
insert into campaign (id, school_id, code, name, target, mode, open_to_all, late_allowed, retries,
                      start_words, end_words, teacher, created_at)
select i, {school}, 'c' || i, 'Rentrée', '', 'training', 0, 1, 1, '', '', 'Mme Diallo', 0 from many
"""
_WAITING = """
insert into notice (person_id, id, kind, key, school_id, campaign_id, due_at, valid_until)
select 1 + i / 10, 2 * i, 'reminder', 'w' || i, {school}, 1 + i / 100, {later} + i % 2592000000,
       {later} + 2592000000 from many
"""
_ENDED = """
insert into notice (person_id, id, kind, key, school_id, campaign_id, due_at, valid_until, letter_id,
                    ended_at, fate)
select 1 + i / 10, 2 * i + 1, 'reminder', 'e' || i, {school}, 1 + i / 100, {earlier} - i % 2592000000,
       {later}, i, {earlier} - i % 2592000000, 'sent' from many
"""
_MOMENTS = """
insert into occasion (id, school_id, campaign_id, kind, days, at, due_at, reached)
select i, {school}, 1 + i / 8, 'pupils', i % 8, {later} + i % 2592000000, {later} + i % 2592000000, 0
from many
"""
_ROOMS = """
insert into classroom (id, school_id, name, level, code, created_at)
select i, {school}, '5e', '5e', 'r' || i, 0 from many
"""
_PUPILS = """
insert into pupil (class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
                   guardian_selector, guardian_secret, added_at)
select 1 + i / 30, i, 'Nom', 'Prénom', 'k' || i, i, 0, 's' || i, 'x', 'g' || i, 'x', 0 from many
"""
_GUARDIANS = "insert into guardian (person_id, pupil_id, since) select i, i, 0 from many"
_LETTERS_OF = "person_id in (select id from person where chat_id >= 50000001)"
_AGAIN = (
    "delete from outbox",
    f"delete from notice where {_LETTERS_OF}",  # noqa: S608  # our own words
    f"delete from preference where {_LETTERS_OF}",  # noqa: S608  # the same
    "delete from occasion where campaign_id = {campaign}",
)


@dataclass(slots=True)
class Taker:
    """A sender that has room for everything and sends nothing."""

    taken: list[OutboxRow] = field(default_factory=list)

    def room(self) -> dict[str, int]:
        return {"conversation": 100, "reminders": 2000, "broadcast": 2000}

    def send(self, row: OutboxRow) -> None:
        self.taken.append(row)


@dataclass(slots=True)
class Cost:
    """Milliseconds of every tick with so much in stock: with something due, and of both with nothing due."""

    database: str
    stock: str
    size: int
    planner: list[float] = field(default_factory=list)
    letters: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)


class Stage:
    """A database with one class whose evening is played again and again."""

    def __init__(self, database: str, store: Store, clock: FrozenClock, school: School, sql: Any) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._school = school
        self._sql = sql
        self._sender = Taker()
        self._planner = Planner(store, clock, _at_once)
        self._letters = Letters(store, cast(Sender, self._sender), clock, _at_once)
        self._facts = {
            "school": school.id,
            "campaign": school.campaigns[0],
            "later": to_ms(EVENING + _DAY),
            "earlier": to_ms(EVENING - _DAY),
        }

    def stock(self, statement: str, after: int, upto: int) -> None:
        """Many rows more."""
        self._sql(_MANY.format(after=after, upto=upto) + statement.format(**self._facts))

    async def cost(self, stock: str, size: int) -> Cost:
        """What the ticks of that evening cost."""
        if self._database == POSTGRES:
            self._sql("analyze")  # as it does by itself in time; SQLite does not
        await self._planner.tick()  # the first one plans what it finds
        await self._evening(Cost(self._database, stock, size))  # statements are prepared by then
        cost = Cost(self._database, stock, size)
        for _ in range(ROUNDS):
            await self._evening(cost)
        return cost

    async def _evening(self, cost: Cost) -> None:
        for statement in _AGAIN:
            self._sql(statement.format(**self._facts))
        self._sender.taken.clear()
        self._is(MORNING)
        await self._store.turn(self._plan)
        cost.planner.append(await _took(self._planner.tick))
        self._is(EVENING)
        cost.letters.append(await _took(self._letters.tick))
        assert len(self._sender.taken) == 2 * PUPILS, len(self._sender.taken)
        cost.idle.append(await _took(self._planner.tick) + await _took(self._letters.tick))

    def _plan(self, tx: Tx) -> None:
        at = to_ms(EVENING)
        school, [campaign] = self._school.id, self._school.campaigns
        plans.add_occasion(tx, school, campaign, "pupils", 3, at, to_ms(MORNING))
        plans.add_occasion(tx, school, campaign, "guardians", 3, at, to_ms(MORNING))

    def _is(self, at: datetime) -> None:
        self._clock.advance(at - self._clock.now())


async def _at_once(_: float) -> None:
    """The breath between batches, which is no cost."""
    await asyncio.sleep(0)


async def _took(tick: Callable[[], Awaitable[None]]) -> float:
    start = time.perf_counter()
    await tick()
    return (time.perf_counter() - start) * 1000


async def measure(plans_: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = PLANS) -> list[Cost]:
    """Every size on every database."""
    return [cost for each in plans_ for cost in await _measure(*each)]


async def _measure(database: str, notices: tuple[int, ...], others: tuple[int, ...]) -> list[Cost]:
    costs = []
    with empty_database(database) as url:
        clock = FrozenClock(MORNING)
        store = await open_store(url, clock)
        with _connection(url) as sql:
            school = await store.turn(reminders_school.furnish, 1, PUPILS, families=True)
            stage = Stage(database, store, clock, school, sql)
            stage.stock(_PERSONS, 0, max(notices[-1] // 10, others[-1]) + 1)
            stage.stock(_CAMPAIGNS, 0, max(notices[-1] // 100, others[-1] // 8) + 1)
            stage.stock(_ROOMS, 0, others[-1] // 30 + 1)
            for name, sizes, statements in (
                ("notices", notices, (_WAITING, _ENDED)),
                ("moments to come", others, (_MOMENTS,)),
                ("other families", others, (_PUPILS, _GUARDIANS)),
            ):
                for before, size in zip((0, *sizes), sizes, strict=False):
                    for statement in statements:
                        stage.stock(statement, before, size)
                    costs.append(await stage.cost(name, size))
        await store.close()
    return costs


@contextmanager
def _connection(url: str) -> Iterator[Callable[[str], Any]]:
    """A connection beside the store's, each statement durable by itself."""
    if url.startswith("postgresql"):
        with psycopg.connect(url, autocommit=True) as server:
            yield lambda sql: server.execute(sql.encode())
        return
    file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    file.execute("pragma foreign_keys = on")
    try:
        yield file.execute
    finally:
        file.close()


def show(costs: list[Cost]) -> None:
    """Print the table, and what the largest stock costs beside the smallest."""
    rows: list[list[Cell]] = [
        [
            f"{each.database}, {each.stock}",
            each.size,
            *(cell for some in (each.planner, each.letters) for cell in (min(some), middle(some))),
            min(each.idle),
        ]
        for each in costs
    ]
    head = ("", "in stock", "planner", "median", "letters", "median", "both, nothing due")
    table(
        f"One tick, ms, the quickest round, with {2 * PUPILS} reminders due and so much that is not",
        head,
        rows,
    )
    print()
    for key in dict.fromkeys((each.database, each.stock) for each in costs):
        some = [each for each in costs if (each.database, each.stock) == key]
        print(_ratios(some[0], some[-1]))


def _ratios(small: Cost, large: Cost) -> str:
    """Of the quickest rounds: what else a machine does only makes others slower."""
    ratios = ", ".join(
        f"{name} {min(getattr(large, name)) / min(getattr(small, name)):.2f}"
        for name in ("planner", "letters", "idle")
    )
    return f"{small.database}, {large.size / small.size:g} times the {small.stock}: {ratios} times the cost"


if __name__ == "__main__":
    show(asyncio.run(measure(QUICK if "--quick" in sys.argv else PLANS)))
