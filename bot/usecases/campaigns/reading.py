"""A campaign in words: its name, its moments, its summary."""

from dataclasses import replace

from bot.content import days_off
from bot.store import campaigns, schools
from bot.store.campaigns import Campaign
from bot.store.schools import School
from bot.store.times import from_ms
from bot.usecases import rights
from bot.usecases.campaigns.dates import in_full, in_words
from bot.usecases.campaigns.outcomes import CampaignLine, CampaignSummed, DayOff, Notice, Summary
from bot.usecases.campaigns.phases import phase
from bot.usecases.campaigns.targets import CampaignTarget, phone_friendly, read_target, vanished
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import agendas, planning, plans
from bot.usecases.turn import Turn

COLLECTION, NAMELESS = "Collecte de profils", "Nouveau parcours"


def school_of(turn: Turn, campaign: Campaign) -> School:
    """The school of a campaign. Raises LookupError if it vanished: its campaigns go with it."""
    school = schools.find(turn.tx, campaign.school_id)
    if school is None:
        raise LookupError(campaign.school_id)
    return school


def moment(turn: Turn, campaign: Campaign, at: int | None) -> str:
    """A moment of a campaign in words, in the zone of its school; '' for none."""
    return in_words(at, school_of(turn, campaign).zone, turn.now_ms) if at is not None else ""


def moment_in_full(turn: Turn, campaign: Campaign, at: int | None) -> str:
    """The same for what is read on other days."""
    return in_full(at, school_of(turn, campaign).zone, turn.now_ms) if at is not None else ""


def name_of(turn: Turn, campaign: Campaign) -> str:
    """What a campaign is called; without a name of its own, after what it tests."""
    if campaign.name:
        return campaign.name
    if campaign.mode == "collection":
        return COLLECTION
    return read_target(turn.library, campaign.target).title or NAMELESS


def line(turn: Turn, campaign: Campaign) -> CampaignLine:
    """A campaign in a list."""
    deadline = moment(turn, campaign, campaign.deadline_at)
    return CampaignLine(campaign.id, name_of(turn, campaign), phase(campaign, turn.now_ms), deadline)


def summed(turn: Turn, campaign: Campaign, notice: Notice | None = None) -> list[Outcome]:
    """The summary of a campaign as it is now."""
    return [CampaignSummed(summary_of(turn, campaign), notice=notice)]


def summary_of(turn: Turn, campaign: Campaign) -> Summary:
    target = tested(turn, campaign)
    return Summary(
        id=campaign.id,
        name=name_of(turn, campaign),
        draft=campaign.published_at is None,
        mode=campaign.mode,
        target=target.title,
        about=target.about,
        questions=target.questions,
        phone=phone_friendly(turn.library, target.topics),
        classes=tuple(each.name for each in campaigns.classes_of(turn.tx, campaign.id)),
        open=bool(campaign.open_to_all),
        opens=moment(turn, campaign, campaign.opens_at),
        deadline=moment(turn, campaign, campaign.deadline_at),
        late=bool(campaign.late_allowed),
        retries=bool(campaign.retries),
        start=campaign.start_words,
        end=campaign.end_words,
        teacher=campaign.teacher,
        reminders=plans.load(turn.tx, campaign.id).pupils,
        gone=campaign.mode != "collection" and vanished(turn.library, campaign.target),
        day_off=_day_off(turn, campaign),
    )


def _day_off(turn: Turn, campaign: Campaign) -> DayOff | None:
    """What keeps the bot from writing on the day of a deadline to come, if anything does."""
    if campaign.deadline_at is None or campaign.deadline_at <= turn.now_ms:
        return None
    agenda = agendas.of_school(turn.tx, campaign.school_id)
    day = agenda.day_of(from_ms(campaign.deadline_at))
    if agenda.opens_on(day):
        return None
    if days_off.day_off(day, agenda.zone, ""):
        return DayOff.PUBLIC
    in_vacations = days_off.day_off(day, agenda.zone, agenda.calendar)
    return DayOff.VACATIONS if in_vacations else DayOff.WEEKEND


def tested(turn: Turn, campaign: Campaign) -> CampaignTarget:
    """What a campaign tests; nothing for a collection, even when topics were chosen before."""
    text = "" if campaign.mode == "collection" else campaign.target
    return read_target(turn.library, text)


def begun(turn: Turn, campaign: Campaign) -> bool:
    """Whether somebody has begun it: what it tests, and how, is settled then."""
    return campaign.published_at is not None and campaigns.turnout(turn.tx, campaign.id).attempts > 0


def to_change(turn: Turn, campaign_id: int) -> Campaign:
    """A campaign of the person's that nobody else changes until the turn ends. Raises NotAllowed."""
    campaign = rights.campaign(turn, campaign_id)
    return campaigns.locked(turn.tx, campaign_id) or campaign


def change(turn: Turn, campaign: Campaign, **columns: str | int | None) -> Campaign:
    """Write some columns of a campaign, and plan its reminders anew; gives it as it is now."""
    changed = replace(campaign, **columns)  # type: ignore[arg-type]  # columns are named as the fields
    campaigns.save(turn.tx, changed)
    planning.sync(turn.tx, campaign.id, turn.now)
    return changed
