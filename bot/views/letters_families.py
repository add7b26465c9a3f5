"""What letters tell guardians."""

from collections.abc import Callable
from typing import Any

from bot.transport.calls import Call
from bot.usecases.outcomes import Outcome
from bot.views.showing import Showing

VIEWS: dict[type[Outcome], Callable[[Showing, Any], list[Call]]] = {}
