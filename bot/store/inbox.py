"""Updates already done, so that a redelivery is known; and those that could not be handled."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An update whose handling failed, kept as it came (`raw` is JSON)."""

    id: int
    chat_id: int | None
    update_id: int | None
    raw: str
    error: str
    created_at: int


def claim(tx: Tx, chat_id: int, update_id: int, now_ms: int) -> bool:
    """True the first time, False when the update was done already; it stands once the turn is committed."""
    return tx.run("claim_update", chat_id=chat_id, update_id=update_id, done_at=now_ms) == 1


def forget_before(tx: Tx, before_ms: int) -> int:
    """Forget updates done before that moment; gives how many. Telegram keeps one for a day: keep two."""
    return tx.run("forget_updates", before=before_ms)


def quarantine(
    tx: Tx, *, chat_id: int | None, update_id: int | None, raw: str, error: str, now_ms: int
) -> None:
    """Keep an update that could not be handled, with its raw JSON and what went wrong."""
    tx.run(
        "add_quarantine",
        id=tx.new_id(),
        chat_id=chat_id,
        update_id=update_id,
        raw=raw,
        error=error,
        created_at=now_ms,
    )


def quarantined(tx: Tx, most: int) -> list[Quarantined]:
    """The latest ones first."""
    return tx.all("quarantined", Quarantined, most=most)


def forget_quarantined_before(tx: Tx, before_ms: int) -> int:
    """Forget what was put in quarantine before that moment; gives how many."""
    return tx.run("forget_quarantine", before=before_ms)
