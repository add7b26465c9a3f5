"""Every benchmark, one after the other: `python -m bench`; with `--quick` in about a minute."""

import asyncio
import os
import platform
import sys
import time
from tempfile import NamedTemporaryFile

from bench import broadcast, engine_speed, loading, reminders, startup, turns
from bench.tables import middle, shown

_SYNCS = 20


def main(quick: bool) -> None:
    print(_machine())
    startup.show(asyncio.run(startup.measure(1 if quick else 3)))
    loading.show(loading.measure(1 if quick else 5))
    engine_speed.main()
    broadcast.show(asyncio.run(broadcast.measure(broadcast.PLANS[1:] if quick else broadcast.PLANS)))
    reminders.main(quick)
    turns.show(asyncio.run(turns.measure(turns.QUICK if quick else turns.Plan())))
    print(f"\nload {os.getloadavg()[0]:.1f} after: above 1 or so, something else was measured too")


def _machine() -> str:
    """What the numbers were measured on, and what else it does."""
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load:.1f} before, "
        f"{shown(_sync_ms())} ms to write 4 kB durably"
    )


def _sync_ms() -> float:
    took = []
    with NamedTemporaryFile(prefix="tremplin-bench-") as file:
        for _ in range(_SYNCS):
            start = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - start) * 1000)
    return middle(took)


if __name__ == "__main__":
    main("--quick" in sys.argv)
