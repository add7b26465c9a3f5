"""Broadcasts on their way: in batches, each in a turn of its own, as far ahead as the sender needs."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.clock import Clock
from bot.content import Library
from bot.store import broadcasts, people
from bot.store.base import Store, Tx
from bot.store.broadcasts import Behind, Broadcast, Recipient
from bot.store.people import Person
from bot.store.times import from_ms, to_ms
from bot.transport.calls import Call, Delivery, Lane
from bot.transport.limits import Sleep
from bot.transport.outgoing import Outgoing, put
from bot.transport.sender import Sender
from bot.usecases.broadcasts import messages, sending
from bot.usecases.broadcasts.outcomes import Progress, ProgressOver
from bot.usecases.broadcasts.sending import Batch
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Rules, Turn
from bot.views.present import present
from bot.views.showing import Showing

_AHEAD = 3.0  # seconds of sending that may be under way
_STEPS, _BREATH = 6, 0.1  # batches of one tick, and seconds between them: others write too
_COUNT = "group_count"  # kind of the edits in groups
_PROGRESS = "progress"  # kind of what its maker is told
_FRESH = timedelta(seconds=10)  # then it is no news, and must not come after what is newer


class Broadcasts:
    """Carries on every broadcast, and keeps the counts in groups. `username`: the bot's."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Clock,
        library: Library,
        rules: Rules,
        rate: float,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._library = library
        self._rules = rules
        self._sleep = sleep
        self._backlog = max(sending.BATCH, int(rate * _AHEAD))
        self.username = ""

    async def tick(self) -> None:
        """Make deliveries, tell how far each broadcast is, stop those whose maker lost the right.

        Raises StoreUnavailable.
        """
        running = await self._store.read(broadcasts.running, to_ms(self._clock.now()))
        for _ in range(_STEPS):
            running = [each for each in running if await self._step(each)]
            if not running:
                return
            await self._sleep(_BREATH)

    async def recount(self) -> None:
        """Rewrite the messages in groups whose count has changed. Raises StoreUnavailable."""
        for behind in await self._store.read(broadcasts.groups_behind):
            self._send(await self._store.turn(self._recounted, behind))

    async def _step(self, broadcast_id: int) -> bool:
        """One batch; True when another may follow at once."""
        out, more = await self._store.turn(self._carried_on, broadcast_id)
        self._send(out)
        return more

    def _send(self, out: list[Outgoing]) -> None:
        for row, calls in out:
            self._sender.send(row, calls)

    def _carried_on(self, tx: Tx, broadcast_id: int) -> tuple[list[Outgoing], bool]:
        made = broadcasts.find(tx, broadcast_id)
        person = people.find(tx, made.made_by or 0) if made else None
        if person is None:
            sending.withdraw(tx, broadcast_id, to_ms(self._clock.now()))
            return [], False
        batch = sending.carry_on(self._turn(tx, person), broadcast_id, self._backlog)
        if batch is None:
            return [], False
        return self._put(tx, self._deliveries(batch, person)), batch.full

    def _recounted(self, tx: Tx, behind: Behind) -> list[Outgoing]:
        leader = people.find(tx, behind.leader or 0)
        message = messages.recounted(self._turn(tx, leader), behind) if leader else None
        if message is None:
            return []
        broadcasts.group_message_counts(tx, behind.campaign_id, behind.chat_id, behind.now)
        calls = self._calls(behind.chat_id, message, tapped=behind.message_id)
        return self._put(tx, [Delivery(behind.chat_id, calls, Lane.REMINDERS, _COUNT)])

    def _turn(self, tx: Tx, person: Person) -> Turn:
        now = self._clock.now()
        return Turn(tx, person, self._library, now, now, self._rules)

    def _put(self, tx: Tx, deliveries: list[Delivery]) -> list[Outgoing]:
        now = self._clock.now()
        return [out for each in deliveries if (out := put(tx, each, now)) is not None]

    def _deliveries(self, batch: Batch, teacher: Person) -> list[Delivery]:
        made = batch.broadcast
        found = [_delivery(batch, each, self._calls(each.chat_id, said)) for each, said in batch.groups]
        if batch.message is not None:
            calls = self._calls(0, batch.message)
            found += [_delivery(batch, each, _to(each.chat_id, calls)) for each in batch.people]
        if batch.progress is not None:
            found.append(self._told(batch.progress, made, teacher.chat_id))
        return found

    def _told(self, progress: Progress, made: Broadcast, chat_id: int) -> Delivery:
        """The message that tells how far it is, rewritten; in the end a new one, which is noticed."""
        key = f"bp:{made.id}"
        place = progress if not progress.ended else ProgressOver(progress.about)
        calls = self._calls(chat_id, place, tapped=made.progress_message, adult=True)
        if progress.ended:
            calls += self._calls(chat_id, progress, adult=True)
            return Delivery(chat_id, calls, kind=_PROGRESS, dedupe_key=f"{key}:end")
        fresh = self._clock.now() + _FRESH
        return Delivery(chat_id, calls, kind=_PROGRESS, dedupe_key=key, valid_until=fresh)

    def _calls(
        self, chat_id: int, outcome: Outcome, *, tapped: int | None = None, adult: bool = False
    ) -> tuple[Call, ...]:
        showing = Showing(chat_id, self._library, tapped, adult=adult, username=self.username)
        return present(showing, [outcome])


def _delivery(batch: Batch, to: Recipient, calls: tuple[Call, ...]) -> Delivery:
    key, until = broadcasts.dedupe_key(batch.broadcast.id, to.chat_id), from_ms(batch.until)
    return Delivery(to.chat_id, calls, Lane.BROADCAST, sending.KIND, key, valid_until=until, once=True)


def _to(chat_id: int, calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """The same calls to another chat."""
    return tuple(replace(call, params={**call.params, "chat_id": chat_id}) for call in calls)
