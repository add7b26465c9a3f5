"""Statements are found by name and say the same thing to both databases."""

import re
import sqlite3
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import FrozenClock
from bot.store.migrate import known_migrations, migrate
from bot.store.open import open_store
from bot.store.queries import BrokenStatements, Dialect, Statements, UnknownStatement, translate


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.sql").write_text(text)
    return folder


def test_statements_of_all_files_are_found_by_name(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        people="-- name: person\nselect *\nfrom person\n\n-- name: people\nselect 1\n",
        classes="-- About classes\n-- name: a_class\nselect 2 -- two\n",
    )

    statements = Statements(Dialect.SQLITE, folder)

    assert set(statements) == {"person", "people", "a_class"}
    assert statements["person"] == "select *\nfrom person"


def test_an_unknown_name_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(UnknownStatement, match=f"no statement 'nobody' in {tmp_path}"):
        Statements(Dialect.SQLITE, tmp_path)["nobody"]


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (
            {"a": "-- name: x\nselect 1", "b": "-- name: x\nselect 2"},
            "b.sql: the statement 'x' is there twice",
        ),
        ({"a": "select 1"}, "a.sql: starts without"),
        ({"a": "-- name: x\n\n-- name: y\nselect 1"}, "a.sql: the statement 'x' is empty"),
        ({"a": "-- name: x\nselect 1 {for_ever}"}, "unknown {for_ever}: use one of for_update, skip_locked"),
    ],
)
def test_broken_files_are_refused_at_once(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    with pytest.raises(BrokenStatements, match=re.escape(complaint)):
        Statements(Dialect.SQLITE, write(tmp_path, **files))


@pytest.mark.parametrize(
    ("sql", "sqlite", "postgres"),
    [
        ("id = :id", "id = :id", "id = %(id)s"),
        ("id=:id,:id_2", "id=:id,:id_2", "id=%(id)s,%(id_2)s"),
        ("cast(:a as bigint)", "cast(:a as bigint)", "cast(%(a)s as bigint)"),
        (":a::bigint", ":a::bigint", "%(a)s::bigint"),
        ("x like 'a%' and y % 2 = 0", "x like 'a%' and y % 2 = 0", "x like 'a%%' and y %% 2 = 0"),
        ("'12:30 l''heure :x'", "'12:30 l''heure :x'", "'12:30 l''heure :x'"),
        ('"a:b"', '"a:b"', '"a:b"'),
        ("a -- :b 100%\nc", "a  \nc", "a  \nc"),
        ("a /* :b\n % */ c", "a   c", "a   c"),
        ("select 1 {for_update}", "select 1 ", "select 1 FOR NO KEY UPDATE"),
        ("select 1 {skip_locked}", "select 1 ", "select 1 FOR NO KEY UPDATE SKIP LOCKED"),
        ("'{for_update}'", "'{for_update}'", "'{for_update}'"),
    ],
)
def test_a_statement_in_both_dialects(sql: str, sqlite: str, postgres: str) -> None:
    assert translate(sql, Dialect.SQLITE) == sqlite
    assert translate(sql, Dialect.POSTGRES) == postgres


NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
PIECES = st.one_of(
    NAMES.map(lambda name: (f":{name}", f"<{name}>")),
    st.text(max_size=8).map(lambda text: "'" + text.replace("'", "''") + "'").map(lambda it: (it, it)),
    st.text(max_size=8).map(lambda text: '"' + text.replace('"', '""') + '"').map(lambda it: (it, it)),
    st.sampled_from(["::bigint", "%", " % ", "select", "=", "(", "12", ",", "é", "\n", "||"]).map(
        lambda it: (it, it)
    ),
)


@given(st.lists(PIECES))
def test_psycopg_sees_placeholders_and_nothing_else_changed(pieces: list[tuple[str, str]]) -> None:
    """psycopg reads the statement as Python's `%` does: formatted, only the placeholders are different."""
    sql = " ".join(source for source, _ in pieces)
    expected = " ".join(wanted for _, wanted in pieces)

    names = {source[1:]: wanted for source, wanted in pieces if source.startswith(":")}

    assert translate(sql, Dialect.POSTGRES) % names == expected
    assert translate(sql, Dialect.SQLITE) == sql


def parameters(sql: str) -> list[str]:
    return re.findall(r"%\((\w+)\)s", sql)


async def test_postgres_understands_every_statement(postgres_url: str, clock: FrozenClock) -> None:
    await (await open_store(postgres_url, clock)).close()
    statements = Statements(Dialect.POSTGRES)
    with psycopg.connect(postgres_url) as connection:
        for name in statements:
            sql = statements[name]
            connection.execute(f"explain {sql}".encode(), dict.fromkeys(parameters(sql)))


def test_sqlite_understands_every_statement() -> None:
    statements, other = Statements(Dialect.SQLITE), Statements(Dialect.POSTGRES)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection.execute, ("begin",), known_migrations(), 0)
    for name in statements:
        connection.execute(f"explain {statements[name]}", dict.fromkeys(parameters(other[name])))
    connection.close()


def test_a_change_after_with_is_read_back_by_returning() -> None:
    """sqlite3 counts the rows of a statement only when it starts with insert, update or delete."""
    statements = Statements(Dialect.SQLITE)
    changes = [
        name
        for name in statements
        if re.match(r"with\b", statements[name], re.I)
        and re.search(r"\b(insert|update|delete)\b", statements[name], re.I)
    ]

    assert [name for name in changes if "returning" not in statements[name].lower()] == []
