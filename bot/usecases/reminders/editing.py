"""How the teachers of a campaign see its reminders, and change them."""

from dataclasses import replace

from bot.store.campaigns import Campaign
from bot.usecases import asking, rights
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.phases import past
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import planning, plans, schedule
from bot.usecases.reminders.offsets import DelayFault, read_delay
from bot.usecases.reminders.outcomes_plans import (
    About,
    DelayAsked,
    OffsetsAsked,
    PlanNotice,
    PlanShown,
    Rest,
    SharingAsked,
    Who,
)
from bot.usecases.reminders.plans import MOST, Plan
from bot.usecases.turn import Turn

DELAY = "r_delay"  # the kind of dialog
_USUAL = Plan()

# What is shown


def show(turn: Turn, campaign_id: int, notice: PlanNotice | None = None) -> list[Outcome]:
    """The reminders of a campaign: what goes when, and what was told."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    found = schedule.of(turn, campaign)
    plan = found.plan
    return [
        PlanShown(
            about=about(turn, campaign),
            pupils=found.lines(Who.PUPILS),
            guardians=found.lines(Who.GUARDIANS),
            sent=found.sent,
            words=plan.words,
            results_shared=plan.results_shared,
            usual=(plan.pupils, plan.guardians) == (_USUAL.pupils, _USUAL.guardians),
            notice=notice,
        )
    ]


def ask_offsets(
    turn: Turn, campaign_id: int, who: Who, notice: PlanNotice | None = None, named: int = 0
) -> list[Outcome]:
    """How long before the deadline some are reminded, to be touched."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    found = schedule.of(turn, campaign)
    chosen = _days(found.plan, who)
    sent = tuple(each for each in found.sent if each.who is who)
    return [OffsetsAsked(about(turn, campaign), who, chosen, found.lines(who), sent, notice, named)]


def ask_delay(
    turn: Turn, campaign_id: int, who: Who, fault: DelayFault | None = None, read: int | None = None
) -> list[Outcome]:
    """The next text is a delay; where there are as many as there may be, that is said instead.

    The one just `read` is shown with what comes of it: its button adds it.
    """
    campaign = rights.campaign(turn, campaign_id)
    found = schedule.of(turn, campaign)
    chosen = _days(found.plan, who)
    if len(chosen) >= MOST:
        return ask_offsets(turn, campaign_id, who, PlanNotice.FULL)
    asking.ask(turn, DELAY, campaign=campaign_id, who=who)
    line = found.line(who, read) if read is not None else None
    return [DelayAsked(about(turn, campaign), who, chosen, fault, read, line)]


def ask_sharing(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Whether guardians get results: what that means, before it is decided."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    return [SharingAsked(about(turn, campaign), plans.load(turn.tx, campaign_id).results_shared)]


def about(turn: Turn, campaign: Campaign) -> About:
    """What its screens say of a campaign."""
    return About(
        campaign=campaign.id,
        name=reading.name_of(turn, campaign),
        draft=campaign.published_at is None,
        zone=reading.school_of(turn, campaign).zone,
        now_ms=turn.now_ms,
        deadline=campaign.deadline_at,
        rest=_rest(turn, campaign),
    )


def _rest(turn: Turn, campaign: Campaign) -> Rest | None:
    if campaign.closed_at is not None or campaign.archived_at is not None:
        return Rest.CLOSED
    if campaign.deadline_at is None:
        return Rest.NO_DEADLINE
    return Rest.OVER if past(campaign.deadline_at, turn.now_ms) else None


def _days(plan: Plan, who: Who) -> tuple[int, ...]:
    return plan.pupils if who is Who.PUPILS else plan.guardians


# What is changed


def switch(turn: Turn, campaign_id: int, who: Who, days: int, *, on: bool) -> list[Outcome]:
    """One reminder more, or one less; what is so already stays so."""
    campaign = reading.to_change(turn, campaign_id)
    plan = plans.load(turn.tx, campaign_id)
    chosen = set(_days(plan, who))
    wanted = chosen | {days} if on else chosen - {days}
    if len(wanted) > MOST:
        return ask_offsets(turn, campaign_id, who, PlanNotice.FULL)
    if wanted != chosen:
        save(turn, campaign, _with(plan, who, wanted))
    return ask_offsets(turn, campaign_id, who, PlanNotice.ADDED if wanted > chosen else None, days)


def take_delay(turn: Turn, campaign_id: int, who: Who, text: str) -> list[Outcome]:
    """A delay was written, perhaps long after it was asked for: shown once more, or what is wrong with it."""
    reading.to_change(turn, campaign_id)
    read = read_delay(text)
    if isinstance(read, DelayFault):
        return ask_delay(turn, campaign_id, who, read)
    if read in _days(plans.load(turn.tx, campaign_id), who):
        return ask_offsets(turn, campaign_id, who, PlanNotice.THERE, read)
    return ask_delay(turn, campaign_id, who, read=read)


def silence(turn: Turn, campaign_id: int, who: Who) -> list[Outcome]:
    """No reminder for some."""
    campaign = reading.to_change(turn, campaign_id)
    save(turn, campaign, _with(plans.load(turn.tx, campaign_id), who, set()))
    return ask_offsets(turn, campaign_id, who)


def silence_all(turn: Turn, campaign_id: int) -> list[Outcome]:
    """No reminder for anybody."""
    campaign = reading.to_change(turn, campaign_id)
    save(turn, campaign, replace(plans.load(turn.tx, campaign_id), pupils=(), guardians=()))
    return show(turn, campaign_id, PlanNotice.SILENT)


def as_usual(turn: Turn, campaign_id: int) -> list[Outcome]:
    """The delays that a campaign has from the start; words stay."""
    campaign = reading.to_change(turn, campaign_id)
    plan = plans.load(turn.tx, campaign_id)
    save(turn, campaign, replace(plan, pupils=_USUAL.pupils, guardians=_USUAL.guardians))
    return show(turn, campaign_id, PlanNotice.USUAL)


def share_results(turn: Turn, campaign_id: int, *, on: bool) -> list[Outcome]:
    """Guardians get the results of this campaign, or what their child shares."""
    campaign = reading.to_change(turn, campaign_id)
    save(turn, campaign, replace(plans.load(turn.tx, campaign_id), results_shared=on))
    planning.show_results(turn.tx, campaign, turn.now, on=on)
    return show(turn, campaign_id, PlanNotice.SHOWN if on else PlanNotice.HIDDEN)


def _with(plan: Plan, who: Who, days: set[int]) -> Plan:
    chosen = tuple(days)
    return replace(plan, pupils=chosen) if who is Who.PUPILS else replace(plan, guardians=chosen)


def save(turn: Turn, campaign: Campaign, plan: Plan) -> None:
    """The plan is another one from now on, and so are its moments."""
    plans.save(turn.tx, campaign.id, plan)
    planning.sync(turn.tx, campaign.id, turn.now)
