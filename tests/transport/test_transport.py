"""The whole way over HTTP: people write at the sandbox, the bot's answers are read there."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram.error import BadRequest, InvalidToken

from bot.clock import SystemClock
from bot.errors import SettingsError
from bot.store import inbox, outbox
from bot.transport.calls import Call, Delivery, Lane
from bot.transport.outgoing import put
from bot.transport.transport import Options, Transport
from sandbox.server import Sandbox
from tests.transport.conftest import Run
from tests.transport.stand_ins import EchoBot, People, TroubledStore, until

SECRET = "only-telegram-knows"
WEB: dict[str, Any] = {"mode": "webhook", "webhook_secret": SECRET}


async def by_webhook(run: Run) -> Transport:
    """A transport in webhook mode, on a free port that Telegram is told of."""
    transport = await run(webhook_url="http://127.0.0.1:1/hook", listen="127.0.0.1:0", **WEB)
    assert transport.web is not None
    url = f"http://127.0.0.1:{transport.web.port}/hook"
    await transport.api.ask("setWebhook", url=url, secret_token=SECRET)
    return transport


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_text_is_answered(run: Run, people: People, bot: EchoBot, mode: str) -> None:
    await (run() if mode == "polling" else by_webhook(run))
    lina = await people.join()
    await people.reads(lina, "écho : /start")
    await people.says(lina, "bonjour")
    await people.reads(lina, "écho : bonjour")
    assert [event.text for event in bot.handled] == ["/start", "bonjour"]


async def test_a_tap_is_answered_and_edits_the_message(run: Run, people: People) -> None:
    await run()
    lina = await people.join()
    await people.reads(lina, "écho : /start")
    message = (await people.get(f"chats/{lina}/messages"))[-1]
    await people.post("tap", person=lina, message_id=message["message_id"], data="a:1", forged=True)
    await people.reads(lina, "choisi : a:1")
    assert len(await people.calls("answerCallbackQuery")) == 1


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_an_update_delivered_twice_is_handled_once(
    run: Run, people: People, bot: EchoBot, mode: str
) -> None:
    await (run() if mode == "polling" else by_webhook(run))
    lina = await people.join()
    await people.post("faults", kind="duplicate", chat=lina)
    await people.says(lina, "une fois")
    await people.says(lina, "ensuite")
    await people.reads(lina, "écho : ensuite")
    assert [event.text for event in bot.handled].count("une fois") == 1
    assert (await people.texts(lina)).count("écho : une fois") == 1


@pytest.mark.parametrize("fault", ["5xx", "429", "cut"])
async def test_getting_updates_outlives_faults(run: Run, people: People, fault: str) -> None:
    lina = await people.join()
    await people.post("faults", kind=fault, method="getUpdates", times=2)
    await run()
    await people.reads(lina, "écho : /start")


@pytest.mark.parametrize("fault", ["5xx", "429", "slow"])
async def test_sending_outlives_faults(run: Run, people: People, fault: str) -> None:
    await run()
    lina = await people.join()
    await people.post("faults", kind=fault, method="sendMessage")
    await people.says(lina, "malgré tout")
    await people.reads(lina, "écho : malgré tout")
    assert (await people.texts(lina)).count("écho : malgré tout") == 1


async def test_a_connection_cut_after_the_work_is_done_makes_the_send_uncertain(
    run: Run, people: People, bot: EchoBot
) -> None:
    await run()
    lina = await people.join()
    await people.reads(lina, "écho : /start")
    await people.post("faults", kind="cut", method="sendMessage")
    await people.says(lina, "coupé")
    await people.reads(lina, "écho : coupé", times=2)
    await people.says(lina, "après")
    await people.reads(lina, "écho : après")
    notes = {note[1]: certain for _, note, _, certain in bot.sent}
    assert notes["/start"]
    assert not notes["coupé"]


async def test_somebody_who_blocked_the_bot_is_marked(run: Run, people: People, bot: EchoBot) -> None:
    await run()
    lina, tom = await people.join(), await people.join("Tom")
    await people.post("faults", kind="403", chat=lina, method="sendMessage")
    await people.says(lina, "adieu")
    await people.says(tom, "bonjour")
    await people.reads(tom, "écho : bonjour")
    await people.says(lina, "de retour")
    await people.reads(lina, "écho : de retour")
    assert lina in bot.gone


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_poison_is_quarantined_and_others_go_on(
    run: Run, people: People, store: TroubledStore, mode: str
) -> None:
    await (run() if mode == "polling" else by_webhook(run))
    lina = await people.join()
    for poison in (
        {"message": None},
        {"message": {"message_id": "x", "chat": {"id": lina}}},
        {"update_id": "nonsense", "message": []},
        {"callback_query": {"id": 1, "from": {"id": 2**80}, "message": 3}},
    ):
        await people.post("update", **poison)
    await people.says(lina, "boum")
    await people.says(lina, "bonjour")
    await people.reads(lina, "écho : bonjour")
    await people.reads(lina, "Désolé.", times=2)
    assert len(await store.turn(inbox.quarantined, 100)) == 5


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_store_that_comes_back_loses_nothing(
    run: Run, people: People, store: TroubledStore, bot: EchoBot, mode: str
) -> None:
    await (run() if mode == "polling" else by_webhook(run))
    lina = await people.join()
    await people.reads(lina, "écho : /start")
    store.away = 3
    await people.says(lina, "un")
    await people.says(lina, "deux")
    await people.reads(lina, "écho : deux")
    assert [event.text for event in bot.handled] == ["/start", "un", "deux"]


async def test_two_pupils_go_on_while_one_floods(run: Run, people: People, bot: EchoBot) -> None:
    await run()
    flooder, lina, tom = [await people.join(name) for name in ("Max", "Lina", "Tom")]
    flood = asyncio.gather(*(people.says(flooder, str(n)) for n in range(200)))
    for n in range(3):
        await asyncio.gather(people.says(lina, f"l{n}"), people.says(tom, f"t{n}"))
        await asyncio.gather(people.reads(lina, f"écho : l{n}"), people.reads(tom, f"écho : t{n}"))
    await flood
    await people.reads(flooder, "écho : 199")
    assert len(bot.handled) == 3 + 200 + 6


async def test_a_stop_while_busy_loses_nothing(run: Run, people: People, bot: EchoBot) -> None:
    first = await run()
    pupils = [await people.join(f"P{n}") for n in range(20)]
    await asyncio.gather(*(people.says(pupil, "avant") for pupil in pupils))
    async with asyncio.timeout(5):
        await first.stop()
    await asyncio.gather(*(people.says(pupil, "après") for pupil in pupils))
    await run()
    for pupil in pupils:
        await people.reads(pupil, "écho : après")
        assert (await people.texts(pupil)).count("écho : avant") == 1
    assert len(bot.handled) == 60


async def test_what_a_stop_left_in_the_outbox_is_sent_at_the_next_start(run: Run, people: People) -> None:
    lina = await people.join()
    first = await run()
    await people.reads(lina, "écho : /start")
    await people.post("faults", kind="slow", method="sendMessage", seconds=30)
    await people.says(lina, "en route")
    await people.reads(lina, "écho : en route")
    await first.stop(1.0)
    await run()
    await people.reads(lina, "écho : en route", times=2)


async def test_a_stopped_bot_leaves_nothing_to_deliver_again(run: Run, people: People, bot: EchoBot) -> None:
    lina = await people.join()
    first = await run()
    await people.reads(lina, "écho : /start")
    await first.stop()
    second = await run()
    await people.says(lina, "suite")
    await people.reads(lina, "écho : suite")
    assert [event.text for event in bot.handled] == ["/start", "suite"]
    await until(lambda: second.sender.held == 0)


async def test_in_polling_mode_health_and_metrics_are_served_when_asked(run: Run, people: People) -> None:
    transport = await run(listen="127.0.0.1:0")
    lina = await people.join()
    await people.reads(lina, "écho : /start")
    assert transport.web is not None
    url = f"http://127.0.0.1:{transport.web.port}"
    async with ClientSession() as session:
        async with session.get(f"{url}/healthz") as response:
            facts = await response.json()
        async with session.get(f"{url}/metrics") as response:
            numbers = await response.text()
        async with session.post(f"{url}/hook") as response:
            assert response.status == 404
    assert facts["ok"]
    assert facts["last_poll_seconds"] < 60
    assert 'tremplin_updates_total{kind="command"} 1.0' in numbers


async def test_health_tells_when_the_store_is_away(run: Run, store: TroubledStore) -> None:
    transport = await run(listen="127.0.0.1:0")
    assert transport.web is not None
    store.away = 1
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{transport.web.port}/healthz") as response,
    ):
        assert response.status == 503
        assert not (await response.json())["store"]
    store.away = 0


async def test_without_ingress_it_only_sends(run: Run, people: People, store: TroubledStore) -> None:
    lina = await people.join()
    hello = Call("sendMessage", {"chat_id": lina, "text": "un rappel"})
    await store.turn(put, Delivery(lina, (hello,)), SystemClock().now())
    await run(ingress=False)
    await people.reads(lina, "un rappel")
    assert await people.calls("getUpdates") == []


async def test_a_webhook_telegram_won_t_have_is_said_at_once(run: Run) -> None:
    with pytest.raises(BadRequest):
        await run(webhook_url="https://elsewhere.example/hook", listen="127.0.0.1:0", **WEB)


async def test_webhook_mode_says_what_it_needs(run: Run) -> None:
    with pytest.raises(SettingsError, match="TREMPLIN_WEBHOOK_URL"):
        await run(mode="webhook")


async def test_a_wrong_token_is_said_at_once(sandbox: Sandbox, store: TroubledStore, bot: EchoBot) -> None:
    transport = Transport(store, SystemClock(), Options(sandbox.url, "1:wrong"), bot.hooks())
    with pytest.raises(InvalidToken):
        await transport.start()
    await transport.stop()
    assert "1:wrong" not in repr(Options(sandbox.url, "1:wrong"))


async def test_of_two_processes_one_sends_what_shares_the_rate(
    run: Run, people: People, store: TroubledStore
) -> None:
    lina = await people.join()
    for lane in Lane:
        call = Call("sendMessage", {"chat_id": lina, "text": f"par {lane}"})
        await store.turn(put, Delivery(lina, (call,), lane), SystemClock().now(), lanes=())
    await run(paced=False)
    await people.reads(lina, "par conversation")
    await people.reads(lina, "écho : /start")
    async with asyncio.timeout(5):  # it is written down after it arrived
        while "conversation" in (left := {row.lane for row in await store.turn(outbox.waiting, 9)}):
            await asyncio.sleep(0.01)
    assert left == {"reminders", "broadcast"}
    await run(ingress=False)
    await people.reads(lina, "par reminders")
    await people.reads(lina, "par broadcast")
    assert len(await people.texts(lina)) == 4
