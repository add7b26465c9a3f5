"""From a draft to a campaign with a code."""

from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.usecases import asking, codes
from bot.usecases.campaigns import audience, handing_out, reading
from bot.usecases.campaigns.outcomes import CampaignSummed, Lack, Step
from bot.usecases.campaigns.phases import past
from bot.usecases.campaigns.targets import TargetState
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def publish(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Give it its code; or say what is to be corrected before. Once done, it is not done again."""
    campaign = reading.to_change(turn, campaign_id)
    asking.answered(turn)
    if campaign.published_at is not None:
        return handing_out.page(turn, campaign.id)
    if found := lacks(turn, campaign):
        return [CampaignSummed(reading.summary_of(turn, campaign), found)]
    reading.change(
        turn,
        campaign,
        name=reading.name_of(turn, campaign),
        target="" if campaign.mode == "collection" else campaign.target,
        code=codes.new_code(turn.tx, "campaign", campaign.id),
        published_at=turn.now_ms,
    )
    return handing_out.page(turn, campaign.id, published=True)


def ready(turn: Turn, campaign: Campaign, step: Step) -> bool:
    """Whether a new campaign could be published as it is, some steps left out."""
    return step.guided and campaign.published_at is None and not lacks(turn, campaign)


def lacks(turn: Turn, campaign: Campaign) -> tuple[Lack, ...]:
    """What is to be corrected before pupils can take it."""
    return (*_of_target(turn, campaign), *_of_classes(turn, campaign), *_of_moments(turn, campaign))


def _of_target(turn: Turn, campaign: Campaign) -> list[Lack]:
    if campaign.mode == "collection":
        return []
    state = reading.tested(turn, campaign).state
    wrong = {TargetState.UNCHOSEN: Lack.NO_TARGET, TargetState.GONE: Lack.TARGET_GONE}
    return [wrong[state]] if state in wrong else []


def _of_classes(turn: Turn, campaign: Campaign) -> list[Lack]:
    if audience.nobody(turn, campaign):
        return [Lack.NO_CLASS]
    chosen = campaigns.classes_of(turn.tx, campaign.id)
    return [Lack.CLASS_ARCHIVED] if any(each.archived_at is not None for each in chosen) else []


def _of_moments(turn: Turn, campaign: Campaign) -> list[Lack]:
    if past(campaign.deadline_at, turn.now_ms):
        return [Lack.DEADLINE_PAST]
    both = campaign.opens_at is not None and campaign.deadline_at is not None
    return [Lack.DEADLINE_FIRST] if both and past(campaign.deadline_at, campaign.opens_at or 0) else []
