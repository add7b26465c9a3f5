"""Migrations: numbered SQL files, applied in order at start, each in a transaction of its own."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import SettingsError, TremplinError

FOLDER = Path(__file__).with_name("migrations")

_FILE = re.compile(r"(\d{4})_(\w+)\.sql")
_VERSIONS = """
create table if not exists schema_version (
    version bigint primary key, name text not null, applied_at bigint not null
)"""

Execute = Callable[[str], Any]  # a driver's `execute`; gives a cursor


class NewerDatabase(SettingsError):
    """The database was written by a newer release; the message says what to do."""


class BrokenMigrations(TremplinError):
    """The migration files are not numbered 0001, 0002, … without a hole."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema."""

    version: int
    name: str
    sql: str

    def statements(self) -> Iterator[str]:
        """Its statements, one by one; each ends with `;` at the end of a line."""
        so_far = ""
        for line in self.sql.splitlines(keepends=True):
            so_far += line
            if sqlite3.complete_statement(so_far):
                yield so_far
                so_far = ""


def known_migrations(folder: Path = FOLDER) -> list[Migration]:
    """The migrations of this release, in order."""
    found = [
        Migration(int(match[1]), match[2], file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.sql"))
        if (match := _FILE.fullmatch(file.name))
    ]
    if [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise BrokenMigrations(f"migrations in {folder} are not numbered 0001, 0002, … without a hole")
    return found


def migrate(execute: Execute, begin: Sequence[str], migrations: Sequence[Migration], now_ms: int) -> None:
    """Bring the database to the last of `migrations`.

    `begin` are the statements that start a transaction no other migration runs beside; the driver must not
    start any by itself. Raises NewerDatabase, or what the driver raises: the caller then closes the
    connection, which undoes the migration that failed.
    """
    while _step(execute, begin, migrations, now_ms):
        pass


def _step(execute: Execute, begin: Sequence[str], migrations: Sequence[Migration], now_ms: int) -> bool:
    """Apply the next migration; False when there was none."""
    for sql in begin:
        execute(sql)
    execute(_VERSIONS)
    version = _version(execute, len(migrations))
    todo = migrations[version : version + 1]
    for migration in todo:
        _apply(execute, migration, now_ms)
    execute("commit")
    return bool(todo)


def _version(execute: Execute, latest: int) -> int:
    version: int = execute("select coalesce(max(version), 0) from schema_version").fetchone()[0]
    if version > latest:
        raise NewerDatabase(
            f"the database is at version {version} and this release knows {latest}: "
            "install the newer release, or set TREMPLIN_DATABASE_URL to another database"
        )
    return version


def _apply(execute: Execute, migration: Migration, now_ms: int) -> None:
    for statement in migration.statements():
        execute(statement)
    values = (
        f"{migration.version}, '{migration.name}', {now_ms}"  # numbers and a name of \w+: nothing to quote
    )
    execute(f"insert into schema_version (version, name, applied_at) values ({values})")  # noqa: S608  # see above
