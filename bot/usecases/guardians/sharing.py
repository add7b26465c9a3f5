"""A pupil lets the adults who follow them know a result."""

from collections.abc import Sequence

from bot.store import campaigns, guardians, participation
from bot.store.campaigns import Campaign
from bot.store.participation import Participation
from bot.usecases.guardians.outcomes import ResultShown, ShowAsked
from bot.usecases.guardians.showing import MAY_SHOW, Shown
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.reminders import plans, telling
from bot.usecases.turn import Turn

FROM_MS = 24 * 3_600_000  # the pupil has a result to themselves for a day


def state(turn: Turn, campaign: Campaign, attempt: Participation) -> Shown:
    """Whether the guardians of the person get the result of an attempt of theirs."""
    ended = attempt.completed_at is not None and attempt.mastery is not None
    if not ended or campaign.mode == "collection":
        return Shown.NOBODY
    if not guardians.bonds_to_child(turn.tx, turn.person.id):
        return Shown.NOBODY
    if guardians.shared_at(turn.tx, turn.person.id, attempt.id) is not None:
        return Shown.SHOWN
    return Shown.BY_TEACHER if plans.load(turn.tx, campaign.id).results_shared else Shown.OFFERED


def latest_to_show(turn: Turn, campaign: Campaign, ended: Sequence[Participation]) -> int | None:
    """The last attempt of a campaign, when guardians can still be shown it."""
    return ended[-1].id if state(turn, campaign, ended[-1]) in MAY_SHOW else None


def show(turn: Turn, participation_id: int, *, sure: bool) -> list[Outcome]:
    """Guardians get a result, once it is confirmed."""
    attempt = participation.find(turn.tx, turn.person.id, participation_id)
    campaign = campaigns.find(turn.tx, attempt.campaign_id) if attempt else None
    if attempt is None or campaign is None:
        return [Said(Note.NOT_YOURS)]
    found = state(turn, campaign, attempt)
    if found is Shown.NOBODY:
        return [Said(Note.NOT_FOUND)]
    tomorrow = turn.now_ms < (attempt.completed_at or 0) + FROM_MS
    if found is Shown.SHOWN:
        telling.result_shared(turn, campaign.id, attempt.id)  # somebody may have come since
        waits = telling.result_waits(turn, campaign.id, attempt.id)
        return [ResultShown(campaign.name, tomorrow, again=True, waits=waits)]
    if not sure:
        return [ShowAsked(attempt.id, campaign.name, attempt.mastery or 0)]
    guardians.share_result(turn.tx, turn.person.id, attempt.id, turn.now_ms)
    telling.result_shared(turn, campaign.id, attempt.id)
    return [ResultShown(campaign.name, tomorrow)]
