"""What must not be kept for ever."""

from datetime import timedelta

from bot.clock import Clock
from bot.store import inbox, outbox
from bot.store.base import Store, Tx
from bot.store.times import to_ms

REMEMBERED = timedelta(days=2)  # Telegram delivers an update again for a day; two are safe
FAILURES_KEPT = timedelta(days=30)  # updates in quarantine, deliveries given up: they hold people's words


async def forget_old(store: Store, clock: Clock) -> None:
    """Forget the ids of updates that Telegram can no longer deliver, and old failures.

    Raises StoreUnavailable.
    """
    await store.turn(_forget, to_ms(clock.now() - REMEMBERED), to_ms(clock.now() - FAILURES_KEPT))


def _forget(tx: Tx, updates_before: int, failures_before: int) -> None:
    inbox.forget_before(tx, updates_before)
    inbox.forget_quarantined_before(tx, failures_before)
    outbox.forget_failed_before(tx, failures_before)
