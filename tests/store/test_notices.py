"""What people are to be told: once each, on its day, in one letter; and how they want to be told."""

import re
import sqlite3

import pytest

from bot.store import campaigns, notices, people
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.migrate import known_migrations, migrate
from bot.store.notices import Notice, Preference
from bot.store.queries import Dialect, Statements

NOW = 1_789_459_200_000
HOUR = 3_600_000
LETTER = 77


def furnish(tx: Tx) -> tuple[int, int]:
    """Two persons, and the school of number 1."""
    tx.run("add_school", id=1, name="Lycée Senghor", zone="Europe/Paris", level="lycee", created_at=0)
    return people.meet(tx, 7, NOW).id, people.meet(tx, 8, NOW).id


def tell(tx: Tx, person_id: int, key: str, due_at: int = NOW) -> bool:
    return notices.add(tx, person_id, "reminder", key, 1, due_at=due_at, valid_until=due_at + HOUR)


async def due(store: Store, person_id: int, until: int = NOW) -> list[Notice]:
    return await store.read(notices.waiting, person_id, until)


async def test_nobody_is_told_the_same_thing_twice(store: Store) -> None:
    lea, yanis = await store.turn(furnish)

    assert await store.turn(tell, lea, "reminder:4:2026-09-15")
    assert not await store.turn(tell, lea, "reminder:4:2026-09-15", NOW + HOUR)
    assert await store.turn(tell, yanis, "reminder:4:2026-09-15")

    [notice] = await due(store, lea)
    await store.turn(notices.drop, notice, "finished", NOW)
    assert not await store.turn(tell, lea, "reminder:4:2026-09-15")  # nor what was dropped


async def test_who_has_something_due_comes_in_the_order_of_waiting(store: Store) -> None:
    lea, yanis = await store.turn(furnish)
    await store.turn(tell, lea, "a", NOW)
    await store.turn(tell, lea, "b", NOW - 1)
    await store.turn(tell, yanis, "a", NOW - 2)
    await store.turn(tell, yanis, "later", NOW + 1)

    assert await store.read(notices.due_readers, NOW, 10) == [yanis, lea]
    assert await store.read(notices.due_readers, NOW, 1) == [yanis]
    assert await store.read(notices.due_readers, NOW - 3, 10) == []
    assert [notice.key for notice in await due(store, lea)] == ["b", "a"]


async def test_how_a_letter_ends_is_how_ends_what_it_still_carries(store: Store) -> None:
    lea, _ = await store.turn(furnish)
    for key in ("finished meanwhile", "told", "not in it"):
        await store.turn(tell, lea, key)
    finished, told, other = await due(store, lea)
    for each in (finished, told):
        await store.turn(notices.carry, each, LETTER)
    assert await due(store, lea) == [other]

    await store.turn(notices.drop, finished, "finished", NOW)
    [carried] = await store.read(notices.of_letter, LETTER)
    await store.turn(notices.end_letter, LETTER, "sent", NOW + 1)

    assert carried.id == told.id
    assert await store.read(notices.of_letter, LETTER) == []
    assert await store.turn(notices.forget_before, NOW + 1) == 1  # the one that ended first
    assert await store.turn(notices.forget_before, NOW + 2) == 1
    assert await due(store, lea) == [other]


async def test_what_is_put_off_leaves_its_letter(store: Store) -> None:
    lea, _ = await store.turn(furnish)
    await store.turn(tell, lea, "a")
    [notice] = await due(store, lea)
    await store.turn(notices.carry, notice, LETTER)

    await store.turn(notices.put_off, notice, NOW + HOUR)

    assert await store.read(notices.of_letter, LETTER) == []
    assert await due(store, lea) == []
    [again] = await due(store, lea, NOW + HOUR)
    assert (again.id, again.due_at) == (notice.id, NOW + HOUR)


async def test_what_somebody_wants_is_kept_whole(store: Store) -> None:
    lea, yanis = await store.turn(furnish)
    assert await store.read(notices.preference, lea) == Preference()

    wanted = Preference('{"opens": 600}', 0, NOW, NOW + 1, NOW + 2)
    await store.turn(notices.prefer, lea, Preference(weekly=0))
    await store.turn(notices.prefer, lea, wanted)

    assert await store.read(notices.preference, lea) == wanted
    assert await store.read(notices.preference, yanis) == Preference()


def campaign(tx: Tx, campaign_id: int) -> None:
    made = Campaign(
        campaign_id, 1, str(campaign_id), "Rentrée", "", "training", 0, None, None, 0, 0, "", "", "M. Roux",
        NOW, NOW, None, None,
    )  # fmt: skip
    campaigns.add(tx, made, people.meet(tx, 9, NOW).id)


async def test_one_campaign_is_muted_until_it_is_not(store: Store) -> None:
    lea, yanis = await store.turn(furnish)
    for number in (4, 5):
        await store.turn(campaign, number)
        await store.turn(notices.mute, lea, number, NOW)
    await store.turn(notices.mute, lea, 4, NOW + 1)  # tapped twice

    await store.turn(notices.unmute, lea, 5)

    assert await store.read(notices.muted, lea) == {4}
    assert await store.read(notices.muted, yanis) == set()


@pytest.mark.parametrize(
    ("statement", "by"),
    [
        ("due_readers", "notice_due (due_at<?)"),
        ("waiting_notices", "(person_id=?)"),
        ("notices_of_letter", "notice_letter (letter_id=?)"),
        ("end_letter", "notice_letter (letter_id=?)"),
        ("forget_notices", "notice_ended (ended_at<?)"),
        ("due_occasion", "occasion_due (due_at<?)"),
    ],
)
def test_a_tick_looks_at_what_is_due_and_not_at_what_is_stored(statement: str, by: str) -> None:
    """An index over everything that waits, or over all that ended, would do for SQLite too: and cost that."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection.execute, ("begin",), known_migrations(), 0)
    sql = Statements(Dialect.SQLITE)[statement]
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", values)]
    connection.close()
    [search] = [step for step in plan if step.startswith("SEARCH")]
    assert search.endswith(by)
