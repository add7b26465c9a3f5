"""What time brings to a candidate, in messages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.transport.calls import Call
from bot.usecases.certification.outcomes_time import TimeLeft
from bot.usecases.outcomes import Outcome
from bot.views.showing import Showing


def time_left(showing: Showing, outcome: TimeLeft) -> list[Call]:
    """A short message under the question, which stays as it is."""
    guarded = replace(showing, protected=True)  # as everything during the test
    return [guarded.send(guarded.text("sittings_time/time_left", minutes=outcome.minutes, last=outcome.last))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {TimeLeft: time_left}
