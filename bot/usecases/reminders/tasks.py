"""Campaigns as a letter to a guardian tells them: which are still to be finished, and until when."""

from collections.abc import Iterable

from bot.store import campaigns, schools
from bot.store.campaigns import Campaign
from bot.store.digests import Progress
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.usecases.reminders.outcomes_families import Task
from bot.usecases.turn import Turn

_NEVER = 2**63


class Tasks:
    """What one letter reads of campaigns: each of them, and each school's zone, once."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._campaigns: dict[int, Campaign | None] = {}
        self._zones: dict[int, str] = {}

    def campaign(self, campaign_id: int | None) -> Campaign | None:
        """None for one that was deleted."""
        if campaign_id is None:
            return None
        if campaign_id not in self._campaigns:
            self._campaigns[campaign_id] = campaigns.find(self._turn.tx, campaign_id)
        return self._campaigns[campaign_id]

    def zone(self, school_id: int) -> str:
        """The zone that a school's dates are read in."""
        if school_id not in self._zones:
            school = schools.find(self._turn.tx, school_id)
            self._zones[school_id] = school.zone if school else self._turn.rules.timezone
        return self._zones[school_id]

    def to_do(self, found: Iterable[Campaign | None], progress: dict[int, Progress]) -> tuple[Task, ...]:
        """Those that can be done now and are not, each once, the nearest deadline first."""
        open_now = {each.id: each for each in found if each is not None and self._open(each, progress)}
        tasks = [self._task(each, progress) for each in open_now.values()]
        return tuple(sorted(tasks, key=lambda each: (each.deadline_at or _NEVER, each.campaign_id)))

    def _open(self, campaign: Campaign, progress: dict[int, Progress]) -> bool:
        done = campaign.id in progress and progress[campaign.id].completed_at is not None
        can_begin = standing.phase(campaign, None, self._turn.now_ms) is Phase.NEW
        return campaign.published_at is not None and can_begin and not done

    def _task(self, campaign: Campaign, progress: dict[int, Progress]) -> Task:
        zone, began = self.zone(campaign.school_id), campaign.id in progress
        return Task(campaign.id, campaign.name, campaign.teacher, campaign.deadline_at, zone, began)
