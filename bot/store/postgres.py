"""The store on PostgreSQL: a pool of psycopg connections in worker threads, one transaction a turn.

It needs the extra `postgres`; `bot.store.open` says so when it is missing.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

import psycopg
from psycopg.errors import (
    DeadlockDetected,
    InsufficientPrivilege,
    InvalidSchemaName,
    LockNotAvailable,
    SerializationFailure,
)
from psycopg.types.numeric import Int8BinaryDumper
from psycopg_pool import ConnectionPool

from bot.clock import Clock
from bot.errors import SettingsError, StoreUnavailable
from bot.store.base import Tx
from bot.store.ids import Ids
from bot.store.migrate import known_migrations, migrate
from bot.store.queries import Dialect, Statements
from bot.store.times import to_ms
from bot.store.transaction import Transaction

T = TypeVar("T")
P = ParamSpec("P")

CONNECTIONS = 8
TRIES = 5  # of a turn that another one got in the way of
CONNECT_SECONDS = 10
_ONE_MIGRATES = 7_305_102_019  # advisory locks' numbers: any, but the same for every process
_PRESENT = 7_305_102_020
_NOTICED = 500  # milliseconds in which the server notices that a process was killed
_SNAPSHOT = "set transaction isolation level repeatable read, read only"


class PostgresStore:
    """`bot.store.base.Store` on a PostgreSQL server, shared with other processes.

    A turn whose caller is cancelled is done or not done, never half. Reads never take more than half of the
    connections away from the turns.
    """

    def __init__(
        self, pool: ConnectionPool[psycopg.Connection], presence: psycopg.Connection, alone: bool, ids: Ids
    ) -> None:
        self.turns = 0
        self.commits = 0
        self._pool = pool
        self._presence = presence
        self._alone = alone
        self._threads = ThreadPoolExecutor(pool.max_size, thread_name_prefix="postgres")
        self._reading = asyncio.Semaphore(max(1, pool.max_size // 2))
        self._ids = ids
        self._statements = Statements(Dialect.POSTGRES)

    @classmethod
    async def open(cls, url: str, clock: Clock, connections: int = CONNECTIONS) -> "PostgresStore":
        """Connect and migrate; raises SettingsError, or StoreUnavailable when the server doesn't answer."""
        await asyncio.to_thread(_prepare, url, clock)
        presence, alone = await asyncio.to_thread(_show_presence, url)
        pool = ConnectionPool(
            url,
            min_size=connections,
            max_size=connections,
            open=False,
            configure=_configure,
            timeout=CONNECT_SECONDS,
        )
        await asyncio.to_thread(pool.open)
        return cls(pool, presence, alone, Ids(clock))

    @property
    def exclusive(self) -> bool:
        """True when no other process had this database open at our start; one that came since may have."""
        return self._alone

    async def turn(self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        result = await self._hop(lambda tx: tx.play(fn, *args, **kwargs))
        self.turns += 1
        self.commits += 1
        return result

    async def read(self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        async with self._reading:
            return await self._hop(lambda tx: tx.play(fn, *args, **kwargs), first=_SNAPSHOT)

    async def close(self) -> None:
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._pool.close)
        await asyncio.to_thread(self._presence.close)

    async def _hop(self, fn: Callable[[Transaction], T], first: str = "") -> T:
        if self._pool.closed:
            raise StoreUnavailable("the store is closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._tried, fn, first)

    def _tried(self, fn: Callable[[Transaction], T], first: str) -> T:
        try:
            for _ in range(TRIES - 1):
                try:
                    return self._once(fn, first)
                except (SerializationFailure, DeadlockDetected):
                    continue
            return self._once(fn, first)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise StoreUnavailable(f"PostgreSQL: {error}") from error

    def _once(self, fn: Callable[[Transaction], T], first: str) -> T:
        with self._pool.connection() as connection:  # commits, or undoes when `fn` raises
            if first:
                connection.execute(first.encode())
            return fn(Transaction(connection.execute, self._statements, self._ids))


def _configure(connection: psycopg.Connection) -> None:
    """Send every int, and bool as 0 or 1, as a bigint: one prepared statement each, whatever the values."""
    connection.adapters.register_dumper(int, Int8BinaryDumper)
    connection.adapters.register_dumper(bool, Int8BinaryDumper)


def _prepare(url: str, clock: Clock) -> None:
    """Apply the migrations; when several processes start at once, one does and the others wait for it."""
    begin = ("begin", f"select pg_advisory_xact_lock({_ONE_MIGRATES})")
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS) as connection:
            migrate(
                lambda sql: connection.execute(sql.encode()), begin, known_migrations(), to_ms(clock.now())
            )
    except psycopg.OperationalError as error:
        raise StoreUnavailable(f"PostgreSQL: {error}") from error
    except (InsufficientPrivilege, InvalidSchemaName) as error:
        raise SettingsError(
            "TREMPLIN_DATABASE_URL: this PostgreSQL user may not make tables; as the database's owner, run: "
            "grant usage, create on schema public to <the user>"
        ) from error
    except psycopg.ProgrammingError as error:
        if error.sqlstate is not None:  # the server said it: not about the address
            raise
        raise SettingsError(  # without the driver's words: they may repeat a password
            "TREMPLIN_DATABASE_URL is not an address of PostgreSQL: write postgresql://user@host/base"
        ) from None


def _show_presence(url: str) -> tuple[psycopg.Connection, bool]:
    """A connection by which other processes know of us as long as we live, and whether we are alone.

    Everybody holds the lock shared; only who comes when nobody does can have it alone.
    """
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS)
        alone = _alone(connection)
        connection.execute("select pg_advisory_lock_shared(%s)", (_PRESENT,))
        if alone:
            connection.execute("select pg_advisory_unlock(%s)", (_PRESENT,))
    except psycopg.OperationalError as error:
        raise StoreUnavailable(f"PostgreSQL: {error}") from error
    return connection, alone


def _alone(connection: psycopg.Connection) -> bool:
    """Take the lock alone if it can be had, soon: the server may only now notice that its holder died."""
    try:
        with connection.transaction():
            connection.execute(f"set local lock_timeout = {_NOTICED}".encode())
            connection.execute("select pg_advisory_lock(%s)", (_PRESENT,))
    except LockNotAvailable:
        return False
    return True
