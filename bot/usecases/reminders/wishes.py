"""How somebody wants to be reminded: later, less, at other hours, or not at all."""

from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def settings(turn: Turn) -> list[Outcome]:
    """«Mes rappels»: the hours, the digest, what is stopped and how to take it up again."""
    raise NotImplementedError


def stop_command(turn: Turn) -> list[Outcome]:
    """/stop: everything stops, and how to take it up again."""
    raise NotImplementedError


def not_before_monday(turn: Turn) -> list[Outcome]:
    raise NotImplementedError


def mute(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Nothing more of one campaign."""
    raise NotImplementedError


def unmute(turn: Turn, campaign_id: int) -> list[Outcome]:
    raise NotImplementedError


def stop(turn: Turn) -> list[Outcome]:
    raise NotImplementedError


def resume(turn: Turn) -> list[Outcome]:
    """Reminders again, of everything that was not stopped by itself."""
    raise NotImplementedError
