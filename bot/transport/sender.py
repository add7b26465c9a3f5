"""The one sender of everything: takes committed outbox rows, has their calls made and the result recorded."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Iterable
from typing import Any

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store import outbox
from bot.store.base import Store, Tx
from bot.store.outbox import OutboxRow
from bot.store.times import to_ms
from bot.transport.api import BotApi
from bot.transport.calls import EVERY_LANE, Call, Lane, load_calls
from bot.transport.chatqueue import ChatQueue
from bot.transport.courier import Courier, Files
from bot.transport.limits import Throttle
from bot.transport.line import Line
from bot.transport.marking import Marker
from bot.transport.metrics import Metrics
from bot.transport.parcel import Fate, Parcel, Told, record
from bot.transport.reading import ReadFile

_log = logging.getLogger(__name__)

_HANDFUL = 100  # deliveries of the conversation that are taken from the outbox at once
_ASIDE = frozenset({"answerCallbackQuery", "sendChatAction"})  # sent once, beside the rest; may fail


class Sender:
    """Sends what is committed: one message in flight per chat, the conversation before the other lanes.

    `lanes` are those it sends. Of several processes one only has the lanes that share the rate.
    """

    def __init__(
        self,
        api: BotApi,
        store: Store,
        clock: Clock,
        *,
        throttle: Throttle,
        metrics: Metrics,
        files: Files,
        read_file: ReadFile,
        told: Told,
        slow: Collection[str] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._throttle = throttle
        self._courier = Courier(api, throttle, metrics, files, read_file, slow)
        self._told = told
        self._marker = Marker(
            store,
            lambda tx, parcel: record(tx, parcel, clock.now(), told, self.lanes),
            self._tell,
            self._now,
            throttle.sleep,
        )
        self._beginner = Marker(
            store, self._begin, self._give_back, self._now, throttle.sleep, "not written, not sent"
        )
        self._held: dict[int, Parcel] = {}
        self._chats: dict[int, ChatQueue] = {}
        self._lines = {
            lane: Line(lane, throttle, self._begun, self._queue, self._low)
            for lane in (Lane.REMINDERS, Lane.BROADCAST)
        }
        self.low: Callable[[], None] = lambda: None  # called when a lane would like more
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.lanes = EVERY_LANE
        metrics.waiting.set_function(lambda: self.held)

    @property
    def held(self) -> int:
        """How many deliveries are in hand."""
        return len(self._held)

    def room(self) -> dict[str, int]:
        """How many more due rows of each of its lanes are welcome."""
        talking = sum(parcel.row.lane == Lane.CONVERSATION for parcel in self._held.values())
        room = {Lane.CONVERSATION: max(0, _HANDFUL - talking)}
        room |= {lane: line.room for lane, line in self._lines.items()}
        return {str(lane): room[lane] for lane in room if lane in self.lanes}

    def send(self, row: OutboxRow, calls: tuple[Call, ...] | None = None) -> None:
        """Take a committed row that is leased to us; its calls are read from the row when not given.

        A row already in hand is left alone. After `drain` nothing is taken: it stays in the outbox.
        """
        if self._closed or row.id in self._held:
            return
        parcel = Parcel(row, calls or (), certain=not row.uncertain and not row.attempts)
        self._held[row.id] = parcel
        if row.begun_at is not None:  # whoever began it vanished
            parcel.fate = Fate.UNCERTAIN
            self._beside(self._mark(parcel))
        elif calls is None and not _read(parcel):
            self._beside(self._mark(parcel))
        elif row.lane in self._lines:
            self._lines[Lane(row.lane)].add(parcel)
        else:
            self._queue(parcel)

    def settled(self, chat_id: int) -> asyncio.Future[None] | None:
        """None when no request to this chat is under way, else a future that is done when none is."""
        chat = self._chats.get(chat_id)
        return None if chat is None else chat.settled()

    async def drain(self, seconds: float) -> None:
        """Send what can be sent in that time and take nothing more; the rest stays in the outbox."""
        self._closed = True
        for line in self._lines.values():
            await line.close()
        under_way = self._running(lambda chat: chat.busy)
        if under_way:
            await asyncio.wait(under_way, timeout=seconds)
        left = self._running(lambda _: True) | self._tasks
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._beginner.close()
        await self._marker.close()
        await self._release()

    def _running(self, wanted: Callable[[ChatQueue], bool]) -> set[asyncio.Task[None]]:
        return {chat.task for chat in self._chats.values() if chat.task is not None and wanted(chat)}

    async def _release(self) -> None:
        """Rows that were never tried are not uncertain: let them go, for the next start."""
        untried = [parcel.row for parcel in self._held.values() if not parcel.tried]
        if not untried:
            return
        try:
            await self._store.turn(_release_all, untried)
        except StoreUnavailable:
            _log.warning("%d rows stay leased: the store is away", len(untried))

    def _queue(self, parcel: Parcel) -> None:
        chat_id = parcel.row.chat_id
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = ChatQueue()
            chat.task = asyncio.create_task(self._serve(chat_id, chat))
        chat.add(parcel)

    async def _begun(self, parcels: list[Parcel]) -> list[Parcel]:
        """Write down which parcels are about to be sent; those withdrawn meanwhile are let go."""
        await asyncio.gather(*(self._beginner.mark(p) for p in parcels if p.row.once and not p.begun))
        for parcel in parcels:
            if parcel.row.once and not parcel.begun:
                del self._held[parcel.row.id]
        return [parcel for parcel in parcels if parcel.row.id in self._held]

    def _begin(self, tx: Tx, parcel: Parcel) -> None:
        """What is tried again is written again; what is not committed was not begun."""
        parcel.begun = False
        if not outbox.begin(tx, parcel.row, self._now()):
            return
        if parcel.composed:
            parcel.calls = self._told.compose(tx, parcel.row)
            if not parcel.calls:
                outbox.done(tx, parcel.row)
                return
        parcel.begun, parcel.begun_at = True, self._throttle.monotonic()

    def _give_back(self, tx: Tx, parcel: Parcel) -> None:
        parcel.begun = False
        self._tell(tx, parcel)

    def _tell(self, tx: Tx, parcel: Parcel) -> None:
        self._told.on_fate(tx, parcel.row, Fate.REFUSED)

    def _low(self) -> None:
        self.low()

    async def _serve(self, chat_id: int, chat: ChatQueue) -> None:
        """Send what waits for one chat, one parcel after the other."""
        try:
            while (parcel := chat.next()) is not None:
                chat.busy = True
                if parcel.row.once and not parcel.begun and not await self._begun([parcel]):
                    continue  # withdrawn
                try:
                    parcel.fate = await self._deliver(chat, parcel)
                except Exception as error:  # a mistake of ours: the next ones must go on
                    _log.error("a %s can't be sent: %s", parcel.row.kind, type(error).__name__)
                    parcel.fate, parcel.error = Fate.REFUSED, type(error).__name__
                await self._mark(parcel)
        finally:
            del self._chats[chat_id]
            chat.rest()

    async def _deliver(self, chat: ChatQueue, parcel: Parcel) -> Fate:
        valid_until = parcel.row.valid_until
        if valid_until is not None and valid_until <= self._now():
            return Fate.EXPIRED
        if parcel.stale(self._throttle.monotonic()):
            parcel.error = "not sent when it was written"
            return Fate.LATER
        ended = Fate.SENT
        for call in parcel.calls:
            if call.method in _ASIDE:
                self._beside(self._courier.try_once(call))
            else:
                fate = await self._courier.carry(chat, parcel, call)
                if fate in (Fate.GONE, Fate.MOVED, Fate.LATER, Fate.UNCERTAIN):
                    return fate
                if fate is Fate.REFUSED:  # the others may still be what the person waits for
                    ended = fate
                parcel.arrived += fate is Fate.SENT
            parcel.done += 1
        return ended

    async def _mark(self, parcel: Parcel) -> None:
        await self._marker.mark(parcel)
        del self._held[parcel.row.id]
        for row, calls in parcel.answers:
            self.send(row, calls)

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _now(self) -> int:
        return to_ms(self._clock.now())


def _read(parcel: Parcel) -> bool:
    """Read a parcel's calls from its row; False when they are not readable, which is its fate then."""
    try:
        parcel.calls = load_calls(parcel.row.payload)
    except (ValueError, KeyError, TypeError) as error:
        parcel.fate, parcel.error = Fate.REFUSED, f"unreadable: {type(error).__name__}"
        return False
    return True


def _release_all(tx: Tx, rows: Iterable[OutboxRow]) -> None:
    for row in rows:
        outbox.release(tx, row)
