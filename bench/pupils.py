"""The pupils: each looks at one screen, has at most one tap in flight, and taps as fast as the load wants."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

COMPETENCES = ("1.1", "4.1")
_ONCE = ("role:pupil", "age:0", "device:phone", "grade:unsaid")  # the first steps
_FIRST_PUPIL = 10_000_001


@dataclass(frozen=True, slots=True)
class Screen:
    """A message with buttons, as its chat shows it."""

    chat_id: int
    message: dict[str, Any]
    buttons: list[str]


Deliver = Callable[[int, Screen | None, str], None]
"""`deliver(chat_id, screen, data)` puts a tap (or, without a screen, a text) in the bot's queue."""


@dataclass(slots=True)
class Load:
    """What was done while a load lasted; `latencies` in seconds, `missed` when no pupil was free to tap."""

    turns: int = 0
    missed: int = 0
    latencies: list[float] = field(default_factory=list)


class Pupils:
    """A school of them. A turn is one tap and the screen that answers it."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._random = random.Random(7)
        self._ready: deque[tuple[Screen, str]] = deque()
        self._flying: dict[int, float] = {}
        self._begun: dict[int, int] = {}
        self._settling = False
        self._at_once = 0  # taps kept in flight
        self._load = Load()

    @property
    def ready(self) -> int:
        """How many look at a question and wait for their moment to tap."""
        return len(self._ready)

    async def settle(self, count: int) -> None:
        """Bring so many new pupils from /start to their first question, 100 at a time."""
        self._settling = True
        for first in range(0, count, 100):
            for _ in range(first, min(first + 100, count)):
                chat_id = _FIRST_PUPIL + len(self._begun)
                self._begun[chat_id] = 0
                self._flying[chat_id] = time.perf_counter()
                self._deliver(chat_id, None, "/start")
            await self._landed()
        self._settling = False

    def keep(self, at_once: int) -> None:
        """From now on, keep so many taps in flight; 0 stops."""
        self._at_once = at_once
        self._fill()

    async def tap_evenly(self, rate: float, seconds: float) -> None:
        """Taps at a fixed rate, whatever the bot does."""
        start = time.perf_counter()
        for n in range(int(rate * seconds)):
            if (wait := start + n / rate - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            if self._ready:
                self._tap()
            else:
                self._load.missed += 1

    def take(self) -> Load:
        """What was done since the last time."""
        load, self._load = self._load, Load()
        return load

    async def drain(self) -> int:
        """Wait for what is in flight; gives how many taps were never answered."""
        await self._landed(patience=10.0)
        lost = len(self._flying)
        self._flying.clear()
        return lost

    def see(self, screen: Screen) -> None:
        """A screen appeared: what its pupil taps next is decided."""
        since = self._flying.pop(screen.chat_id, None)
        if since is not None:
            self._load.turns += 1
            self._load.latencies.append(time.perf_counter() - since)
        data = self._choose(screen)
        if data is None:  # this pupil is done: another one taps
            self._fill()
            return
        if self._settling and not data.startswith(("choose:", "skip:")):
            self._fly(screen, data)
            return
        self._ready.append((screen, data))
        self._fill()

    def _choose(self, screen: Screen) -> str | None:
        """The button to tap: one that goes on; with none, the next competence."""
        for data in screen.buttons:
            if data in _ONCE or data.startswith("proceed:"):
                return data
        choices = [data for data in screen.buttons if data.startswith("choose:")]
        built = any(data.startswith("validate:") for data in screen.buttons)  # by several taps
        if choices and not built:
            return self._random.choice(choices)
        for data in screen.buttons:
            if data.startswith("skip:"):
                return data
        return self._begin(screen.chat_id)

    def _begin(self, chat_id: int) -> str | None:
        begun = self._begun.get(chat_id, len(COMPETENCES))
        self._begun[chat_id] = begun + 1
        return f"begin:{COMPETENCES[begun]}" if begun < len(COMPETENCES) else None

    def _fill(self) -> None:
        while len(self._flying) < self._at_once and self._ready:
            self._tap()

    def _tap(self) -> None:
        self._fly(*self._ready.popleft())

    def _fly(self, screen: Screen, data: str) -> None:
        self._flying[screen.chat_id] = time.perf_counter()
        self._deliver(screen.chat_id, screen, data)

    async def _landed(self, patience: float = 60.0) -> None:
        ends = time.perf_counter() + patience
        while self._flying and time.perf_counter() < ends:  # noqa: ASYNC110  # nobody signals a lost tap
            await asyncio.sleep(0.01)
