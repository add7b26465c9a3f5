"""Run by test_durability: plays turns as fast as it can, and says of each one once it is acknowledged."""

import asyncio
import itertools
import sys

from bot.clock import SystemClock
from bot.store import inbox, people, practice
from bot.store.base import Tx
from bot.store.open import open_store

PEOPLE = 16


def answer(tx: Tx, chat_id: int, n: int) -> None:
    """One update of one person: known, counted and kept in three tables, or in none."""
    person = people.meet(tx, chat_id, n)
    if inbox.claim(tx, chat_id, n, n):
        so_far = int(practice.state(tx, person.id, "1.1") or 0)
        practice.save_state(tx, person.id, "1.1", str(so_far + 1), n)


async def main(url: str) -> None:
    store = await open_store(url, SystemClock())

    async def play(chat_id: int) -> None:
        for n in itertools.count():
            await store.turn(answer, chat_id, n)
            sys.stdout.write(f"{chat_id} {n}\n")
            sys.stdout.flush()

    await asyncio.gather(*(play(chat_id) for chat_id in range(PEOPLE)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
