"""«Relancer ceux qui n'ont pas commencé»: one tap, at most one message a day each, and none at night."""

from bot.store import following, recipients
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.usecases import rights
from bot.usecases.campaigns.dates import in_words
from bot.usecases.following import board as boards
from bot.usecases.following import screens
from bot.usecases.following.board import Standing
from bot.usecases.following.outcomes import Nudged
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.usecases.reminders import agendas, telling
from bot.usecases.turn import Turn

DAY_MS = 86_400_000
MOST = 200  # in one turn: another tap reminds the others


def nudge(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Remind everybody who has not started, can be reached and did not refuse; the screen says how many."""
    found = rights.campaign(turn, campaign_id)
    if found.published_at is None or standing.phase(found, None, turn.now_ms) is not Phase.NEW:
        return screens.campaign(turn, campaign_id, nudged=Nudged())
    agenda = agendas.of_school(turn.tx, found.school_id)
    opening = agenda.next_open(turn.now)
    if to_ms(opening) >= telling.nudge_lasts_until(found, turn.now, opening):
        return screens.campaign(turn, campaign_id, nudged=Nudged(too_late=True))
    waiting = _waiting(turn, found)
    refused = waiting & recipients.unwilling(turn.tx, campaign_id)
    sent = sum(_remind(turn, found, each) for each in sorted(waiting - refused)[:MOST])
    leaves = in_words(to_ms(opening), agenda.zone, turn.now_ms) if opening > turn.now else ""
    return screens.campaign(turn, campaign_id, nudged=Nudged(sent, len(refused), leaves))


def _waiting(turn: Turn, campaign: Campaign) -> set[int]:
    """Who has not started, can be reached, and was not reminded today."""
    lately = following.nudged_since(turn.tx, campaign.id, turn.now_ms - DAY_MS)
    people = boards.load(turn, campaign).standing(Standing.WAITING)
    return {each.person_id for each in people if each.person_id and each.reachable} - lately


def _remind(turn: Turn, campaign: Campaign, person_id: int) -> bool:
    """False when a colleague was quicker, or when they are written to after the deadline only."""
    since = turn.now_ms - DAY_MS
    noted = following.put_nudge(turn.tx, person_id, campaign.id, turn.now_ms, since)
    return noted and telling.nudge(turn, campaign, person_id)
