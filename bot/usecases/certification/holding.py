"""What an invigilator's turn changes, held until it ends: the sitting first, then candidates by their ids."""

from collections.abc import Callable, Iterator

from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases import rights
from bot.usecases.certification.outcomes_board import Notice
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.turn import Turn

_CLOSED = {Phase.DRAFT: Notice.DAY, Phase.CLOSED: Notice.OVER, Phase.PUBLISHED: Notice.OVER}


def sitting(turn: Turn, sitting_id: int) -> Sitting:
    """A sitting that the person watches over: no colleague changes it meanwhile. Raises NotAllowed."""
    rights.sitting(turn, sitting_id, "organiser", "invigilator")
    found = sittings.locked(turn.tx, sitting_id)
    if found is None:  # deleted meanwhile
        raise NotAllowed
    return found


def candidate(turn: Turn, candidate_id: int) -> tuple[Sitting, Candidate]:
    """A candidate and their sitting. Raises NotAllowed, also when there is no such candidate."""
    known = sittings.candidate(turn.tx, candidate_id)
    if known is None:
        raise NotAllowed
    held = sitting(turn, known.sitting_id)
    found = sittings.locked_candidate(turn.tx, candidate_id)
    if found is None:  # left out meanwhile
        raise NotAllowed
    return held, found


def those(turn: Turn, held: Sitting, concerned: Callable[[Candidate], bool]) -> Iterator[Candidate]:
    """The candidates who are concerned, also once they are held."""
    for id_ in sorted(each.id for each in sittings.candidates(turn.tx, held.id) if concerned(each)):
        found = sittings.locked_candidate(turn.tx, id_)
        if found is not None and concerned(found):
            yield found


def closed(turn: Turn, held: Sitting) -> Notice | None:
    """Why nothing is done in a sitting any more, or not yet; None while it goes on."""
    now = phase(held, turn.now_ms)
    return Notice.OVER if now is Phase.CANCELLED else _CLOSED.get(now)
