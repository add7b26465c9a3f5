"""The only place that wires real parts together."""

import asyncio
import gc
import logging
import signal
from functools import partial
from typing import Any

from telegram.error import BadRequest, InvalidToken

from bot.clock import Clock
from bot.config import Settings
from bot.content import Library, Variant, load, render
from bot.content.media import draw_still, make_file, make_picture
from bot.errors import SettingsError
from bot.handlers.conversation import Conversation
from bot.heartbeat import Heartbeat
from bot.store import groups
from bot.store.base import Store
from bot.store.open import open_store
from bot.store.times import to_ms
from bot.transport.api import insist
from bot.transport.commands import descriptions, menus
from bot.transport.limits import Limits
from bot.transport.transport import Hooks, Options, Transport
from bot.usecases.schools.console import operator_link
from bot.usecases.turn import Rules
from bot.views.documents.makers import MAKERS, Maker
from bot.views.pictures import express_picture, profile_picture
from scheduler.broadcasts import Broadcasts
from scheduler.letters import Letters
from scheduler.planner import Planner
from scheduler.sittings import Sittings
from scheduler.ticks import Ticks

_log = logging.getLogger(__name__)
WARMING_BREATH = 0.02  # seconds
STOP_SECONDS = 4.5  # a clean stop takes less than 5


class Files:
    """Makes the files that calls refer to; runs in a worker thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._makers: dict[str, Maker] = {
            **MAKERS,
            "text": lambda name, text: (name, text.encode()),
            "profile": lambda *args: ("profil.png", profile_picture(*args)),
            "express": lambda *args: ("profil-express.png", express_picture(*args)),
            "lesson": lambda skill: ("image.png", self._lesson(skill)),
            "picture": lambda challenge, seed: ("image.png", make_picture(self._variant(challenge, seed))),
            "file": lambda challenge, seed: make_file(self._variant(challenge, seed)),
        }

    def __call__(self, maker: str, args: list[Any]) -> tuple[str, bytes]:
        """The name and content of a file; LookupError when it left the bank."""
        return self._makers[maker](*args)

    def _variant(self, challenge_id: str, seed: int) -> Variant:
        challenge = self._library.challenge(challenge_id)
        if challenge is None:
            raise LookupError(challenge_id)
        return render(challenge, seed)

    def _lesson(self, skill_id: str) -> bytes:
        """The picture of a skill's tutorial."""
        skill = self._library.skill(skill_id)
        if skill is None or skill.tutorial.picture is None:
            raise LookupError(skill_id)
        return draw_still(skill.tutorial.picture)


class App:
    """One process of the product: bot, scheduler, or both, from `start` to `stop`."""

    def __init__(
        self, settings: Settings, store: Store, clock: Clock, library: Library, limits: Limits | None = None
    ) -> None:
        self._store = store
        self._clock = clock
        self._operators = settings.admins
        self._username = ""  # once Telegram has told it
        rules = Rules(settings.max_level, settings.admins, settings.timezone, settings.certificate_years)
        conversation = Conversation(library, clock, rules)
        hooks = Hooks(
            handle=conversation.handle,
            apology=conversation.apology,
            on_sent=conversation.sent,
            unreachable=conversation.unreachable,
            files=Files(library),
            slow=MAKERS,
            read_file=conversation.read_file,
            on_read=conversation.read,
            on_fate=conversation.fate,
            on_moved=groups.move,
            compose=conversation.compose,
            introduced=self._introduced,
            awake=self._awake,
        )
        options = _options(settings, limits)
        self._transport = Transport(store, clock, options, hooks)
        self._heartbeat = Heartbeat(store, clock)
        self._conversation = conversation
        self._broadcasts = Broadcasts(
            store, self._transport.sender, clock, library, rules, options.limits.rate
        )
        self._sittings = Sittings(store, self._transport.sender, clock, library, rules)
        self._ticks = Ticks(
            store,
            self._transport.pump,
            self._broadcasts,
            Planner(store, clock),
            Letters(store, self._transport.sender, clock),
            self._sittings,
            clock,
        )
        self._ticking = False
        self._library = library
        self._warming: asyncio.Task[None] | None = None
        self._beating: asyncio.Task[None] | None = None

    async def start(self, *, bot: bool = True, scheduler: bool = True) -> None:
        """Begin to work.

        Raises SettingsError when Telegram refuses the token or the webhook, or the address to listen on is
        taken; StoreUnavailable.
        """
        try:
            me = await self._transport.start(ingress=bot, paced=scheduler)
        except (InvalidToken, BadRequest) as error:
            raise SettingsError(f"Telegram refuses TREMPLIN_TOKEN or the webhook: {error.message}.") from None
        self._username = me["username"]
        if bot:
            for call in (*menus(), *descriptions()):
                await insist(partial(self._transport.api.call, call), asyncio.sleep)
        if scheduler:
            self._ticks.start()
            self._ticking = True
        self._warming = asyncio.create_task(_warm_up(self._library))
        _log.info("@%s is ready", me["username"])

    async def operator_address(self) -> str | None:
        """A fresh link that makes whoever opens it first an operator; None when there is one already."""
        payload = await self._store.turn(operator_link, bool(self._operators), to_ms(self._clock.now()))
        return payload and f"https://t.me/{self._username}?start={payload}"

    def _introduced(self, username: str) -> None:
        self._conversation.introduced(username)
        self._broadcasts.username = username
        self._sittings.username = username

    async def _awake(self) -> None:
        """Give candidates the time of our absence back before anything is answered."""
        await self._heartbeat.beat()
        self._beating = asyncio.create_task(self._heartbeat.run())

    async def stop(self) -> None:
        """Stop cleanly within 5 seconds: what is not sent by then stays in the outbox."""
        for task in (self._warming, self._beating):
            if task is not None:
                task.cancel()
        if self._ticking:
            self._ticks.stop()
        await self._transport.stop(STOP_SECONDS)
        await self._store.close()


async def _warm_up(library: Library) -> None:
    """Compile every challenge between turns: the first pupil to meet one would wait 3 to 7 ms for it.

    In a thread and with a breath after each, since turns wait for the interpreter too: without one, a bot
    just started hardly answered anybody for as long as this took.
    """
    _settle_memory()
    for competence in library.competences.values():
        for challenge in competence.challenges:
            await asyncio.to_thread(getattr, challenge, "program")
            await asyncio.sleep(WARMING_BREATH)
    _settle_memory()


def _settle_memory() -> None:
    """Tell the garbage collector that what was loaded stays: its full rounds took 50 ms and more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _options(settings: Settings, limits: Limits | None) -> Options:
    return Options(
        root=settings.api_url,
        token=settings.token,
        mode=settings.mode,
        webhook_url=settings.webhook_url,
        webhook_secret=settings.webhook_secret,
        listen=settings.listen,
        limits=limits or Limits(rate=settings.rate),
    )


async def open_app(settings: Settings, clock: Clock) -> App:
    """An app over the bank and the database of the settings.

    Raises ContentError, SettingsError or StoreUnavailable.
    """
    library = load()
    return App(settings, await open_store(settings.database_url, clock), clock, library)


async def until_told() -> None:
    """Wait for SIGTERM or Ctrl-C."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()
