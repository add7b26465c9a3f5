"""The store named by `TREMPLIN_DATABASE_URL`."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bot.clock import Clock
from bot.errors import SettingsError
from bot.store.base import Store
from bot.store.sqlite import SqliteStore

_SQLITE = "sqlite:///"
_POSTGRES = "postgresql://"


async def open_store(url: str, clock: Clock) -> Store:
    """Open `sqlite:///relative`, `sqlite:////absolute` or `postgresql://…`, made or migrated first.

    Raises SettingsError when the address, the folder or the database is not usable, and StoreUnavailable when
    it may be later.
    """
    if (path := _file(url)) is not None:
        return await SqliteStore.open(path, clock)
    if url.startswith(_POSTGRES):
        return await _open_postgres(url, clock)
    raise SettingsError(
        "TREMPLIN_DATABASE_URL: write sqlite:///folder/file.db or postgresql://user@host/base"
    )


async def open_existing(url: str, clock: Clock) -> Store:
    """The same for who only reads: a database that is not there is not made, SettingsError says where.

    Told of an empty one that everything is well, the operator would believe it.
    """
    path = _file(url)
    if path is not None and not (path.is_file() and path.stat().st_size):
        raise SettingsError(f"there is no database at {path.absolute()}: see TREMPLIN_DATABASE_URL")
    return await open_store(url, clock)


def place(url: str) -> str:
    """Which database an address that could be opened leads to, without user or password."""
    if (path := _file(url)) is not None:
        return f"SQLite, {path.absolute()}"
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2] or ",".join(parse_qs(parts.query).get("host", ["this machine"]))
    return f"PostgreSQL, {host}{parts.path}"


def _file(url: str) -> Path | None:
    """The file of an SQLite address; None for any other."""
    if not url.startswith(_SQLITE) or len(url) == len(_SQLITE):
        return None
    return Path(unquote(url.removeprefix(_SQLITE)))


async def _open_postgres(url: str, clock: Clock) -> Store:
    try:
        from bot.store.postgres import PostgresStore  # noqa: PLC0415  # psycopg is an extra
    except ImportError as error:
        raise SettingsError("PostgreSQL needs its driver: install tremplin[postgres]") from error
    return await PostgresStore.open(url, clock)
