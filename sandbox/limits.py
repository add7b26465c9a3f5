"""Telegram's flood limits: messages in a second to all, a second to a person, in a minute to a group."""

import math
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from sandbox.clock import Clock
from sandbox.errors import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages a bot may send; math.inf switches a limit off.

    overall: in any second, to everybody; chat: a second, to one person, after a burst of chat_burst;
    group: in any minute, to one group. Edits are not counted.
    """

    overall: float = 30
    chat: float = 1
    chat_burst: float = 10
    group: float = 20

    @classmethod
    def off(cls) -> "Limits":
        """No limit at all, for benchmarks and for tests about something else."""
        return cls(overall=math.inf, chat=math.inf, group=math.inf)


class _Gauge(Protocol):
    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 when it is now."""
        ...

    def count(self, now: float) -> None:
        """One was sent."""
        ...


class _Window:
    """At most so many in any span of so many seconds."""

    def __init__(self, most: float, seconds: float) -> None:
        self._latest: deque[float] = deque(maxlen=int(most))
        self._seconds = seconds

    def wait(self, now: float) -> float:
        if len(self._latest) < (self._latest.maxlen or 0):
            return 0.0
        return max(0.0, self._latest[0] + self._seconds - now)

    def count(self, now: float) -> None:
        self._latest.append(now)


class _Bucket:
    """A burst, then a steady rate a second."""

    def __init__(self, burst: float, rate: float, now: float) -> None:
        self._burst, self._rate = burst, rate
        self._level, self._at = burst, now

    def wait(self, now: float) -> float:
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (1 - self._level) / self._rate)

    def count(self, now: float) -> None:  # noqa: ARG002  (wait brought the level up to this moment)
        self._level -= 1


class Meter:
    """Counts messages and refuses what is too much."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._overall = _Window(limits.overall, 1.0) if limits.overall < math.inf else None
        self._chats: dict[int, _Gauge] = {}

    def spend(self, chat_id: int) -> None:
        """Count one message; ApiError 429 says how many seconds to wait, and then nothing is counted."""
        now = self._clock.now()
        gauges = [gauge for gauge in (self._overall, self._of_chat(chat_id, now)) if gauge is not None]
        delay = max((gauge.wait(now) for gauge in gauges), default=0.0)
        if delay > 0:
            raise too_many(math.ceil(delay))
        for gauge in gauges:
            gauge.count(now)

    def _of_chat(self, chat_id: int, now: float) -> _Gauge | None:
        if chat_id not in self._chats:
            limits = self._limits
            if chat_id > 0 and limits.chat < math.inf:
                self._chats[chat_id] = _Bucket(limits.chat_burst, limits.chat, now)
            elif chat_id < 0 and limits.group < math.inf:
                self._chats[chat_id] = _Window(limits.group, 60.0)
        return self._chats.get(chat_id)
