"""Handing out a campaign's code: on screen, as a picture, on a poster, in a message."""

from collections.abc import Callable

from bot.errors import NotAllowed
from bot.store.campaigns import Campaign
from bot.usecases import asking, rights
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.outcomes import CodeShown, ForwardMessage, HandedOut, PosterMade, QrMade
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.usecases.reminders import schedule
from bot.usecases.reminders.outcomes_plans import Who
from bot.usecases.turn import Turn


def page(turn: Turn, campaign_id: int, *, published: bool = False) -> list[Outcome]:
    """The code of a published campaign, with its link; of a draft, the summary."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    if campaign.published_at is None:
        return reading.summed(turn, campaign)
    return [CodeShown(handed(turn, campaign), schedule.of(turn, campaign).days(Who.PUPILS), published)]


def qr(turn: Turn, campaign_id: int) -> list[Outcome]:
    return _published(turn, campaign_id, QrMade)


def poster(turn: Turn, campaign_id: int) -> list[Outcome]:
    return _published(turn, campaign_id, PosterMade)


def message(turn: Turn, campaign_id: int) -> list[Outcome]:
    return _published(turn, campaign_id, ForwardMessage)


def _published(turn: Turn, campaign_id: int, made: Callable[[HandedOut], Outcome]) -> list[Outcome]:
    """What a published campaign is handed out with. Raises NotAllowed for a draft."""
    campaign = rights.campaign(turn, campaign_id)
    if campaign.published_at is None:
        raise NotAllowed
    return [made(handed(turn, campaign))]


def handed(turn: Turn, campaign: Campaign, at_ms: int | None = None) -> HandedOut:
    """What pupils need to know to enter, now or at that moment."""
    target, then = reading.tested(turn, campaign), turn.now_ms if at_ms is None else at_ms
    opens_later = campaign.opens_at is not None and campaign.opens_at > then
    can_begin = standing.phase(campaign, None, then) is Phase.NEW
    return HandedOut(
        campaign=campaign.id,
        name=reading.name_of(turn, campaign),
        code=campaign.code,
        teacher=campaign.teacher,
        school=reading.school_of(turn, campaign).name,
        opens=reading.moment_in_full(turn, campaign, campaign.opens_at if opens_later else None),
        deadline=reading.moment_in_full(turn, campaign, campaign.deadline_at),
        questions=target.questions,
        classes=not campaign.open_to_all,
        exam=campaign.mode == "exam",
        collection=campaign.mode == "collection",
        late=can_begin and standing.is_late(campaign, then),
    )
