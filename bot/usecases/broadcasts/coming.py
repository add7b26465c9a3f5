"""Messages that wait until their school writes to people: who wrote them finds them again, to stop them."""

from bot.store import broadcasts
from bot.store.broadcasts import Broadcast
from bot.usecases.broadcasts import audience as audiences
from bot.usecases.broadcasts import departing
from bot.usecases.broadcasts.outcomes import Coming
from bot.usecases.turn import Turn

MOST = 5  # on a screen, the first to leave


def of_campaign(turn: Turn, campaign_id: int) -> tuple[Coming, ...]:
    """The person's own that wait, about a campaign."""
    return _told(turn, [each for each in _waiting(turn) if each.campaign_id == campaign_id])


def of_class(turn: Turn, class_id: int) -> tuple[Coming, ...]:
    """The person's own that wait, to a class and about no campaign."""
    to_classes = [each for each in _waiting(turn) if each.campaign_id is None]
    return _told(turn, [each for each in to_classes if audiences.load(each).class_id == class_id])


def _waiting(turn: Turn) -> list[Broadcast]:
    return broadcasts.waiting_of(turn.tx, turn.person.id, turn.now_ms)


def _told(turn: Turn, found: list[Broadcast]) -> tuple[Coming, ...]:
    leaves = ((each, departing.departure(turn, each, each.starts_at)) for each in found[:MOST])
    return tuple(Coming(each.id, at.short) for each, at in leaves if at is not None)
