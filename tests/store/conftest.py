"""The stores of `tests/fixtures_store.py`."""

from tests.fixtures_store import (  # noqa: F401  # pytest finds fixtures by their name here
    clock,
    database_url,
    postgres_database,
    postgres_server,
    postgres_store,
    postgres_url,
    sqlite_store,
    sqlite_url,
    store,
)
