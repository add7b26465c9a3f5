"""Whether a campaign's test can go on now, and if not, why."""

from bot.store.campaigns import Campaign
from bot.usecases.participation.aims import aim_at, campaign_of
from bot.usecases.participation.outcomes_taking import ClosedBecause
from bot.usecases.turn import Turn


def goes_on(turn: Turn, key: str) -> bool:
    """True while who has begun the test of this key, which is a campaign's, may go on with it."""
    campaign = campaign_of(turn, key)
    return campaign is not None and over(turn, campaign) is None


def over(turn: Turn, campaign: Campaign) -> ClosedBecause | None:
    """Why nobody can go on with a campaign now, if so. Who acted before the deadline was in time."""
    if aim_at(turn.library, campaign.target) is None or campaign.published_at is None:
        return ClosedBecause.GONE
    if campaign.closed_at is not None or campaign.archived_at is not None:
        return ClosedBecause.CLOSED
    return ClosedBecause.PASSED if passed(turn, campaign) and not campaign.late_allowed else None


def passed(turn: Turn, campaign: Campaign) -> bool:
    """True when the person acted at the deadline or after it."""
    return campaign.deadline_at is not None and turn.at_ms >= campaign.deadline_at
