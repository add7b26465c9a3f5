"""The queue of updates: kept 24 hours, handed out by getUpdates, confirmed by its offset."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import conflict
from sandbox.faults import Faults

RETENTION = 24 * 3600
FIRST_UPDATE = 500_000_001
KINDS = frozenset(
    {"message", "edited_message", "callback_query", "my_chat_member"}
    | {"channel_post", "edited_channel_post", "inline_query", "chosen_inline_result", "shipping_query"}
    | {"pre_checkout_query", "poll", "poll_answer", "chat_join_request", "chat_boost", "removed_chat_boost"}
    | {"message_reaction", "message_reaction_count", "chat_member", "business_connection", "business_message"}
    | {"edited_business_message", "deleted_business_messages", "purchased_paid_media", "managed_bot"}
)
BY_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Update:
    """One update as JSON text; `lane` keeps order in webhooks: updates of a lane go one after another."""

    id: int
    body: str
    expires: float
    lane: tuple[str, int]
    serial: int = 0
    again: bool = False  # to be delivered once more after it was confirmed
    held: bool = False  # confirmed once, waiting for its second delivery


class Updates:
    """Updates not yet confirmed, oldest first."""

    def __init__(self, clock: Clock, faults: Faults) -> None:
        self.allowed: frozenset[str] = KINDS - BY_REQUEST
        self.webhook_active = False
        self.on_put: Callable[[Update], None] | None = None
        self._clock = clock
        self._faults = faults
        self._next = FIRST_UPDATE
        self._serial = 0
        self._queue: OrderedDict[int, Update] = OrderedDict()
        self._odd = 0  # updates whose id may be out of order: raw ones and held ones
        self._poller: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._queue)

    def pending(self) -> list[Update]:
        """What waits, oldest first."""
        self._expire()
        return list(self._queue.values())

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Choose the kinds to receive from now on; None changes nothing, none means the default."""
        if kinds is not None:
            self.allowed = (frozenset(kinds) & KINDS) or KINDS - BY_REQUEST

    def put(self, kind: str, content: dict[str, Any], lane: tuple[str, int], chat_id: int) -> None:
        """Queue an update, unless its kind was not asked for."""
        if kind in self.allowed:
            body = json.dumps({"update_id": self._next, kind: content}, ensure_ascii=False)
            self._add(Update(self._next, body, 0.0, lane, again=self._faults.duplicates(chat_id)))
            self._next += 1

    def put_raw(self, update: dict[str, Any]) -> int:
        """Queue any object as it is; it gets an update_id when it has none."""
        update = {"update_id": self._next} | update
        given = update["update_id"]
        number = given if isinstance(given, int) and not isinstance(given, bool) else self._next
        self._next = max(self._next, number + 1)
        self._odd += 1
        body = json.dumps(update, ensure_ascii=False)
        self._add(Update(number, body, 0.0, ("raw", number), again=self._faults.duplicates(None)))
        return number

    def _add(self, update: Update) -> None:
        self._expire()
        update.expires = self._clock.now() + RETENTION
        self._serial = update.serial = self._serial + 1
        self._queue[update.serial] = update
        if self.on_put is not None:
            self.on_put(update)
        self._release(None)

    def _expire(self) -> None:
        now = self._clock.now()
        while self._queue and next(iter(self._queue.values())).expires < now:
            self._queue.popitem(last=False)

    async def poll(
        self, offset: int, limit: int, seconds: float, connected: Callable[[], bool]
    ) -> list[Update]:
        """getUpdates: what waits from this offset on; what is below it is confirmed.

        One poller at a time: a newer call ends the older one with 409.
        """
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._expire()
        self._confirm(offset)
        batch = self._batch(offset, limit)
        if not batch and seconds > 0:
            await self._wait(seconds)
            batch = self._batch(offset, limit)
        for update in batch if connected() else ():
            update.held = False
        return batch

    def interrupt(self, words: str) -> None:
        """End the poll under way, if there is one, with 409."""
        self._release(words)

    def _release(self, words: str | None) -> None:
        if self._poller is not None and not self._poller.done():
            if words is None:
                self._poller.set_result(None)
            else:
                self._poller.set_exception(conflict(words))

    async def _wait(self, seconds: float) -> None:
        self._poller = poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            for serial in list(self._queue)[:offset]:
                del self._queue[serial]
            return
        for update in self._below(offset):
            if update.again:
                update.again, update.held = False, True
                self._odd += 1
            else:
                self.forget(update)
        if not self._queue:
            self._odd = 0

    def _below(self, offset: int) -> list[Update]:
        """What an offset confirms; the queue is in order unless raw or repeated updates are in it."""
        found = []
        for update in self._queue.values():
            if update.id < offset and not update.held:
                found.append(update)
            elif not self._odd:
                break
        return found

    def _batch(self, offset: int, limit: int) -> list[Update]:
        if not self._odd:
            return list(islice(self._queue.values(), limit))
        return list(islice((u for u in self._queue.values() if u.held or u.id >= offset), limit))

    def done(self, update: Update) -> bool:
        """A webhook took this update; False when it must be delivered once more."""
        if update.again:
            update.again = False
            return False
        self.forget(update)
        return True

    def forget(self, update: Update) -> None:
        """Take an update out of the queue."""
        self._queue.pop(update.serial, None)

    def drop(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()
        self._odd = 0
