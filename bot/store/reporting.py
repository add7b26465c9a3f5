"""What waits, what failed and what is to come, in numbers; never a text, a name or a chat."""

from dataclasses import dataclass

from bot.store.base import Tx
from bot.store.plans import Occasion

SPAN = 1_800_000  # milliseconds: half an hour, so that days can be told in any zone


@dataclass(frozen=True, slots=True)
class Waiting:
    """Deliveries of one lane and kind that are still to be sent. Times are UTC milliseconds.

    `due`: those whose time has come; `in_hand`: those that a sender has. `next_at` is the first to come.
    """

    lane: str
    kind: str
    count: int
    due: int
    in_hand: int
    oldest_at: int
    next_at: int | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Deliveries with the same error: that wait to be tried again `at`, or were given up, the latest `at`."""

    lane: str
    kind: str
    error: str
    count: int
    attempts: int
    at: int


@dataclass(frozen=True, slots=True)
class Failed:
    """One delivery that was given up."""

    id: int
    lane: str
    kind: str
    error: str
    attempts: int
    failed_at: int


@dataclass(frozen=True, slots=True)
class Soon:
    """Notices of one kind due in the same half hour, the `span`-th since 1970, and in no letter yet."""

    kind: str
    span: int
    count: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Notices of one kind that ended in the same way: told, or dropped for a reason."""

    kind: str
    fate: str
    count: int


def waiting(tx: Tx, now_ms: int) -> list[Waiting]:
    """What is still to be sent, by lane and kind."""
    return tx.all("outbox_by_kind", Waiting, now=now_ms)


def troubles(tx: Tx) -> list[Trouble]:
    """What is still to be sent and was tried in vain, by lane, kind and error."""
    return tx.all("outbox_troubles", Trouble)


def failures(tx: Tx) -> list[Trouble]:
    """What was given up, by lane, kind and error."""
    return tx.all("outbox_failures", Trouble)


def last_failed(tx: Tx, most: int) -> list[Failed]:
    """What was given up, the latest first."""
    return tx.all("outbox_failed_rows", Failed, most=most)


def notices_due(tx: Tx) -> list[Soon]:
    """What is to be told and in no letter yet, the first due first."""
    return tx.all("notices_by_time", Soon, span=SPAN)


def carried(tx: Tx) -> int:
    """How many notices are in letters on their way."""
    return tx.one("notices_carried", int) or 0


def ended(tx: Tx, since_ms: int) -> list[Ended]:
    """How notices ended from that moment on, by kind and fate."""
    return tx.all("notices_ended", Ended, since=since_ms)


def to_come(tx: Tx, most: int) -> list[Occasion]:
    """The moments for which notices are still to be made, the next one first."""
    return tx.all("occasions_to_come", Occasion, most=most)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Messages to many that leave at the same moment, and to how many; None for those that are leaving."""

    at: int | None
    messages: int
    recipients: int


def under_way(tx: Tx) -> list[UnderWay]:
    """Messages of teachers to many that have not all left, the first to leave first."""
    return tx.all("broadcasts_under_way", UnderWay)
