"""Ids made by us: time-ordered, 63 bits, so that any database keeps them in a bigint."""

import secrets
import threading
from collections.abc import Callable

from bot.clock import Clock
from bot.store.times import to_ms

LOW_BITS = 21  # below the milliseconds since 1970, which fit in the 42 bits above until 2109


class Ids:
    """Makes ids that only grow within this process; safe to share among threads.

    Two processes in the same millisecond collide once in two million; most tables have the person in their
    key too, so that a collision needs the same person as well.
    """

    def __init__(self, clock: Clock, randbits: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._randbits = randbits
        self._last = 0
        self._lock = threading.Lock()

    def new(self) -> int:
        """A fresh id, larger than every one before, even when the clock stands still or goes back."""
        candidate = to_ms(self._clock.now()) << LOW_BITS | self._randbits(LOW_BITS)
        with self._lock:
            self._last = max(candidate, self._last + 1)
            return self._last
