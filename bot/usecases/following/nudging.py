"""«Relancer ceux qui n'ont pas commencé»: one tap, at most one message a day each, and none at night."""

import logging

from bot.store import following, recipients
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.usecases import rights
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
_log = logging.getLogger(__name__)


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
    for_later = _for_later(turn, campaign_id)
    sent = sum(_remind(turn, found, each) for each in sorted(waiting - refused)[:MOST])
    at_once = sent - (_for_later(turn, campaign_id) - for_later)
    return screens.campaign(turn, campaign_id, nudged=Nudged(at_once, len(refused)))


def call_off(turn: Turn, campaign_id: int) -> list[Outcome]:
    """«Ne pas relancer»: who is still to be reminded is not, and may be again."""
    found = rights.campaign(turn, campaign_id)
    number = following.call_off_nudges(turn.tx, found.id, turn.now_ms)
    _log.info("campaign %d: %d nudges called off", found.id, number)
    return screens.campaign(turn, campaign_id)


def _for_later(turn: Turn, campaign_id: int) -> int:
    return following.nudges_to_come(turn.tx, campaign_id, turn.now_ms).people


def _waiting(turn: Turn, campaign: Campaign) -> set[int]:
    """Who has not started, can be reached, and was not reminded today."""
    lately = following.nudged_since(turn.tx, campaign.id, turn.now_ms - DAY_MS)
    people = boards.load(turn, campaign).standing(Standing.WAITING)
    return {each.person_id for each in people if each.person_id and each.reachable} - lately


def _remind(turn: Turn, campaign: Campaign, person_id: int) -> bool:
    """False when a colleague was quicker, or when they are written to after the deadline only."""
    if not telling.may_nudge(turn, campaign, person_id):
        return False  # and may be reminded later today, at other hours
    since = turn.now_ms - DAY_MS
    noted = following.put_nudge(turn.tx, person_id, campaign.id, turn.now_ms, since)
    return noted and telling.nudge(turn, campaign, person_id)
