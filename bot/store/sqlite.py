"""The store on one SQLite file: a writer that shares durable commits, and readers beside it."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.clock import Clock
from bot.errors import SettingsError, StoreUnavailable
from bot.store.base import Tx
from bot.store.ids import Ids
from bot.store.migrate import known_migrations, migrate
from bot.store.queries import Dialect, Statements
from bot.store.shared_commits import Hopping, SharedCommits, trouble
from bot.store.times import to_ms
from bot.store.transaction import Transaction

T = TypeVar("T")
P = ParamSpec("P")

BUSY_SECONDS = 5.0  # how long a statement waits for another process's lock
_BREATH = 0.02  # seconds between two tries where SQLite does not wait by itself
READERS = 2
_WRITER = ("pragma foreign_keys = on", "pragma synchronous = full")
_READER = ("pragma query_only = on",)
_WRONG_FILE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_PERM}


class SqliteStore:
    """`bot.store.base.Store` on a file.

    A turn whose caller is cancelled is done or not done, never half; the other callers notice nothing.
    """

    def __init__(
        self, writer: SharedCommits, readers: Sequence[Hopping], owner: sqlite3.Connection | None, ids: Ids
    ) -> None:
        self._writer = writer
        self._readers = readers
        self._free_readers: asyncio.LifoQueue[Hopping] = asyncio.LifoQueue()
        for reader in readers:
            self._free_readers.put_nowait(reader)
        self._owner = owner
        self._ids = ids
        self._statements = Statements(Dialect.SQLITE)

    @classmethod
    async def open(cls, path: Path, clock: Clock) -> "SqliteStore":
        """Make or migrate the file; raises SettingsError, or StoreUnavailable when it is locked for long."""
        await asyncio.to_thread(_prepare, path, clock)
        writer = await Hopping.open(partial(_connect, path, _WRITER))
        readers = [await Hopping.open(partial(_connect, path, _READER)) for _ in range(READERS)]
        return cls(SharedCommits(writer), readers, _own(path), Ids(clock))

    @property
    def exclusive(self) -> bool:
        """True for the first process that opened the file; a command run beside it is not."""
        return self._owner is not None

    @property
    def turns(self) -> int:
        """Turns run since the start, those that raised included."""
        return self._writer.turns

    @property
    def commits(self) -> int:
        """Commits since the start; several turns share one when they wait together."""
        return self._writer.commits

    async def turn(self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._writer.turn(lambda db: self._transaction(db).play(fn, *args, **kwargs))

    async def read(self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        if self._writer.closed:
            raise StoreUnavailable("the store is closed")
        reader = await self._free_readers.get()
        try:
            return await reader.hop(
                lambda db: _snapshot(db, lambda: self._transaction(db).play(fn, *args, **kwargs))
            )
        finally:
            self._free_readers.put_nowait(reader)

    async def close(self) -> None:
        await self._writer.close()
        for reader in self._readers:
            await reader.close()
        if self._owner is not None:
            self._owner.close()

    def _transaction(self, connection: sqlite3.Connection) -> Transaction:
        return Transaction(connection.execute, self._statements, self._ids)


def _snapshot(connection: sqlite3.Connection, fn: Callable[[], T]) -> T:
    """Run `fn` on one snapshot of the database."""
    try:
        connection.execute("begin")
        return fn()
    except sqlite3.Error as error:
        if (unavailable := trouble(error)) is not None:
            raise unavailable from error
        raise
    finally:
        if connection.in_transaction:
            connection.execute("rollback")


def _connect(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # we say where transactions begin
        cached_statements=512,  # every named statement stays prepared
    )
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _first_connection(path: Path) -> sqlite3.Connection:
    """A connection to a file in WAL mode.

    Of several that change the mode of a new file at once, SQLite refuses all but one without waiting at all.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _connect(path, ("pragma journal_mode = wal", "pragma synchronous = full"))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_BREATH)


def _prepare(path: Path, clock: Clock) -> None:
    """Make the folder and the file, and apply the migrations, with foreign keys off as tables are rebuilt."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _first_connection(path)
    except OSError as error:
        raise _wrong_file(path, error) from error
    except sqlite3.Error as error:
        raise _at_opening(path, error) from error
    try:
        migrate(connection.execute, ("begin immediate",), known_migrations(), to_ms(clock.now()))
    except sqlite3.Error as error:
        raise _at_opening(path, error) from error
    finally:
        connection.close()


def _at_opening(path: Path, error: sqlite3.Error) -> BaseException:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _WRONG_FILE:
        return _wrong_file(path, error)
    return trouble(error) or error


def _wrong_file(path: Path, error: Exception) -> SettingsError:
    return SettingsError(
        f"the database {path} cannot be opened ({error}): set TREMPLIN_DATABASE_URL to "
        "sqlite:///folder/file.db, in a folder that can be written"
    )


def _own(path: Path) -> sqlite3.Connection | None:
    """A lock held as long as the process lives, or None when another holds it already."""
    owner = _connect(path.with_name(path.name + "-owner"), ("pragma busy_timeout = 0",))
    try:
        owner.execute("begin exclusive")
    except sqlite3.OperationalError:
        owner.close()
        return None
    return owner
