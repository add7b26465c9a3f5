"""Letters that are due: opened as many as the sender has room for, and handed to it at once."""

from bot.clock import Clock
from bot.store.base import Store
from bot.transport.sender import Sender


class Letters:
    """Opens letters; what they say is written when they are sent."""

    def __init__(self, store: Store, sender: Sender, clock: Clock) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock

    async def tick(self) -> None:
        """Open the letters that are due. Raises StoreUnavailable."""
        raise NotImplementedError
