"""A bot in a process of its own, and what it costs."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from bench.api import TOKEN

WHOLE, PICTURES = "whole bot", "whole bot, pictures too"
BARE, LIBRARY = "(a) bare echo", "(b) library as it comes"
PATIENCE = 30.0  # seconds for a bot to ask for its first updates
_PROGRAMS = {
    WHOLE: ("bench.whole_bot", "--in-words"),
    PICTURES: ("bench.whole_bot",),
    BARE: ("bench.bare_echo",),
    LIBRARY: ("bench.library_echo",),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What a process has used so far: CPU seconds, user and system; commits, of the whole bot only."""

    at: float
    cpu: float
    memory: int  # bytes, resident
    commits: int


class Contender:
    """One running bot."""

    def __init__(self, process: subprocess.Popen[str], counts: bool) -> None:
        self._process = process
        self._counts = counts
        self._psutil = psutil.Process(process.pid)

    def sample(self) -> Sample:
        """Look at it now."""
        times = self._psutil.cpu_times()
        memory = self._psutil.memory_info().rss
        return Sample(time.perf_counter(), times.user + times.system, memory, self._commits())

    def _commits(self) -> int:
        if not self._counts or self._process.stdout is None:
            return 0
        self._process.send_signal(signal.SIGUSR1)
        commits: int = json.loads(self._process.stdout.readline())["commits"]
        return commits


@asynccontextmanager
async def running(name: str, url: str) -> AsyncIterator[Contender]:
    """Start a contender against the API at `url`, stop it in the end."""
    async with started([sys.executable, "-m", *_PROGRAMS[name]], url) as process:
        yield Contender(process, counts=name in (WHOLE, PICTURES))


@asynccontextmanager
async def started(command: list[str], url: str) -> AsyncIterator["subprocess.Popen[str]"]:
    """A program with the settings of a bot and an SQLite file in a new folder on disk."""
    with TemporaryDirectory(prefix="tremplin-bench-") as folder:
        process = subprocess.Popen(  # noqa: ASYNC220  # nothing else runs while it starts
            command, env=environment(url, Path(folder)), stdout=subprocess.PIPE, text=True
        )
        try:
            yield process
        finally:
            process.terminate()
            await asyncio.to_thread(_end, process)  # meanwhile the API answers its last calls


def _end(process: "subprocess.Popen[str]") -> None:
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    assert process.stdout
    process.stdout.close()


def environment(url: str, folder: Path) -> dict[str, str]:
    """The settings of a bot, and its SQLite file in a folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TREMPLIN_")}
    return {
        **kept,
        "TREMPLIN_TOKEN": TOKEN,
        "TREMPLIN_API_URL": url,
        "TREMPLIN_DATABASE_URL": f"sqlite:///{folder}/bench.db",
    }
