"""The same work on many files, in as many processes as there are processors."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


_MOST = 8  # each takes some 80 MB


def _processors() -> int:
    """Those that this process may use, where the system can tell."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def spread(work: Callable[[Path], T], paths: Sequence[Path]) -> list[T]:
    """What `work`, a function of a module, gives for each path.

    Three files or more are worth other processes, which import the main module again: only for programs of
    ours, which begin with `if __name__ == "__main__"`.
    """
    processes = min(_processors(), len(paths), _MOST)
    if processes < 2 or len(paths) < 3:
        return [work(path) for path in paths]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:  # forking is unsafe beside threads
        return list(pool.map(work, paths))
