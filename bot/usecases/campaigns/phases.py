"""Where a campaign is in its life, as its teacher sees it."""

from enum import StrEnum

from bot.store.campaigns import Campaign


class Phase(StrEnum):
    """One at a time; what can be done as a pupil is `participation.standing`'s business."""

    DRAFT = "draft"
    COMING = "coming"  # published, and opens later
    RUNNING = "running"
    ENDED = "ended"  # closed, or past its deadline
    ARCHIVED = "archived"


def phase(campaign: Campaign, now_ms: int) -> Phase:
    """The phase at a moment; a deadline that is moved counts at once."""
    if campaign.archived_at is not None:
        return Phase.ARCHIVED
    if campaign.published_at is None:
        return Phase.DRAFT
    if campaign.closed_at is not None or past(campaign.deadline_at, now_ms):
        return Phase.ENDED
    return Phase.RUNNING if campaign.opens_at is None or past(campaign.opens_at, now_ms) else Phase.COMING


def past(moment: int | None, now_ms: int) -> bool:
    """Whether a moment that may not be set is over."""
    return moment is not None and moment <= now_ms
