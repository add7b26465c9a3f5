"""How far a pupil is today in the campaigns of the class, as the family is told: no answer, no result."""

from bot.store import campaigns, participation
from bot.store.campaigns import Campaign
from bot.store.classes import Pupil
from bot.store.participation import Participation
from bot.usecases.classes.outcomes_joining import News, Progress
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.usecases.turn import Turn

MOST = 6  # campaigns told of one pupil
_ORDER = tuple(Progress)


def of_pupil(turn: Turn, pupil: Pupil, most: int = MOST) -> tuple[News, ...]:
    """What is to do first, the nearest deadline before the others; then the latest that ended."""
    found = [_one(turn, pupil, each) for each in reversed(campaigns.of_class(turn.tx, pupil.class_id))]
    told = [each for each in found if each is not None]
    return tuple(sorted(told, key=_rank)[:most])


def _rank(news: News) -> tuple[int, int]:
    left = news.left_ms if news.left_ms is not None else 2**63
    return _ORDER.index(news.progress), left if news.progress in {Progress.RUNNING, Progress.TODO} else 0


def _one(turn: Turn, pupil: Pupil, campaign: Campaign) -> News | None:
    """None for what opens later."""
    progress = _progress(turn, pupil, campaign)
    if progress is None:
        return None
    left = None if campaign.deadline_at is None else campaign.deadline_at - turn.now_ms
    return News(campaign.name, progress, left)


def _progress(turn: Turn, pupil: Pupil, campaign: Campaign) -> Progress | None:
    attempts: list[Participation] = []
    if pupil.person_id is not None:
        attempts = participation.attempts(turn.tx, pupil.person_id, campaign.id)
    if any(each.completed_at is not None for each in attempts):
        return Progress.DONE
    match standing.phase(campaign, attempts[-1] if attempts else None, turn.now_ms):
        case Phase.SOON:
            return None
        case Phase.NEW:
            return Progress.TODO
        case Phase.RUNNING:
            return Progress.RUNNING
        case _:
            return Progress.MISSED
