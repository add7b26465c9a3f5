"""How much time is left: said at 30, 10 and 5 minutes, or a little later."""

from collections.abc import Iterator

from bot.usecases.certification.outcomes_time import TimeLeft
from bot.usecases.outcomes import Outcome


def outcomes() -> Iterator[Outcome]:
    yield TimeLeft(30, last=False)
    yield TimeLeft(10, last=False)
    yield TimeLeft(5, last=True)
    yield TimeLeft(1, last=True)
