"""What time brings to a candidate, as plain data."""

from dataclasses import dataclass

from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class TimeLeft(Outcome):
    """So many minutes are left, rounded up; `last`: nobody says it again."""

    minutes: int
    last: bool
