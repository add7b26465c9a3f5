"""How fast we may send: evenly spaced, never catching up, and obeying every «retry after»."""

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.transport.calls import Lane

Sleep = Callable[[float], Awaitable[object]]
Monotonic = Callable[[], float]

_SECOND = 1.03  # the lanes' second: what leaves at its end may travel faster than what left at its beginning
_LATE = 0.2  # seconds of lateness that a lane makes up for: a busy machine wakes it late

_MANY_LOST = 5  # answers in a row: what is sent into an outage is not sent again
_FIRST_HOLD, _LONGEST_HOLD = 30.0, 480.0  # seconds between two that try whether it is over
_SILENT_HOLD = 15.0  # seconds: a time-out comes before that
_LOOK = 0.25  # seconds between two looks, once something tries: its answer opens the lanes at once

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

    What was not used is lost: after a silence there is never more than `burst` at once.
    """

    __slots__ = ("_interval", "_slack", "_theoretical")

    def __init__(self, interval: float, burst: int = 1) -> None:
        self._interval = interval
        self._slack = interval * (burst - 1)
        self._theoretical = 0.0

    def book(self, now: float) -> float:
        """Take the next place; gives the seconds to wait for it."""
        theoretical = max(self._theoretical, now)
        self._theoretical = theoretical + self._interval
        return max(0.0, theoretical - self._slack - now)

    def quiet(self, now: float) -> bool:
        """True when the past no longer matters."""
        return self._theoretical <= now


class Pace:
    """Evenly spaced, and no more than `rate` in any second by the times at which they really left.

    It makes up for a little lateness, never for a silence.
    """

    __slots__ = ("_interval", "_latest", "_next")

    def __init__(self, rate: float) -> None:
        self._interval = _SECOND / rate
        self._latest: deque[float] = deque(maxlen=max(1, int(rate)))
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more may leave; 0 when it is now."""
        full = len(self._latest) == self._latest.maxlen
        return max(0.0, self._next - now, self._latest[0] + _SECOND - now if full else 0.0)

    def leave(self, now: float, waited: bool) -> None:
        """One leaves; who did not wait for its place, and comes much after it, comes after a silence."""
        self._latest.append(now)
        silent = not waited and now - self._next > _LATE
        self._next = (now if silent else max(self._next, now - _LATE)) + self._interval


class Throttle:
    """All the limits together. `book_chat` takes a place and gives the seconds to wait for it."""

    def __init__(
        self,
        limits: Limits | None = None,
        monotonic: Monotonic = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self.monotonic = monotonic
        self.sleep = sleep
        lanes = Pace(self.limits.rate)
        self._lanes = {Lane.REMINDERS: lanes, Lane.BROADCAST: lanes}
        self._resuming = Spacing(1 / self.limits.rate)
        self._chats: dict[int, Spacing] = {}
        self._paused_until = 0.0
        self._held_until = 0.0
        self._patience = _FIRST_HOLD  # seconds of the next hold
        self._lost = 0  # answers in a row

    async def leave(self, lane: Lane, longest: float = math.inf) -> bool:
        """Wait until one more of a lane may leave: after a pause, and in its turn.

        False when that takes more than `longest` seconds, its turn apart.
        """
        pace, waited = self._lanes[lane], False
        while wait := max(self._closed_for(now := self.monotonic()), pace.wait(now)):
            if max(self._paused_until, self._held_until) - now > longest:
                return False
            waited = not self.paused
            await self.sleep(wait)
        pace.leave(now, waited)
        if self._lost >= _MANY_LOST:
            self._hold(now)
        return True

    async def opened(self) -> None:
        """Wait until the lanes are open."""
        while (wait := self._closed_for(self.monotonic())) > 0:
            await self.sleep(wait)

    def lost(self) -> None:
        """The answer to one of the lanes was lost: after several in a row, one at a time tries its luck."""
        self._lost += 1
        if self._lost == _MANY_LOST:
            self._hold(self.monotonic())

    def unanswered(self) -> None:
        """One of the lanes has waited long for its answer: what leaves now may be lost as well."""
        self._held_until = max(self._held_until, self.monotonic() + _SILENT_HOLD)

    def answered(self) -> None:
        """Telegram answers: the lanes go on."""
        self._lost, self._held_until, self._patience = 0, 0.0, _FIRST_HOLD

    def _hold(self, now: float) -> None:
        """Nothing of the lanes leaves for a while, and for a longer one the next time."""
        self._held_until = now + self._patience
        self._patience = min(_LONGEST_HOLD, 2 * self._patience)

    def _closed_for(self, now: float) -> float:
        """Seconds before it is worth looking again whether the lanes are open; none when they are."""
        return max(self._paused_until - now, min(self._held_until - now, _LOOK))

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
    def pause_left(self) -> float:
        """Seconds for which Telegram wants silence."""
        return max(0.0, self._paused_until - self.monotonic())

    @property
    def paused(self) -> bool:
        """True while Telegram wants silence."""
        return self.pause_left > 0

    async def resume(self) -> None:
        """Wait for the end of the pause, then for a place among those of the conversation who waited too."""
        while (left := self._paused_until - self.monotonic()) > 0:
            await self.sleep(left)
            if wait := self._resuming.book(self.monotonic()):
                await self.sleep(wait)

    def _spacing_of(self, chat_id: int) -> Spacing:
        limits = self.limits
        if chat_id > 0:
            return Spacing(1 / limits.chat_rate, limits.chat_burst)
        burst = min(
            limits.chat_burst, max(1, limits.group_per_minute // 4)
        )  # a burst and a minute of spacing stay within the minute's limit
        return Spacing(60 / (limits.group_per_minute - burst), burst)
