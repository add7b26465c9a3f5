"""What is done with a whole campaign: copy, close, put away, delete."""

from dataclasses import replace

from bot.store import campaigns, codes
from bot.store.campaigns import Campaign
from bot.store.schools import Member
from bot.usecases import asking, rights
from bot.usecases.broadcasts import sending
from bot.usecases.campaigns import answers, drafts, reading
from bot.usecases.campaigns.outcomes import (
    NAME_LIMIT,
    CampaignDeleted,
    CampaignManaged,
    DeleteAsked,
    Notice,
)
from bot.usecases.campaigns.phases import past, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import plans
from bot.usecases.turn import Turn

COPY = " (copie)"
TWICE_MS = 3_000  # taps nearer than this are one wish


def show(
    turn: Turn, campaign_id: int, notice: Notice | None = None, also: Notice | None = None
) -> list[Outcome]:
    """What can be done with a published campaign; a draft has its summary."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    if campaign.published_at is None:
        return reading.summed(turn, campaign, notice)
    leaders = tuple(each.name for each in campaigns.leaders(turn.tx, campaign.id))
    return [
        CampaignManaged(
            campaign.id,
            reading.name_of(turn, campaign),
            phase(campaign, turn.now_ms),
            campaign.closed_at is not None,
            leaders,
            campaigns.turnout(turn.tx, campaign.id).people,
            notice,
            also,
        )
    ]


def copy(turn: Turn, campaign_id: int) -> list[Outcome]:
    """A new draft like this one and its reminders, without dates, nor classes that were put away."""
    source = rights.campaign(turn, campaign_id)
    member = rights.member_of(turn, source.school_id)
    if twin := _just_copied(turn, source, member):
        return reading.summed(turn, twin, Notice.COPIED)
    if len(drafts.of(turn, member)) >= drafts.MOST:
        return show(turn, campaign_id, Notice.TOO_MANY_DRAFTS)
    id_ = turn.tx.new_id()
    made = replace(
        source,
        id=id_,
        code=drafts.no_code(id_),
        name=_name_of_copy(turn, source),
        opens_at=None,
        deadline_at=None,
        teacher=member.name,
        created_at=turn.now_ms,
        published_at=None,
        closed_at=None,
        archived_at=None,
    )
    campaigns.add(turn.tx, made, turn.person.id)
    for room in campaigns.classes_of(turn.tx, source.id):
        if room.archived_at is None:
            campaigns.put_class(turn.tx, id_, room.id)
    plans.copy(turn.tx, source.id, id_)
    return reading.summed(turn, made, Notice.COPIED)


def _name_of_copy(turn: Turn, source: Campaign) -> str:
    return reading.name_of(turn, source)[: NAME_LIMIT - len(COPY)].rstrip() + COPY


def _just_copied(turn: Turn, source: Campaign, member: Member) -> Campaign | None:
    """The copy that the same button made a moment ago, tapped twice."""
    name, since = _name_of_copy(turn, source), turn.now_ms - TWICE_MS
    mine = drafts.of(turn, member)
    return next((each for each in mine if each.created_at > since and each.name == name), None)


def set_closed(turn: Turn, campaign_id: int, on: bool) -> list[Outcome]:
    """Nobody can begin or go on; or they can again."""
    campaign = _published(turn, campaign_id)
    if campaign is None or (campaign.closed_at is not None) == on:
        return show(turn, campaign_id)
    changed = reading.change(turn, campaign, closed_at=turn.now_ms if on else None)
    notice = Notice.CLOSED if on else _reopened(turn, changed)
    return show(turn, campaign_id, notice, answers.told(turn, campaign, changed))


def _reopened(turn: Turn, campaign: Campaign) -> Notice:
    if not past(campaign.deadline_at, turn.now_ms):
        return Notice.REOPENED
    return Notice.REOPENED_TO_LATE if campaign.late_allowed else Notice.REOPENED_LATE


def set_archived(turn: Turn, campaign_id: int, on: bool) -> list[Outcome]:
    """Put it away, closed; or take it out again, still closed."""
    campaign = _published(turn, campaign_id)
    if campaign is None or (campaign.archived_at is not None) == on:
        return show(turn, campaign_id)
    closed_at = campaign.closed_at if campaign.closed_at is not None else turn.now_ms
    changed = reading.change(turn, campaign, archived_at=turn.now_ms if on else None, closed_at=closed_at)
    notice = Notice.ARCHIVED if on else Notice.TAKEN_OUT
    return show(turn, campaign_id, notice, answers.told(turn, campaign, changed))


def delete(turn: Turn, campaign_id: int, time: int) -> list[Outcome]:
    """Delete after two confirmations (`time` counts them); where nobody has begun, one is enough."""
    campaign = reading.to_change(turn, campaign_id)
    asking.answered(turn)
    out = campaigns.turnout(turn.tx, campaign.id)
    name = reading.name_of(turn, campaign)
    if time < (2 if out.attempts else 1):
        return [DeleteAsked(campaign.id, name, out.people, out.finished, time + 1)]
    sending.let_go(turn, campaign.id)
    campaigns.delete(turn.tx, campaign.id)
    codes.free(turn.tx, campaign.code)
    return [CampaignDeleted(name, campaign.published_at is None)]


def _published(turn: Turn, campaign_id: int) -> Campaign | None:
    campaign = reading.to_change(turn, campaign_id)
    return campaign if campaign.published_at is not None else None
