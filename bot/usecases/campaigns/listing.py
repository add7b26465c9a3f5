"""The campaigns of a teacher, by phase."""

from collections import Counter

from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.store.schools import Member
from bot.usecases import asking, rights
from bot.usecases.campaigns import reading
from bot.usecases.campaigns.outcomes import PAGE, CampaignsListed, Notice
from bot.usecases.campaigns.phases import Phase, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

ORDER = (Phase.RUNNING, Phase.COMING, Phase.DRAFT, Phase.ENDED, Phase.ARCHIVED)


def listed(
    turn: Turn, wanted: Phase | None = None, page: int = 0, notice: Notice | None = None
) -> list[Outcome]:
    """A page of the campaigns in one phase; without a `wanted` one, the first that has some."""
    member = rights.member(turn)
    asking.answered(turn)
    visible = _visible(turn, member)
    counts = Counter(phase(each, turn.now_ms) for each in visible)
    shown = wanted or next((each for each in ORDER if counts[each]), Phase.RUNNING)
    mine = sorted((each for each in visible if phase(each, turn.now_ms) is shown), key=_urgency)
    lines, page, pages = page_of(mine, page, PAGE)
    return [
        CampaignsListed(
            shown,
            tuple(reading.line(turn, each) for each in lines),
            tuple((each, counts[each]) for each in ORDER if counts[each]),
            page,
            pages,
            member.role == "admin",
            notice,
        )
    ]


def _visible(turn: Turn, member: Member) -> list[Campaign]:
    """A teacher's own; for an administrator, whatever was published in the school too."""
    mine = campaigns.of_teacher(turn.tx, member.school_id, member.person_id)
    if member.role != "admin":
        return mine
    known = {each.id for each in mine}
    others = campaigns.of_school(turn.tx, member.school_id)
    return [*mine, *(each for each in others if each.id not in known and each.published_at is not None)]


def _urgency(campaign: Campaign) -> tuple[bool, int, int]:
    """Those with a deadline first, the nearest one first; then the latest."""
    return (campaign.deadline_at is None, campaign.deadline_at or 0, -campaign.id)
