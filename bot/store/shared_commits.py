"""SQLite's one writer: whole turns on aiosqlite's thread, those that wait together in one durable commit."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import aiosqlite

from bot.errors import StoreUnavailable

T = TypeVar("T")

MOST_TOGETHER = 128  # turns in one commit: beyond, the first would wait for more than the disk saves
_TROUBLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}


def trouble(error: BaseException) -> StoreUnavailable | None:
    """What to raise when disk or lock gave trouble; None for an error in a statement or in its values."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code == sqlite3.SQLITE_READONLY:  # bare: a statement that writes where only reading is allowed
        return None
    return StoreUnavailable(f"SQLite: {error}") if code & 0xFF in _TROUBLE else None


class Hopping(aiosqlite.Connection):
    """aiosqlite's connection on its own thread, given whole functions rather than single statements."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)

    @classmethod
    async def open(cls, connector: Callable[[], sqlite3.Connection]) -> "Hopping":
        hopping = cls(connector)
        await hopping
        return hopping

    async def hop(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run `fn` on the thread; when the caller is cancelled it runs all the same."""
        result: T = await self._execute(fn, self._conn)  # type: ignore[no-untyped-call]  # aiosqlite's own
        return result


@dataclass(slots=True)
class _Outcome(Generic[T]):
    """What a turn gave or raised; raised where its caller waits, if somebody still waits."""

    value: T | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Waiting:
    turn: Callable[[sqlite3.Connection], Any]
    outcome: "asyncio.Future[_Outcome[Any]]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class SharedCommits:
    """Runs turns in order, each in its savepoint; their callers know once the common commit is durable."""

    def __init__(self, connection: Hopping) -> None:
        self.commits = 0
        self.turns = 0
        self.closed = False
        self._connection = connection
        self._waiting: list[_Waiting] = []
        self._serving: asyncio.Task[None] | None = None

    async def turn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """What `fn` returns, after the commit. Raises what it raises, or StoreUnavailable."""
        if self.closed:
            raise StoreUnavailable("the store is closed")
        waiting = _Waiting(fn)
        self._waiting.append(waiting)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve(), name="sqlite writer")
        outcome: _Outcome[T] = await waiting.outcome
        if outcome.error is not None:
            raise outcome.error
        return outcome.value  # type: ignore[return-value]  # without an error it is what fn returned

    async def close(self) -> None:
        """Finish the turns that wait, then close the connection."""
        self.closed = True
        if self._serving is not None:
            await asyncio.wait([self._serving])  # even when it was cancelled, as when the loop ends
        await self._connection.close()

    async def _serve(self) -> None:
        while self._waiting:
            batch = [waiting for waiting in self._waiting[:MOST_TOGETHER] if not waiting.outcome.done()]
            del self._waiting[:MOST_TOGETHER]
            if batch:
                await self._serve_together(batch)

    async def _serve_together(self, batch: list[_Waiting]) -> None:
        turns = [waiting.turn for waiting in batch]
        try:
            outcomes = await self._connection.hop(lambda connection: _together(connection, turns))
        except StoreUnavailable as error:
            outcomes = [_Outcome(error=StoreUnavailable(str(error))) for _ in turns]
        else:
            self.commits += 1
            self.turns += len(turns)
        for waiting, outcome in zip(batch, outcomes, strict=True):
            if not waiting.outcome.done():  # its caller may have been cancelled meanwhile
                waiting.outcome.set_result(outcome)


def _together(
    connection: sqlite3.Connection, turns: list[Callable[[sqlite3.Connection], Any]]
) -> list[_Outcome[Any]]:
    """Run the turns and commit once; StoreUnavailable when that fails, and no turn was done."""
    try:
        connection.execute("begin immediate")
        outcomes = [_alone(connection, turn) for turn in turns]
        connection.execute("commit")
    except BaseException as error:  # whatever it is, every caller must be told
        if connection.in_transaction:
            connection.execute("rollback")
        raise StoreUnavailable(f"SQLite: {error}") from error
    return outcomes


def _alone(connection: sqlite3.Connection, turn: Callable[[sqlite3.Connection], T]) -> _Outcome[T]:
    """Run one turn in a savepoint; what it raises undoes it alone."""
    connection.execute("savepoint turn")
    try:
        outcome = _Outcome(turn(connection))
    except BaseException as error:
        if not connection.in_transaction:  # SQLite undid everything by itself, as when the disk is full
            raise
        connection.execute("rollback to turn")
        outcome = _Outcome(error=trouble(error) or error)
    connection.execute("release turn")
    return outcome
