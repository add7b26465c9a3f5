"""What is to be sent. A row is leased by the sender that has it in hand, and deleted once it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.base import Tx

LANES = ("conversation", "reminders", "broadcast")  # the most urgent first
INTERRUPTED = "interrupted"  # `last_error` of a row whose sender vanished: it may have been sent


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One delivery to one chat. Times are UTC milliseconds; `payload` is JSON that the transport reads.

    `attempts` counts the failed ones. `lease_until` is None when nobody has it in hand. What is to be sent
    `once` at most says with `begun_at` that somebody set about sending it, and has not said how it ended.
    """

    chat_id: int
    id: int
    lane: str
    kind: str
    dedupe_key: str | None
    payload: str
    due_at: int
    valid_until: int | None
    lease_until: int | None
    attempts: int
    last_error: str | None
    failed_at: int | None
    once: int = 0
    begun_at: int | None = None

    @property
    def uncertain(self) -> bool:
        """True when an earlier sender vanished with it in hand: it may have been sent already."""
        return self.last_error == INTERRUPTED


def put(
    tx: Tx,
    chat_id: int,
    payload: str,
    *,
    lane: str,
    kind: str,
    due_at: int,
    valid_until: int | None = None,
    lease_until: int | None = None,
    dedupe_key: str | None = None,
    once: bool = False,
) -> OutboxRow | None:
    """Add a delivery; None when its `dedupe_key` is in the outbox already.

    `lease_until` is for the process that sends it itself right after the commit: no other takes it before.
    """
    if lane not in LANES:
        raise ValueError(f"unknown lane {lane!r}: use one of {', '.join(LANES)}")
    row = OutboxRow(
        chat_id=chat_id,
        id=tx.new_id(),
        lane=lane,
        kind=kind,
        dedupe_key=dedupe_key,
        payload=payload,
        due_at=due_at,
        valid_until=valid_until,
        lease_until=lease_until,
        attempts=0,
        last_error=None,
        failed_at=None,
        once=int(once),
    )
    added = tx.run(
        "put_outbox",
        chat_id=chat_id,
        id=row.id,
        lane=lane,
        kind=kind,
        dedupe_key=dedupe_key,
        payload=payload,
        due_at=due_at,
        valid_until=valid_until,
        lease_until=lease_until,
        once=row.once,
    )
    return row if added else None


def begin(tx: Tx, row: OutboxRow, now_ms: int) -> bool:
    """Somebody sets about sending a row that goes out `once`; False when withdrawn or begun before."""
    return tx.run("begin_outbox", chat_id=row.chat_id, id=row.id, begun_at=now_ms) == 1


def done(tx: Tx, row: OutboxRow) -> bool:
    """Sent, or not to be sent any more: forget it. False when it was gone already."""
    return tx.run("outbox_done", chat_id=row.chat_id, id=row.id) == 1


def retry(tx: Tx, row: OutboxRow, due_at: int, error: str, rest: str | None = None) -> None:
    """It failed this time; it is due again at `due_at`, for whoever claims it.

    `rest` is the payload from then on, when a part was sent.
    """
    tx.run("outbox_retry", chat_id=row.chat_id, id=row.id, due_at=due_at, error=error, rest=rest)


def give_up(tx: Tx, row: OutboxRow, error: str, now_ms: int) -> None:
    """It failed for good; it is kept for the operator."""
    tx.run("outbox_give_up", chat_id=row.chat_id, id=row.id, error=error, failed_at=now_ms)


def forget_failed_before(tx: Tx, before_ms: int) -> int:
    """Forget rows given up before that moment; gives how many."""
    return tx.run("forget_given_up", before=before_ms)


def release(tx: Tx, row: OutboxRow) -> None:
    """Let go of a row that was not tried, as when stopping; it stays due."""
    tx.run("release_outbox", chat_id=row.chat_id, id=row.id)


def claim_due(tx: Tx, now_ms: int, lease_ms: int, room: Mapping[str, int]) -> list[OutboxRow]:
    """Take due rows that nobody has in hand, the longest due first, of each lane as many as it has room for.

    A lease that ran out counts as free, and its row comes as `uncertain`.
    """
    return [row for lane in LANES if room.get(lane) for row in _claim(tx, lane, now_ms, lease_ms, room[lane])]


def _claim(tx: Tx, lane: str, now_ms: int, lease_ms: int, most: int) -> list[OutboxRow]:
    rows = tx.all(
        "claim_outbox",
        OutboxRow,
        lane=lane,
        now=now_ms,
        lease_until=now_ms + lease_ms,
        most=most,
        interrupted=INTERRUPTED,
    )
    return sorted(rows, key=lambda row: (row.due_at, row.id))  # `returning` promises no order


def recover(tx: Tx) -> int:
    """Free every lease, at the start of the only process on this database; gives how many there were."""
    return tx.run("recover_outbox", interrupted=INTERRUPTED)


def waiting(tx: Tx, most: int) -> list[OutboxRow]:
    """What is still to be sent, the next due first."""
    return tx.all("outbox_waiting", OutboxRow, most=most)


def failed(tx: Tx, most: int) -> list[OutboxRow]:
    """What was given up, the latest first."""
    return tx.all("outbox_failed", OutboxRow, most=most)
