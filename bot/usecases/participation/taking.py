"""Taking a campaign's test: what the rest of a campaign calls. Its questions are those of any test."""

from bot.store import participation
from bot.store import practice as rows
from bot.store.campaigns import Campaign
from bot.usecases import practice
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.participation.aims import aim_at, key_of
from bot.usecases.participation.board import Board, board
from bot.usecases.participation.closing import over
from bot.usecases.participation.outcomes_taking import CampaignClosed, ClosedBecause
from bot.usecases.practice_state import Practice
from bot.usecases.reminders import planning
from bot.usecases.states import load
from bot.usecases.turn import Turn

NOTHING_KNOWN = (3.0, 1.5)  # what is believed of anybody: mean and standard deviation, in levels


def begin(turn: Turn, campaign: Campaign, pupil_id: int | None, name: str, after: int) -> list[Outcome]:
    """Open an attempt and ask its first question; `after` is the person's message (or the tapped one).

    The caller has made sure that the person may take part and, if there were attempts, may retry. An attempt
    that runs is resumed instead. Comes to `CampaignFinished` at once when everything is known already, and to
    `CampaignClosed` when the campaign is over or asks nothing that opens on the person's device.
    """
    state = load(turn, key_of(campaign))
    if state.assessment is not None:
        return resume(turn, campaign, after)
    reason = over(turn, campaign)
    aim = aim_at(turn.library, campaign.target)
    if reason is not None or aim is None:
        return [CampaignClosed(campaign.name, reason or ClosedBecause.GONE)]
    opened = state.opened(turn.tx.new_id(), NOTHING_KNOWN)
    if _wants_another_device(turn, board(turn, aim, opened)):
        return [CampaignClosed(campaign.name, ClosedBecause.DEVICE)]
    _write(turn, campaign, opened, pupil_id, name)
    return practice.ask_next(turn, opened, after)


def _wants_another_device(turn: Turn, on: Board) -> bool:
    """True when skills are left to ask, and none of them can be asked on this device."""
    everything = {skill.id for skill in on.aim.skills}
    return not on.left(turn) and not everything <= on.settled


def _write(turn: Turn, campaign: Campaign, opened: Practice, pupil_id: int | None, name: str) -> None:
    person_id, assessment = turn.person.id, opened.assessment or 0
    attempt = len(participation.attempts(turn.tx, person_id, campaign.id)) + 1
    participation.begin(turn.tx, person_id, assessment, campaign.id, pupil_id, name, attempt, turn.now_ms)
    if pupil_id is None:
        planning.began(turn.tx, campaign.id, person_id, turn.now)
    rows.start_assessment(turn.tx, person_id, assessment, opened.competence, opened.prior, turn.now_ms)


def resume(turn: Turn, campaign: Campaign, after: int) -> list[Outcome]:
    """The question that waits, or the next one; `CampaignClosed` when the campaign is over."""
    state = load(turn, key_of(campaign))
    if state.assessment is None:
        return [Said(Note.FINISHED)]
    return practice.go_back_to(turn, state, after)


def progress(turn: Turn, campaign: Campaign) -> tuple[int, int]:
    """Questions answered in the attempt that runs, and at most; when none runs, 0 and those of the next."""
    aim = aim_at(turn.library, campaign.target)
    state = load(turn, key_of(campaign))
    return (state.step, state.step + board(turn, aim, state).left(turn)) if aim else (state.step, state.step)
