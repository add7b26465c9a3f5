"""How the teachers of a campaign see its reminders, and change them."""

from dataclasses import replace

from bot.rosters.names import one_line
from bot.store.campaigns import Campaign
from bot.usecases import asking, rights
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.phases import past
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import planning, plans, schedule
from bot.usecases.reminders.offsets import DelayFault, read_delay
from bot.usecases.reminders.outcomes_plans import (
    WORDS_LIMIT,
    About,
    DelayAsked,
    OffsetsAsked,
    PlanNotice,
    PlanShown,
    ReminderWordsAsked,
    Rest,
    SharingAsked,
    Who,
    WordsFault,
)
from bot.usecases.reminders.plans import MOST, Plan
from bot.usecases.turn import Turn

DELAY, WORDS = "r_delay", "r_words"  # kinds of dialog
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
    return [OffsetsAsked(about(turn, campaign), who, chosen, found.lines(who), notice, named)]


def ask_delay(turn: Turn, campaign_id: int, who: Who, fault: DelayFault | None = None) -> list[Outcome]:
    """The next text is a delay; where there are as many as there may be, that is said instead."""
    campaign = rights.campaign(turn, campaign_id)
    chosen = _days(plans.load(turn.tx, campaign_id), who)
    if len(chosen) >= MOST:
        return ask_offsets(turn, campaign_id, who, PlanNotice.FULL)
    asking.ask(turn, DELAY, campaign=campaign_id, who=who)
    return [DelayAsked(about(turn, campaign), who, chosen, fault)]


def ask_words(
    turn: Turn, campaign_id: int, fault: WordsFault | None = None, length: int = 0
) -> list[Outcome]:
    """The next text is what every reminder says too."""
    campaign = rights.campaign(turn, campaign_id)
    asking.ask(turn, WORDS, campaign=campaign_id)
    words = plans.load(turn.tx, campaign_id).words
    return [ReminderWordsAsked(about(turn, campaign), words, fault, length)]


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
        _save(turn, campaign, _with(plan, who, wanted))
    return ask_offsets(turn, campaign_id, who)


def take_delay(turn: Turn, campaign_id: int, who: Who, text: str) -> list[Outcome]:
    """A delay was written: it is added, or what is wrong with it is said."""
    campaign = reading.to_change(turn, campaign_id)
    read = read_delay(text)
    if isinstance(read, DelayFault):
        return ask_delay(turn, campaign_id, who, read)
    plan = plans.load(turn.tx, campaign_id)
    chosen = {*_days(plan, who)}
    if read in chosen:
        return ask_offsets(turn, campaign_id, who, PlanNotice.THERE, read)
    if len(chosen) >= MOST:
        return ask_offsets(turn, campaign_id, who, PlanNotice.FULL)
    _save(turn, campaign, _with(plan, who, chosen | {read}))
    return ask_offsets(turn, campaign_id, who, PlanNotice.ADDED, read)


def silence(turn: Turn, campaign_id: int, who: Who) -> list[Outcome]:
    """No reminder for some."""
    campaign = reading.to_change(turn, campaign_id)
    _save(turn, campaign, _with(plans.load(turn.tx, campaign_id), who, set()))
    return ask_offsets(turn, campaign_id, who)


def silence_all(turn: Turn, campaign_id: int) -> list[Outcome]:
    """No reminder for anybody."""
    campaign = reading.to_change(turn, campaign_id)
    _save(turn, campaign, replace(plans.load(turn.tx, campaign_id), pupils=(), guardians=()))
    return show(turn, campaign_id, PlanNotice.SILENT)


def as_usual(turn: Turn, campaign_id: int) -> list[Outcome]:
    """The delays that a campaign has from the start; words stay."""
    campaign = reading.to_change(turn, campaign_id)
    plan = plans.load(turn.tx, campaign_id)
    _save(turn, campaign, replace(plan, pupils=_USUAL.pupils, guardians=_USUAL.guardians))
    return show(turn, campaign_id, PlanNotice.USUAL)


def take_words(turn: Turn, campaign_id: int, text: str) -> list[Outcome]:
    """The words were written; what is wrong with them, if so."""
    campaign = reading.to_change(turn, campaign_id)
    words = one_line(text)
    if not words:
        return ask_words(turn, campaign_id, WordsFault.EMPTY)
    if len(words) > WORDS_LIMIT:
        return ask_words(turn, campaign_id, WordsFault.LONG, len(words))
    _save(turn, campaign, replace(plans.load(turn.tx, campaign_id), words=words))
    return show(turn, campaign_id, PlanNotice.WORDS)


def drop_words(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Reminders without a word of the teacher."""
    campaign = reading.to_change(turn, campaign_id)
    _save(turn, campaign, replace(plans.load(turn.tx, campaign_id), words=""))
    return show(turn, campaign_id, PlanNotice.NO_WORDS)


def share_results(turn: Turn, campaign_id: int, *, on: bool) -> list[Outcome]:
    """Guardians get the results of this campaign, or what their child shares."""
    campaign = reading.to_change(turn, campaign_id)
    _save(turn, campaign, replace(plans.load(turn.tx, campaign_id), results_shared=on))
    return show(turn, campaign_id, PlanNotice.SHOWN if on else PlanNotice.HIDDEN)


def _with(plan: Plan, who: Who, days: set[int]) -> Plan:
    chosen = tuple(days)
    return replace(plan, pupils=chosen) if who is Who.PUPILS else replace(plan, guardians=chosen)


def _save(turn: Turn, campaign: Campaign, plan: Plan) -> None:
    plans.save(turn.tx, campaign.id, plan)
    planning.sync(turn.tx, campaign.id, turn.now)
