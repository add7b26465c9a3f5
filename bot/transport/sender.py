"""The one sender of everything: takes committed outbox rows, makes their calls, has the result written down."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from telegram.error import RetryAfter, TelegramError

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store import outbox
from bot.store.base import Store, Tx
from bot.store.outbox import OutboxRow
from bot.transport.api import BotApi
from bot.transport.calls import Call, Lane, load_calls
from bot.transport.limits import Throttle
from bot.transport.marking import Marker
from bot.transport.meaning import Meaning, meaning_of, pause_of
from bot.transport.metrics import Metrics
from bot.transport.parcel import Fate, OnSent, Parcel, Unreachable, milliseconds, record
from bot.transport.request import NotSent

_log = logging.getLogger(__name__)

Files = Callable[[str, list[Any]], tuple[str, bytes]]
"""`files(maker, args) -> (name, content)`; runs in a worker thread."""

_BACKOFF = (
    0.5,
    1.0,
    2.0,
)  # seconds between tries when Telegram or the network fails; then the row is put off
_ASIDE = frozenset(
    {"answerCallbackQuery", "sendChatAction"}
)  # sent once, beside the rest; failing harms nothing


class _Chat:
    """What waits for one chat, and whether a request to it is under way."""

    __slots__ = ("busy", "first", "later", "task", "waiter")

    def __init__(self) -> None:
        self.first: deque[Parcel] = deque()
        self.later: deque[Parcel] = deque()
        self.busy = True
        self.waiter: asyncio.Future[None] | None = None
        self.task: asyncio.Task[None] | None = None

    def add(self, parcel: Parcel) -> None:
        (self.first if parcel.row.lane == Lane.CONVERSATION else self.later).append(parcel)

    def next(self) -> Parcel | None:
        if self.first:
            return self.first.popleft()
        return self.later.popleft() if self.later else None

    def rest(self) -> None:
        """Nothing is under way: whoever waited for that goes on."""
        self.busy = False
        waiter, self.waiter = self.waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)


class Sender:
    """Sends what is committed. One message in flight per chat; the conversation goes before the other lanes."""

    def __init__(
        self,
        api: BotApi,
        store: Store,
        clock: Clock,
        *,
        throttle: Throttle,
        metrics: Metrics,
        files: Files,
        on_sent: OnSent,
        unreachable: Unreachable,
    ) -> None:
        self._api = api
        self._store = store
        self._clock = clock
        self._throttle = throttle
        self._metrics = metrics
        self._files = files
        self._marker = Marker(
            store,
            lambda tx, parcel: record(tx, parcel, self._now(), on_sent, unreachable),
            self._now,
            throttle.sleep,
        )
        self._held: dict[int, Parcel] = {}
        self._chats: dict[int, _Chat] = {}
        self._lanes: dict[Lane, deque[Parcel]] = {lane: deque() for lane in Lane}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._counts: dict[tuple[str, str], Any] = {}
        metrics.waiting.set_function(self._held.__len__)

    def send(self, row: OutboxRow, calls: tuple[Call, ...] | None = None) -> None:
        """Take a committed row that is leased to us; its calls are read from the row when not given.

        A row already in hand is left alone. After `drain` nothing is taken: it stays in the outbox.
        """
        if self._closed or row.id in self._held:
            return
        parcel = Parcel(row, calls or (), certain=not row.uncertain and not row.attempts)
        self._held[row.id] = parcel
        if calls is None and not self._read(parcel):
            self._aside(self._mark(parcel))
        elif row.lane == Lane.CONVERSATION:
            self._queue(parcel)
        else:
            self._queue_in_lane(parcel)

    def settled(self, chat_id: int) -> asyncio.Future[None] | None:
        """None when no request to this chat is under way, else a future that is done when none is any more."""
        chat = self._chats.get(chat_id)
        if chat is None or not chat.busy:
            return None
        if chat.waiter is None:
            chat.waiter = asyncio.get_running_loop().create_future()
        return chat.waiter

    async def drain(self, seconds: float) -> None:
        """Send what can be sent in that time and take nothing more; the rest stays in the outbox."""
        self._closed = True
        chats = self._chats.values()
        under_way = {chat.task for chat in chats if chat.busy and chat.task is not None} | self._tasks
        if under_way:
            await asyncio.wait(under_way, timeout=seconds)
        left = {chat.task for chat in self._chats.values() if chat.task is not None} | self._tasks
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._marker.close()
        await self._release()

    async def _release(self) -> None:
        """Rows that were never tried are certain: say so, for the next start."""
        untried = [parcel.row for parcel in self._held.values() if not parcel.tried]
        if untried:
            try:
                await self._store.turn(_release_all, untried)
            except StoreUnavailable:
                _log.warning("%d rows stay leased: the store is unavailable", len(untried))

    def _read(self, parcel: Parcel) -> bool:
        try:
            parcel.calls = load_calls(parcel.row.payload)
        except (ValueError, KeyError, TypeError) as error:
            parcel.fate, parcel.error = Fate.REFUSED, f"unreadable: {type(error).__name__}"
            return False
        return True

    def _queue(self, parcel: Parcel) -> None:
        chat_id = parcel.row.chat_id
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Chat()
            chat.add(parcel)
            chat.task = asyncio.create_task(self._serve(chat_id, chat))
        else:
            chat.add(parcel)

    def _queue_in_lane(self, parcel: Parcel) -> None:
        lane = Lane(parcel.row.lane)
        waiting = self._lanes[lane]
        waiting.append(parcel)
        if len(waiting) == 1:
            self._aside(self._run_lane(lane, waiting))

    async def _run_lane(self, lane: Lane, waiting: deque[Parcel]) -> None:
        """Hand over a lane's parcels to their chats, evenly spaced."""
        while waiting:
            if self._throttle.paused:
                await self._throttle.resume()
            if wait := self._throttle.book_lane(lane):
                await self._throttle.sleep(wait)
            self._queue(waiting[0])
            waiting.popleft()

    async def _serve(self, chat_id: int, chat: _Chat) -> None:
        """Send what waits for one chat, one parcel after the other."""
        try:
            while (parcel := chat.next()) is not None:
                chat.busy = True
                parcel.fate = await self._deliver(chat, parcel)
                await self._mark(parcel)
        finally:
            del self._chats[chat_id]
            chat.rest()

    async def _mark(self, parcel: Parcel) -> None:
        if parcel.fate is Fate.REFUSED:
            _log.error("a %s was refused by Telegram", parcel.row.kind)
        await self._marker.mark(parcel)
        del self._held[parcel.row.id]

    async def _deliver(self, chat: _Chat, parcel: Parcel) -> Fate:
        valid_until = parcel.row.valid_until
        if valid_until is not None and valid_until <= self._now():
            return Fate.EXPIRED
        ended = Fate.SENT
        for call in parcel.calls:
            if call.method in _ASIDE:
                parcel.tried = True
                self._aside(self._try(call))
            else:
                fate = await self._send(chat, parcel, call)
                if fate in (Fate.GONE, Fate.LATER):
                    return fate
                if fate is Fate.REFUSED:  # the others may still be what the person waits for
                    ended = fate
            parcel.done += 1
        return ended

    async def _send(self, chat: _Chat, parcel: Parcel, call: Call) -> Fate:
        """Make one call, however often it takes."""
        try:
            file = await self._make_file(call)
        except Exception as error:
            parcel.error = f"{call.method}: no file: {type(error).__name__}"
            return Fate.REFUSED
        if _creates(call) and (wait := self._throttle.book_chat(parcel.row.chat_id)):
            await self._rest(chat, wait)
        failures = 0
        while True:
            meaning = await self._attempt(chat, parcel, call, file)
            if meaning is Meaning.AGAIN:
                if failures == len(_BACKOFF):
                    return Fate.LATER
                await self._rest(chat, _BACKOFF[failures])
                failures += 1
            elif meaning is not Meaning.PAUSE:
                return _FATES[meaning]
            self._metrics.retries.inc()

    async def _attempt(
        self, chat: _Chat, parcel: Parcel, call: Call, file: tuple[str, bytes] | None
    ) -> Meaning:
        """Make one call once; notes what it gave."""
        if self._throttle.paused:
            chat.rest()
            await self._throttle.resume()
            chat.busy = True
        parcel.tried = True
        try:
            result = await self._api.call(call, file)
        except TelegramError as error:
            meaning = self._refused(call, error)
            self._note_error(parcel, call, error, meaning)
        else:
            self._count(call.method, "ok")
            meaning = Meaning.DONE
            _note(parcel, call, result)
            return meaning
        if meaning is Meaning.DONE:
            _note(parcel, call, None)
        return meaning

    def _note_error(self, parcel: Parcel, call: Call, error: TelegramError, meaning: Meaning) -> None:
        if meaning is Meaning.AGAIN and not isinstance(error, NotSent):
            parcel.certain = False  # it may have been done, and its answer lost
        if meaning is not Meaning.DONE:
            parcel.error = f"{call.method}: {type(error).__name__}: {error.message[:200]}"

    def _refused(self, call: Call, error: TelegramError) -> Meaning:
        """Count a refusal and obey the pause it may order."""
        meaning = meaning_of(error)
        self._count(call.method, meaning)
        if isinstance(error, RetryAfter):
            self._throttle.pause(pause_of(error))
        elif meaning is Meaning.REFUSED:
            _log.error("%s was refused by Telegram", call.method)
        return meaning

    async def _try(self, call: Call) -> None:
        """A call whose failure harms nothing: once, now or not at all."""
        if self._throttle.paused:
            return
        try:
            await self._api.call(call)
        except TelegramError as error:
            self._refused(call, error)
        else:
            self._count(call.method, "ok")

    async def _make_file(self, call: Call) -> tuple[str, bytes] | None:
        if call.file is None:
            return None
        return await asyncio.to_thread(self._files, call.file.maker, call.file.args)

    async def _rest(self, chat: _Chat, seconds: float) -> None:
        chat.rest()
        await self._throttle.sleep(seconds)
        chat.busy = True

    def _aside(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _count(self, method: str, result: str) -> None:
        counter = self._counts.get((method, result))
        if counter is None:
            counter = self._counts[method, result] = self._metrics.sends.labels(method, result)
        counter.inc()

    def _now(self) -> int:
        return milliseconds(self._clock.now())


_FATES = {
    Meaning.DONE: Fate.SENT,
    Meaning.SKIP: Fate.SENT,
    Meaning.GONE: Fate.GONE,
    Meaning.REFUSED: Fate.REFUSED,
}


def _creates(call: Call) -> bool:
    """True when the call makes a new message, which is what the limits of a chat count."""
    return call.method.startswith(("send", "copy", "forward"))


def _note(parcel: Parcel, call: Call, result: Any) -> None:
    """Keep the note of a call that succeeded, with the id of the message made or changed."""
    if call.note is None:
        return
    message_id = result.get("message_id") if isinstance(result, dict) else None
    if message_id is None:
        message_id = call.params.get("message_id")
    if message_id is not None:
        parcel.notes.append((call.note, message_id))


def _release_all(tx: Tx, rows: Iterable[OutboxRow]) -> None:
    for row in rows:
        outbox.release(tx, row)
