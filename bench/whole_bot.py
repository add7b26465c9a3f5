"""The whole bot: what `tremplin run` is, with limits that a load of tests does not meet.

`TREMPLIN_…=… python -m bench.whole_bot [--in-words]`; SIGUSR1 makes it print its store's counters as a JSON
line. `--in-words` leaves out the challenges that come with a picture or a file: a turn is then about
the three calls of the echo bots.
"""

import asyncio
import json
import signal
import sys
from dataclasses import replace
from typing import cast

from bot.bootstrap import App, until_told
from bot.clock import SystemClock
from bot.config import load_settings
from bot.content import Library, load
from bot.content.library import Skill, Topic
from bot.store.open import open_store
from bot.store.sqlite import SqliteStore
from bot.transport.limits import Limits

LOOSE = Limits(rate=1e6, chat_rate=1e6, chat_burst=1000)


def in_words(library: Library) -> Library:
    """The same without pictures and files; a skill that has nothing else is left out."""

    def topic(whole: Topic) -> Topic:
        return replace(whole, skills=tuple(kept for each in whole.skills if (kept := skill(each)).challenges))

    def skill(whole: Skill) -> Skill:
        plain = (c for c in whole.challenges if c.spec.picture is None and c.spec.file is None)
        return replace(whole, challenges=tuple(plain))

    return Library(
        replace(each, topics=tuple(topic(t) for t in each.topics)) for each in library.competences.values()
    )


async def main(plain: bool) -> None:
    settings, clock = load_settings(), SystemClock()
    store = cast(SqliteStore, await open_store(settings.database_url, clock))

    def report() -> None:
        print(json.dumps({"commits": store.commits, "turns": store.turns}), flush=True)

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, report)
    library = in_words(load()) if plain else load()
    app = App(settings, store, clock, library, LOOSE)
    await app.start()
    try:
        await until_told()
    finally:
        await app.stop()


if __name__ == "__main__":
    asyncio.run(main("--in-words" in sys.argv))
