"""One turn at a time per person, in order, fair among people; what can't be handled goes to quarantine."""

import asyncio
import json
import logging
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.errors import StoreUnavailable
from bot.store import inbox
from bot.store.base import Store, Tx
from bot.store.times import to_ms
from bot.transport.calls import Call, Delivery
from bot.transport.events import Event, EventKind, parse, update_id_of
from bot.transport.limits import Sleep
from bot.transport.metrics import Metrics
from bot.transport.outgoing import Outgoing, put
from bot.transport.sender import Sender

_log = logging.getLogger(__name__)

Handle = Callable[[Tx, Event], Sequence[Delivery]]
"""`handle(tx, event)`: a whole turn; what it returns is sent once the turn is committed."""

Apology = Callable[[int], Delivery]
"""`apology(chat_id)`: one kind sentence for somebody whose update could not be handled."""

_MAY_ANSWER = {EventKind.TEXT, EventKind.COMMAND}  # «/feed» too may be the answer to a question
_BACKOFF = (0.05, 0.2, 0.5, 1.0, 2.0)  # seconds between tries while the store is away; the last one repeats


@dataclass(slots=True)
class _Job:
    """One update on its way; `event` is None when it could not be read, and `error` says why."""

    raw: Any
    update_id: int | None
    person: int
    done: asyncio.Future[None]
    arrived: float
    event: Event | None = None
    error: str = ""


class Dispatcher:
    """Runs turns. `slots` is how many people's turns may be under way at once."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        handle: Handle,
        apology: Apology,
        clock: Clock,
        *,
        metrics: Metrics,
        username: str = "",
        slots: int = 64,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._store = store
        self._sender = sender
        self._handle = handle
        self._apology = apology
        self._clock = clock
        self._metrics = metrics
        self.username = username
        self._free = slots
        self._sleep = sleep
        self._pending: dict[int, asyncio.Future[None]] = {}
        self._people: dict[int, deque[_Job]] = {}
        self._line: deque[int] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._kinds = {kind: metrics.updates.labels(kind) for kind in (*EventKind, "poison")}
        self.store_away = False

    def submit(self, raw: Any) -> asyncio.Future[None]:
        """Take a raw update; the future is done once its turn is committed or it is in quarantine.

        An update that is under way already is not taken twice: its future is given again.
        """
        update_id = update_id_of(raw)
        if update_id is not None and (known := self._pending.get(update_id)) is not None:
            return known
        job = self._read(raw, update_id)
        if job.event is not None and job.event.kind is EventKind.IGNORED:
            job.done.set_result(None)
            return job.done
        if update_id is not None:
            self._pending[update_id] = job.done
        queue = self._people.get(job.person)
        if queue is None:
            self._people[job.person] = deque((job,))
            self._stand_in_line(job.person)
        else:
            queue.append(job)
        return job.done

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way; what is not done by then is given up, to be delivered again."""
        if self._pending:
            await asyncio.wait(self._pending.values(), timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _read(self, raw: Any, update_id: int | None) -> _Job:
        loop = asyncio.get_running_loop()
        job = _Job(raw, update_id, 0, loop.create_future(), loop.time())
        try:
            event = parse(raw, self._clock.now(), self.username)
        except Exception as error:
            job.error = _described(error)
            job.person = _chat_of(raw) or 0
            self._kinds["poison"].inc()
        else:
            job.event, job.person = event, event.user_id or event.chat_id
            self._kinds[event.kind].inc()
        return job

    def _stand_in_line(self, person: int) -> None:
        """This person's next turn may run, once it makes sense and a slot is free."""
        queue = self._people[person]
        event = queue[0].event
        if event is not None and event.kind in _MAY_ANSWER and len(queue) == 1:
            # The answer to a question is matched by the question's message id: wait until that is known.
            settled = self._sender.settled(event.chat_id)
            if settled is not None:
                settled.add_done_callback(lambda _: self._call(person))
                return
        self._call(person)

    def _call(self, person: int) -> None:
        self._line.append(person)
        self._fill()

    def _fill(self) -> None:
        while self._free and self._line:
            self._free -= 1
            task = asyncio.create_task(self._serve(self._line.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve(self, person: int) -> None:
        """Do one turn of one person, then let the next in line go first."""
        queue = self._people[person]
        job = queue[0]
        for row, calls in await self._do(job):
            self._sender.send(row, calls)
        self._metrics.turns.observe(asyncio.get_running_loop().time() - job.arrived)
        if job.update_id is not None:
            self._pending.pop(job.update_id, None)
        if not job.done.done():
            job.done.set_result(None)
        queue.popleft()
        self._free += 1
        if queue:
            self._stand_in_line(person)
        else:
            del self._people[person]
        self._fill()

    async def _do(self, job: _Job) -> list[Outgoing]:
        """Commit a turn, whatever it takes; gives what is to be sent."""
        failures = 0
        while True:
            try:
                if job.event is None:
                    done = await self._store.turn(self._quarantine, job)
                else:
                    done = await self._store.turn(self._turn, job.person, job.event)
            except StoreUnavailable:
                self.store_away = True
                await self._sleep(_BACKOFF[min(failures, len(_BACKOFF) - 1)])
                failures += 1
            except Exception as error:
                if job.event is None:  # quarantine itself fails: the update stays with Telegram meanwhile
                    _log.error("an update can't be put in quarantine: %s", _described(error))
                    await self._sleep(_BACKOFF[-1])
                else:
                    job.event, job.error = None, _described(error)
            else:
                self.store_away = False
                return done

    def _turn(self, tx: Tx, person: int, event: Event) -> list[Outgoing]:
        now = self._clock.now()
        if not inbox.claim(tx, person, event.update_id, to_ms(now)):
            return []
        lanes = self._sender.lanes
        return [out for d in self._handle(tx, event) if (out := put(tx, d, now, lanes)) is not None]

    def _quarantine(self, tx: Tx, job: _Job) -> list[Outgoing]:
        now = self._clock.now()
        if job.update_id is not None and not inbox.claim(tx, job.person, job.update_id, to_ms(now)):
            return []
        chat_id = _chat_of(job.raw)
        inbox.quarantine(
            tx,
            chat_id=chat_id,
            update_id=job.update_id,
            raw=json.dumps(job.raw),
            error=job.error,
            now_ms=to_ms(now),
        )
        _log.error("update %s is in quarantine: %s", job.update_id, job.error)
        self._metrics.quarantined.inc()
        delivery = None if chat_id is None else self._excuse(chat_id, job.raw)
        out = None if delivery is None else put(tx, delivery, now)
        return [] if out is None else [out]

    def _excuse(self, chat_id: int, raw: dict[str, Any]) -> Delivery | None:
        """End the wait of who tapped, and one sentence to who acted in a private chat.

        A broken sentence must not keep the update.
        """
        answer, sorry = _answer_of(raw), None
        if chat_id > 0 and "my_chat_member" not in raw:  # who has blocked us waits for nothing
            try:
                sorry = self._apology(chat_id)
            except Exception as error:
                _log.error("no apology: %s", _described(error))
        if sorry is not None:
            return replace(sorry, calls=answer + sorry.calls)
        return Delivery(chat_id, answer, kind="apology") if answer else None


def _answer_of(raw: dict[str, Any]) -> tuple[Call, ...]:
    """The call that stops a tapped button's spinner; none when nothing was tapped."""
    query = raw.get("callback_query")
    query_id = query.get("id") if isinstance(query, dict) else None
    return (
        (Call("answerCallbackQuery", {"callback_query_id": query_id}),) if isinstance(query_id, str) else ()
    )


def _chat_of(raw: Any) -> int | None:
    """The chat in which somebody did something, as far as a malformed update tells."""
    if not isinstance(raw, dict):
        return None
    query = raw.get("callback_query")
    holders = [query.get("message") if isinstance(query, dict) else None]
    holders += [raw.get(key) for key in ("message", "edited_message", "my_chat_member")]
    holder = next((found for found in holders if isinstance(found, dict)), None)
    chat = None if holder is None else holder.get("chat")
    chat_id = chat.get("id") if isinstance(chat, dict) else None
    return chat_id if type(chat_id) is int and abs(chat_id) < 2**63 else None


def _described(error: Exception) -> str:
    """Type and place of an error: its message may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((f for f in reversed(frames) if "/bot/" in f.filename), frames[-1] if frames else None)
    place = "" if ours is None else f" at {Path(ours.filename).name}:{ours.lineno} in {ours.name}"
    return type(error).__name__ + place
