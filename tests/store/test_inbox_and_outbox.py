"""Updates are known when they come back; deliveries are in one sender's hands at a time."""

import sqlite3

from bot.store import inbox, outbox, people
from bot.store.base import Store, Tx
from bot.store.migrate import known_migrations, migrate
from bot.store.outbox import OutboxRow
from bot.store.queries import Dialect, Statements

NOW = 1_789_459_200_000
LEASE = 30_000


def remind(tx: Tx, /, chat_id: int = 7, **changes: object) -> OutboxRow:
    about: dict[str, object] = {"lane": "reminders", "kind": "reminder", "due_at": NOW} | changes
    row = outbox.put(tx, chat_id, "[]", **about)  # type: ignore[arg-type]  # the names are put's own
    assert row is not None
    return row


async def claim(store: Store, now: int = NOW, limit: int = 10) -> list[OutboxRow]:
    return await store.turn(outbox.claim_due, now, LEASE, dict.fromkeys(outbox.LANES, limit))


async def test_an_update_is_new_once(store: Store) -> None:
    assert await store.turn(inbox.claim, 7, 1000, NOW)
    assert not await store.turn(inbox.claim, 7, 1000, NOW + 1)
    assert await store.turn(inbox.claim, 8, 1000, NOW)  # another chat's is another one
    assert await store.turn(inbox.claim, 7, 1001, NOW)


async def test_old_updates_are_forgotten(store: Store) -> None:
    await store.turn(inbox.claim, 7, 1000, NOW - 1)
    await store.turn(inbox.claim, 7, 1001, NOW)

    assert await store.turn(inbox.forget_before, NOW) == 1

    assert await store.turn(inbox.claim, 7, 1000, NOW)
    assert not await store.turn(inbox.claim, 7, 1001, NOW)


async def test_what_could_not_be_handled_is_kept_as_it_came(store: Store) -> None:
    await store.turn(
        inbox.quarantine, chat_id=None, update_id=5, raw='{"update_id":5}', error="KeyError", now_ms=NOW
    )
    await store.turn(inbox.quarantine, chat_id=7, update_id=None, raw="not JSON", error="Oops", now_ms=NOW)

    latest, first = await store.read(inbox.quarantined, 10)

    assert (latest.chat_id, latest.update_id, latest.raw) == (7, None, "not JSON")
    assert (first.chat_id, first.update_id, first.raw) == (None, 5, '{"update_id":5}')
    assert (first.error, first.created_at) == ("KeyError", NOW)


async def test_a_row_comes_back_as_it_was_put(store: Store) -> None:
    row = await store.turn(remind, 7, lane="broadcast", valid_until=NOW + 9, dedupe_key="k")

    assert await store.read(outbox.waiting, 10) == [row]


async def test_the_same_delivery_is_put_once(store: Store) -> None:
    await store.turn(remind, dedupe_key="J-1 of campaign 3 for 7")

    again = await store.turn(
        outbox.put,
        7,
        "[]",
        lane="reminders",
        kind="reminder",
        due_at=NOW,
        dedupe_key="J-1 of campaign 3 for 7",
    )

    assert again is None
    assert len(await store.read(outbox.waiting, 10)) == 1


async def test_a_sent_row_is_gone(store: Store) -> None:
    row = await store.turn(remind)

    assert await store.turn(outbox.done, row)
    assert not await store.turn(outbox.done, row)
    assert await store.read(outbox.waiting, 10) == []


async def test_only_what_is_due_is_claimed_and_only_once(store: Store) -> None:
    due = await store.turn(remind)
    await store.turn(remind, due_at=NOW + 1)

    [claimed] = await claim(store)

    assert claimed.id == due.id
    assert claimed.lease_until == NOW + LEASE
    assert not claimed.uncertain
    assert await claim(store) == []


async def test_a_reply_in_the_hands_of_its_own_process_is_left_alone_until_the_lease_ends(
    store: Store,
) -> None:
    await store.turn(remind, lane="conversation", lease_until=NOW + LEASE)

    assert await claim(store, NOW + LEASE - 1) == []
    [taken_over] = await claim(store, NOW + LEASE)
    assert taken_over.uncertain  # its sender may have sent it before it vanished


async def test_conversation_goes_before_what_waits_for_longer(store: Store) -> None:
    await store.turn(remind, lane="broadcast", due_at=NOW - 30)
    await store.turn(remind, lane="reminders", due_at=NOW - 10)
    await store.turn(remind, lane="reminders", due_at=NOW - 20)
    await store.turn(remind, lane="conversation", due_at=NOW)

    rows = await store.turn(outbox.claim_due, NOW, LEASE, {"conversation": 3, "reminders": 1, "broadcast": 1})

    assert [(row.lane, row.due_at - NOW) for row in rows] == [
        ("conversation", 0),
        ("reminders", -20),
        ("broadcast", -30),
    ]


async def test_a_lane_without_room_is_left_alone(store: Store) -> None:
    await store.turn(remind)

    assert await store.turn(outbox.claim_due, NOW, LEASE, {"conversation": 3, "reminders": 0}) == []


async def test_what_goes_out_once_is_begun_by_one_alone(store: Store) -> None:
    row = await store.turn(remind, once=True)

    assert await store.turn(outbox.begin, row, NOW)
    assert not await store.turn(outbox.begin, row, NOW + 1)

    [begun] = await claim(store)
    assert (begun.once, begun.begun_at) == (1, NOW)


async def test_what_failed_or_was_let_go_may_be_begun_again(store: Store) -> None:
    row = await store.turn(remind, once=True)
    await store.turn(outbox.begin, row, NOW)
    await store.turn(outbox.release, row)
    assert await store.turn(outbox.begin, row, NOW)
    await store.turn(outbox.retry, row, NOW, "503")
    assert await store.turn(outbox.begin, row, NOW)


async def test_what_was_withdrawn_is_not_begun(store: Store) -> None:
    row = await store.turn(remind, once=True)
    await store.turn(outbox.done, row)
    assert not await store.turn(outbox.begin, row, NOW)


async def test_a_failed_attempt_is_due_again_later(store: Store) -> None:
    await store.turn(remind)
    [row] = await claim(store)

    await store.turn(outbox.retry, row, NOW + 5_000, "503 Service Unavailable")

    assert await claim(store, NOW + 4_999) == []
    [again] = await claim(store, NOW + 5_000)
    assert (again.attempts, again.last_error, again.uncertain) == (1, "503 Service Unavailable", False)


async def test_a_row_given_up_is_kept_for_the_operator(store: Store) -> None:
    row = await store.turn(remind)

    await store.turn(outbox.give_up, row, "400 Bad Request", NOW + 1)

    assert await claim(store, NOW + LEASE) == []
    assert await store.read(outbox.waiting, 10) == []
    [failed] = await store.read(outbox.failed, 10)
    assert (failed.id, failed.failed_at, failed.attempts) == (row.id, NOW + 1, 1)
    assert failed.last_error == "400 Bad Request"


async def test_a_row_let_go_untried_is_due_at_once_and_certain(store: Store) -> None:
    await store.turn(remind)
    [row] = await claim(store)

    await store.turn(outbox.release, row)

    [again] = await claim(store)
    assert (again.attempts, again.uncertain) == (0, False)


async def test_after_a_crash_leases_are_freed_and_their_rows_are_uncertain(store: Store) -> None:
    await store.turn(remind, lane="conversation", lease_until=NOW + LEASE)
    await store.turn(remind, lane="reminders")

    assert await store.turn(outbox.recover) == 1

    assert [(row.lane, row.uncertain) for row in await claim(store)] == [
        ("conversation", True),
        ("reminders", False),
    ]


def test_a_claim_costs_what_is_due_not_what_is_stored() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection.execute, ("begin",), known_migrations(), NOW)
    claim_outbox = Statements(Dialect.SQLITE)["claim_outbox"]
    params = dict.fromkeys(("lane", "now", "lease_until", "most", "interrupted"))

    plan = [step[3] for step in connection.execute(f"explain query plan {claim_outbox}", params)]
    connection.close()

    assert "SEARCH outbox USING INDEX outbox_due (lane=? AND due_at<?)" in plan
    assert "SCAN outbox" not in plan


async def test_after_an_erasure_nothing_is_left_to_send_and_a_row_in_hand_can_still_be_marked(
    store: Store,
) -> None:
    person = await store.turn(people.meet, 7, NOW)
    in_hand = await store.turn(remind, 7, lane="conversation", lease_until=NOW + LEASE)
    given_up, others = await store.turn(remind, 7), await store.turn(remind, 8)
    await store.turn(outbox.give_up, given_up, "400 Bad Request", NOW)

    await store.turn(people.erase, person)

    assert await store.read(outbox.waiting, 10) == [others]
    assert await store.read(outbox.failed, 10) == []
    await store.turn(outbox.retry, in_hand, NOW, "503", "[]")
    await store.turn(outbox.give_up, in_hand, "400", NOW)
    assert not await store.turn(outbox.done, in_hand)
    assert await store.read(outbox.waiting, 10) == [others]
