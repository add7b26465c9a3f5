"""What a letter tells a teacher: how far the pupils are, one message for all their campaigns."""

from collections.abc import Sequence

from bot.errors import NotAllowed
from bot.store import campaigns, following
from bot.store import notices as notice_rows
from bot.store.campaigns import Campaign
from bot.store.notices import Notice
from bot.usecases import rights
from bot.usecases.campaigns import phases
from bot.usecases.following import reading
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import standing
from bot.usecases.reminders.outcomes_staff import MOST_NAMES, CampaignCounts, StaffLetter
from bot.usecases.turn import Turn

_NEVER = 2**63


def part(turn: Turn, notices: Sequence[Notice]) -> list[Outcome]:
    """What these notices of one teacher come to; nothing when there is nothing to tell."""
    ended = _ended(turn, [each.campaign_id for each in notices if each.kind == "after"])
    known = {each.id for each in ended}
    schools = dict.fromkeys(each.school_id for each in notices if each.kind == "week_staff")
    running = [each for school in schools for each in _running(turn, school) if each.id not in known]
    if not (ended or running):
        return []
    after = tuple(_counts(turn, each, MOST_NAMES) for each in ended)
    week = tuple(_counts(turn, each, 0) for each in running)
    return [StaffLetter(after, week, turn.now_ms)]


def _ended(turn: Turn, campaign_ids: Sequence[int | None]) -> list[Campaign]:
    """Those of the campaigns that are the person's still, and whose deadline has passed."""
    found = [_led(turn, each) for each in dict.fromkeys(campaign_ids) if each is not None]
    return [
        each
        for each in found
        if each is not None and each.archived_at is None and standing.is_late(each, turn.now_ms)
    ]


def _led(turn: Turn, campaign_id: int) -> Campaign | None:
    """None for a campaign of others: an administrator may see it, and is told nothing of it."""
    try:
        found = rights.campaign(turn, campaign_id)
    except NotAllowed:
        return None
    return found if campaigns.is_leader(turn.tx, turn.person.id, campaign_id) else None


def _running(turn: Turn, school_id: int) -> list[Campaign]:
    """What the person leads there, wants to hear of, and runs: the nearest deadline first."""
    try:
        rights.member_of(turn, school_id)
    except NotAllowed:
        return []
    unwanted = notice_rows.muted(turn.tx, turn.person.id)
    found = [
        each
        for each in campaigns.of_teacher(turn.tx, school_id, turn.person.id)
        if phases.phase(each, turn.now_ms) is phases.Phase.RUNNING and each.id not in unwanted
    ]
    return sorted(found, key=lambda each: (each.deadline_at or _NEVER, each.id))


def _counts(turn: Turn, campaign: Campaign, names: int) -> CampaignCounts:
    """Numbers and so many names of a board, without a result; looking for names costs as much again."""
    tally = following.tally(turn.tx, campaign.id)
    can_begin = standing.phase(campaign, None, turn.now_ms) is standing.Phase.NEW
    return CampaignCounts(
        campaign_id=campaign.id,
        name=campaign.name,
        collection=campaign.mode == "collection",
        deadline_at=campaign.deadline_at,
        zone=reading.zone_of(turn, campaign),
        enrolled=tally.people,
        done=tally.done,
        late=tally.late,
        running=tally.running,
        waiting=tally.waiting,
        idle=tally.idle,
        cut_off=tally.cut_off,
        not_started=tuple(following.idle_names(turn.tx, campaign.id, names) if names else ()),
        unreachable=tuple(following.cut_off_names(turn.tx, campaign.id, names) if names else ()),
        nudges=can_begin and tally.idle > 0,
    )
