"""The day of a sitting: warnings, the end of time, live lists, and sittings that nobody closed."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec

from bot.clock import Clock
from bot.content import Library
from bot.errors import StoreUnavailable
from bot.store import people
from bot.store.base import Store, Tx
from bot.store.outbox import OutboxRow
from bot.store.people import Person
from bot.store.times import to_ms
from bot.transport.calls import Call, Delivery
from bot.transport.outgoing import put
from bot.transport.sender import Sender
from bot.usecases.certification import ahead, timing, watching
from bot.usecases.certification.timing import Due
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Rules, Turn
from bot.views.present import present
from bot.views.showing import Showing

P = ParamSpec("P")
Sent = list[tuple[OutboxRow, tuple[Call, ...] | None]]
"""Rows leased to this process; without calls: written when they are sent."""

_ADULTS = {"teacher", "guardian"}
_TOLD = "sitting"  # kind of what a candidate is told in the test
_AHEAD = 5  # candidates whose results are computed at a tick
_log = logging.getLogger(__name__)


class _NotNow(Exception):
    """Undoes a turn that comes again at the next tick."""


class Sittings:
    """Does what is due for every candidate, sitting and list, each in a turn of its own.

    Who is in a turn of their own is left for the next tick; what a mistake of ours breaks is logged, and the
    others go on. `username`: the bot's.
    """

    def __init__(self, store: Store, sender: Sender, clock: Clock, library: Library, rules: Rules) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._library = library
        self._rules = rules
        self.username = ""
        self._ahead: dict[int, list[Callable[[Tx], None]]] = {}  # what is left to compute, by sitting

    async def tick(self) -> None:
        """One small read while no sitting is held or judged. Raises StoreUnavailable."""
        now = to_ms(self._clock.now())
        goes_on, to_judge = await self._store.read(_all_sittings, now)
        await self._compute(to_judge)
        if not goes_on:
            return
        for each in await self._store.read(timing.due, now):
            await self._alone("candidate", each.candidate_id, self._passed, each)
        for sitting_id in await self._store.read(timing.late, now):
            await self._alone("sitting", sitting_id, self._closed, sitting_id)
        for person_id, sitting_id in await self._store.read(watching.due, now):
            await self._alone("list of sitting", sitting_id, self._shown, person_id, sitting_id)

    async def _compute(self, to_judge: list[int]) -> None:
        """Some results and signals for the jury; reading only, beside the turns."""
        for sitting_id in to_judge:
            if sitting_id not in self._ahead:
                everybody = await self._store.read(ahead.candidates, sitting_id)
                compare = partial(ahead.compare, library=self._library, sitting_id=sitting_id)
                self._ahead[sitting_id] = [
                    compare,
                    *(partial(ahead.compute, candidate_id=each) for each in everybody),
                ]
        sitting_id, left = next(((id_, left) for id_, left in self._ahead.items() if left), (0, []))
        for _ in left[:_AHEAD]:
            await self._computed(sitting_id, left.pop())

    async def _computed(self, sitting_id: int, job: Callable[[Tx], None]) -> None:
        try:
            await self._store.read(job)
        except StoreUnavailable:
            raise
        except Exception as error:
            _log.error("sitting %d: computing ahead: %s", sitting_id, type(error).__name__)

    async def _alone(
        self, what: str, id_: int, fn: Callable[Concatenate[Tx, P], Sent], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        try:
            sent = await self._store.turn(fn, *args, **kwargs)
        except StoreUnavailable:
            raise
        except _NotNow:
            return
        except Exception as error:
            _log.error("%s %d: %s", what, id_, type(error).__name__)
            return
        for row, calls in sent:
            self._sender.send(row, calls)

    def _passed(self, tx: Tx, due: Due) -> Sent:
        if due.person_id is None:
            timing.leave(tx, due.candidate_id, to_ms(self._clock.now()))
            return []
        person = people.held(tx, due.person_id)
        if person is None:  # in a turn of their own: the next tick comes soon
            return []
        outcomes, row = timing.pass_by(self._turn(tx, person), due.candidate_id)
        told = self._put(tx, person, outcomes, _TOLD)
        return [*told, *([(row, None)] if row else [])]

    def _closed(self, tx: Tx, sitting_id: int) -> Sent:
        if timing.close(tx, sitting_id, to_ms(self._clock.now())):
            _log.info("sitting %d: closed, nobody had", sitting_id)
        return []

    def _shown(self, tx: Tx, person_id: int, sitting_id: int) -> Sent:
        person = people.find(tx, person_id)
        board = watching.refresh(self._turn(tx, person), sitting_id) if person else None
        if person is None or board is None:
            return []
        key = f"{watching.KIND}:{person_id}:{sitting_id}"
        sent = self._put(tx, person, [board], watching.KIND, key)
        if not sent:  # the one before is still on its way: this one is not noted as shown
            raise _NotNow
        return sent

    def _turn(self, tx: Tx, person: Person) -> Turn:
        now = self._clock.now()
        return Turn(tx, person, self._library, now, now, self._rules)

    def _put(
        self, tx: Tx, person: Person, outcomes: list[Outcome], kind: str, dedupe_key: str | None = None
    ) -> Sent:
        showing = Showing(person.chat_id, self._library, adult=person.role in _ADULTS, username=self.username)
        calls = present(showing, outcomes)
        delivery = Delivery(person.chat_id, calls, kind=kind, dedupe_key=dedupe_key)
        out = put(tx, delivery, self._clock.now()) if calls else None
        return [out] if out else []


def _all_sittings(tx: Tx, now: int) -> tuple[bool, list[int]]:
    """Whether one is held, and those to judge."""
    return timing.goes_on(tx, now), ahead.to_judge(tx, now)
