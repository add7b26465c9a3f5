"""What goes out once at most: nobody gets it twice, whatever breaks."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.errors import StoreUnavailable
from bot.store import outbox
from bot.store.base import Tx
from bot.store.times import to_ms
from bot.transport.calls import Delivery, Lane
from bot.transport.outgoing import put
from bot.transport.parcel import Fate
from bot.transport.request import Lost, NotSent
from tests.transport.post import LINA, NOW, TOM, Post, message, says, texts
from tests.transport.stand_ins import until


def announced(chat_id: int = LINA) -> Delivery:
    return says("annonce", chat_id, lane=Lane.BROADCAST, kind="broadcast", once=True)


@pytest.mark.parametrize("error", [TimedOut(), Lost("ServerDisconnectedError")])
async def test_what_may_have_arrived_is_not_sent_again(post: Post, error: Exception) -> None:
    post.api.will("sendMessage", error)
    await post.send(announced())
    await post.finished()
    assert texts(post) == ["annonce"]
    assert post.bot.fates == [(LINA, Fate.UNCERTAIN)]
    assert await post.rows() == await post.failed() == []


@pytest.mark.parametrize("error", [NotSent("refused"), NetworkError("Bad Gateway (502)"), RetryAfter(1)])
async def test_what_did_not_arrive_is_sent_again(post: Post, error: Exception) -> None:
    post.api.will("sendMessage", error)
    await post.send(announced())
    await post.finished()
    assert texts(post) == ["annonce", "annonce"]
    assert post.bot.fates == [(LINA, Fate.SENT)]


async def test_how_each_one_ended_is_told(post: Post) -> None:
    post.api.will("sendMessage", None, Forbidden("blocked"), BadRequest("Can't parse entities"))
    for chat_id in (LINA, TOM, 7):
        await post.send(announced(chat_id))
    await post.finished()
    assert post.bot.fates == [(LINA, Fate.SENT), (TOM, Fate.GONE), (7, Fate.REFUSED)]


async def test_one_put_off_has_no_end_yet(post: Post) -> None:
    post.api.will("sendMessage", *[NotSent("x")] * 4)
    await post.send(announced())
    await post.finished()
    assert post.bot.fates == []
    (row,) = await post.rows()
    assert row.begun_at is None  # so it is sent when it is due


async def test_one_begun_before_a_crash_is_not_sent(post: Post) -> None:
    begun = await post.store.turn(put, announced(), NOW)
    waiting = await post.store.turn(put, announced(TOM), NOW)
    assert begun is not None and waiting is not None
    await post.store.turn(outbox.begin, begun[0], 1)
    await post.store.turn(outbox.recover)
    await post.pump.tick()
    await post.finished()
    assert [call.params["chat_id"] for call in post.api.made] == [TOM]
    assert sorted(post.bot.fates) == [(LINA, Fate.UNCERTAIN), (TOM, Fate.SENT)]


async def test_one_is_begun_before_it_leaves(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(announced())
    async with asyncio.timeout(5):
        while not post.api.made:
            await asyncio.sleep(0.001)
    (row,) = await post.rows()
    assert row.begun_at is not None
    post.api.gate.set()
    await post.finished()


async def test_one_withdrawn_in_time_is_not_sent(post: Post) -> None:
    out = await post.store.turn(put, announced(), NOW)
    assert out is not None
    await post.store.turn(outbox.done, out[0])
    post.sender.send(*out)
    await post.finished()
    assert post.api.made == []
    assert post.bot.fates == []


async def test_one_in_the_conversation_is_begun_too(post: Post) -> None:
    post.api.will("sendMessage", TimedOut())
    await post.send(says("une fois", once=True))
    await post.finished()
    assert texts(post) == ["une fois"]
    assert post.bot.fates == [(LINA, Fate.UNCERTAIN)]


async def test_what_is_sent_again_takes_a_place_of_the_lane_again(post: Post) -> None:
    post.api.will("sendMessage", NetworkError("502"))
    for chat_id in (LINA, TOM, 7):
        await post.send(announced(chat_id))
    await post.finished()
    assert len(post.api.made) == 4
    assert post.time.now - 1000 >= 0.3


async def test_a_group_that_moved_gets_it_at_its_new_place(post: Post) -> None:
    post.api.will("sendMessage", ChatMigrated(-1009))
    await post.send(Delivery(-9, (message("bonjour", -9),), Lane.BROADCAST, "broadcast", "b:1:-9", once=True))
    await post.finished()
    assert post.bot.moved == [(-9, -1009)]
    assert [call.params["chat_id"] for call in post.api.made] == [-9, -1009]
    assert post.bot.fates == [(-1009, Fate.SENT)]
    assert await post.rows() == []


async def test_a_long_lane_is_fed_without_keeping_it_all_in_memory(post: Post) -> None:
    def put_all(tx: Tx, count: int) -> None:
        for chat_id in range(1, count + 1):
            outbox.put(tx, chat_id, "[]", lane="broadcast", kind="broadcast", due_at=0)

    await post.store.turn(put_all, 300)
    held = [await post.pump.tick()]
    async with asyncio.timeout(10):
        while await post.rows():
            held.append(post.sender.held)
            await asyncio.sleep(0)
    assert max(held) < 120
    assert len(post.bot.fates) == 300


@pytest.mark.parametrize("lane", [Lane.REMINDERS, Lane.CONVERSATION])
async def test_what_a_row_says_is_made_at_the_moment_it_is_sent(post: Post, lane: Lane) -> None:
    post.bot.composed["letter"] = "Il te reste 3 jours."

    await post.send(Delivery(LINA, (), lane, "letter", once=True))
    await post.finished()

    assert texts(post) == ["Il te reste 3 jours."]
    assert post.bot.fates == [(LINA, Fate.SENT)]


async def test_a_row_that_has_nothing_to_say_any_more_is_forgotten(post: Post) -> None:
    await post.send(Delivery(LINA, (), Lane.REMINDERS, "letter", once=True))
    await post.finished()

    assert (texts(post), await post.rows(), post.bot.fates) == ([], [], [])


def letter(chat_id: int = LINA, **more: Any) -> Delivery:
    return Delivery(chat_id, (), Lane.REMINDERS, "letter", once=True, **more)


async def test_one_that_can_not_be_written_is_kept_for_the_operator(post: Post) -> None:
    post.bot.composed.update(letter="Rappel")
    post.bot.stumbles.add(LINA)
    await post.send(letter())
    await post.send(letter(TOM))
    await post.finished()
    assert [call.params["chat_id"] for call in post.api.made] == [TOM]
    assert sorted(post.bot.fates) == [(LINA, Fate.REFUSED), (TOM, Fate.SENT)]
    (row,) = await post.failed()
    assert (row.chat_id, row.last_error) == (LINA, "not written, not sent: RuntimeError")


async def test_one_whose_beginning_was_undone_is_written_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.bot.composed["letter"] = "avant"
    turn = post.store.turn

    async def undone(fn: Any, /, *args: Any) -> Any:
        if fn.__name__ != "_record_all":
            return await turn(fn, *args)
        monkeypatch.setattr(post.store, "turn", turn)

        def run(tx: Tx) -> None:
            fn(tx, *args)
            post.bot.composed["letter"] = "après"
            raise StoreUnavailable

        return await turn(run)

    monkeypatch.setattr(post.store, "turn", undone)
    await post.send(letter())
    await post.finished()
    assert texts(post) == ["après"]


@pytest.mark.parametrize(
    "troubles",
    [[NotSent("away")] * 4, [BadRequest("Can't parse entities")]],
)
async def test_one_of_which_a_part_arrived_was_sent_and_does_not_come_again(
    post: Post, troubles: list[Exception]
) -> None:
    post.bot.composed["letter"] = "first|second"
    post.api.will("sendMessage", None, *troubles)
    await post.send(letter())
    await post.finished()
    assert post.bot.fates == [(LINA, Fate.SENT)]
    assert await post.rows() == []
    (row,) = await post.failed()  # the rest is for the operator
    assert row.last_error is not None
    assert row.last_error.startswith("sendMessage: ")
    assert texts(post).count("first") == 1


async def test_one_of_which_nothing_arrived_is_written_again(post: Post) -> None:
    post.bot.composed["letter"] = "first|second"
    post.api.will("sendMessage", BadRequest("Can't parse entities"), *[NotSent("away")] * 4)
    await post.send(letter())
    await post.finished()
    post.bot.composed["letter"] = "again"
    post.clock.advance(timedelta(minutes=1))
    await post.pump.tick()
    await post.finished()
    assert texts(post)[-1] == "again"
    assert post.bot.fates == [(LINA, Fate.SENT)]


async def test_after_a_long_pause_it_is_written_again(post: Post) -> None:
    post.bot.composed["letter"] = "avant"
    post.api.will("sendMessage", RetryAfter(3600))
    for chat_id in (LINA, TOM, 7):
        await post.send(letter(chat_id))
    await post.finished()
    assert [call.params["chat_id"] for call in post.api.made] == [LINA, 7]
    put_off = await post.rows()
    assert sorted(row.chat_id for row in put_off) == [LINA, TOM]  # TOM's was written before the pause
    assert next(row for row in put_off if row.chat_id == LINA).due_at == to_ms(NOW + timedelta(hours=1))
    assert all(row.begun_at is None for row in put_off)
    post.bot.composed["letter"] = "après"
    post.clock.advance(timedelta(hours=1))
    await post.pump.tick()
    await post.finished()
    assert sorted(texts(post)) == ["après", "après", "avant", "avant"]
    assert sorted(post.bot.fates) == [(LINA, Fate.SENT), (TOM, Fate.SENT), (7, Fate.SENT)]


async def test_a_long_pause_does_not_carry_it_into_quiet_hours(post: Post) -> None:
    post.bot.composed["letter"] = "Rappel"
    post.api.will("sendMessage", RetryAfter(3600))
    await post.send(letter(valid_until=NOW + timedelta(minutes=30)))
    await post.finished()
    post.clock.advance(timedelta(hours=1))
    await post.pump.tick()
    await post.finished()
    assert texts(post) == ["Rappel"]  # the one that was refused
    assert post.bot.fates == [(LINA, Fate.EXPIRED)]


async def test_a_short_pause_is_waited_for(post: Post) -> None:
    post.bot.composed["letter"] = "Rappel"
    post.api.will("sendMessage", RetryAfter(3))
    await post.send(letter())
    await post.finished()
    assert texts(post) == ["Rappel", "Rappel"]
    assert post.bot.fates == [(LINA, Fate.SENT)]


async def test_an_outage_costs_a_handful(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour in which no answer comes."""
    post.bot.composed["letter"] = "Rappel"
    call, over = post.api.call, post.time.now + 3600

    async def lost(*args: Any) -> Any:
        if post.time.now < over:
            raise TimedOut
        return await call(*args)

    monkeypatch.setattr(post.api, "call", lost)
    for chat_id in range(1, 101):
        await post.send(letter(chat_id))
    await post.finished()
    assert post.time.now < over + 480 + 100 * 0.11
    post.clock.advance(timedelta(minutes=1))
    await post.pump.tick()  # the one that was written just before
    await post.finished()
    fates = [fate for _, fate in post.bot.fates]
    assert fates.count(Fate.UNCERTAIN) < 20
    assert fates.count(Fate.SENT) == 100 - fates.count(Fate.UNCERTAIN)


async def test_lost_answers_among_others_hold_nothing(post: Post) -> None:
    post.bot.composed["letter"] = "Rappel"
    post.api.will("sendMessage", *[TimedOut(), TimedOut(), TimedOut(), TimedOut(), None] * 4)
    for chat_id in range(1, 21):
        await post.send(letter(chat_id))
    await post.finished()
    assert post.time.now - 1000 < 3


async def test_nothing_more_leaves_while_no_answer_comes(post: Post) -> None:
    post.bot.composed["letter"] = "Rappel"
    post.api.gate = asyncio.Event()
    post.sender._courier.patience = 0.01
    await post.send(letter())
    await until(lambda: post.sender._throttle._held_until > 0)  # no answer yet: the others wait
    await post.send(letter(TOM))
    for _ in range(30):  # looks, which take no time here but 0.25 s each for the sender
        await asyncio.sleep(0)
    assert [call.params["chat_id"] for call in post.api.made] == [LINA]
    post.api.gate.set()
    await post.finished()
    assert post.time.now < 1015
    assert post.bot.fates == [(LINA, Fate.SENT), (TOM, Fate.SENT)]
