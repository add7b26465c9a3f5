"""SQLite's writer: turns that wait together share a commit, and are all told when the disk gives trouble."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.store.shared_commits import MOST_TOGETHER, Hopping, SharedCommits


class Disk(sqlite3.Connection):
    """A connection whose commits fail when the test says so."""

    broken = False

    def execute(self, sql: str, *args: object) -> sqlite3.Cursor:
        if self.broken and sql == "commit":
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *args)  # type: ignore[arg-type]  # passed through as they came


def add(n: int) -> Callable[[sqlite3.Connection], int]:
    return lambda db: db.execute("insert into number values (?)", (n,)).rowcount


def break_disk(db: sqlite3.Connection, broken: bool = True) -> None:
    assert isinstance(db, Disk)
    db.broken = broken


def connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=0, isolation_level=None, factory=Disk)
    db.execute("pragma journal_mode = wal")
    db.execute("create table if not exists number (n bigint primary key)")
    return db


def numbers(path: Path) -> list[int]:
    """What another process sees."""
    other = sqlite3.connect(path)
    found = [n for (n,) in other.execute("select n from number order by n")]
    other.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "numbers.db"


@pytest.fixture
async def connection(path: Path) -> Hopping:
    return await Hopping.open(partial(connect, path))


@pytest.fixture
async def writer(connection: Hopping) -> AsyncIterator[SharedCommits]:
    writer = SharedCommits(connection)
    yield writer
    await writer.close()


async def test_turns_that_wait_together_share_commits(writer: SharedCommits, path: Path) -> None:
    done = await asyncio.gather(*(writer.turn(add(n)) for n in range(MOST_TOGETHER + 1)))

    assert done == [1] * (MOST_TOGETHER + 1)
    assert (writer.turns, writer.commits) == (MOST_TOGETHER + 1, 2)
    assert numbers(path) == list(range(MOST_TOGETHER + 1))


async def test_what_a_caller_was_told_is_on_disk(writer: SharedCommits, path: Path) -> None:
    async def told(n: int) -> bool:
        await writer.turn(add(n))
        return n in numbers(path)

    assert all(await asyncio.gather(*(told(n) for n in range(20))))


async def test_turns_run_in_the_order_they_were_asked(writer: SharedCommits) -> None:
    order: list[int] = []

    await asyncio.gather(*(writer.turn(lambda _, n=n: order.append(n)) for n in range(300)))  # type: ignore[misc]  # n is bound now

    assert order == list(range(300))


async def test_a_commit_that_fails_is_told_to_all_its_turns(
    connection: Hopping, writer: SharedCommits, path: Path
) -> None:
    await connection.hop(break_disk)

    done = await asyncio.gather(*(writer.turn(add(n)) for n in range(3)), return_exceptions=True)

    assert [type(error) for error in done] == [StoreUnavailable] * 3
    assert len({id(error) for error in done}) == 3  # each its own, with its own traceback
    assert "disk I/O error" in str(done[0])
    assert (writer.commits, numbers(path)) == (0, [])

    await connection.hop(lambda db: break_disk(db, broken=False))
    await writer.turn(add(1))
    assert numbers(path) == [1]


async def test_a_full_disk_is_told_to_all_who_shared_the_commit(
    connection: Hopping, writer: SharedCommits, path: Path
) -> None:
    await connection.hop(lambda db: db.execute("create table big (text text)"))
    await connection.hop(lambda db: db.execute("pragma max_page_count = 10"))

    small, big = await asyncio.gather(
        writer.turn(add(1)),
        writer.turn(lambda db: db.execute("insert into big values (?)", ("x" * 100_000,))),
        return_exceptions=True,
    )

    assert isinstance(small, StoreUnavailable)  # SQLite undoes the whole transaction by itself
    assert isinstance(big, StoreUnavailable)
    assert "full" in f"{small} {big}"
    assert numbers(path) == []
    await writer.turn(add(1))
    assert numbers(path) == [1]


async def test_a_file_locked_by_another_process_is_unavailable(writer: SharedCommits, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")

    with pytest.raises(StoreUnavailable, match="locked"):
        await writer.turn(add(1))

    other.close()
    await writer.turn(add(1))
    assert numbers(path) == [1]


async def test_a_turn_that_ends_the_transaction_itself_takes_nobody_by_surprise(
    writer: SharedCommits, path: Path
) -> None:
    """What ran before it in the same commit is lost, and told to be."""
    done = await asyncio.gather(
        writer.turn(add(1)),
        writer.turn(lambda db: db.execute("rollback")),
        writer.turn(add(2)),
        return_exceptions=True,
    )

    assert [type(error) for error in done] == [StoreUnavailable] * 3
    assert numbers(path) == []


async def test_turns_given_up_while_they_wait_are_not_done(writer: SharedCommits, path: Path) -> None:
    tasks = [asyncio.create_task(writer.turn(add(n))) for n in range(4)]
    await asyncio.sleep(0)  # they wait now, and the writer has not begun
    tasks[0].cancel()
    tasks[2].cancel()

    await asyncio.gather(*tasks, return_exceptions=True)

    assert numbers(path) == [1, 3]
