"""Where a sitting is in its life."""

from enum import StrEnum

from bot.store.sittings import Sitting

EARLY_MS = 60 * 60_000
"""Candidates may enter from an hour before; earlier once an invigilator opens the room."""


class Phase(StrEnum):
    """One at a time."""

    DRAFT = "draft"
    COMING = "coming"  # announced, and nobody may enter yet
    OPEN = "open"  # candidates may enter, and sit
    CLOSED = "closed"  # over; the jury works
    PUBLISHED = "published"  # the jury has published
    CANCELLED = "cancelled"


def phase(sitting: Sitting, now_ms: int) -> Phase:
    """The phase at a moment; a date that is moved counts at once."""
    if sitting.cancelled_at is not None:
        return Phase.CANCELLED
    if sitting.announced_at is None or sitting.starts_at is None:
        return Phase.DRAFT
    if sitting.closed_at is not None:
        return Phase.CLOSED if sitting.published_at is None else Phase.PUBLISHED
    early = sitting.opened_at is not None or now_ms >= sitting.starts_at - EARLY_MS
    return Phase.OPEN if early else Phase.COMING
