"""What a pupil's taps read of campaigns costs the same in a crowd: every statement goes by an index."""

import re
import sqlite3

import psycopg
import pytest

from bot.clock import FrozenClock
from bot.store.migrate import known_migrations, migrate
from bot.store.open import open_store
from bot.store.queries import Dialect, Statements

STATEMENTS = [
    "code",
    "wrong_codes",
    "campaign",
    "campaigns_of_pupil",
    "classes_of_campaign",
    "participation",
    "participations_in",
    "participations_of",
    "last_name",
    "put_profile",
    "pupils_of_person",
    "join_requests",
]


@pytest.mark.parametrize("name", STATEMENTS)
def test_sqlite_goes_by_an_index(name: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection.execute, ("begin",), known_migrations(), 0)
    sql = Statements(Dialect.SQLITE)[name]
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", values)]
    connection.close()
    assert [step for step in plan if step.startswith("SCAN")] == []
    if name == "participations_in":  # not through everybody's attempts
        assert any("campaign_id=? AND person_id=?" in step for step in plan)


async def test_postgres_goes_by_an_index(postgres_url: str, clock: FrozenClock) -> None:
    await (await open_store(postgres_url, clock)).close()
    statements = Statements(Dialect.POSTGRES)
    with psycopg.connect(postgres_url) as connection:
        connection.execute("set enable_seqscan = off")  # empty tables are read whole otherwise
        for name in STATEMENTS:
            sql = statements[name]
            values = dict.fromkeys(re.findall(r"%\((\w+)\)s", sql), "1")
            plan = connection.execute(f"explain {sql}".encode(), values).fetchall()
            assert not any("Seq Scan" in str(row[0]) for row in plan), (name, plan)
