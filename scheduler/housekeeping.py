"""What must not be kept for ever."""

from datetime import timedelta

from bot.clock import Clock
from bot.store import broadcasts, codes, guardians, inbox, notices, outbox
from bot.store.base import Store, Tx
from bot.store.times import to_ms

REMEMBERED = timedelta(days=2)  # Telegram delivers an update again for a day; two are safe
FAILURES_KEPT = timedelta(days=30)  # updates in quarantine, deliveries given up: they hold people's words
BROADCASTS_KEPT = timedelta(days=90)  # who got what from a teacher
NOTICES_KEPT = timedelta(days=90)  # what people were told, or why not
INVITATIONS_KEPT = timedelta(days=90)  # after they expired: whom a pupil invited, and who came
TRIES_COUNT = timedelta(days=1)  # wrong codes: `usecases.codes` neither counts nor makes wait longer


async def forget_old(store: Store, clock: Clock) -> None:
    """Forget the updates that Telegram can no longer deliver, old failures, codes, broadcasts, notices and
    invitations of guardians.

    Raises StoreUnavailable.
    """
    ages = (REMEMBERED, FAILURES_KEPT, TRIES_COUNT, BROADCASTS_KEPT, NOTICES_KEPT, INVITATIONS_KEPT)
    await store.turn(_forget, *(to_ms(clock.now() - age) for age in ages))


def _forget(
    tx: Tx,
    updates_before: int,
    failures_before: int,
    tries_before: int,
    broadcasts_before: int,
    notices_before: int,
    invitations_before: int,
) -> None:
    inbox.forget_before(tx, updates_before)
    inbox.forget_quarantined_before(tx, failures_before)
    outbox.forget_failed_before(tx, failures_before)
    codes.forget_wrong_before(tx, tries_before)
    broadcasts.forget_before(tx, broadcasts_before)
    notices.forget_before(tx, notices_before)
    guardians.forget_before(tx, invitations_before)
