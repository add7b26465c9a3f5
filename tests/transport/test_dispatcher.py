"""The dispatcher with a real store and a sender whose Telegram is scripted."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.store import inbox, outbox
from bot.store.base import Tx
from bot.store.inbox import Quarantined
from bot.transport.calls import Call, Delivery, Lane
from bot.transport.dispatcher import Dispatcher
from bot.transport.events import Event
from bot.transport.limits import Limits, Throttle
from bot.transport.metrics import Metrics
from bot.transport.sender import Sender
from tests.transport.stand_ins import EchoBot, FakeTime, ScriptedApi, TroubledStore, text_update, until

LINA, TOM = 5, 6
POISON: list[Any] = [
    None,
    "not an object",
    [],
    {},
    {"update_id": "9"},
    {"update_id": 9, "message": None},
    {"update_id": 9, "message": {"message_id": 1}},
    {"update_id": 9, "message": {"chat": {"id": LINA}, "text": 3}},
    {"update_id": 9, "callback_query": {"from": {"id": LINA}, "message": {"chat": {"id": 2**80}}}},
    {"update_id": 9, "message": {"text": "\ud800\0", "chat": {"id": -4}}},
]


@dataclass
class Desk:
    api: ScriptedApi
    store: TroubledStore
    time: FakeTime
    bot: EchoBot
    sender: Sender
    dispatcher: Dispatcher

    async def quarantined(self) -> list[Quarantined]:
        rows: list[Quarantined] = await self.store.turn(inbox.quarantined, 100)
        return rows

    def texts(self) -> list[str]:
        return [event.text for event in self.bot.handled]


@pytest.fixture
async def desk(store: TroubledStore, bot: EchoBot) -> AsyncIterator[Desk]:
    api, time, metrics = ScriptedApi(), FakeTime(), Metrics()
    clock = FrozenClock(datetime(2026, 3, 2, 10, tzinfo=UTC))
    sender = Sender(
        api,  # type: ignore[arg-type]  # the sender only uses `call`
        store,
        clock,
        throttle=Throttle(Limits(chat_rate=1e6), time.monotonic, time.sleep),
        metrics=metrics,
        files=bot.files,
        read_file=bot.read_file,
        told=bot.told(),
    )
    dispatcher = Dispatcher(
        store, sender, bot.handle, bot.apology, clock, metrics=metrics, slots=4, sleep=time.sleep
    )
    yield Desk(api, store, time, bot, sender, dispatcher)
    await dispatcher.finish(1)
    await sender.drain(1)


async def test_an_update_is_done_once_its_turn_is_committed(desk: Desk) -> None:
    desk.api.gate = asyncio.Event()
    await desk.dispatcher.submit(text_update(1, LINA, "bonjour"))
    assert desk.texts() == ["bonjour"]
    (row,) = await desk.store.turn(outbox.waiting, 10)
    assert row.lease_until is not None
    desk.api.gate.set()


async def test_a_redelivery_does_nothing(desk: Desk) -> None:
    await desk.dispatcher.submit(text_update(1, LINA, "bonjour"))
    await desk.dispatcher.submit(text_update(1, LINA, "bonjour"))
    assert desk.texts() == ["bonjour"]


async def test_a_redelivery_while_the_turn_is_under_way_waits_for_it(desk: Desk) -> None:
    first = desk.dispatcher.submit(text_update(1, LINA, "bonjour"))
    assert desk.dispatcher.submit(text_update(1, LINA, "bonjour")) is first
    await first
    assert desk.texts() == ["bonjour"]


async def test_updates_of_one_person_keep_their_order(desk: Desk) -> None:
    updates = [text_update(n, LINA if n % 2 else TOM, str(n)) for n in range(1, 41)]
    await asyncio.gather(*map(desk.dispatcher.submit, updates))
    for person in (LINA, TOM):
        seen = [int(event.text) for event in desk.bot.handled if event.user_id == person]
        assert seen == sorted(seen)
        assert len(seen) == 20


async def test_a_flood_of_one_person_does_not_slow_two_others(desk: Desk) -> None:
    flood = [desk.dispatcher.submit(text_update(n, 666, str(n))) for n in range(1, 501)]
    for n in range(10):
        await desk.dispatcher.submit(text_update(1000 + n, LINA, "l"))
        await desk.dispatcher.submit(text_update(2000 + n, TOM, "t"))
    assert sum(done.done() for done in flood) < 250
    await asyncio.gather(*flood)
    assert len(desk.bot.handled) == 520


async def test_a_failing_handler_is_undone_quarantined_and_excused(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    raw = text_update(1, LINA, "boum")
    await desk.dispatcher.submit(raw)
    (kept,) = await desk.quarantined()
    assert json.loads(kept.raw) == raw
    assert (kept.chat_id, kept.update_id) == (LINA, 1)
    assert kept.error.startswith("RuntimeError at dispatcher.py:")
    assert "words of a person" not in caplog.text + kept.error
    assert "boum" not in caplog.text
    settled = desk.sender.settled(LINA)
    assert settled is not None
    await settled
    assert [call.params["text"] for call in desk.api.made] == ["Désolé."]


async def test_what_a_failing_handler_wrote_is_undone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(tx: Tx, _: Event) -> Sequence[Delivery]:
        outbox.put(tx, LINA, "[]", lane="conversation", kind="half", due_at=0)
        raise RuntimeError

    monkeypatch.setattr(desk.dispatcher, "_handle", stumble)
    await desk.dispatcher.submit(text_update(1, LINA, "x"))
    assert "half" not in [row.kind for row in await desk.store.turn(outbox.waiting, 10)]


async def test_a_quarantined_update_is_not_done_again(desk: Desk) -> None:
    await desk.dispatcher.submit(text_update(1, LINA, "boum"))
    await desk.dispatcher.submit(text_update(1, LINA, "boum"))
    assert len(await desk.quarantined()) == 1


@pytest.mark.parametrize("raw", POISON, ids=repr)
async def test_poison_goes_to_quarantine_and_stops_nothing(desk: Desk, raw: Any) -> None:
    poisoned = desk.dispatcher.submit(raw)
    await desk.dispatcher.submit(text_update(10, LINA, "bonjour"))
    await poisoned
    assert desk.texts() == ["bonjour"]
    (kept,) = await desk.quarantined()
    assert json.loads(kept.raw) == raw


@pytest.mark.parametrize(
    "what",
    [
        {"message": {"chat": {"id": LINA}}},
        {"edited_message": {"chat": {"id": LINA}}},
        {"my_chat_member": {"chat": {"id": LINA}}},
        {"callback_query": {"message": {"chat": {"id": LINA}}}},
    ],
    ids=lambda what: next(iter(what)),
)
async def test_quarantine_knows_whose_update_it_keeps(desk: Desk, what: dict[str, Any]) -> None:
    await desk.dispatcher.submit({"update_id": 9, **what})
    (kept,) = await desk.quarantined()
    assert kept.chat_id == LINA


def tap(chat: dict[str, Any]) -> dict[str, Any]:
    """A tap that can't be read: nobody sent it."""
    return {"update_id": 9, "callback_query": {"id": "77", "message": {"message_id": 3, "chat": chat}}}


@pytest.mark.parametrize(
    ("chat", "methods"),
    [(LINA, ["answerCallbackQuery", "sendMessage"]), (-4, ["answerCallbackQuery"])],
)
async def test_a_tap_in_quarantine_is_answered_all_the_same(
    desk: Desk, chat: int, methods: list[str]
) -> None:
    await desk.dispatcher.submit(tap({"id": chat}))
    await until(lambda: not desk.sender.held)
    assert sorted(desk.api.methods) == methods
    assert desk.api.made[desk.api.methods.index("answerCallbackQuery")].params == {"callback_query_id": "77"}


async def test_a_tap_is_answered_even_without_an_apology(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.dispatcher, "_apology", lambda _: 1 / 0)
    await desk.dispatcher.submit(tap({"id": LINA}))
    await until(lambda: not desk.sender.held)
    assert desk.api.methods == ["answerCallbackQuery"]


async def test_who_leaves_us_reads_no_apology(desk: Desk) -> None:
    await desk.dispatcher.submit({"update_id": 9, "my_chat_member": {"chat": {"id": LINA}}})
    assert not desk.sender.held


async def test_a_broken_apology_does_not_keep_the_update(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.dispatcher, "_apology", lambda _: 1 / 0)
    await desk.dispatcher.submit(text_update(1, LINA, "boum"))
    assert len(await desk.quarantined()) == 1


async def test_a_store_that_is_away_is_waited_for(desk: Desk) -> None:
    desk.store.away = 4
    done = desk.dispatcher.submit(text_update(1, LINA, "bonjour"))
    while desk.store.away:
        assert not done.done()
        await asyncio.sleep(0)
    await done
    assert desk.texts() == ["bonjour"]
    assert desk.time.slept == [0.05, 0.2, 0.5, 1.0]
    assert await desk.quarantined() == []
    assert not desk.dispatcher.store_away


async def test_a_text_waits_for_the_question_it_answers(desk: Desk) -> None:
    desk.api.gate = asyncio.Event()
    await desk.dispatcher.submit(text_update(1, LINA, "une question ?"))
    answer = desk.dispatcher.submit(text_update(2, LINA, "la réponse"))
    await desk.dispatcher.submit(text_update(3, TOM, "ailleurs"))
    assert not answer.done()
    desk.api.gate.set()
    await answer
    assert desk.bot.sent[0][1] == ("m", "une question ?")
    assert desk.texts() == ["une question ?", "ailleurs", "la réponse"]


async def test_what_nobody_answers_costs_no_turn(desk: Desk) -> None:
    await desk.dispatcher.submit({"update_id": 4, "poll": {}})
    assert desk.store.turns == 0


async def test_a_bot_without_scheduler_leaves_reminders_in_the_outbox(desk: Desk) -> None:
    desk.sender.lanes = frozenset({Lane.CONVERSATION})
    hint = Call("sendMessage", {"chat_id": TOM, "text": "rappel"})
    answer = Call("sendMessage", {"chat_id": LINA, "text": "relancé"})
    desk.dispatcher._handle = lambda _tx, _event: [
        Delivery(TOM, (hint,), Lane.REMINDERS),
        Delivery(LINA, (answer,)),
    ]
    await desk.dispatcher.submit(text_update(1, LINA, "relance"))
    await until(lambda: not desk.sender.held)
    assert desk.api.made == [answer]
    (row,) = await desk.store.turn(outbox.waiting, 10)
    assert (row.chat_id, row.lease_until) == (TOM, None)  # for whoever has the scheduler
