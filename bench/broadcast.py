"""A broadcast while pupils go on, beside an even pump that does nothing else: `python -m bench.broadcast`.

`--quick` leaves out the slow rate. Random 429 (each a second of silence that both obey) and 502, 3 % blocked.
"""

import asyncio
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from bench.broadcast_bot import FIRST
from bench.contender import PATIENCE, environment
from bench.flood import RETRY_AFTER, Flood
from bench.tables import Cell, percentile, table

OURS, EVEN = "whole bot", "even pump"
DELAY = 0.05  # seconds the API takes
TAPS = 20.0  # a second
READY = 60  # pupils who tap
BLOCKED = 0.03
FAILED = 0.01
_STEADY = 0.98  # the share of the calls that the speed is taken of
_QUIET = 2.5  # seconds without a message after which a broadcast has ended


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people at which rate; which share of calls meets a 429; whether the bot is killed halfway."""

    rate: float
    people: int
    refused: float
    kill: bool = False


PLANS = (Plan(25, 250, 0.008), Plan(1000, 2000, 0.001), Plan(200, 2000, 0.001, kill=True))


@dataclass(frozen=True, slots=True)
class Result:
    """What came in; times in seconds."""

    plan: Plan
    who: str
    arrivals: list[float]
    once: int
    twice: int
    nobody: int  # neither blocked nor reached
    paused: float
    taps: list[float]  # how long each tap waited for its screen, those during a pause left out
    cpu: float  # the process's, taps and all

    @property
    def speed(self) -> float:
        """Calls a second, without pauses and without the last ones, which are tries after a while."""
        last = int(len(self.arrivals) * _STEADY)
        return last / (self.arrivals[last] - self.arrivals[0] - self.paused)

    @property
    def most(self) -> int:
        """The most calls in any second."""
        first = most = 0
        for last, at in enumerate(self.arrivals):
            while self.arrivals[first] <= at - 1:
                first += 1
            most = max(most, last - first + 1)
        return most


async def measure(plans: tuple[Plan, ...] = PLANS) -> list[Result]:
    """Play every plan with the whole bot, and with the even pump where nobody is killed."""
    return [await _play(plan, who) for plan in plans for who in ((OURS,) if plan.kill else (OURS, EVEN))]


async def _play(plan: Plan, who: str) -> Result:
    chats = range(FIRST, FIRST + plan.people)
    blocked = frozenset(random.Random(3).sample(chats, int(plan.people * BLOCKED)))
    with TemporaryDirectory(prefix="tremplin-bench-") as folder:
        api = Flood(blocked, plan.refused, FAILED)
        async with api:
            async with _bot(plan, who, api.url, Path(folder)) as bot:
                if who == OURS:
                    await api.pupils.settle(READY)
                api.delay = DELAY
                api.taps.clear()
                before = _cpu(bot)
                bot.send_signal(signal.SIGUSR2)
                await _until(lambda: len(api.arrivals) > 0)
                if not plan.kill:
                    await _all_came(api, who)
                    return _result(plan, who, api, blocked, _cpu(bot) - before)
                await _until(lambda: len(api.arrivals) > plan.people // 2)
                bot.kill()
            async with _bot(plan, who, api.url, Path(folder)):
                await _all_came(api, who)
                return _result(plan, who, api, blocked, 0.0)


def _cpu(process: "subprocess.Popen[str]") -> float:
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


async def _all_came(api: Flood, who: str) -> None:
    """Pupils tap meanwhile; nothing comes any more in the end."""
    taps = asyncio.create_task(api.pupils.tap_evenly(TAPS, 600)) if who == OURS else None
    seen, quiet = 0, 0.0
    while quiet < _QUIET:
        await asyncio.sleep(0.25)
        quiet = quiet + 0.25 if len(api.arrivals) == seen else 0.0
        seen = len(api.arrivals)
    if taps is not None:
        taps.cancel()


def _result(plan: Plan, who: str, api: Flood, blocked: frozenset[int], cpu: float) -> Result:
    paused = _paused(api.pauses)
    end = api.arrivals[int(len(api.arrivals) * _STEADY)]
    waits = [
        seen - tapped
        for tapped, seen in api.taps
        if tapped < end and not any(start < seen and tapped < stop for start, stop in paused)
    ]
    return Result(
        plan=plan,
        who=who,
        arrivals=api.arrivals,
        once=sum(times == 1 for times in api.got.values()),
        twice=sum(times > 1 for times in api.got.values()),
        nobody=plan.people - len(blocked) - len(api.got),
        paused=sum(stop - start for start, stop in paused if stop < end),
        taps=waits,
        cpu=cpu,
    )


def _paused(refusals: list[float]) -> list[tuple[float, float]]:
    """The spans in which both are silent: from a 429's answer for as long as it says, overlaps joined."""
    spans: list[tuple[float, float]] = []
    for at in sorted(refusals):
        start, stop = at + DELAY, at + DELAY + RETRY_AFTER
        if spans and start <= spans[-1][1]:
            start, stop = spans[-1][0], max(stop, spans.pop()[1])
        spans.append((start, stop))
    return spans


@asynccontextmanager
async def _bot(plan: Plan, who: str, url: str, folder: Path) -> AsyncIterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.broadcast_bot", str(plan.rate), str(plan.people)]
    process = subprocess.Popen(  # noqa: ASYNC220  # nothing else runs while it starts
        [*command, *(["--even"] if who == EVEN else [])],
        env=environment(url, folder), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), PATIENCE)
        yield process
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 10)
        if process.stdout is not None:
            process.stdout.close()


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  # what is waited for happens in another process
            await asyncio.sleep(0.01)


def show(results: list[Result]) -> None:
    """Print the table, and the ratios of neighbours."""
    rows: list[list[Cell]] = [
        [
            f"{each.who}{', killed halfway' if each.plan.kill else ''}",
            each.plan.rate,
            each.plan.people,
            "" if each.plan.kill else f"{100 * each.speed / each.plan.rate:.1f} %",  # a start takes its time
            each.most,
            each.once,
            each.twice,
            each.nobody,
            1e6 * each.cpu / len(each.arrivals),
            1000 * (percentile(each.taps, 0.5) - DELAY),
            1000 * (percentile(each.taps, 0.99) - DELAY),
        ]
        for each in results
    ]
    head = ("", "rate", "people", "kept, pauses left out", "most in 1 s", "once", "twice", "nobody")
    table(
        "A broadcast while 20 pupils a second tap; 3 % blocked, 1 % 502, some 429; ms over the API's 50",
        (*head, "CPU µs a call", "tap p50", "p99"),
        rows,
    )
    for ours, even in pairwise(results):
        if ours.who == OURS and even.who == EVEN:
            ratio = ours.speed / even.speed
            print(f"\n{ours.plan.rate:g}/s: {ratio:.3f} of the even pump's speed")


if __name__ == "__main__":
    show(asyncio.run(measure(PLANS[1:] if "--quick" in sys.argv else PLANS)))
