"""The only place that wires real parts together."""

import asyncio
import logging
import signal
from functools import partial
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.config import Settings
from bot.content import Library, load, render
from bot.content.media import make_file, make_picture
from bot.handlers.conversation import Conversation
from bot.store import outbox, people
from bot.store.base import Store
from bot.store.open import open_store
from bot.transport.api import BotApi, insist
from bot.transport.commands import menus
from bot.transport.dispatcher import Dispatcher
from bot.transport.limits import Limits, Throttle
from bot.transport.metrics import Metrics
from bot.transport.polling import Polling
from bot.transport.request import AiohttpRequest
from bot.transport.sender import Sender
from bot.transport.serve import WebServer
from bot.transport.webhook import Webhook, web_app
from bot.usecases.turn import Rules
from bot.views.pictures import profile_picture
from scheduler.pump import Pump
from scheduler.ticks import Ticks

_log = logging.getLogger(__name__)
STOP_SECONDS = 1.5  # for each of the three parts of a clean stop: under 5 s in all


class Files:
    """Makes the files that calls refer to; runs in a worker thread."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, maker: str, args: list[Any]) -> tuple[str, bytes]:
        """The name and content of a file; LookupError when its challenge left the bank."""
        if maker == "text":
            return args[0], args[1].encode()
        if maker == "profile":
            return "profil.png", profile_picture(*args)
        challenge = self._library.challenge(args[0])
        if challenge is None:
            raise LookupError(args[0])
        variant = render(challenge, args[1])
        return ("image.png", make_picture(variant)) if maker == "picture" else make_file(variant)


class App:
    """One process of the product: bot, scheduler, or both, from `start` to `stop`."""

    def __init__(
        self, settings: Settings, store: Store, clock: Clock, library: Library, limits: Limits
    ) -> None:
        self._settings = settings
        self._store = store
        self._request = AiohttpRequest()
        self._api = BotApi(settings.api_url, settings.token, self._request)
        self._metrics = Metrics()
        conversation = Conversation(library, clock, Rules(settings.max_level, settings.admins))
        self._sender = Sender(
            self._api,
            store,
            clock,
            throttle=Throttle(limits),
            metrics=self._metrics,
            files=Files(library),
            on_sent=conversation.sent,
            unreachable=lambda tx, chat_id: people.set_reachable(tx, chat_id, False),
        )
        self._dispatcher = Dispatcher(
            store, self._sender, conversation.handle, conversation.apology, clock, metrics=self._metrics
        )
        self._pump = Pump(store, self._sender, clock)
        self._ticks = Ticks(store, self._sender, clock)
        self._scheduling = False
        self._polling: Polling | None = None
        self._serving: WebServer | None = None

    async def start(self, *, bot: bool = True, scheduler: bool = True) -> None:
        """Begin to work; raises telegram.error.InvalidToken when Telegram does not know the token."""
        await self._request.initialize()
        me = await insist(lambda: self._api.ask("getMe"), asyncio.sleep)
        self._dispatcher.username = me["username"]
        if self._store.exclusive:  # what a process that died had in hand is ours now
            await self._store.turn(outbox.recover)
        await self._pump.tick()
        if bot:
            await self._start_bot()
        if scheduler:
            self._ticks.start()
        self._scheduling = scheduler
        _log.info("@%s is ready", me["username"])

    async def _start_bot(self) -> None:
        for menu in menus():
            await insist(partial(self._api.call, menu), asyncio.sleep)
        webhook = None
        if self._settings.mode == "webhook":
            webhook = Webhook(self._dispatcher, self._settings.webhook_url, self._settings.webhook_secret)
        if self._settings.listen:
            self._serving = WebServer(web_app(webhook, self._metrics, self._health), self._settings.listen)
            await self._serving.start()
        if webhook is not None:
            await insist(lambda: self._api.ask("setWebhook", **webhook.setting()), asyncio.sleep)
        else:
            self._polling = Polling(self._api, self._dispatcher)
            self._polling.start()

    async def stop(self) -> None:
        """Stop cleanly within 5 seconds: what is not sent by then stays in the outbox."""
        if self._scheduling:
            self._ticks.stop()
        if self._polling:
            await self._polling.stop(STOP_SECONDS)
        if self._serving:
            await self._serving.stop(STOP_SECONDS)
        await self._dispatcher.finish(STOP_SECONDS)
        await self._sender.drain(STOP_SECONDS)
        await self._request.shutdown()
        await self._store.close()

    async def _health(self) -> dict[str, Any]:
        ok = not self._dispatcher.store_away
        return {"ok": ok, "store": "ok" if ok else "away"}


async def open_app(
    settings: Settings, clock: Clock, limits: Limits | None = None, content: Path | None = None
) -> App:
    """An app over the content and database of the settings.

    Raises ContentError, SettingsError or StoreUnavailable.
    """
    library = load(content) if content else load()
    store = await open_store(settings.database_url, clock)
    return App(settings, store, clock, library, limits or Limits(rate=settings.rate))


async def until_told() -> None:
    """Wait for SIGTERM or Ctrl-C."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()
