"""Callback queries that wait for an answer."""

from collections import OrderedDict
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import bad_request

SECONDS = 60.0  # how long Telegram waits for an answer is not written anywhere; about a minute is seen


@dataclass(frozen=True, slots=True)
class Query:
    """Who tapped, where, when."""

    person: int
    chat: int
    at: float


class Callbacks:
    """Queries by id, forgotten when they are too old."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: OrderedDict[str, Query] = OrderedDict()
        self._count = 0

    def open(self, person: int, chat: int) -> str:
        """A new query's id."""
        self._forget_old()
        self._count += 1
        query_id = str((person << 32) + self._count)
        self._open[query_id] = Query(person, chat, self._clock.now())
        return query_id

    def answer(self, query_id: str) -> Query:
        """The query to answer; ApiError 400 when it is unknown or too old."""
        self._forget_old()
        if query_id not in self._open:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return self._open[query_id]

    def _forget_old(self) -> None:
        oldest = self._clock.now() - SECONDS
        while self._open and next(iter(self._open.values())).at < oldest:
            self._open.popitem(last=False)
