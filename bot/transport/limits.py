"""How fast we may send: evenly spaced, never catching up, and obeying every «retry after»."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.transport.calls import Lane

Sleep = Callable[[float], Awaitable[object]]
Monotonic = Callable[[], float]

_LATE = 0.01  # seconds of its own lateness that a lane may catch up
_MARGIN = (
    1.03  # places are so much further apart than the rate allows: what comes late meets what comes on time
)

_MANY_CHATS = 10_000  # above this, chats that have been quiet are forgotten


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram takes.

    `rate`: messages a second in the lanes `reminders` and `broadcast` together, in any second; and by the
    conversation when a pause ends.
    `chat_rate` and `chat_burst`: messages a second, and at once, in one chat. In a group, `group_per_minute`.
    """

    rate: float = 25.0
    chat_rate: float = 1.0
    chat_burst: int = 5
    group_per_minute: int = 20


class Spacing:
    """The generic cell rate algorithm: `burst` at once, then one every `interval` seconds.

    What was not used is lost, but for the last `late` seconds: after a silence there is never more than
    `burst` at once.
    """

    __slots__ = ("_interval", "_late", "_slack", "_theoretical")

    def __init__(self, interval: float, burst: int = 1, late: float = 0.0) -> None:
        self._interval = interval
        self._late = late
        self._slack = interval * (burst - 1)
        self._theoretical = 0.0

    def book(self, now: float) -> float:
        """Take the next place; gives the seconds to wait for it."""
        theoretical = max(self._theoretical, now - self._late)
        self._theoretical = theoretical + self._interval
        return max(0.0, theoretical - self._slack - now)

    def quiet(self, now: float) -> bool:
        """True when the past no longer matters."""
        return self._theoretical <= now


class Throttle:
    """All the limits together. Each `book_…` takes a place and gives the seconds to wait for it."""

    def __init__(
        self,
        limits: Limits | None = None,
        monotonic: Monotonic = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self.monotonic = monotonic
        self.sleep = sleep
        lanes = Spacing(_MARGIN / self.limits.rate, late=_LATE)
        self._lanes = {Lane.REMINDERS: lanes, Lane.BROADCAST: lanes}
        self._resuming = Spacing(1 / self.limits.rate)
        self._chats: dict[int, Spacing] = {}
        self._paused_until = 0.0

    def book_lane(self, lane: Lane) -> float:
        """A place in a lane; the conversation never waits."""
        spacing = self._lanes.get(lane)
        return 0.0 if spacing is None else spacing.book(self.monotonic())

    def book_chat(self, chat_id: int) -> float:
        """A place for one more message in a chat."""
        now = self.monotonic()
        spacing = self._chats.get(chat_id)
        if spacing is None:
            if len(self._chats) >= _MANY_CHATS:
                self._chats = {c: s for c, s in self._chats.items() if not s.quiet(now)}
            spacing = self._chats[chat_id] = self._spacing_of(chat_id)
        return spacing.book(now)

    def pause(self, seconds: float) -> None:
        """Stop everything; of several pauses the one that ends last counts."""
        self._paused_until = max(self._paused_until, self.monotonic() + seconds)

    @property
    def paused(self) -> bool:
        """True while Telegram wants silence."""
        return self.monotonic() < self._paused_until

    async def resume(self, lane: Lane = Lane.CONVERSATION) -> None:
        """Wait for the end of the pause, then for a place among those who waited too."""
        spacing = self._lanes.get(lane, self._resuming)
        while (left := self._paused_until - self.monotonic()) > 0:
            await self.sleep(left)
            if wait := spacing.book(self.monotonic()):
                await self.sleep(wait)

    def _spacing_of(self, chat_id: int) -> Spacing:
        limits = self.limits
        if chat_id > 0:
            return Spacing(1 / limits.chat_rate, limits.chat_burst)
        burst = min(
            limits.chat_burst, max(1, limits.group_per_minute // 4)
        )  # a burst and a minute of spacing stay within the minute's limit
        return Spacing(60 / (limits.group_per_minute - burst), burst)
