"""A sender with a scripted Bot API, a real outbox, and time that passes by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.clock import FrozenClock
from bot.store import outbox
from bot.store.outbox import OutboxRow
from bot.transport.calls import Call, Delivery
from bot.transport.limits import Limits, Throttle
from bot.transport.metrics import Metrics
from bot.transport.outgoing import put
from bot.transport.pump import Pump
from bot.transport.sender import Sender
from tests.transport.stand_ins import EchoBot, FakeTime, ScriptedApi, TroubledStore, until

LINA, TOM = 5, 6
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


@dataclass
class Post:
    """A sender and everything around it."""

    api: ScriptedApi
    store: TroubledStore
    clock: FrozenClock
    time: FakeTime
    bot: EchoBot
    metrics: Metrics
    sender: Sender
    pump: Pump

    async def send(self, delivery: Delivery) -> None:
        """Commit a delivery as a turn does, then hand it over."""
        out = await self.store.turn(put, delivery, self.clock.now())
        if out is not None:
            self.sender.send(*out)

    async def finished(self) -> None:
        await until(lambda: not self.sender.held)

    async def rows(self) -> list[OutboxRow]:
        rows: list[OutboxRow] = await self.store.turn(outbox.waiting, 100)
        return rows

    async def failed(self) -> list[OutboxRow]:
        rows: list[OutboxRow] = await self.store.turn(outbox.failed, 100)
        return rows


def says(text: str, chat_id: int = LINA, **more: Any) -> Delivery:
    return Delivery(chat_id, (message(text, chat_id),), **more)


def message(text: str, chat_id: int = LINA) -> Call:
    return Call("sendMessage", {"chat_id": chat_id, "text": text}, note=("said", text))


def edit(text: str) -> Call:
    return Call("editMessageText", {"chat_id": LINA, "message_id": 3, "text": text})


def texts(post: Post) -> list[str]:
    return [call.params["text"] for call in post.api.made]


@asynccontextmanager
async def opened(store: TroubledStore, bot: EchoBot) -> AsyncIterator[Post]:
    """The sender of a test, drained at its end."""
    api, clock, time, metrics = ScriptedApi(), FrozenClock(NOW), FakeTime(), Metrics()
    sender = Sender(
        api,  # type: ignore[arg-type]  # the sender only uses `call`
        store,
        clock,
        throttle=Throttle(Limits(rate=10), time.monotonic, time.sleep),
        metrics=metrics,
        files=bot.files,
        read_file=bot.read_file,
        told=bot.told(),
        slow={"letters"},
    )
    yield Post(api, store, clock, time, bot, metrics, sender, Pump(store, sender, clock))
    await sender.drain(0)
