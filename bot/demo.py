"""The product on one machine, without Telegram: sandbox, bot and scheduler in one process."""

import asyncio
import socket
from datetime import datetime
from pathlib import Path

import aiohttp
import click

from bot.bootstrap import App, until_told
from bot.clock import MovableClock
from bot.config import Settings
from bot.content import Library, load
from bot.daytime import until_day
from bot.demo_candidate import CANDIDATE, candidate
from bot.demo_school import AGENDA, CLASS, TEACHER, furnish
from bot.errors import SettingsError
from bot.store.base import Tx
from bot.store.open import open_store
from bot.store.times import to_ms
from bot.usecases.campaigns.dates import in_full
from sandbox.server import Sandbox

PEOPLE = (
    ("Léa", "pupil"),
    ("Yanis", "pupil"),
    (CANDIDATE, "pupil"),
    (TEACHER, "teacher"),
    ("M. Hoarau", "parent"),
)


async def run_demo(clock: MovableClock, port: int, database: str) -> None:
    """Serve the demo until told to stop. The database starts empty, since the sandbox's chats do too.

    Its clock is moved when nobody would be written to now.
    """
    _check_free(port)
    _forget(database)
    async with Sandbox(port=port, on_clock=clock.advance) as sandbox:
        await _move(sandbox.url, clock)
        chats = await _invite(sandbox.url)
        settings = Settings(
            token=sandbox.token,
            api_url=sandbox.url,
            database_url=f"sqlite:///{database}",
            admins=frozenset({chats[TEACHER]}),
        )
        library = load()
        store = await open_store(settings.database_url, clock)
        await store.turn(_furnish, library, chats, clock.now())
        app = App(settings, store, clock, library)
        try:
            await app.start()
            click.echo(f"\nTremplin : ouvrez {sandbox.url}/ dans un navigateur. Ctrl-C pour arrêter.\n")
            await until_told()
        finally:
            await asyncio.shield(app.stop())


def _check_free(port: int) -> None:
    """Raises SettingsError when something listens there already."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        other = port + 1 if port < 65535 else port - 1
        raise SettingsError(f"port {port} is taken; try: tremplin demo --port {other}") from None


def _forget(database: str) -> None:
    """Raises SettingsError when the database can't be a file made anew."""
    try:
        for suffix in ("", "-wal", "-shm"):
            Path(database + suffix).unlink(missing_ok=True)
    except OSError as error:  # a folder, among others
        raise SettingsError(
            f"--database {database} can't be made anew ({error.strerror}): write the path of a file, "
            "such as data/demo.db"
        ) from None


def _furnish(tx: Tx, library: Library, chats: dict[str, int], now: datetime) -> None:
    """A school for the teacher, and a candidate for its certification, before the bot answers anybody."""
    candidate(tx, library, chats[CANDIDATE], furnish(tx, chats[TEACHER], now), now)


async def _move(url: str, clock: MovableClock) -> None:
    """Move the demo's time to an hour when the bot writes to people, when it is not one."""
    now = clock.now()
    if not (ahead := until_day(now, AGENDA)):
        return
    async with aiohttp.ClientSession(url, raise_for_status=True) as session:
        await session.post("/sandbox/clock", json={"seconds": ahead.total_seconds()})
    there = in_full(to_ms(now + ahead), AGENDA.zone, to_ms(now))
    click.echo(f"\nÀ cette heure, le bot n'écrit à personne : l'horloge de la démo avance à {there}.")


async def _invite(url: str) -> dict[str, int]:
    """The people of the demo, and their class group; gives their chats by name."""
    async with aiohttp.ClientSession(url, raise_for_status=True) as session:
        members: dict[str, int] = {}
        for name, role in PEOPLE:
            async with session.post("/sandbox/people", json={"first_name": name, "role": role}) as answer:
                members[name] = (await answer.json())["id"]
        await session.post("/sandbox/start", json={"person": members[CANDIDATE]})  # no bot writes first
        group = {"title": CLASS, "members": list(members.values())}
        async with session.post("/sandbox/groups", json=group):
            return members
