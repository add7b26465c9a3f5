"""Who may see the answers of an exam again, as its teacher is told when that changes."""

from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.usecases.campaigns.outcomes import Notice
from bot.usecases.participation.closing import over
from bot.usecases.turn import Turn


def told(turn: Turn, before: Campaign, after: Campaign) -> Notice | None:
    """What a change does for who has finished an exam: they may see their answers, or could before it."""
    was, now = (over(turn, each) is not None for each in (before, after))
    if after.mode != "exam" or was == now or not campaigns.turnout(turn.tx, after.id).finished:
        return None
    return Notice.ANSWERS_SHOWN if now else Notice.ANSWERS_SEEN
