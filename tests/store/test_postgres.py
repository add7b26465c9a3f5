"""What only several connections can do: two workers on one database."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from bot.clock import FrozenClock
from bot.errors import StoreUnavailable
from bot.store import outbox, people, practice
from bot.store.base import Store, Tx
from bot.store.open import open_store

NOW = 1_789_459_200_000


@pytest.fixture
async def other_worker(postgres_store: Store, postgres_url: str, clock: FrozenClock) -> AsyncIterator[Store]:
    """A second process's store on the same database, as far as the server can tell."""
    store = await open_store(postgres_url, clock)
    yield store
    await store.close()


def count_one_more(tx: Tx, chat_id: int) -> None:
    person = people.meet(tx, chat_id, NOW)
    so_far = int(practice.state(tx, person.id, "1.1") or 0)
    practice.save_state(tx, person.id, "1.1", str(so_far + 1), NOW)


async def test_two_workers_never_overwrite_each_other(postgres_store: Store, other_worker: Store) -> None:
    await postgres_store.turn(people.meet, 7, NOW)

    await asyncio.gather(
        *(worker.turn(count_one_more, 7) for worker in (postgres_store, other_worker) for _ in range(25))
    )

    person = await postgres_store.turn(people.meet, 7, NOW)
    assert await postgres_store.read(practice.state, person.id, "1.1") == "50"


async def test_two_workers_meet_a_person_once(postgres_store: Store, other_worker: Store) -> None:
    met = await asyncio.gather(
        *(worker.turn(people.meet, 7, NOW) for worker in (postgres_store, other_worker) for _ in range(10))
    )

    assert len({person.id for person in met}) == 1


async def test_two_workers_claim_different_rows_without_waiting(
    postgres_store: Store, other_worker: Store
) -> None:
    def fill(tx: Tx) -> None:
        for chat_id in range(4):
            outbox.put(tx, chat_id, "[]", lane="reminders", kind="reminder", due_at=NOW)

    both_claimed = threading.Barrier(2, timeout=10)

    def claim_two(tx: Tx) -> list[int]:
        rows = outbox.claim_due(tx, NOW, 1000, {"reminders": 2})
        both_claimed.wait()  # neither is committed when the other claims
        return [row.chat_id for row in rows]

    await postgres_store.turn(fill)
    ours, theirs = await asyncio.gather(postgres_store.turn(claim_two), other_worker.turn(claim_two))

    assert sorted(ours + theirs) == [0, 1, 2, 3]


async def test_turns_in_each_others_way_are_tried_again(postgres_store: Store, other_worker: Store) -> None:
    both_hold_one = threading.Barrier(2, timeout=10)
    tries = []

    def meet_in_order(tx: Tx, first: int, second: int) -> None:
        tries.append((first, second))
        count_one_more(tx, first)
        if len(tries) <= 2:
            both_hold_one.wait()
        count_one_more(tx, second)

    for chat_id in (1, 2):
        await postgres_store.turn(people.meet, chat_id, NOW)
    await asyncio.gather(
        postgres_store.turn(meet_in_order, 1, 2), other_worker.turn(meet_in_order, 2, 1)
    )  # a deadlock, until the server ends one of them

    assert len(tries) >= 3  # on a busy machine both may be ended
    for chat_id in (1, 2):
        person = await postgres_store.turn(people.meet, chat_id, NOW)
        assert await postgres_store.read(practice.state, person.id, "1.1") == "2"


async def test_a_connection_cut_by_the_server_is_unavailable_then_replaced(
    postgres_store: Store, other_worker: Store
) -> None:
    def cut(tx: Tx) -> None:
        tx._execute("select pg_terminate_backend(pg_backend_pid())")  # type: ignore[attr-defined]  # no statement does

    with pytest.raises(StoreUnavailable):
        await other_worker.turn(cut)

    met = await asyncio.gather(*(other_worker.turn(people.meet, chat_id, NOW) for chat_id in range(20)))
    assert len(met) == 20


async def test_a_list_reads_one_moment(postgres_store: Store, other_worker: Store) -> None:
    looked, changed = threading.Event(), threading.Event()

    def look_twice(tx: Tx) -> tuple[int, int]:
        before = len(outbox.waiting(tx, 10))
        looked.set()
        changed.wait(10)
        return before, len(outbox.waiting(tx, 10))

    reading = asyncio.create_task(postgres_store.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await other_worker.turn(outbox.put, 7, "[]", lane="reminders", kind="reminder", due_at=NOW)
    changed.set()

    assert await reading == (0, 0)
