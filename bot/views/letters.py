"""Letters: what people are told without having asked, once a day at most."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.views.keyboards import Button, button
from bot.views.showing import Showing


def closing(showing: Showing, campaigns: Sequence[int]) -> list[list[Button]]:
    """The rows that every letter ends with: later, less of it, or none any more."""
    later = button("⏰ Pas avant lundi", "l_monday")
    if len(campaigns) == 1:
        one = button("🔕 Stop pour ce parcours", "l_mute", campaigns[0])
        return [[later], [one], [button("🔕 Tout arrêter", "l_stop")]]
    return [[later], [button("🔕 Arrêter…", "l_ask", *campaigns[:3])]]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {}
