"""Where somebody stands in a campaign: may they take part, and what have they done of it?"""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import NotAllowed
from bot.store import campaigns, classes, participation
from bot.store.campaigns import Campaign
from bot.store.classes import Pupil
from bot.store.participation import Participation
from bot.usecases import rights
from bot.usecases.reminders import plans
from bot.usecases.turn import Turn

HOUR_MS = 3_600_000
RETRY_AFTER_MS = 4 * 24 * HOUR_MS


class Phase(StrEnum):
    """What can be done now."""

    SOON = "soon"  # opens later
    NEW = "new"
    RUNNING = "running"
    DONE = "done"  # the latest attempt ended
    CLOSED = "closed"  # by the teacher
    OVER = "over"  # the deadline has passed, and late is not allowed


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in a campaign: the roster line they are in it by, and their attempts, the first one first."""

    campaign: Campaign
    line: Pupil | None
    attempts: list[Participation]

    @property
    def name(self) -> str:
        """As the teacher reads it; '' when it is to be asked."""
        if self.line is not None:
            return self.line.name
        return self.attempts[-1].name if self.attempts else ""

    @property
    def last(self) -> Participation | None:
        return self.attempts[-1] if self.attempts else None


def of(turn: Turn, campaign: Campaign) -> Standing:
    """Where the person stands; says nothing of whether they may take part."""
    there = {each.id for each in campaigns.classes_of(turn.tx, campaign.id)}
    lines = classes.pupils_of_person(turn.tx, turn.person.id)
    line = next((each for each in lines if each.class_id in there), None)
    return Standing(campaign, line, participation.attempts(turn.tx, turn.person.id, campaign.id))


def welcome(standing: Standing, code: str) -> bool:
    """Whether they may take part: by their class, by what they began, or by the code where it is enough."""
    by_code = standing.campaign.open_to_all and hmac.compare_digest(
        code.encode("utf-8", "replace"), standing.campaign.code.encode()
    )
    return bool(standing.line or standing.attempts or by_code)


def entitled(turn: Turn, campaign_id: int, code: str) -> Standing:
    """For a button: a published campaign the person may take part in. Raises NotAllowed."""
    campaign = campaigns.find(turn.tx, campaign_id)
    if campaign is None or campaign.published_at is None:
        raise NotAllowed
    standing = of(turn, campaign)
    if not welcome(standing, code):
        raise NotAllowed
    return standing


def leads(turn: Turn, campaign_id: int) -> bool:
    """Whether the campaign is theirs as a teacher."""
    try:
        rights.campaign(turn, campaign_id)
    except NotAllowed:
        return False
    return True


def phase(campaign: Campaign, last: Participation | None, now_ms: int) -> Phase:
    """What can be done, after the latest attempt."""
    if last is not None and last.completed_at is not None:
        return Phase.DONE
    if campaign.closed_at is not None or campaign.archived_at is not None:
        return Phase.CLOSED
    if is_late(campaign, now_ms) and not campaign.late_allowed:
        return Phase.OVER
    if last is not None:  # who has begun goes on, though the opening was moved since
        return Phase.RUNNING
    soon = campaign.opens_at is not None and campaign.opens_at > now_ms
    return Phase.SOON if soon else Phase.NEW


def is_late(campaign: Campaign, now_ms: int) -> bool:
    """Whether the deadline has passed."""
    return campaign.deadline_at is not None and campaign.deadline_at <= now_ms


def retry_in(campaign: Campaign, last: Participation, now_ms: int) -> int | None:
    """Whole hours, rounded up, until a finished campaign can be begun again; None: it can't."""
    open_until = phase(campaign, None, now_ms)
    if not campaign.retries or campaign.mode == "collection" or open_until is not Phase.NEW:
        return None
    since = last.sent_at or last.completed_at or now_ms
    return max(0, -((now_ms - since - RETRY_AFTER_MS) // HOUR_MS))


def result_goes_home(turn: Turn, campaign: Campaign) -> bool:
    """Whether the teacher lets guardians know results; a profile that is sent has none."""
    return campaign.mode != "collection" and plans.load(turn.tx, campaign.id).results_shared
