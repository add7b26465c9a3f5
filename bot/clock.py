"""Time as an argument: the real clock, and one that a demo or a test moves."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What knows the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that have passed, from any beginning: nobody sets this one, forward or back."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class MovableClock:
    """A clock that runs beside another one, and can be moved forward: time passes then."""

    def __init__(self, base: Clock | None = None) -> None:
        self._base = base or SystemClock()
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._base.now() + self._ahead

    def monotonic(self) -> float:
        return self._base.monotonic() + self._ahead.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Move forward; a clock never goes back here, so a negative step is refused with ValueError."""
        if by < timedelta():
            raise ValueError("the clock only moves forward")
        self._ahead += by


class FrozenClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("an aware datetime is needed")
        self._at = at
        self._passed = timedelta()

    def now(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._passed.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._at += by
        self._passed += by

    def jump(self, by: timedelta) -> None:
        """Set it to another hour, forward or back: no time passes."""
        self._at += by
