"""The end of an attempt, as its pupil sees it: at once, or when it is looked at again."""

from bot.errors import TremplinError
from bot.store import campaigns, participation
from bot.store.campaigns import Campaign
from bot.usecases import checkpoints
from bot.usecases.guardians import sharing
from bot.usecases.participation.aims import key_of
from bot.usecases.participation.outcomes_taking import CampaignFinished
from bot.usecases.participation.results import CampaignResult
from bot.usecases.turn import Turn


def finished(
    turn: Turn, campaign: Campaign, assessment: int, wait: int | None, *, again: bool = False
) -> CampaignFinished:
    """What an attempt that was completed came to; `wait`: hours until a retry, None when there is none.

    Raises TremplinError for an attempt of the person that has no result.
    """
    attempts = participation.attempts(turn.tx, turn.person.id, campaign.id)
    attempt = next((each for each in attempts if each.id == assessment), None)
    if attempt is None or attempt.result is None:
        raise TremplinError(f"attempt {assessment} has no result")
    result, key = CampaignResult.from_json(attempt.result), key_of(campaign)
    looks = result.asked > 0 and not checkpoints.hidden(turn, key, assessment)
    return CampaignFinished(
        code=campaign.code,
        name=campaign.name,
        mode=campaign.mode,
        teacher=campaign.teacher,
        end_words=campaign.end_words,
        result=result,
        attempt=attempt.attempt,
        best=max(each.mastery or 0 for each in attempts),
        late=bool(attempt.late),
        retries=wait is not None,
        wait=wait or 0,
        answers=(key, assessment, 0) if looks else None,
        again=again,
        shared=campaigns.is_shared(turn.tx, campaign.id),
        attempt_id=attempt.id,
        guardians=sharing.state(turn, campaign, attempt),
    )
