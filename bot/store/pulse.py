"""When the bot was last seen at work."""

from dataclasses import dataclass

from bot.store.base import Tx

_NAME = "bot"


@dataclass(frozen=True, slots=True)
class Beat:
    """The latest one, in UTC milliseconds, and the number of the process that wrote it.

    Both are None while no candidate's clock runs: nobody needs it then.
    """

    at: int | None
    process: int | None


def last(tx: Tx) -> int | None:
    """The latest beat, in UTC milliseconds; None while no candidate's clock runs."""
    return tx.one("pulse", int, name=_NAME)


def at_rest(tx: Tx) -> bool:
    """Whether no candidate's clock runs, and this is written: a beat has nothing to do."""
    seen = tx.one("pulse_and_clocks", _seen, name=_NAME)
    return seen == (None, 0)


def locked(tx: Tx) -> Beat:
    """The latest beat; on PostgreSQL nobody else beats until the turn ends."""
    tx.run("make_pulse", name=_NAME)  # a row that is not there can't be locked
    return tx.one("pulse_locked", Beat, name=_NAME) or Beat(None, None)


def put(tx: Tx, beat: Beat) -> None:
    """Write it; of one that `locked` gave."""
    tx.run("put_pulse", name=_NAME, at=beat.at, process=beat.process)


def _seen(at: int | None, running: int) -> tuple[int | None, int]:
    return at, running
