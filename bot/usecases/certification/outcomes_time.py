"""What time brings to a candidate, as plain data."""

from dataclasses import dataclass
from typing import ClassVar

from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class TimeLeft(Outcome):
    """So many minutes are left, rounded up; `last`: nobody says it again."""

    role: ClassVar[str] = "pupil"
    minutes: int
    last: bool
