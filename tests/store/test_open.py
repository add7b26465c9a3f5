"""Opening a store by its address: what works, and what is said when it can't."""

import secrets
import sqlite3
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from bot.clock import FrozenClock
from bot.errors import SettingsError, StoreUnavailable
from bot.store import people
from bot.store.open import open_store

NOW = 1_789_459_200_000


@pytest.mark.parametrize(
    "url",
    ["", "sqlite://", "sqlite:///", "tremplin.db", "mysql://root@localhost/x", "postgres:/x", ":memory:"],
)
async def test_another_address_is_refused_with_what_to_write(url: str, clock: FrozenClock) -> None:
    with pytest.raises(SettingsError, match=r"write sqlite:///folder/file\.db or postgresql://"):
        await open_store(url, clock)


async def test_folders_are_made(tmp_path: Path, clock: FrozenClock) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/a/b/tremplin.db", clock)
    await store.close()

    assert (tmp_path / "a/b/tremplin.db").stat().st_size > 0


async def test_a_relative_path_starts_where_we_are(
    tmp_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = await open_store("sqlite:///data/l%27%C3%A9cole.db", clock)
    await store.close()

    assert (tmp_path / "data/l'école.db").exists()


@pytest.mark.parametrize("path", ["a_file/tremplin.db", "a_folder", "a_file"])
async def test_a_place_that_cannot_hold_a_database_is_a_setting_to_change(
    tmp_path: Path, clock: FrozenClock, path: str
) -> None:
    (tmp_path / "a_file").write_text(
        "this is a letter, and it is long enough to not be taken for an empty file" * 9
    )
    (tmp_path / "a_folder").mkdir()

    with pytest.raises(SettingsError, match="set TREMPLIN_DATABASE_URL to"):
        await open_store(f"sqlite:///{tmp_path}/{path}", clock)


async def test_what_was_kept_is_there_after_closing(database_url: str, clock: FrozenClock) -> None:
    first = await open_store(database_url, clock)
    person = await first.turn(people.meet, 7, NOW)
    await first.close()

    again = await open_store(database_url, clock)

    assert await again.turn(people.person_of_chat, 7) == person
    await again.close()


async def test_sqlite_is_durable_and_keeps_foreign_keys(sqlite_url: str, clock: FrozenClock) -> None:
    store = await open_store(sqlite_url, clock)

    def pragma(tx: object, name: str) -> object:
        return tx._execute(f"pragma {name}").fetchone()[0]  # type: ignore[attr-defined]  # no statement asks this

    assert await store.turn(pragma, "journal_mode") == "wal"
    assert await store.turn(pragma, "synchronous") == 2  # full
    assert await store.turn(pragma, "foreign_keys") == 1
    assert await store.read(pragma, "query_only") == 1
    await store.close()


async def test_only_the_first_to_open_a_database_has_it_for_itself(
    database_url: str, clock: FrozenClock
) -> None:
    first = await open_store(database_url, clock)
    beside = await open_store(database_url, clock)
    await first.turn(people.meet, 7, NOW)

    assert (first.exclusive, beside.exclusive) == (True, False)
    assert await beside.turn(people.person_of_chat, 7) is not None

    await first.close()
    await beside.close()
    later = await open_store(database_url, clock)
    assert later.exclusive
    await later.close()


async def test_who_comes_back_to_a_postgres_in_use_is_not_alone(
    postgres_url: str, clock: FrozenClock
) -> None:
    first = await open_store(postgres_url, clock)
    beside = await open_store(postgres_url, clock)
    await first.close()

    again = await open_store(postgres_url, clock)

    assert not again.exclusive  # what is leased may be in the other's hands
    await beside.close()
    await again.close()


@pytest.mark.parametrize(
    "may_look", ["grant usage on schema public to", "revoke usage on schema public from"]
)
async def test_a_postgres_user_who_may_not_make_tables_is_told_what_to_run(
    postgres_url: str, clock: FrozenClock, may_look: str
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as owner:
        user = f"reader_{secrets.token_hex(4)}"
        owner.execute(f"create role {user} login".encode())
        owner.execute(f"{may_look} public".encode())
        poor = urlsplit(postgres_url)
        address = poor._replace(netloc=f"{user}@{poor.netloc.rpartition('@')[2]}").geturl()
        try:
            with pytest.raises(SettingsError, match="grant usage, create on schema public"):
                await open_store(address, clock)
        finally:
            owner.execute(f"drop role {user}".encode())


async def test_a_server_that_does_not_answer_may_later(tmp_path: Path, clock: FrozenClock) -> None:
    with pytest.raises(StoreUnavailable, match="PostgreSQL"):
        await open_store(f"postgresql://tremplin:secret@/tremplin?host={tmp_path}", clock)


async def test_a_broken_address_is_not_repeated_with_its_password(clock: FrozenClock) -> None:
    with pytest.raises(SettingsError, match="write postgresql://user@host/base") as refused:
        await open_store("postgresql://tremplin:secret@host:port/base?x=y", clock)

    assert "secret" not in f"{refused.value} {refused.value.__cause__}"


async def test_a_missing_driver_says_what_to_install(
    clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "bot.store.postgres", raising=False)

    with pytest.raises(SettingsError, match=r"install tremplin\[postgres\]"):
        await open_store("postgresql://host/base", clock)


async def test_a_file_locked_for_long_may_be_free_later(
    tmp_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0)
    other = sqlite3.connect(tmp_path / "tremplin.db", isolation_level=None)
    other.execute("begin exclusive")

    with pytest.raises(StoreUnavailable, match="locked"):
        await open_store(f"sqlite:///{tmp_path}/tremplin.db", clock)

    other.close()
