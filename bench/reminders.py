"""Letters to a school at a rate, each written when it is sent: `python -m bench.reminders` (also `--quick`).

Then what a tick costs with much in stock: `bench.reminders_stock`. 3 % of the chats are blocked, 1 % of the
calls are answered 502.
"""

import asyncio
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise

import psutil

from bench import reminders_stock
from bench.contender import PATIENCE, started
from bench.flood import Flood
from bench.reminders_school import FIRST
from bench.tables import Cell, percentile, table

DELAY = 0.05  # seconds the API takes
BLOCKED = 0.03
FAILED = 0.01
_STEADY = 0.98  # the share of the calls that the speed is taken of: the last ones are tries after a while
_QUIET = 4.0  # seconds without a letter after which they have all come
_MEGA = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people at which rate."""

    rate: float
    people: int


PLANS = (Plan(25, 300), Plan(1000, 6000))
QUICK = (Plan(1000, 2000),)


@dataclass(frozen=True, slots=True)
class Result:
    """What came in; times in seconds, memory in bytes."""

    plan: Plan
    arrivals: list[float]
    once: int
    twice: int
    nobody: int  # neither blocked nor reached
    cpu: float
    before: int
    peak: int

    @property
    def speed(self) -> float:
        """Letters a second, without the last ones."""
        last = int((len(self.arrivals) - 1) * _STEADY)
        return last / (self.arrivals[last] - self.arrivals[0])

    @property
    def most(self) -> int:
        """The most in any second."""
        first = most = 0
        for last, at in enumerate(self.arrivals):
            while self.arrivals[first] <= at - 1:
                first += 1
            most = max(most, last - first + 1)
        return most

    def spacing(self, share: float) -> float:
        """The seconds between two letters that this share of them stays under."""
        steady = self.arrivals[: int(len(self.arrivals) * _STEADY)]
        return percentile([later - sooner for sooner, later in pairwise(steady)], share)


async def measure(plans: tuple[Plan, ...] = PLANS) -> list[Result]:
    """Play every plan with the whole bot."""
    return [await _play(plan) for plan in plans]


async def _play(plan: Plan) -> Result:
    chats = range(FIRST, FIRST + plan.people)
    blocked = frozenset(random.Random(3).sample(chats, int(plan.people * BLOCKED)))
    api = Flood(blocked, refused=0, failed=FAILED, mark="Rentrée ")
    async with api, _bot(plan, api.url) as bot:
        api.delay = DELAY
        seen = psutil.Process(bot.pid)
        before, cpu = seen.memory_info().rss, _cpu(seen)
        bot.send_signal(signal.SIGUSR2)
        peak = await _all_came(api, seen)
        return Result(
            plan=plan,
            arrivals=api.arrivals,
            once=sum(times == 1 for times in api.got.values()),
            twice=sum(times > 1 for times in api.got.values()),
            nobody=plan.people - len(blocked) - len(api.got),
            cpu=_cpu(seen) - cpu,
            before=before,
            peak=peak,
        )


async def _all_came(api: Flood, seen: psutil.Process) -> int:
    """Wait for every letter; gives the most memory that was seen meanwhile."""
    peak, count, latest = 0, 0, time.perf_counter() + PATIENCE
    while time.perf_counter() - latest < _QUIET:
        await asyncio.sleep(0.1)
        peak = max(peak, seen.memory_info().rss)
        if len(api.arrivals) > count:
            count, latest = len(api.arrivals), time.perf_counter()
    return peak


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


@asynccontextmanager
async def _bot(plan: Plan, url: str) -> AsyncIterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.reminders_bot", str(plan.rate), str(plan.people)]
    async with started(command, url) as process:
        assert process.stdout is not None
        await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), 2 * PATIENCE)
        yield process


def show(results: list[Result]) -> None:
    """Print the table."""
    rows: list[list[Cell]] = [
        [
            f"{each.plan.rate:g}/s",
            each.plan.people,
            f"{100 * each.speed / each.plan.rate:.1f} %",
            each.most,
            1000 / each.plan.rate,
            1000 * each.spacing(0.5),
            1000 * each.spacing(0.99),
            each.once,
            each.twice,
            each.nobody,
            1e6 * each.cpu / len(each.arrivals),
            each.before / _MEGA,
            each.peak / _MEGA,
        ]
        for each in results
    ]
    head = ("rate", "people", "kept", "most in 1 s", "even ms", "spacing p50", "p99")
    table(
        "Letters written when they are sent; 3 % blocked, 1 % 502",
        (*head, "once", "twice", "nobody", "CPU µs a letter", "MB before", "peak"),
        rows,
    )


def main(quick: bool) -> None:
    """Measure and print both parts."""
    show(asyncio.run(measure(QUICK if quick else PLANS)))
    stock = reminders_stock.QUICK if quick else reminders_stock.PLANS
    reminders_stock.show(asyncio.run(reminders_stock.measure(stock)))


if __name__ == "__main__":
    main("--quick" in sys.argv)
