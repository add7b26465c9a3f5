"""Sharing a campaign with colleagues of the school."""

from bot.store import campaigns, schools
from bot.store.campaigns import Campaign, Colleague
from bot.usecases import asking, rights
from bot.usecases.campaigns import listing, reading
from bot.usecases.campaigns.outcomes import PAGE, CampaignShared, TeamShown
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn


def show(turn: Turn, campaign_id: int, page: int = 0) -> list[Outcome]:
    """Whose campaign it is, and a page of the others of the school."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    leaders = campaigns.leaders(turn.tx, campaign.id)
    led = {each.person_id for each in leaders}
    members = schools.members(turn.tx, campaign.school_id)
    others = [Colleague(each.person_id, each.name) for each in members if each.person_id not in led]
    shown, page, pages = page_of(others, page, PAGE)
    name = reading.name_of(turn, campaign)
    return [TeamShown(campaign.id, name, tuple(leaders), shown, page, pages, turn.person.id)]


def share(turn: Turn, campaign_id: int, person_id: int) -> list[Outcome]:
    """A colleague leads it too from now on, and is told so."""
    campaign = rights.campaign(turn, campaign_id)
    by = rights.member_of(turn, campaign.school_id)
    chat = campaigns.chat_of_member(turn.tx, campaign.school_id, person_id)
    if chat is None:
        return [Said(Note.NOT_ALLOWED)]
    outcomes = []
    if campaigns.add_leader(turn.tx, campaign.id, person_id, turn.now_ms) and person_id != turn.person.id:
        told = CampaignShared(campaign.id, reading.name_of(turn, campaign), by.name)
        outcomes = [Elsewhere(chat, (told,), adult=True, kind="shared")]
    return [*show(turn, campaign_id), *outcomes]


def unshare(turn: Turn, campaign_id: int, person_id: int) -> list[Outcome]:
    """Somebody leads it no more, oneself maybe; the last one stays."""
    campaign = rights.campaign(turn, campaign_id)
    leaders = campaigns.leaders(turn.tx, campaign.id)
    if [each.person_id for each in leaders] != [person_id]:
        campaigns.remove_leader(turn.tx, campaign.id, person_id)
    return show(turn, campaign_id) if _still(turn, campaign) else listing.listed(turn)


def _still(turn: Turn, campaign: Campaign) -> bool:
    """Whether the campaign is still the person's business."""
    if rights.member_of(turn, campaign.school_id).role == "admin":
        return True
    return campaigns.is_leader(turn.tx, turn.person.id, campaign.id)
