"""Making one call: pauses, tries again, and reads what Telegram makes of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from prometheus_client import Counter
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.transport.api import BotApi
from bot.transport.calls import Call, Lane
from bot.transport.chatqueue import ChatQueue
from bot.transport.limits import Throttle
from bot.transport.meaning import Meaning, may_have_been_done, meaning_of, pause_of
from bot.transport.metrics import Metrics
from bot.transport.parcel import Fate, Parcel
from bot.transport.reading import GET_FILE, Reader, ReadFile, fetch

_log = logging.getLogger(__name__)

Files = Callable[[str, list[Any]], tuple[str, bytes]]
"""`files(maker, args) -> (name, content)`; runs in one of two worker threads."""

_BACKOFF = (0.5, 1.0, 2.0)  # seconds between tries when Telegram or the network fails; then it is for later
_LONG = 5.0  # seconds of a pause after which what is not of the conversation is looked at anew

_PATIENCE = 2.0  # seconds for an answer, in the lanes, before nothing more is sent until one comes

_FETCHING = 60.0  # seconds, with every try: whoever sent the file waits, and other rows of the chat too

_FATES = {
    Meaning.DONE: Fate.SENT,
    Meaning.SKIP: Fate.SENT,
    Meaning.GONE: Fate.GONE,
    Meaning.REFUSED: Fate.REFUSED,
    Meaning.MOVED: Fate.MOVED,
    Meaning.UNCERTAIN: Fate.UNCERTAIN,
    Meaning.AGAIN: Fate.LATER,
}


class Courier:
    """Makes calls at the pace that Telegram takes. `slow`: the makers that may take seconds."""

    def __init__(
        self,
        api: BotApi,
        throttle: Throttle,
        metrics: Metrics,
        files: Files,
        read_file: ReadFile,
        slow: Collection[str] = (),
    ) -> None:
        self._api = api
        self._reader = Reader(read_file)
        self._throttle = throttle
        self._metrics = metrics
        self._files = files
        self._slow = slow
        # A document takes seconds, and a question's picture must not wait for it. More threads than these
        # would only hold memory: what they draw with does one thing at a time.
        self._pictures = ThreadPoolExecutor(1, "pictures")
        self._documents = ThreadPoolExecutor(1, "documents")
        self.fetching = _FETCHING
        self.patience = _PATIENCE
        self._counters: dict[tuple[str, str], Counter] = {}

    async def carry(self, chat: ChatQueue, parcel: Parcel, call: Call) -> Fate:
        """Make one call of a parcel, however often it takes; LATER when Telegram can't be reached for now."""
        if call.method == GET_FILE:
            return await self._read_file(chat, parcel, call)
        try:
            file = await self._make_file(call)
        except Exception as error:
            _log.error("no file for a %s: %s", parcel.row.kind, type(error).__name__)
            if "caption" not in call.params:
                parcel.error = f"{call.method}: no file: {type(error).__name__}"
                return Fate.REFUSED
            call, file = _without_file(call), None
        if _creates(call) and (wait := self._throttle.book_chat(parcel.row.chat_id)):
            await chat.rest_for(self._throttle.sleep, wait)
        meaning, result = await self._insist(chat, parcel, call, lambda: self._api.call(call, file))
        if meaning is Meaning.DONE:
            _keep_note(parcel, call, result)
        return _FATES[meaning]

    async def _read_file(self, chat: ChatQueue, parcel: Parcel, call: Call) -> Fate:
        """Fetch a file and read it; whoever sent it waits, so what fails now is told now."""
        fetched = None
        try:
            async with asyncio.timeout(self.fetching):
                _, fetched = await self._insist(chat, parcel, call, lambda: fetch(self._api, call))
        except Exception as error:  # too slow, or not what the Bot API promises
            _log.warning("a file could not be fetched: %s", type(error).__name__)
        chat.rest()
        note = call.note or ()
        parcel.reads.append((note, await self._reader.read(note, fetched)))
        chat.busy = True
        return Fate.SENT

    async def _insist(
        self, chat: ChatQueue, parcel: Parcel, call: Call, make: Callable[[], Awaitable[Any]]
    ) -> tuple[Meaning, Any]:
        """Try until it is done or makes no sense; AGAIN is for later. With it Telegram's result, or None."""
        failures = 0
        while await self._pause_is_over(chat, parcel):
            meaning, result = await self._attempt(parcel, call, make)
            if meaning not in (Meaning.AGAIN, Meaning.PAUSE):
                return meaning, result
            if meaning is Meaning.AGAIN:
                if failures == len(_BACKOFF):
                    return meaning, None
                await chat.rest_for(self._throttle.sleep, _BACKOFF[failures])
                failures += 1
            # What is sent again counts again.
            if parcel.row.lane != Lane.CONVERSATION and not await self._place(chat, parcel):
                break
            self._metrics.retries.inc()
        parcel.pause = self._throttle.pause_left
        return Meaning.AGAIN, None

    async def _pause_is_over(self, chat: ChatQueue, parcel: Parcel) -> bool:
        """Wait for the end of a pause; False when what a parcel says may no longer be so by then."""
        if not self._throttle.paused:
            return True
        if parcel.row.lane != Lane.CONVERSATION:
            return await self._place(chat, parcel)
        chat.rest()
        await self._throttle.resume()
        chat.busy = True
        return True

    async def _place(self, chat: ChatQueue, parcel: Parcel) -> bool:
        """Take a place in the parcel's lane; False when that takes too long."""
        chat.rest()
        taken = await self._throttle.leave(Lane(parcel.row.lane), _LONG)
        chat.busy = True
        return taken

    async def try_once(self, call: Call) -> None:
        """A call whose failure harms nothing: now or not at all."""
        if self._throttle.paused:
            return
        try:
            await self._api.call(call)
        except TelegramError as error:
            self._read(call, error)
        else:
            self._count(call.method, "ok")

    async def _make_file(self, call: Call) -> tuple[str, bytes] | None:
        if call.file is None:
            return None
        maker = call.file.maker
        thread = self._documents if maker in self._slow else self._pictures
        return await asyncio.get_running_loop().run_in_executor(thread, self._files, maker, call.file.args)

    async def _attempt(
        self, parcel: Parcel, call: Call, make: Callable[[], Awaitable[Any]]
    ) -> tuple[Meaning, Any]:
        parcel.tried = True
        try:
            result = await self._watched(parcel, make)
        except TelegramError as error:
            meaning = self._read(call, error)
            if isinstance(error, ChatMigrated):
                parcel.moved_to = error.new_chat_id
            if meaning is not Meaning.DONE:
                parcel.error = f"{call.method}: {type(error).__name__}: {error.message[:200]}"
            if meaning is Meaning.AGAIN and may_have_been_done(error):
                parcel.certain = False
                if parcel.row.once and _creates(call):
                    self._lose(parcel)
                    return Meaning.UNCERTAIN, None
            return meaning, None
        self._throttle.answered()
        self._count(call.method, "ok")
        return Meaning.DONE, result

    async def _watched(self, parcel: Parcel, make: Callable[[], Awaitable[Any]]) -> Any:
        """Make a call; while one of the lanes has no answer, the others wait."""
        if parcel.row.lane == Lane.CONVERSATION:
            return await make()
        watch = asyncio.get_running_loop().call_later(self.patience, self._throttle.unanswered)
        try:
            return await make()
        finally:
            watch.cancel()

    def _lose(self, parcel: Parcel) -> None:
        """Its answer is lost, and it is not sent again."""
        if parcel.row.lane != Lane.CONVERSATION:
            self._throttle.lost()

    def _read(self, call: Call, error: TelegramError) -> Meaning:
        """What an error means; counted, and the pause it may order is obeyed."""
        meaning = meaning_of(error)
        self._count(call.method, meaning)
        if meaning is not Meaning.AGAIN:
            self._throttle.answered()
        if isinstance(error, RetryAfter):
            self._throttle.pause(pause_of(error))
        elif meaning is Meaning.REFUSED:
            _log.error("%s was refused by Telegram", call.method)  # its words may quote the message
        return meaning

    def _count(self, method: str, result: str) -> None:
        counter = self._counters.get((method, result))
        if counter is None:
            counter = self._counters[method, result] = self._metrics.sends.labels(method, result)
        counter.inc()


def _without_file(call: Call) -> Call:
    """The words and buttons of a message whose file could not be made: the person can still go on."""
    params = {key: value for key, value in call.params.items() if key != "caption"}
    return Call("sendMessage", {**params, "text": call.params["caption"]}, note=call.note)


def _creates(call: Call) -> bool:
    """True when the call makes a new message, which is what the limits of a chat count."""
    return call.method.startswith(("send", "copy", "forward"))


def _keep_note(parcel: Parcel, call: Call, result: Any) -> None:
    """Keep the note of a call that succeeded, with the id of the message made or changed."""
    if call.note is None:
        return
    message_id = result.get("message_id") if isinstance(result, dict) else None
    if message_id is None:
        message_id = call.params.get("message_id")
    if message_id is not None:
        parcel.notes.append((call.note, message_id))
