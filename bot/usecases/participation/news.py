"""How far a pupil is today in the campaigns of the class, as the family is told: no answer.

A result is told to who follows the pupil, when it is shared, a day after the pupil had it.
"""

from dataclasses import replace

from bot.store import campaigns, classes, participation, schools
from bot.store.campaigns import Campaign
from bot.store.classes import Pupil
from bot.store.times import to_ms
from bot.usecases.campaigns import dates
from bot.usecases.guardians.children import Child
from bot.usecases.guardians.outcomes import News, Progress
from bot.usecases.participation import standing
from bot.usecases.participation.results import CampaignResult
from bot.usecases.participation.standing import Phase
from bot.usecases.reminders import plans
from bot.usecases.reminders.telling import AFTER_PUPIL
from bot.usecases.turn import Turn

MOST = 6  # campaigns told of one pupil
_ORDER = tuple(Progress)
_TO_DO = {Progress.RUNNING, Progress.TODO, Progress.ABSENT}


def of_pupil(turn: Turn, pupil: Pupil, most: int = MOST) -> tuple[News, ...]:
    """What is to do first, the nearest deadline before the others; then the latest that ended."""
    told = _told(turn, pupil.person_id, campaigns.of_class(turn.tx, pupil.class_id), most)
    return tuple(news for _, news in told)


def of_child(turn: Turn, child: Child, most: int = MOST) -> tuple[News, ...]:
    """The same of all that a child has to do, and what it came to; nothing of who left the class."""
    if child.class_name and not child.pupil_ids:
        return ()
    found = {each.id: each for id_ in child.pupil_ids for each in _of_line(turn, id_)}
    if child.child_id is not None:
        begun = participation.campaigns_of(turn.tx, child.child_id)
        found |= {each.id: each for each in begun if each.archived_at is None}
    told = _told(turn, child.child_id, [found[id_] for id_ in sorted(found)], most)
    return tuple(_with_result(turn, child, *each) for each in told)


def _with_result(turn: Turn, child: Child, campaign: Campaign, news: News) -> News:
    """With the latest result that goes home, a day after its pupil had it."""
    if child.child_id is None or news.progress is not Progress.DONE or campaign.mode == "collection":
        return news
    until = to_ms(turn.now - AFTER_PUPIL)
    for each in reversed(participation.attempts(turn.tx, child.child_id, campaign.id)):
        ended = each.completed_at is not None and each.completed_at <= until
        if ended and each.result and plans.goes_home(turn.tx, campaign.id, child.child_id, each.id):
            return replace(news, mastery=each.mastery, stage=CampaignResult.from_json(each.result).stage)
    return news


def _of_line(turn: Turn, pupil_id: int) -> list[Campaign]:
    pupil = classes.pupil(turn.tx, pupil_id)
    return [] if pupil is None else campaigns.of_class(turn.tx, pupil.class_id)


def _told(turn: Turn, person_id: int | None, those: list[Campaign], most: int) -> list[tuple[Campaign, News]]:
    """What opens later is not told."""
    found = ((each, _progress(turn, person_id, each)) for each in reversed(those))
    told = [(each, progress) for each, progress in found if progress is not None]
    return [(each, _one(turn, each, progress)) for each, progress in sorted(told, key=_rank)[:most]]


def _rank(told: tuple[Campaign, Progress]) -> tuple[int, int]:
    campaign, progress = told
    by = campaign.deadline_at if campaign.deadline_at is not None else 2**63
    return _ORDER.index(progress), by if progress in _TO_DO else 0


def _one(turn: Turn, campaign: Campaign, progress: Progress) -> News:
    by = campaign.deadline_at
    if by is None or progress not in _TO_DO:
        return News(campaign.name, progress)
    if standing.is_late(campaign, turn.now_ms):
        return News(campaign.name, progress, late=True)
    school = schools.find(turn.tx, campaign.school_id)
    zone = school.zone if school else turn.rules.timezone
    return News(campaign.name, progress, dates.in_full(by, zone, turn.now_ms))


def _progress(turn: Turn, person_id: int | None, campaign: Campaign) -> Progress | None:
    if person_id is None:
        return _of_absent(turn, campaign)
    attempts = participation.attempts(turn.tx, person_id, campaign.id)
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


def _of_absent(turn: Turn, campaign: Campaign) -> Progress | None:
    """What can be done in time: nobody knows what was, before an account was erased."""
    in_time = not standing.is_late(campaign, turn.now_ms)
    opened = standing.phase(campaign, None, turn.now_ms) is Phase.NEW
    return Progress.ABSENT if in_time and opened else None
