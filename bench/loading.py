"""What the item bank costs to load, beside reading the same YAML and nothing more: `python -m bench.loading`.

Every load runs in a process of its own, which has imported what it needs; the time to import is not counted.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.tables import Cell, middle, table
from bot.content.loader import BANK, TARGETS

_MEGA = 1 << 20

_MEASURED = """
import json, sys, time
from pathlib import Path
import psutil
{imports}
def memory():
    return psutil.Process().memory_info().rss
folder, before, began = Path(sys.argv[1]), memory(), time.perf_counter()
kept = {work}
print(json.dumps([time.perf_counter() - began, memory() - before]))
"""

OURS = _MEASURED.format(imports="from bot.content import load", work="load(folder)")
PLAIN = _MEASURED.format(
    imports="import yaml",
    work="[yaml.load(path.read_bytes(), yaml.CBaseLoader) for path in sorted(folder.glob('*.yaml'))]",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one load: seconds of the clock, bytes that the process grew by."""

    seconds: float
    growth: int


def measure(times: int = 5) -> dict[str, list[Cost]]:
    """Load a copy of the bank: once without anything kept, then so often with it, and as plain YAML."""
    with TemporaryDirectory(prefix="tremplin-bench-") as folder:
        bank = Path(folder) / BANK.name
        shutil.copytree(BANK, bank, ignore=shutil.ignore_patterns(".*"))
        shutil.copytree(BANK.parent / TARGETS, bank.parent / TARGETS)
        first = [_cost(OURS, bank)]
        rounds = [(_cost(OURS, bank), _cost(PLAIN, bank)) for _ in range(times)]
    return {
        "the first time, every variant made once": first,
        "from what was kept": [ours for ours, _ in rounds],
        "the same YAML, only parsed": [plain for _, plain in rounds],
    }


def _cost(program: str, bank: Path) -> Cost:
    command = [sys.executable, "-c", program, str(bank)]
    run = subprocess.run(command, check=True, capture_output=True)
    seconds, growth = json.loads(run.stdout)
    return Cost(seconds, growth)


def show(costs: dict[str, list[Cost]]) -> None:
    """Print the medians, and their ratio to the last row."""
    plain = middle([cost.seconds for cost in list(costs.values())[-1]])
    rows: list[list[Cell]] = []
    for name, some in costs.items():
        seconds = middle([cost.seconds for cost in some])
        rows.append([name, seconds, seconds / plain, middle([cost.growth / _MEGA for cost in some])])
    table("Loading the whole item bank, in one process", ("", "s", "ratio", "MB more"), rows)


if __name__ == "__main__":
    show(measure())
