"""Something wrong with a challenge, before it is known on which line of the file it stands."""

from typing import NamedTuple

from bot.content.templates import Place


class Fault(NamedTuple):
    """Where in the challenge, what is wrong, what to do."""

    place: Place
    what: str
    remedy: str
