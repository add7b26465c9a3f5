"""Links that open the bot: `/start` with a payload, followed at once or after the first questions."""

from bot.handlers.registry import LINKS
from bot.store import people
from bot.usecases import welcome
from bot.usecases.outcomes import Outcome
from bot.usecases.participation import entering
from bot.usecases.turn import Turn

LONGEST = 64  # characters of a payload that Telegram takes


def arrive(turn: Turn, payload: str) -> list[Outcome]:
    """What somebody came for; newcomers answer the first questions before, but for those the link answers.

    A link for anybody asks them none.
    """
    link = LINKS.get(payload[:1]) if payload[1:2] == "-" else None
    if turn.person.settled or (link is not None and link.at_once):
        return _follow(turn, payload)
    if link is not None:
        people.set_came_for(turn.tx, turn.person, payload[:LONGEST])
        return welcome.arrived_by_link(turn, link.role, link.grade(turn, payload[2:]))
    meant = entering.meant_for(turn, payload)
    if meant is None:
        return [*entering.by_code(turn, payload), *welcome.next_step(turn, first_time=turn.newcomer)]
    people.set_came_for(turn.tx, turn.person, payload[:LONGEST])
    return welcome.arrived_by_link(turn, *meant)


def after_first_steps(turn: Turn) -> list[Outcome]:
    """What a link had brought somebody for, now that they have answered the first questions."""
    payload = turn.person.came_for
    if payload is None:
        return []
    people.set_came_for(turn.tx, turn.person, None)
    return _follow(turn, payload)


def _follow(turn: Turn, payload: str) -> list[Outcome]:
    if payload[1:2] == "-" and payload[0] in LINKS:
        return LINKS[payload[0]].follow(turn, payload[2:])
    return entering.by_code(turn, payload)
