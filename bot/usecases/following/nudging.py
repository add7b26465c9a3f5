"""«Relancer ceux qui n'ont pas commencé»: one tap, at most one message a day each."""

from bot.store import following
from bot.usecases import rights
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.following import board as boards
from bot.usecases.following import reading, screens
from bot.usecases.following.board import Standing
from bot.usecases.following.outcomes import Nudge
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import standing
from bot.usecases.participation.standing import Phase
from bot.usecases.turn import Turn

DAY_MS = 86_400_000
MOST = 200  # in one turn: another tap reminds the others


def nudge(turn: Turn, campaign_id: int) -> list[Outcome]:
    """Remind everybody who has not started and can be reached; the screen says how many were."""
    found = rights.campaign(turn, campaign_id)
    if found.published_at is None or standing.phase(found, None, turn.now_ms) is not Phase.NEW:
        return screens.campaign(turn, campaign_id, nudged=0)
    since = turn.now_ms - DAY_MS
    lately = following.nudged_since(turn.tx, campaign_id, since)
    waiting = boards.load(turn, found).standing(Standing.WAITING)
    told = [each for each in waiting if each.person_id and each.reachable and each.person_id not in lately]
    zone = reading.zone_of(turn, found)
    sent: list[Outcome] = []
    for each in told[:MOST]:
        if following.put_nudge(turn.tx, each.person_id or 0, campaign_id, turn.now_ms, since):
            words = Nudge(found, zone, turn.now_ms)
            sent.append(Elsewhere(each.chat_id, (words,), adult=False, kind="nudge", lane="reminders"))
    return [*screens.campaign(turn, campaign_id, nudged=len(sent)), *sent]
