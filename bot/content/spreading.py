"""The same work on many files, in as many processes as there are processors."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def spread(work: Callable[[Path], T], paths: Sequence[Path]) -> list[T]:
    """What `work`, a function of a module, gives for each path.

    Three files or more are worth other processes, which import the main module again: only for programs of
    ours, which begin with `if __name__ == "__main__"`.
    """
    processes = min(os.cpu_count() or 1, len(paths))
    if processes < 2 or len(paths) < 3:
        return [work(path) for path in paths]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:  # forking is unsafe beside threads
        return list(pool.map(work, paths))
