"""What time brings to a candidate, in messages."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification.outcomes_time import TimeLeft
from bot.usecases.outcomes import Outcome
from bot.views.showing import Showing


def time_left(showing: Showing, outcome: TimeLeft) -> list[Call]:
    """A short message under the question, which stays as it is."""
    text = showing.text("sittings_time/time_left", minutes=outcome.minutes, last=outcome.last)
    return [showing.send(text)]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {TimeLeft: time_left}
