"""`tremplin`: demo, run, scheduler, outbox, replay, content."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable

import click

from bot.clock import MovableClock, SystemClock
from bot.config import load_settings
from bot.content.cli import content
from bot.content.loader import prepare
from bot.errors import TremplinError


@click.group()
def tremplin() -> None:
    """Tremplin: practise digital skills on Telegram."""


tremplin.add_command(content)


@tremplin.command()
@click.option("--no-scheduler", is_flag=True, help="Only the bot; start `tremplin scheduler` elsewhere.")
def run(no_scheduler: bool) -> None:
    """The bot and its scheduler, with the settings of the environment (TREMPLIN_*)."""
    _serve(lambda: _work(bot=True, scheduler=not no_scheduler))


@tremplin.command()
def scheduler() -> None:
    """Only the scheduler: reminders and what is still to be sent."""
    _serve(lambda: _work(bot=False, scheduler=True))


@tremplin.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Of the chat page, on this machine only.",
)
@click.option("--database", default="data/demo.db", show_default=True, help="SQLite file, made anew.")
def demo(port: int, database: str) -> None:
    """Try everything in the browser, without a token: a local Telegram, the bot and the scheduler."""
    from bot.demo import run_demo  # noqa: PLC0415  # the sandbox is not needed, nor loaded, anywhere else

    clock = MovableClock(SystemClock())
    _serve(lambda: run_demo(clock, port, database))


@tremplin.command()
@click.argument("positioning", type=click.IntRange(1, 2**63 - 1))
def replay(positioning: int) -> None:
    """Compute a finished test again from what is stored, and compare the two results.

    POSITIONING is its number, as /mesdonnees gives it: a positioning's, a campaign's, or that of a mock
    certification once its result is published. Exit code 1 when they differ.
    """
    if not asyncio.run(_replay(positioning)):
        sys.exit(1)


async def _replay(positioning: int) -> bool:
    from bot.store.open import open_existing, place  # noqa: PLC0415  # `tremplin content` starts without it
    from bot.usecases.certification.rescoring import replayed  # noqa: PLC0415  # the same

    url = load_settings().database_url
    store = await open_existing(url, SystemClock())
    try:
        again = await store.read(replayed, positioning)
    finally:
        await store.close()
    click.echo(place(url))
    click.echo(f"stored    {again.stored}\nreplayed  {again.computed}")
    click.echo("the same bytes" if again.same else "NOT the same bytes")
    return again.same


@tremplin.command()
def outbox() -> None:
    """What waits to be sent, what failed and why, and which reminders are to come.

    Numbers, kinds and times only: never what was written, nor to whom.
    """
    click.echo(asyncio.run(_outbox()))


async def _outbox() -> str:
    from bot.outbox_report import report  # noqa: PLC0415  # `tremplin content` starts without it
    from bot.store.open import open_existing, place  # noqa: PLC0415  # the same

    settings, clock = load_settings(), SystemClock()
    store = await open_existing(settings.database_url, clock)
    try:
        said = await store.read(report, clock.now(), settings.timezone)
        return f"{place(settings.database_url)}\n{said}"
    finally:
        await store.close()


async def _work(*, bot: bool, scheduler: bool) -> None:
    from bot.bootstrap import open_app, until_told  # noqa: PLC0415  # `tremplin content` starts without it

    app = await open_app(load_settings(), SystemClock())
    try:
        await app.start(bot=bot, scheduler=scheduler)
        if bot and (address := await app.operator_address()):
            click.echo(f"\nNobody runs this Tremplin yet. Open this link, it works once:\n{address}\n")
        await until_told()
    finally:
        await app.stop()


def _serve(work: Callable[[], Awaitable[None]]) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick longer than its pace is no news
    prepare()
    asyncio.run(_awaited(work))


async def _awaited(work: Callable[[], Awaitable[None]]) -> None:
    await work()


def main() -> None:
    """Entry point: an error we foresaw is a sentence and exit code 2, never a traceback."""
    try:
        tremplin()
    except TremplinError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
