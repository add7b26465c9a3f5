"""What a letter tells a teacher, as plain data: how many are how far, and names; never a result."""

from dataclasses import dataclass
from typing import ClassVar

from bot.usecases.outcomes import Outcome

MOST_NAMES = 15  # of a sort, of each campaign


@dataclass(frozen=True, slots=True)
class CampaignCounts:
    """How far the pupils of one campaign are; `deadline_at` in UTC milliseconds, read in `zone`.

    `waiting`: never started; `idle` of them can be written to, the first of whom are named in `not_started`.
    `cut_off`: have not finished and cannot be, not on Telegram or gone from it; the first are `unreachable`.
    Those of a campaign that runs are not named.
    `nudges`: somebody can be reminded.
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
    idle: int
    cut_off: int
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
