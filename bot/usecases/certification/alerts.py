"""What invigilators are told at once, each in their own chat, with the buttons that decide."""

from bot.store.sittings import EntryRequest, Incident
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.turn import Turn


def reported(turn: Turn, incident: Incident) -> list[Elsewhere]:
    """A candidate reports a problem: told to every invigilator; called once its row is added."""
    return []


def wants_in(turn: Turn, request: EntryRequest) -> list[Elsewhere]:
    """Somebody with another phone says they are a candidate; called once the row is written."""
    return []
