"""Before a bot says or hears anything, it is told that it is awake: whoever sits a test has the time back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.errors import StoreUnavailable
from bot.store import outbox
from bot.store.times import to_ms
from bot.transport.calls import Call, dump_calls
from bot.transport.transport import Options, Transport
from sandbox.server import Sandbox
from tests.transport.stand_ins import EchoBot, People, TroubledStore


async def started(sandbox: Sandbox, store: TroubledStore, bot: EchoBot, *, ingress: bool) -> list[list[str]]:
    """What it had handled each time it was told."""
    told: list[list[str]] = []

    async def awake() -> None:
        told.append([event.text for event in bot.handled] + [str(each[1]) for each in bot.sent])

    hooks = replace(bot.hooks(), awake=awake)
    transport = Transport(store, SystemClock(), Options(sandbox.url, sandbox.token), hooks)
    await transport.start(ingress=ingress)
    await transport.stop()
    return told


async def test_it_is_awake_before_what_a_stop_left_is_sent_or_an_update_is_handled(
    sandbox: Sandbox, store: TroubledStore, bot: EchoBot, people: People
) -> None:
    lina = await people.join()
    left = dump_calls((Call("sendMessage", {"chat_id": lina, "text": "il te reste"}, note=("left",)),))
    now = to_ms(SystemClock().now() - timedelta(minutes=1))
    await store.turn(outbox.put, lina, left, lane="conversation", kind="reply", due_at=now)
    assert await started(sandbox, store, bot, ingress=True) == [[]]


async def test_a_process_that_only_sends_is_not_there_for_anybody(
    sandbox: Sandbox, store: TroubledStore, bot: EchoBot
) -> None:
    assert await started(sandbox, store, bot, ingress=False) == []


async def test_a_bot_that_can_not_say_so_does_not_start(
    sandbox: Sandbox, store: TroubledStore, bot: EchoBot, people: People
) -> None:
    await people.join()

    async def awake() -> None:
        raise StoreUnavailable("gone")

    hooks = replace(bot.hooks(), awake=awake)
    transport = Transport(store, SystemClock(), Options(sandbox.url, sandbox.token), hooks)
    with pytest.raises(StoreUnavailable):
        await transport.start()
    await transport.stop()
    assert bot.handled == []
