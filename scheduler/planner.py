"""What is due is made into notices, in batches, each in a turn of its own."""

from bot.clock import Clock
from bot.store.base import Store


class Planner:
    """Plans what comes every week, and what was not planned yet; makes notices on their day."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def tick(self) -> None:
        """Make the notices that are due, a few batches at a time. Raises StoreUnavailable."""
