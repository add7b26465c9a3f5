"""Telegram's flood limits as token buckets."""

import math
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages a bot may send; `overall` a second, `chat` a second after a burst, `group` a minute.

    math.inf switches a limit off.
    """

    overall: float = 30.0
    chat: float = 1.0
    chat_burst: float = 10.0
    group: float = 20.0

    @classmethod
    def off(cls) -> "Limits":
        """No limit at all, for benchmarks and for tests about something else."""
        return cls(math.inf, math.inf, math.inf, math.inf)


class _Bucket:
    __slots__ = ("at", "level", "rate", "size")

    def __init__(self, size: float, rate: float, now: float) -> None:
        self.size, self.rate, self.level, self.at = size, rate, size, now

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 when it is now."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


class Meter:
    """Counts messages and refuses what is too much."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._overall = _Bucket(max(limits.overall, 1), limits.overall, clock.now())
        self._chats: dict[int, _Bucket] = {}

    def spend(self, chat_id: int) -> None:
        """Count one message; ApiError 429 says how many seconds to wait, and then nothing is counted."""
        now = self._clock.now()
        buckets = []
        if self._limits.overall != math.inf:
            buckets.append(self._overall)
        if (self._limits.chat if chat_id > 0 else self._limits.group) != math.inf:
            buckets.append(self._chats.get(chat_id) or self._open(chat_id, now))
        delay = max((bucket.wait(now) for bucket in buckets), default=0.0)
        if delay > 0:
            raise too_many(math.ceil(delay))
        for bucket in buckets:
            bucket.level -= 1

    def _open(self, chat_id: int, now: float) -> _Bucket:
        limits = self._limits
        size, rate = (limits.chat_burst, limits.chat) if chat_id > 0 else (limits.group, limits.group / 60)
        self._chats[chat_id] = _Bucket(max(size, 1), rate, now)
        return self._chats[chat_id]
