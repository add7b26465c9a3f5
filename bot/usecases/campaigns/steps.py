"""The dialog that makes a campaign and corrects it: any field at any time, or one after the other."""

from collections.abc import Callable
from dataclasses import replace

from bot.store.campaigns import Campaign, Mode
from bot.usecases import asking, rights
from bot.usecases.campaigns import answers, audience, choosing, moments, publishing, reading, writing
from bot.usecases.campaigns.outcomes import (
    STEPS,
    CampaignSummed,
    Field,
    ModeAsked,
    Notice,
    StagesShown,
    Step,
)
from bot.usecases.campaigns.targets import TargetState, read_target
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

Take = Callable[[Campaign], list[Outcome]]
"""Takes an answer; gives what to show instead of going on, or nothing."""

SETTLED = {Field.TARGET, Field.MODE}  # once somebody has begun


def summary(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Everything that was decided, to be corrected."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    return reading.summed(turn, campaign)


def ask(turn: Turn, field: Field, step: Step) -> list[Outcome]:
    """The screen of one field."""
    return editing(turn, field, step, lambda campaign: _screen(turn, campaign, field, step))


def take(turn: Turn, field: Field, step: Step, answer: Take) -> list[Outcome]:
    """Take the answer to a field, and go on: to the next one, or back to the summary.

    Another deadline may end an exam, or begin it anew: the summary tells what that does to its answers.
    """
    before = rights.campaign(turn, step.campaign)
    shown = editing(turn, field, step, answer) or go_on(turn, field, step)
    told = answers.told(turn, before, rights.campaign(turn, step.campaign))
    return [
        replace(each, notice=told) if told and isinstance(each, CampaignSummed) else each for each in shown
    ]


def leave(turn: Turn, field: Field, step: Step) -> list[Outcome]:
    """«Continuer»: on; where it is for nobody yet, that is said before."""
    campaign = rights.campaign(turn, step.campaign)
    if field is Field.CLASSES and audience.nobody(turn, campaign):
        return audience.ask(turn, campaign, step, notice=Notice.NEEDS_CLASS)
    return go_on(turn, field, step)


def go_on(turn: Turn, field: Field, step: Step) -> list[Outcome]:
    """What comes after a field, answered or not."""
    following = _following(turn, field, step)
    return ask(turn, following, step) if following else summary(turn, step.campaign)


def _following(turn: Turn, field: Field, step: Step) -> Field | None:
    if not step.guided or field not in STEPS[:-1]:
        return None
    following = STEPS[STEPS.index(field) + 1]
    collects = rights.campaign(turn, step.campaign).mode == "collection"
    return None if following is Field.MODE and collects else following  # chosen in place of a target


def editing(turn: Turn, field: Field, step: Step, act: Take) -> list[Outcome]:
    """Let the person act on a field of a campaign of theirs, unless it is settled; Raises NotAllowed."""
    campaign = reading.to_change(turn, step.campaign)
    if field in SETTLED and reading.begun(turn, campaign):
        asking.answered(turn)
        return [CampaignSummed(reading.summary_of(turn, campaign), notice=Notice.BEGUN)]
    return act(campaign)


def _screen(turn: Turn, campaign: Campaign, field: Field, step: Step) -> list[Outcome]:
    if field in {Field.DEADLINE, Field.OPENS}:
        return moments.ask(turn, campaign, step, field)
    if field in {Field.START, Field.END}:
        return writing.ask_words(turn, campaign, step, field)
    if field is Field.NAME:
        return writing.ask_name(turn, campaign, step)
    asking.answered(turn)
    if field is Field.TARGET:
        return choosing.ask(turn, campaign, step)
    if field is Field.CLASSES:
        return audience.ask(turn, campaign, step)
    return [ModeAsked(step, campaign.mode, publishing.ready(turn, campaign, step))]


def set_mode(turn: Turn, campaign: Campaign, step: Step, mode: Mode) -> list[Outcome]:
    """How it is taken; a published collection takes a target first, and is a training then.

    Who changes to an exam gives one attempt, and to anything else several; `set_rule` says otherwise.
    """
    tested = read_target(turn.library, campaign.target).state is TargetState.READY
    if campaign.published_at is not None and mode != "collection" and not tested:
        return choosing.ask(turn, campaign, step)
    retries = campaign.retries if mode == campaign.mode else int(mode != "exam")
    reading.change(turn, campaign, mode=mode, retries=retries)
    return []


def set_rule(turn: Turn, campaign_id: int, rule: str, on: bool) -> list[Outcome]:
    """Whether answers after the deadline (`late`), or other attempts (`retries`), are allowed."""
    campaign = reading.to_change(turn, campaign_id)
    column = {"late": "late_allowed", "retries": "retries"}[rule]
    changed = reading.change(turn, campaign, **{column: int(on)})
    return reading.summed(turn, changed, answers.told(turn, campaign, changed))


def stages(turn: Turn, campaign_id: int) -> list[Outcome]:
    """The stages and badges of what the campaign tests."""
    campaign = rights.campaign(turn, campaign_id)
    asking.answered(turn)
    target = reading.tested(turn, campaign)
    return [StagesShown(campaign.id, target.title, target.stages, target.badges)]
