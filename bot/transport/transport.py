"""The whole way from Telegram and back, put together, started and stopped in order."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.clock import Clock
from bot.errors import SettingsError, StoreUnavailable
from bot.store import outbox
from bot.store.base import Store, Tx
from bot.transport.api import BotApi, insist
from bot.transport.calls import EVERY_LANE, Lane
from bot.transport.courier import Files
from bot.transport.dispatcher import Apology, Dispatcher, Handle
from bot.transport.limits import Limits, Sleep, Throttle
from bot.transport.metrics import Metrics
from bot.transport.parcel import Compose, OnFate, OnMoved, OnRead, OnSent, Told, Unreachable
from bot.transport.polling import Polling
from bot.transport.pump import Pump
from bot.transport.reading import ReadFile
from bot.transport.request import AiohttpRequest
from bot.transport.sender import Sender
from bot.transport.serve import WebServer
from bot.transport.webhook import Webhook, web_app


@dataclass(frozen=True, slots=True)
class Options:
    """Where Telegram is and how we talk with it.

    `root` is the Bot API's address without `/bot…`. A webhook needs `webhook_url`, `webhook_secret` and
    `listen` (host:port); in polling mode `listen` is optional and serves /healthz and /metrics only.
    """

    root: str
    token: str = field(repr=False)
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    listen: str = ""
    limits: Limits = field(default_factory=Limits)
    slots: int = 64
    connections: int = 256


async def _at_once() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the transport calls: see the types for what each is given and gives.

    `slow`: the makers of `files` that may take seconds, for which no other file waits.
    `introduced(username)`: Telegram has told the bot its name, before the first update.
    `awake()`: the bot is about to send and to listen; only where it listens.
    """

    handle: Handle
    apology: Apology
    on_sent: OnSent
    unreachable: Unreachable
    files: Files
    read_file: ReadFile
    on_read: OnRead
    on_fate: OnFate
    on_moved: OnMoved
    compose: Compose
    slow: Collection[str] = ()
    introduced: Callable[[str], None] = lambda _username: None
    awake: Callable[[], Awaitable[None]] = _at_once


class Transport:
    """Ingress, dispatcher and sender of one bot."""

    def __init__(
        self, store: Store, clock: Clock, options: Options, hooks: Hooks, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self.metrics = Metrics()
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._request = AiohttpRequest(options.connections)
        self.api = BotApi(options.root, options.token, self._request)
        self.sender = Sender(
            self.api,
            store,
            clock,
            throttle=Throttle(options.limits, sleep=sleep),
            metrics=self.metrics,
            files=hooks.files,
            read_file=hooks.read_file,
            slow=hooks.slow,
            told=Told(
                hooks.on_sent, hooks.unreachable, hooks.on_read, hooks.on_fate, hooks.on_moved, hooks.compose
            ),
        )
        self.pump = Pump(store, self.sender, clock)
        self.dispatcher = Dispatcher(
            store, self.sender, hooks.handle, hooks.apology, clock,
            metrics=self.metrics, slots=options.slots, sleep=sleep,
        )  # fmt: skip
        self._polling = Polling(self.api, self.dispatcher, sleep) if options.mode == "polling" else None
        self._webhook = None if self._polling else _webhook(self.dispatcher, options)
        self._listen = options.listen
        self._introduced = hooks.introduced
        self._awake = hooks.awake
        self.web: WebServer | None = None

    async def start(self, *, ingress: bool = True, paced: bool = True) -> dict[str, Any]:
        """Say hello to Telegram, send what a stop left, begin to listen; gives what Telegram says of the bot.

        Without `ingress` it only sends: that is what a scheduler on its own needs. Without `paced`, another
        process sends what shares the rate: two would send twice as fast.

        Waits for Telegram as long as it takes. Raises InvalidToken, BadRequest (Telegram won't have this
        webhook), SettingsError (the address to listen on is taken) or StoreUnavailable; `stop` cleans up.
        """
        self.sender.lanes = EVERY_LANE if paced else frozenset({Lane.CONVERSATION})
        await self._request.initialize()
        me: dict[str, Any] = await insist(lambda: self.api.ask("getMe"), self._sleep)
        self.dispatcher.username = str(me.get("username", ""))
        self._introduced(self.dispatcher.username)
        if self._store.exclusive:
            await self._store.turn(outbox.recover)
        if ingress:
            await self._awake()
        await self.pump.tick()
        if self._listen:
            self.web = WebServer(web_app(self._webhook, self.metrics, self._health), self._listen)
            await self.web.start()
        if ingress:
            await self._listen_to_telegram()
        return me

    async def _listen_to_telegram(self) -> None:
        if self._webhook is not None:
            setting = self._webhook.setting()
            await insist(lambda: self.api.ask("setWebhook", **setting), self._sleep)
        if self._polling is not None:
            self._polling.start()

    async def stop(self, seconds: float = 5.0) -> None:
        """Take nothing more, end and confirm what was taken, send what can be sent; the rest stays stored."""
        ends = time.monotonic() + seconds * 0.9  # the rest is for closing

        def left(share: float) -> float:
            return max(0.0, ends - time.monotonic()) * share

        if self._polling is not None:
            await self._polling.stop(left(0.5))
        if self.web is not None:
            await self.web.stop(left(0.5))
        await self.pump.close()
        await self.dispatcher.finish(left(0.5))
        await self.sender.drain(left(1.0))
        await self._request.shutdown()

    async def _health(self) -> dict[str, Any]:
        """Whether the store answers, and how old Telegram's last answer to a poll is, in seconds."""
        facts: dict[str, Any] = {"ok": True, "store": True}
        try:
            await self._store.read(_nothing)
        except StoreUnavailable:
            facts.update(ok=False, store=False)
        if self._polling is not None and self._polling.last_answer is not None:
            facts["last_poll_seconds"] = round(
                asyncio.get_running_loop().time() - self._polling.last_answer, 1
            )
        return facts


def _webhook(dispatcher: Dispatcher, options: Options) -> Webhook:
    if not (options.webhook_url and options.webhook_secret and options.listen):
        raise SettingsError(
            "webhook mode needs TREMPLIN_WEBHOOK_URL, TREMPLIN_WEBHOOK_SECRET and TREMPLIN_LISTEN; "
            "set them, or TREMPLIN_MODE=polling"
        )
    return Webhook(dispatcher, options.webhook_url, options.webhook_secret)


def _nothing(tx: Tx) -> int:
    return len(outbox.waiting(tx, 1))
