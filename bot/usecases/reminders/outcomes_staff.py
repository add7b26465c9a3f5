"""What a letter tells a teacher, as plain data: how many are how far, and names; never a result."""

from dataclasses import dataclass
from typing import ClassVar

from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class CampaignCounts:
    """How far the pupils of one campaign are; `deadline_at` in UTC milliseconds, read in `zone`.

    `waiting`: never started, with the names of those who can be written to. `unreachable`: the names of those
    who have not finished and cannot, not on Telegram or gone from it. `nudges`: somebody can be reminded.
    """

    campaign_id: int
    name: str
    collection: bool
    deadline_at: int | None
    zone: str
    enrolled: int
    done: int
    late: int
    running: int
    waiting: int
    not_started: tuple[str, ...]
    unreachable: tuple[str, ...]
    nudges: bool


@dataclass(frozen=True, slots=True)
class StaffLetter(Outcome):
    """Campaigns whose deadline has just passed, and the week of those that run; `now_ms`, of the letter."""

    role: ClassVar[str] = "teacher"
    ended: tuple[CampaignCounts, ...]
    running: tuple[CampaignCounts, ...]
    now_ms: int
