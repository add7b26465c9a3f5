"""What is to be sent. A row is leased by the sender that has it in hand, and deleted once it is sent."""

from dataclasses import dataclass

from bot.store.base import Tx

LANES = ("conversation", "reminders", "broadcast")  # the most urgent first
INTERRUPTED = "interrupted"  # `last_error` of a row whose sender vanished: it may have been sent


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One delivery to one chat. Times are UTC milliseconds; `payload` is JSON that the transport reads.

    `attempts` counts the failed ones. `lease_until` is None when nobody has it in hand.
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
) -> OutboxRow | None:
    """Add a delivery; None when its `dedupe_key` is in the outbox already.

    `lease_until` is for the process that sends it itself right after the commit: no other takes it before.
    """
    if lane not in LANES:
        raise ValueError(f"unknown lane {lane!r}: use one of {', '.join(LANES)}")
    row = OutboxRow(
        chat_id, tx.new_id(), lane, kind, dedupe_key, payload, due_at, valid_until, lease_until, 0, None, None
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
    )
    return row if added else None


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


def claim_due(tx: Tx, now_ms: int, lease_ms: int, limit: int) -> list[OutboxRow]:
    """Take up to `limit` due rows that nobody has in hand, lane by lane, the longest due first.

    A lease that ran out counts as free, and its row comes as `uncertain`.
    """
    rows: list[OutboxRow] = []
    for lane in LANES:
        if len(rows) < limit:
            rows += _claim_lane(tx, lane, now_ms, lease_ms, limit - len(rows))
    return rows


def _claim_lane(tx: Tx, lane: str, now_ms: int, lease_ms: int, limit: int) -> list[OutboxRow]:
    rows = tx.all(
        "claim_outbox",
        OutboxRow,
        lane=lane,
        now=now_ms,
        lease_until=now_ms + lease_ms,
        most=limit,
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
