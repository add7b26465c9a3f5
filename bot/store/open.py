"""The store named by `TREMPLIN_DATABASE_URL`."""

from pathlib import Path
from urllib.parse import unquote

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
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        return await SqliteStore.open(Path(unquote(url.removeprefix(_SQLITE))), clock)
    if url.startswith(_POSTGRES):
        return await _open_postgres(url, clock)
    raise SettingsError(
        "TREMPLIN_DATABASE_URL: write sqlite:///folder/file.db or postgresql://user@host/base"
    )


async def _open_postgres(url: str, clock: Clock) -> Store:
    try:
        from bot.store.postgres import PostgresStore  # noqa: PLC0415  # psycopg is an extra
    except ImportError as error:
        raise SettingsError("PostgreSQL needs its driver: install tremplin[postgres]") from error
    return await PostgresStore.open(url, clock)
