"""What was acknowledged is kept, even when the process is killed under load."""

import subprocess
import sys
from collections import Counter

from bot.clock import FrozenClock
from bot.store import inbox, people, practice
from bot.store.base import Tx
from bot.store.open import open_store
from tests.store import durability_worker

ENOUGH = 400  # acknowledged turns, then the kill


def acknowledged_before_kill(url: str) -> Counter[int]:
    """Turns acknowledged to each person by a worker killed (-9) in full run; complete lines only."""
    command = [sys.executable, "-m", durability_worker.__name__, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        lines = [line for line, _ in zip(worker.stdout, range(ENOUGH), strict=False)]
        worker.kill()
        lines += worker.stdout.readlines()
    assert len(lines) >= ENOUGH
    return Counter(int(line.split()[0]) for line in lines if line.endswith("\n"))


def kept(tx: Tx, chat_id: int) -> int:
    person = people.person_of_chat(tx, chat_id)
    return 0 if person is None else int(practice.state(tx, person.id, "1.1") or 0)


async def test_every_acknowledged_turn_outlives_a_kill(database_url: str, clock: FrozenClock) -> None:
    acknowledged = acknowledged_before_kill(database_url)

    store = await open_store(database_url, clock)

    assert store.exclusive  # the dead hold no lock
    for chat_id, turns in acknowledged.items():
        done = await store.turn(kept, chat_id)
        assert turns <= done <= turns + 1  # the one in flight may have been committed, and not yet said
        for update_id in range(done):
            assert not await store.turn(inbox.claim, chat_id, update_id, 0)
        assert await store.turn(
            inbox.claim, chat_id, done, 0
        )  # whole or not at all: no trace of the next one
    await store.close()
