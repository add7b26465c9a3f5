"""The name that pupils and colleagues read, corrected."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.usecases.schools.outcomes import MyNameAsked
from bot.views.keyboards import button, keyboard
from bot.views.schools_paging import asking
from bot.views.showing import Showing


def my_name(showing: Showing, outcome: MyNameAsked) -> list[Call]:
    yes = [button("✅ C'est bien moi", "t_named")] if outcome.name else []
    words = asking(showing, "schools/my_name", outcome)
    return [showing.screen(words, keyboard(yes, [button("⬅️ Ne rien changer", "t_kept")]))]


VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {MyNameAsked: my_name}
