"""What must not be kept for ever."""

from bot.clock import Clock
from bot.store import inbox
from bot.store.base import Store

REMEMBERED_MS = 2 * 86_400_000  # Telegram delivers an update again for a day; two are safe


class Housekeeping:
    """Forgets the ids of updates that Telegram can no longer deliver."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def tick(self) -> None:
        now_ms = int(self._clock.now().timestamp() * 1000)
        await self._store.turn(inbox.forget_before, now_ms - REMEMBERED_MS)
