"""When the bot was last seen at work."""

from bot.store.base import Tx

_NAME = "bot"


def last(tx: Tx) -> int | None:
    """The latest beat, in UTC milliseconds; None before the first."""
    return tx.one("pulse", int, name=_NAME)


def put(tx: Tx, at: int) -> None:
    tx.run("put_pulse", name=_NAME, at=at)
