"""The moment up to which the clocks of candidates have run."""

from bot.store import pulse
from bot.store.base import Tx
from bot.usecases.turn import Turn

BEAT_MS = 5_000
SILENCE_MS = 3 * BEAT_MS
"""A bot silent for longer is away: clocks have not run since."""
LATE_MS = 5_000
"""How late an answer may reach the bot and still count from when it was sent."""


def moment(turn: Turn) -> int:
    """Now, for clocks: no later than the bot's last beat and a little, never before it; UTC milliseconds."""
    return moment_at(turn.tx, turn.now_ms)


def acted_at(turn: Turn, at_ms: int) -> int:
    """When somebody acted, by the same clock: an answer in time stays so when it comes a little late.

    `at_ms` may be Telegram's clock, which is not the server's: it can't take more than LATE_MS away.
    """
    now = moment(turn)
    return max(min(at_ms, now), now - LATE_MS)


def moment_at(tx: Tx, now_ms: int) -> int:
    """The same outside a turn."""
    beat = pulse.last(tx)
    return now_ms if beat is None else max(beat, min(now_ms, beat + SILENCE_MS))
