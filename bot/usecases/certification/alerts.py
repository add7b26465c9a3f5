"""What invigilators are told at once, each in their own chat, with the buttons that decide."""

from bot.store.sittings import EntryRequest, Incident
from bot.usecases.certification import deciding, phones, settling
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def reported(turn: Turn, incident: Incident) -> list[Elsewhere]:
    """A candidate reports a problem: told to every invigilator; called once its row is added."""
    return _to_staff(turn, incident.sitting_id, deciding.page(turn, incident, alert=True))


def wants_in(turn: Turn, request: EntryRequest) -> list[Elsewhere]:
    """Somebody with another phone says they are a candidate; called once the row is written."""
    return _to_staff(
        turn, request.sitting_id, phones.page(turn, request.sitting_id, request.person_id, alert=True)
    )


def _to_staff(turn: Turn, sitting_id: int, shown: Outcome) -> list[Elsewhere]:
    """Who watches over a sitting, each once; when nobody does any more, who administers its school."""
    chats = sorted(settling.staff(turn, sitting_id) or settling.admins(turn, sitting_id))
    return [Elsewhere(each, (shown,), adult=True, kind=settling.KIND) for each in chats]
