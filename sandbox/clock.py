"""The sandbox's time: the machine's, which orders can move forward."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Seconds since 1970, ahead of the machine by what was ordered."""

    def __init__(self, on_move: Callable[[timedelta], None] | None = None) -> None:
        self._ahead = 0.0
        self._on_move = on_move

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead

    def date(self) -> int:
        """What Telegram writes in `date` fields: whole seconds."""
        return int(self.now())

    def iso(self) -> str:
        """The present moment in ISO 8601, UTC."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    def advance(self, seconds: float) -> None:
        """Move forward and tell whoever shares this clock; ValueError on a step back."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self._ahead += seconds
        if self._on_move is not None:
            self._on_move(timedelta(seconds=seconds))
