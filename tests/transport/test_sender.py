"""The sender with a scripted Bot API, a real outbox, and time that passes by itself."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.store import outbox
from bot.store.base import Tx
from bot.transport.calls import Call, Delivery, FileRef, Lane, load_calls
from bot.transport.outgoing import LEASE, put
from bot.transport.parcel import Fate
from bot.transport.request import NotSent
from tests.transport.post import LINA, NOW, TOM, Post, edit, message, says, texts


async def test_a_delivery_is_sent_noted_and_forgotten(post: Post) -> None:
    await post.send(says("bonjour"))
    await post.finished()
    assert texts(post) == ["bonjour"]
    assert post.bot.sent == [(LINA, ("said", "bonjour"), 101, True)]
    assert await post.rows() == []


async def test_calls_go_in_order_and_one_chat_has_one_in_flight(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(Delivery(LINA, (edit("un"), message("deux"))))
    await post.send(says("trois"))
    await post.send(says("ailleurs", TOM))
    await asyncio.sleep(0.01)
    assert texts(post) == ["un", "ailleurs"]
    post.api.gate.set()
    await post.finished()
    assert [text for text in texts(post) if text != "ailleurs"] == ["un", "deux", "trois"]


async def test_the_conversation_overtakes_what_waits_in_the_same_chat(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(says("d’abord"))
    await asyncio.sleep(0)
    await post.send(says("annonce", lane=Lane.BROADCAST))
    await asyncio.sleep(0.01)
    await post.send(says("réponse"))
    post.api.gate.set()
    await post.finished()
    assert texts(post) == ["d’abord", "réponse", "annonce"]


async def test_a_broadcast_is_evenly_spaced(post: Post) -> None:
    for person in range(1, 6):
        await post.send(says("annonce", person, lane=Lane.BROADCAST))
    await post.finished()
    assert post.time.slept == pytest.approx([0.103] * 4)


async def test_a_chat_is_not_flooded(post: Post) -> None:
    await post.send(Delivery(LINA, tuple(message(str(n)) for n in range(7))))
    await post.finished()
    assert post.time.slept == pytest.approx([1.0, 1.0])


async def test_a_button_is_answered_beside_and_its_failure_harms_nothing(post: Post) -> None:
    post.api.will("answerCallbackQuery", BadRequest("Query is too old and response timeout expired"))
    answer = Call("answerCallbackQuery", {"callback_query_id": "1"})
    await post.send(Delivery(LINA, (answer, message("suite"))))
    await post.finished()
    assert sorted(post.api.methods) == ["answerCallbackQuery", "sendMessage"]
    assert await post.rows() == await post.failed() == []


@pytest.mark.parametrize("words", ["Message is not modified: same", "Message to edit not found"])
async def test_an_edit_without_effect_does_not_stop_the_rest(post: Post, words: str) -> None:
    post.api.will("editMessageText", BadRequest(words))
    await post.send(Delivery(LINA, (edit("un"), message("deux"))))
    await post.finished()
    assert texts(post) == ["un", "deux"]
    assert await post.rows() == await post.failed() == []


@pytest.mark.parametrize("error", [Forbidden("Forbidden: blocked"), BadRequest("Chat not found")])
async def test_somebody_gone_is_marked_so_and_the_row_dropped(post: Post, error: Exception) -> None:
    post.api.will("sendMessage", error)
    await post.send(Delivery(LINA, (message("un"), message("deux"))))
    await post.finished()
    assert post.bot.gone == [LINA]
    assert texts(post) == ["un"]
    assert await post.rows() == await post.failed() == []


async def test_a_429_pauses_everything_and_the_same_call_goes_again(post: Post) -> None:
    post.api.will("sendMessage", RetryAfter(7))
    await post.send(says("bonjour"))
    await post.finished()
    assert texts(post) == ["bonjour", "bonjour"]
    assert post.time.slept == [7.0]
    assert post.bot.sent == [(LINA, ("said", "bonjour"), 101, True)]


async def test_a_failure_of_the_network_is_tried_again(post: Post) -> None:
    post.api.will("sendMessage", NotSent("x"), NotSent("x"))
    await post.send(says("bonjour"))
    await post.finished()
    assert post.time.slept == [0.5, 1.0]
    assert post.bot.sent == [(LINA, ("said", "bonjour"), 101, True)]


async def test_a_lost_answer_makes_the_send_uncertain(post: Post) -> None:
    post.api.will("sendMessage", TimedOut())
    await post.send(says("bonjour"))
    await post.finished()
    assert post.bot.sent == [(LINA, ("said", "bonjour"), 101, False)]


async def test_a_long_failure_leaves_the_row_for_later_without_secrets(post: Post) -> None:
    post.api.will("sendMessage", *[NetworkError("Bad Gateway (502)")] * 4)
    await post.send(says("bonjour"))
    await post.finished()
    (row,) = await post.rows()
    assert (row.attempts, row.lease_until) == (1, None)
    assert row.due_at > NOW.timestamp() * 1000
    assert row.last_error == "sendMessage: NetworkError: Bad Gateway (502)"


async def test_what_was_put_off_is_sent_when_it_is_due_but_not_what_was_sent(post: Post) -> None:
    post.api.will("sendMessage", {"message_id": 9}, *[NotSent("x")] * 4)
    await post.send(Delivery(LINA, (message("un"), message("deux"))))
    await post.finished()
    (row,) = await post.rows()
    assert [call.params["text"] for call in load_calls(row.payload)] == ["deux"]
    assert await post.pump.tick() == 0
    post.clock.advance(timedelta(minutes=1))
    assert await post.pump.tick() == 1
    await post.finished()
    assert [note for _, note, _, _ in post.bot.sent] == [("said", "un"), ("said", "deux")]
    assert await post.rows() == []


async def test_what_may_have_been_sent_stays_uncertain_when_a_first_part_was(post: Post) -> None:
    post.api.will("sendMessage", {"message_id": 9}, *[TimedOut()] * 4)
    await post.send(Delivery(LINA, (message("un"), message("deux"))))
    await post.finished()
    post.clock.advance(timedelta(minutes=1))
    await post.pump.tick()
    await post.finished()
    assert post.bot.sent[1] == (LINA, ("said", "deux"), 102, False)


async def test_what_was_erased_meanwhile_is_not_put_off(post: Post) -> None:
    post.api.gate = asyncio.Event()
    post.api.will("sendMessage", {"message_id": 9}, *[NotSent("x")] * 4)
    await post.send(Delivery(LINA, (message("un"), message("deux"))))
    (row,) = await post.rows()
    await post.store.turn(outbox.done, row)
    post.api.gate.set()
    await post.finished()
    assert await post.rows() == await post.failed() == []


async def test_a_failure_without_end_is_given_up(post: Post) -> None:
    await post.send(says("bonjour"))
    post.api.will("sendMessage", *[NotSent("x")] * 100)
    for _ in range(13):
        await post.finished()
        post.clock.advance(timedelta(hours=2))
        await post.pump.tick()
    assert await post.rows() == []
    assert [row.kind for row in await post.failed()] == ["reply"]


async def test_a_wrong_call_is_given_up_but_the_next_ones_go(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.api.will("editMessageText", BadRequest("Can't parse entities in: private words"))
    await post.send(Delivery(LINA, (edit("un"), message("deux"))))
    await post.finished()
    assert texts(post) == ["un", "deux"]
    assert len(await post.failed()) == 1
    assert "private words" not in caplog.text


async def test_a_file_is_made_when_it_is_sent(post: Post) -> None:
    photo = Call("sendPhoto", {"chat_id": LINA}, FileRef("photo", "picture", ["c1", 7]))
    await post.send(Delivery(LINA, (photo,)))
    await post.finished()
    assert post.api.files == [("picture.txt", b"['c1', 7]")]


async def test_a_file_that_can_t_be_made_does_not_keep_the_rest(post: Post) -> None:
    photo = Call("sendPhoto", {"chat_id": LINA}, FileRef("photo", "broken", []))
    await post.send(Delivery(LINA, (photo, message("suite"))))
    await post.finished()
    assert texts(post) == ["suite"]
    assert len(await post.failed()) == 1


async def test_words_and_buttons_come_even_without_their_file(post: Post) -> None:
    params = {"chat_id": LINA, "caption": "Regarde cette page.", "reply_markup": {"inline_keyboard": []}}
    await post.send(
        Delivery(LINA, (Call("sendPhoto", params, FileRef("photo", "broken", []), ("shown", 1)),))
    )
    await post.finished()
    assert [call.method for call in post.api.made] == ["sendMessage"]
    assert texts(post) == ["Regarde cette page."]
    assert post.bot.sent == [(LINA, ("shown", 1), 101, True)]


async def test_what_is_out_of_date_is_not_sent(post: Post) -> None:
    await post.send(says("c’était pour hier", valid_until=NOW - timedelta(hours=1)))
    await post.finished()
    assert post.api.made == []
    assert await post.rows() == []


async def test_what_is_due_later_waits_in_the_outbox(post: Post) -> None:
    await post.send(says("demain", due_at=NOW + timedelta(days=1)))
    assert post.sender.held == 0
    assert len(await post.rows()) == 1


async def test_the_same_thing_is_not_said_twice(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(says("rappel", dedupe_key="k"))
    await post.send(says("rappel", dedupe_key="k"))
    post.api.gate.set()
    await post.finished()
    assert texts(post) == ["rappel"]


async def test_a_chat_is_settled_once_the_message_id_is_written(post: Post) -> None:
    assert post.sender.settled(LINA) is None
    post.api.gate = asyncio.Event()
    await post.send(says("question"))
    settled = post.sender.settled(LINA)
    assert settled is not None
    await asyncio.sleep(0.01)
    assert not settled.done()
    post.api.gate.set()
    await settled
    assert len(post.bot.sent) == 1


async def test_a_chat_that_waits_for_telegram_is_settled(post: Post) -> None:
    post.api.will("sendMessage", RetryAfter(7))
    await post.send(says("question"))
    settled = post.sender.settled(LINA)
    assert settled is not None
    await settled
    assert post.bot.sent == []


async def test_marks_wait_for_the_store_to_come_back(post: Post) -> None:
    await post.send(says("bonjour"))
    post.store.away = 3
    await post.finished()
    assert len(post.bot.sent) == 1
    assert await post.rows() == []


async def test_marks_of_many_chats_share_turns(post: Post) -> None:
    for person in range(1, 51):
        await post.send(says("bonjour", person))
    before = post.store.turns
    await post.finished()
    assert len(post.bot.sent) == 50
    assert post.store.turns - before < 10


async def test_a_note_that_can_t_be_kept_harms_no_other(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: Tx, chat_id: int, *__: Any) -> None:
        if chat_id == TOM:
            raise RuntimeError

    monkeypatch.setattr(post.sender._marker, "_record", _with(post.sender._marker._record, stumble))
    await post.send(says("un"))
    await post.send(says("deux", TOM))
    await post.finished()
    assert [row.chat_id for row in await post.failed()] == [TOM]
    assert await post.rows() == []
    assert [fate for chat_id, fate in post.bot.fates if chat_id == TOM] == [Fate.REFUSED]


async def test_what_is_neither_kept_nor_told_is_given_up_all_the_same(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: Any) -> None:
        raise RuntimeError

    for hook in ("_record", "_tell"):
        monkeypatch.setattr(post.sender._marker, hook, stumble)
    await post.send(says("un"))
    await post.finished()
    assert [row.chat_id for row in await post.failed()] == [LINA]


def _with(record: Any, first: Any) -> Any:
    def both(tx: Tx, parcel: Any) -> None:
        first(tx, parcel.row.chat_id)
        record(tx, parcel)

    return both


async def test_what_a_crash_left_is_sent_again_as_uncertain(post: Post) -> None:
    await post.store.turn(put, says("bonjour"), NOW)
    await post.store.turn(outbox.recover)
    await post.pump.tick()
    await post.finished()
    assert post.bot.sent == [(LINA, ("said", "bonjour"), 101, False)]


async def test_a_row_in_hand_is_not_taken_twice(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(says("bonjour"))
    post.clock.advance(LEASE * 2)
    assert await post.pump.tick() == 1
    post.api.gate.set()
    await post.finished()
    assert texts(post) == ["bonjour"]


async def test_an_unreadable_row_is_given_up(post: Post) -> None:
    add = {"lane": "conversation", "kind": "old", "due_at": 0}
    await post.store.turn(outbox.put, LINA, '[{"nonsense": 1}]', **add)
    await post.pump.tick()
    await post.finished()
    assert [row.kind for row in await post.failed()] == ["old"]


async def test_a_stop_lets_the_request_under_way_end_and_keeps_the_rest(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(says("en route"))
    for person in range(10, 14):
        await post.send(says("annonce", person, lane=Lane.BROADCAST))
    await asyncio.sleep(0)
    stopping = asyncio.create_task(post.sender.drain(5))
    await asyncio.sleep(0)
    post.api.gate.set()
    await stopping
    sent, left = [note for _, note, _, _ in post.bot.sent], await post.rows()
    assert ("said", "en route") in sent
    assert len(sent) + len(left) == 5
    assert all(row.lease_until is None for row in left)
    await post.send(says("trop tard"))
    assert "trop tard" not in texts(post)


async def test_a_stop_does_not_wait_for_a_silent_telegram(post: Post) -> None:
    post.api.gate = asyncio.Event()
    await post.send(says("sans réponse"))
    await asyncio.sleep(0.01)
    await post.sender.drain(0.01)
    (row,) = await post.rows()
    assert row.lease_until is not None


async def test_a_picture_does_not_wait_for_letters(post: Post) -> None:
    letters = Call("sendDocument", {"chat_id": TOM}, FileRef("document", "letters", []))
    await post.send(Delivery(TOM, (letters,)))
    photo = Call("sendPhoto", {"chat_id": LINA}, FileRef("photo", "picture", ["c1", 7]))
    await post.send(Delivery(LINA, (photo,)))
    async with asyncio.timeout(5):
        while not post.api.made:
            await asyncio.sleep(0.005)
    assert post.api.methods == ["sendPhoto"]
    post.bot.printer.set()
    await post.finished()
    assert post.api.methods == ["sendPhoto", "sendDocument"]
