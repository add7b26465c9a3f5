"""What must not be kept for ever."""

from datetime import timedelta

from bot.clock import Clock
from bot.store import inbox
from bot.store.base import Store
from bot.store.times import to_ms

REMEMBERED = timedelta(days=2)  # Telegram delivers an update again for a day; two are safe


async def forget_old_updates(store: Store, clock: Clock) -> None:
    """Forget the ids of updates that Telegram can no longer deliver. Raises StoreUnavailable."""
    await store.turn(inbox.forget_before, to_ms(clock.now() - REMEMBERED))
