"""The moment up to which the clocks of candidates have run."""

from bot.store import pulse
from bot.usecases.turn import Turn

BEAT_MS = 5_000
SILENCE_MS = 3 * BEAT_MS
"""A bot silent for longer is away: clocks have not run since."""


def moment(turn: Turn) -> int:
    """Now, for clocks: no later than the bot's last beat and a little, never before it; UTC milliseconds."""
    beat = pulse.last(turn.tx)
    return turn.now_ms if beat is None else max(beat, min(turn.now_ms, beat + SILENCE_MS))
