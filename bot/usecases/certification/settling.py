"""Alerts that were decided about: the messages that asked lose their buttons."""

from dataclasses import replace

from bot.store import sittings
from bot.usecases.certification.outcomes_board import PhoneShown, ProblemShown
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.turn import Turn

SUBJECT = "sb_alert"  # of the notes of alerts
KIND = "sitting_alert"


def arrived(turn: Turn, sitting_id: int, about: int, message_id: int) -> None:
    """An alert is in this person's chat."""
    if sittings.find(turn.tx, sitting_id) is not None:
        sittings.put_alert(turn.tx, turn.person.id, sitting_id, about, message_id)


def rewritten(turn: Turn, sitting_id: int, about: int, decided: ProblemShown | PhoneShown) -> list[Elsewhere]:
    """What was decided, in place of every alert that asked about it; but for the tapped message."""
    return [
        Elsewhere(chat_id, (replace(decided, live=message_id),), adult=True, kind=KIND)
        for chat_id, message_id in sittings.take_alerts(turn.tx, sitting_id, about)
    ]
