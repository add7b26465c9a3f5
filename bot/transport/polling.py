"""Updates by long polling: what is not done yet is not confirmed."""

import asyncio
import contextlib
import json
import logging
from functools import partial
from typing import Any

from telegram.error import TelegramError

from bot.transport.api import BotApi, insist
from bot.transport.dispatcher import Dispatcher
from bot.transport.events import update_id_of
from bot.transport.limits import Sleep

_log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_BATCH = 100  # the most Telegram gives at once
_LONG = 25  # seconds Telegram may wait for something to say
_GRACE = (0.02, 0.05, 0.1, 0.25, 0.5)  # seconds for turns under way to end, when nothing new came in a row
_PAUSE = 0.2  # seconds after an answer that came too soon and brought nothing


class Polling:
    """Asks for updates until stopped. `last_answer` is the loop's time of Telegram's last answer."""

    def __init__(self, api: BotApi, dispatcher: Dispatcher, sleep: Sleep = asyncio.sleep) -> None:
        self._api = api
        self._dispatcher = dispatcher
        self._sleep = sleep
        self._offset: int | None = None
        self._open: dict[int, asyncio.Future[None]] = {}
        self._done: set[int] = set()
        self._odd = ""
        self._useless = 0  # answers in a row that brought nothing new
        self._idle = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.last_answer: float | None = None

    def start(self) -> None:
        """Leave webhook mode and begin to ask."""
        self._task = asyncio.create_task(self._run())

    async def stop(self, seconds: float) -> None:
        """Ask no more, wait for what was taken, confirm what is done."""
        task, self._task = self._task, None
        if task is None:
            return
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if self._open:
            await asyncio.wait(self._open.values(), timeout=seconds)
        if self._settle() is not None:
            try:
                async with asyncio.timeout(seconds):
                    await self._get(limit=1, wait=0)
            except (TelegramError, TimeoutError) as error:
                _log.warning("the last updates are not confirmed: %s", type(error).__name__)

    async def _run(self) -> None:
        await insist(lambda: self._api.ask("deleteWebhook"), self._sleep, fatal=())
        while True:
            try:
                await self._ask_once()
            except Exception as error:  # a mistake of ours must not leave the bot deaf
                _log.error("polling stumbled: %s", type(error).__name__)
                await self._sleep(_PAUSE)

    async def _ask_once(self) -> None:
        loop = asyncio.get_running_loop()
        asked = loop.time()
        updates = await insist(lambda: self._get(_BATCH, 0 if self._open else _LONG), self._sleep, fatal=())
        self.last_answer = loop.time()
        self._useless = 0 if self._take(updates) else min(self._useless + 1, len(_GRACE) - 1)
        if self._open:
            await self._breathe(_GRACE[self._useless])
        elif self._useless and self.last_answer - asked < 1:  # it should have taken its time
            await self._sleep(_PAUSE)
        self._settle()

    async def _get(self, limit: int, wait: int) -> Any:
        since = {} if self._offset is None else {"offset": self._offset}
        return await self._api.ask(
            "getUpdates", wait=wait, limit=limit, timeout=wait, allowed_updates=ALLOWED, **since
        )

    def _take(self, updates: Any) -> bool:
        """Hand over what is new; False when nothing was."""
        fresh = False
        for raw in updates if isinstance(updates, list) else ():
            update_id = update_id_of(raw)
            if update_id is None:
                fresh |= self._take_odd(raw)
            elif update_id not in self._open and update_id not in self._done:
                fresh = True
                done = self._dispatcher.submit(raw)
                self._open[update_id] = done
                done.add_done_callback(partial(self._tick, update_id))
        return fresh

    def _take_odd(self, raw: Any) -> bool:
        """An update without id can't be confirmed: it comes again and again, and is taken once."""
        text = json.dumps(raw)
        if text == self._odd:
            return False
        self._odd = text
        self._dispatcher.submit(raw)
        return True

    def _tick(self, update_id: int, _: asyncio.Future[None]) -> None:
        """An update is done; when it was the last one under way, ask again."""
        del self._open[update_id]
        self._done.add(update_id)
        if not self._open:
            self._idle.set()

    async def _breathe(self, seconds: float) -> None:
        """Let turns end, all of them or for that time: asking sooner would bring them again."""
        self._idle.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()

    def _settle(self) -> int | None:
        """Move the offset to the lowest update that is not done; None before the first one."""
        if self._open:
            self._offset = min(self._open)
        elif self._done:
            self._offset = max(self._done) + 1
        self._done = {i for i in self._done if i >= (self._offset or 0)}
        return self._offset
