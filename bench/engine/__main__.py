"""The engine beside others: `python -m bench.engine`. A full run rewrites the page and picture in docs."""

import argparse
import os
import platform
from itertools import groupby
from pathlib import Path
from time import monotonic

from bench.engine import report
from bench.engine.joint import JointMeasures
from bench.engine.measure import Measures
from bench.engine.picture import draw
from bench.engine.run import run
from bench.engine.scenarios import JOINT, SINGLES

_DOCS = Path(__file__).parents[2] / "docs"
_PUPILS, _QUICK = 1200, 120
_JOINT_SHARE = 4  # a joint test asks that much more


def main() -> None:
    """Play, print, and write when everything was played."""
    asked = _arguments()
    names = asked.scenario or [*SINGLES, JOINT]
    pupils = _QUICK if asked.quick else asked.pupils
    os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")
    start = monotonic()
    tables, base = _play(names, pupils)
    print(f"\n{pupils} pupils a world, {_machine()}, {(monotonic() - start) / 60:.1f} minutes")
    if set(names) == {*SINGLES, JOINT} and pupils >= _PUPILS:
        report.write(_DOCS / "engine.md", tables)
        draw(base, _DOCS / "engine.svg")


def _play(names: list[str], pupils: int) -> tuple[dict[str, str], list[Measures]]:
    """Every table, printed as soon as it is full, and the measures of the base world."""
    tables: dict[str, str] = {}
    base: list[Measures] = []
    played = run(names, pupils, pupils // _JOINT_SHARE)
    for name, group in groupby(played, key=lambda one: one.scenario if isinstance(one, Measures) else JOINT):
        found = list(group)
        singles = [one for one in found if isinstance(one, Measures)]
        joints = [one for one in found if isinstance(one, JointMeasures)]
        new = report.joint_tables(joints) if name == JOINT else report.tables_of(name, singles)
        new[f"{name}: time"] = report.speed(found)
        for title, table in new.items():
            print(f"\n{title}\n\n{table}", flush=True)
        tables |= new
        base = singles if name == "base" else base
    return tables, base


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.engine", description=__doc__)
    parser.add_argument("--pupils", type=int, default=_PUPILS, help="a world of one competence (%(default)s)")
    parser.add_argument("--scenario", nargs="+", choices=[*SINGLES, JOINT], help="only these worlds")
    parser.add_argument(
        "--quick", action="store_true", help=f"{_QUICK} pupils: about a minute, rough figures"
    )
    return parser.parse_args()


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} processors"


if __name__ == "__main__":
    main()
