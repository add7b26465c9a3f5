"""What a turn promises, on both databases."""

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreUnavailable
from bot.store import inbox, people
from bot.store.base import Store, Tx
from bot.store.people import Person
from bot.store.queries import UnknownStatement
from bot.store.transaction import storable

NOW = 1_789_459_200_000


class Oops(Exception):
    """Something a use case raised."""


def fail_after_meeting(tx: Tx, chat_id: int) -> None:
    people.meet(tx, chat_id, NOW)
    raise Oops(chat_id)


async def known(store: Store, *chats: int) -> list[int]:
    def among(tx: Tx) -> list[int]:
        return [chat_id for chat_id in chats if people.person_of_chat(tx, chat_id)]

    return await store.turn(among)


async def test_a_turn_gives_its_result_and_keeps_what_it_did(store: Store) -> None:
    person = await store.turn(people.meet, 7, now_ms=NOW)

    assert (person.chat_id, person.created_at) == (7, NOW)
    assert await store.turn(people.person_of_chat, 7) == person


async def test_a_turn_that_raises_did_nothing(store: Store) -> None:
    with pytest.raises(Oops, match="7"):
        await store.turn(fail_after_meeting, 7)

    assert await known(store, 7) == []


async def test_a_failing_turn_harms_no_other_that_waited_with_it(store: Store) -> None:
    turns = [
        store.turn(fail_after_meeting, chat) if chat % 3 == 0 else store.turn(people.meet, chat, NOW)
        for chat in range(1, 31)
    ]

    done = await asyncio.gather(*turns, return_exceptions=True)

    assert all(isinstance(result, Oops if chat % 3 == 0 else Person) for chat, result in enumerate(done, 1))
    assert await known(store, *range(1, 31)) == [chat for chat in range(1, 31) if chat % 3]


async def test_a_refused_statement_undoes_its_turn_alone(store: Store) -> None:
    def same_chat_twice(tx: Tx) -> None:
        people.meet(tx, 8, NOW)
        tx.run(
            "start_assessment",
            person_id=12345,
            id=1,
            competence="1.1",
            started_at=NOW,
            prior_mean=3.0,
            prior_sd=1.5,
        )  # nobody has this id

    refused, met = await asyncio.gather(
        store.turn(same_chat_twice), store.turn(people.meet, 7, NOW), return_exceptions=True
    )

    assert "foreign key" in str(refused).lower()
    assert isinstance(met, Person)
    assert await known(store, 7, 8) == [7]


async def test_a_turn_may_raise_anything(store: Store) -> None:
    def stop(_: Tx) -> None:
        raise StopIteration

    with pytest.raises(RuntimeError, match="StopIteration"):  # as Python makes of one that leaves a coroutine
        await store.turn(stop)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.read(stop)

    await store.turn(people.meet, 7, NOW)
    assert await known(store, 7) == [7]


async def test_a_misspelt_statement_says_so(store: Store) -> None:
    with pytest.raises(UnknownStatement, match="persn_of_chat"):
        await store.turn(lambda tx: tx.run("persn_of_chat"))


async def test_a_cancelled_caller_disturbs_no_other(store: Store) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        people.meet(tx, 1, NOW)
        entered.set()
        leave.wait(10)

    running = asyncio.create_task(store.turn(slow))
    await asyncio.to_thread(entered.wait, 10)
    waiting = [asyncio.create_task(store.turn(people.meet, chat, NOW)) for chat in (2, 3, 4)]
    await asyncio.sleep(0)
    running.cancel()
    waiting[1].cancel()
    leave.set()

    done = await asyncio.gather(running, *waiting, return_exceptions=True)

    assert [isinstance(result, asyncio.CancelledError) for result in done] == [True, False, True, False]
    await store.turn(people.meet, 5, NOW)
    assert await known(store, 2, 4, 5) == [2, 4, 5]


async def test_reads_run_beside_a_writer_and_see_only_what_is_committed(store: Store) -> None:
    entered, leave = threading.Event(), threading.Event()
    raw = {"chat_id": None, "update_id": 1, "raw": "{}", "error": "", "now_ms": NOW}

    def slow(tx: Tx) -> None:
        inbox.quarantine(tx, **raw)  # type: ignore[arg-type]  # the names are quarantine's own
        entered.set()
        leave.wait(10)

    writing = asyncio.create_task(store.turn(slow))
    await asyncio.to_thread(entered.wait, 10)

    assert await store.read(inbox.quarantined, 10) == []

    leave.set()
    await writing
    assert len(await store.read(inbox.quarantined, 10)) == 1


async def test_a_read_changes_nothing(store: Store) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only") as refused:
        await store.read(inbox.claim, 7, 1, NOW)

    assert not isinstance(refused.value, StoreUnavailable)  # a mistake of ours: trying again won't help
    assert await store.turn(inbox.claim, 7, 1, NOW)


async def test_more_reads_than_connections_all_get_their_answer(store: Store) -> None:
    await store.turn(people.meet, 7, NOW)

    lists = await asyncio.gather(*(store.read(inbox.quarantined, 10) for _ in range(30)))

    assert lists == [[]] * 30


async def test_closing_finishes_what_was_asked_and_refuses_the_rest(store: Store) -> None:
    asked = [asyncio.create_task(store.turn(people.meet, chat, NOW)) for chat in range(20)]
    await asyncio.sleep(0)

    await store.close()

    assert all(isinstance(person, Person) for person in await asyncio.gather(*asked))
    with pytest.raises(StoreUnavailable):
        await store.turn(people.meet, 99, NOW)
    with pytest.raises(StoreUnavailable):
        await store.read(inbox.quarantined, 1)


def keep(tx: Tx, text: str) -> str:
    inbox.quarantine(tx, chat_id=-(1 << 52), update_id=(1 << 63) - 1, raw=text, error="", now_ms=NOW)
    [latest] = inbox.quarantined(tx, 1)
    assert (latest.chat_id, latest.update_id) == (-(1 << 52), (1 << 63) - 1)
    return latest.raw


HOSTILE = [
    ("", ""),
    ("l'été « déjà » %s %(x)s :x {x} \\' \" ; drop table person; --", None),
    ("👩🏽‍🚀🇫🇷 \u202eטקסט\u202c \ufeff\x7f\r\n\t", None),
    ("avant\0après", "avantaprès"),
    ("\ud83d seul", "\ufffd seul"),
    ("\ud83d\ude00", "😀"),  # the two halves of one emoji, as broken JSON may give them
    ("a" * 100_000, None),
]


@pytest.mark.parametrize(("text", "kept"), HOSTILE)
async def test_any_text_can_be_kept(store: Store, text: str, kept: str | None) -> None:
    assert await store.turn(keep, text) == (text if kept is None else kept)


@given(st.text())
def test_an_ordinary_text_is_kept_as_it_is(text: str) -> None:
    kept = storable(text)

    assert kept == text.replace("\0", "")  # hypothesis draws no lone surrogate unless asked


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_becomes_one_that_both_databases_take(text: str) -> None:
    kept = storable(text)

    assert isinstance(kept, str)
    assert "\0" not in kept
    kept.encode()


async def test_a_number_too_large_is_refused_and_harms_nobody(store: Store) -> None:
    with pytest.raises(OverflowError):
        await store.turn(inbox.claim, 7, 1 << 63, NOW)

    assert await store.turn(inbox.claim, 7, (1 << 63) - 1, NOW)


async def test_truth_is_kept_as_one_or_zero(store: Store) -> None:
    person = await store.turn(people.meet, 7, NOW)
    await store.turn(lambda tx: tx.run("set_under_15", id=person.id, under_15=True))

    again = await store.turn(people.person_of_chat, 7)

    assert again is not None
    assert again.under_15 == 1


async def test_ids_of_a_turn_grow(store: Store) -> None:
    first, second = await store.turn(lambda tx: (tx.new_id(), tx.new_id()))

    assert 0 < first < second < await store.turn(lambda tx: tx.new_id()) < 1 << 63
