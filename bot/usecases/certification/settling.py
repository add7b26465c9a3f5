"""Alerts that were decided about: the messages that asked lose their buttons."""

from dataclasses import replace

from bot.store import people, schools, sittings
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
    """What was decided, in place of every alert that asked about it; but for the tapped message.

    Who watches no more is told nothing.
    """
    allowed = staff(turn, sitting_id) | admins(turn, sitting_id)
    return [
        Elsewhere(chat_id, (replace(decided, live=message_id),), adult=True, kind=KIND)
        for chat_id, message_id in sittings.take_alerts(turn.tx, sitting_id, about)
        if chat_id in allowed
    ]


def staff(turn: Turn, sitting_id: int) -> set[int]:
    """The chats of who watches over a sitting."""
    roles = {"organiser", "invigilator"}
    return {each.chat_id for each in sittings.staff(turn.tx, sitting_id) if each.role in roles}


def admins(turn: Turn, sitting_id: int) -> set[int]:
    """The chats of who administers its school."""
    sitting = sittings.find(turn.tx, sitting_id)
    members = schools.members(turn.tx, sitting.school_id) if sitting else []
    found = (people.find(turn.tx, each.person_id) for each in members if each.role == "admin")
    return {each.chat_id for each in found if each is not None}
