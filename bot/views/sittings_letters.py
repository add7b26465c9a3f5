"""What letters tell candidates of their sittings."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification.outcomes_letters import SittingLetter
from bot.usecases.outcomes import Outcome
from bot.views import letters
from bot.views.keyboards import button
from bot.views.showing import Showing

MINE = button("🎓 Ma certification blanche", "sx_mine")


def letter(showing: Showing, outcome: SittingLetter) -> list[Call]:
    """In a message of its own."""
    return letters.sent(showing, [part(showing, outcome)])


def part(showing: Showing, outcome: SittingLetter) -> letters.Part:
    """With the way to all that concerns the candidate; nothing of it can wait until Monday."""
    return letters.Part(
        showing.text("sittings_letters/letter", lines=outcome.lines), [[MINE]], (), waits=False
    )


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {SittingLetter: letter}
