"""What a start costs: CPU from exec of `python -m bot run` to its first poll. `python -m bench.startup`."""

import asyncio
import sys
import time
from dataclasses import dataclass

import psutil

from bench.api import Api
from bench.contender import PATIENCE, started
from bench.tables import Cell, middle, table

_MEGA = 1 << 20


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds of CPU and of the clock, bytes resident at the first poll."""

    cpu: float
    clock: float
    memory: int


async def measure(times: int = 3) -> list[Start]:
    """Start it so often, each time on a new database."""
    return [await _start() for _ in range(times)]


async def _start() -> Start:
    async with Api() as api:
        began = time.perf_counter()
        async with started([sys.executable, "-m", "bot", "run"], api.url) as process:
            await asyncio.wait_for(api.first_poll.wait(), PATIENCE)
            clock = time.perf_counter() - began
            seen = psutil.Process(process.pid)
            times = seen.cpu_times()
            return Start(times.user + times.system, clock, seen.memory_info().rss)


def show(starts: list[Start]) -> None:
    """Print the medians."""
    row: list[Cell] = [
        "python -m bot run",
        middle([start.cpu for start in starts]),
        middle([start.clock for start in starts]),
        middle([start.memory / _MEGA for start in starts]),
    ]
    table("From exec to the first poll, on a new database", ("", "CPU s", "clock s", "MB"), [row])


if __name__ == "__main__":
    show(asyncio.run(measure()))
