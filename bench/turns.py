"""Turns of the whole bot beside two echo bots, in interleaved windows: `python -m bench.turns [--quick]`."""

import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bench.contender import BARE, LIBRARY, PICTURES, WHOLE
from bench.stage import AT_ONCE, RATE, Measure, Stage, staged
from bench.tables import Cell, middle, percentile, shown, table

CONTENDERS = (WHOLE, BARE, LIBRARY, PICTURES)
DELAYS = (0.0, 0.05)
_MEGA = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How long it all takes; `window` and `steady` in seconds."""

    rounds: int = 5
    window: float = 1.5
    steady: float = 3.0


QUICK = Plan(rounds=1)


@dataclass(slots=True)
class Results:
    """Every window's measure, by contender and delay, in the order of the rounds."""

    closed: dict[tuple[str, float], list[Measure]] = field(default_factory=dict)
    steady: dict[tuple[str, float], list[Measure]] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)


async def measure(plan: Plan) -> Results:
    """Play every window of every contender, one after the other, round after round."""
    results = Results()
    async with AsyncExitStack() as stack:
        stages = [await stack.enter_async_context(staged(name)) for name in CONTENDERS]
        for _ in range(plan.rounds):
            for delay in DELAYS:
                for stage in stages:
                    await _play(stage, delay, plan, results)
        results.lost = {stage.name: stage.lost for stage in stages}
    return results


async def _play(stage: Stage, delay: float, plan: Plan, results: Results) -> None:
    key = (stage.name, delay)
    closed = await stage.closed(delay, plan.window)
    results.closed.setdefault(key, []).append(closed)
    if closed.speed > RATE:  # the others would only queue
        results.steady.setdefault(key, []).append(await stage.steady(delay, plan.steady))


def show(results: Results) -> None:
    """Print what was measured, and the ratios."""
    for delay in DELAYS:
        table(
            f"{AT_ONCE} pupils at once, the API answers after {delay * 1000:.0f} ms",
            ("", "turns/s", "CPU µs/turn", "calls/turn", "kB/turn", "commits/turn", "MB"),
            [_closed_row(name, results.closed[name, delay]) for name in CONTENDERS],
        )
    table(
        f"{RATE:.0f} taps a second, whatever the bot does; ms from a tap to the next question at the API",
        ("", "API's delay", "p50", "p99", "p99, best round", "CPU µs/turn", "commits/turn"),
        [_steady_row(name, delay, results) for delay in DELAYS for name in CONTENDERS],
    )
    table(
        "Ratios: median of the rounds, and the lowest and highest of them",
        ("", *(f"{delay * 1000:.0f} ms" for delay in DELAYS)),
        [
            (
                "CPU of a turn: whole bot / (a)",
                *(_ratio(results, BARE, delay, "turn_cpu") for delay in DELAYS),
            ),
            ("turns a second: whole bot / (a)", *(_ratio(results, BARE, delay, "speed") for delay in DELAYS)),
            (
                "turns a second: whole bot / (b)",
                *(_ratio(results, LIBRARY, delay, "speed") for delay in DELAYS),
            ),
        ],
    )
    for name, lost in results.lost.items():
        if lost:
            print(f"\n{name}: {lost} taps were never answered")


def _closed_row(name: str, measures: list[Measure]) -> list[Cell]:
    return [
        name,
        middle([m.speed for m in measures]),
        middle([m.turn_cpu for m in measures]) * 1e6,
        middle([m.each(m.calls) for m in measures]),
        middle([m.each(m.size) for m in measures]) / 1000,
        _commits(name, measures),
        max(m.memory for m in measures) / _MEGA,
    ]


def _steady_row(name: str, delay: float, results: Results) -> list[Cell]:
    measures = results.steady.get((name, delay), [])
    head: list[Cell] = [name, f"{delay * 1000:.0f} ms"]
    if not measures:
        return [*head, "too slow", "", "", "", ""]
    p50, p99 = ([percentile(m.load.latencies, share) * 1000 for m in measures] for share in (0.5, 0.99))
    cpu = middle([m.turn_cpu for m in measures]) * 1e6
    return [*head, middle(p50), middle(p99), min(p99), cpu, _commits(name, measures)]


def _commits(name: str, measures: list[Measure]) -> Cell:
    return middle([m.each(m.commits) for m in measures]) if name in (WHOLE, PICTURES) else "-"


def _ratio(results: Results, other: str, delay: float, what: str) -> str:
    """Each round's ratio is of windows side by side in time: noise of the machine touches both."""
    pairs = zip(results.closed[WHOLE, delay], results.closed[other, delay], strict=True)
    ratios = [getattr(ours, what) / getattr(theirs, what) for ours, theirs in pairs]
    return f"{shown(middle(ratios))} ({shown(min(ratios))}–{shown(max(ratios))})"


if __name__ == "__main__":
    show(asyncio.run(measure(QUICK if "--quick" in sys.argv else Plan())))
