"""«Commencer», and back to the test that runs."""

from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Candidate
from bot.usecases import practice, states
from bot.usecases.certification import beginning, door, seats, waiting
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def here(turn: Turn, candidate: Candidate, after: int, *, edit: bool = True) -> list[Outcome]:
    """Where the candidate of this phone stands: their question, or what they wait for.

    `after` is the message of who acted.
    """
    if not candidate.running:
        return waiting.screen(turn, candidate, edit=edit)
    key = seats.of(turn, candidate).key
    return practice.resume(turn, states.load(turn, key), after)


def look(turn: Turn, candidate_id: int, after: int) -> list[Outcome]:
    """«Actualiser». Raises NotAllowed for whose phone it is not."""
    return here(turn, door.mine(turn, candidate_id), after)


def start(turn: Turn, candidate_id: int, after: int) -> list[Outcome]:
    """«Commencer»: only who was seen, let begin, and accepted the rules; others see what is missing.

    Raises NotAllowed for whose phone it is not.
    """
    seen = sittings.candidate(turn.tx, candidate_id)
    if seen is None:
        raise NotAllowed
    sittings.locked(turn.tx, seen.sitting_id)  # nobody closes it meanwhile
    candidate = door.mine(turn, candidate_id)
    if not _ready(turn, candidate):
        return here(turn, candidate, after)
    return beginning.begin(turn, candidate, after)


def _ready(turn: Turn, candidate: Candidate) -> bool:
    steps = (candidate.accepted_at, candidate.present_at, candidate.authorised_at)
    fresh = candidate.started_at is None and candidate.ended_at is None
    free = sittings.running_of(turn.tx, turn.person.id) is None
    open_ = door.shut(turn, door.find(turn, candidate.sitting_id)) is None
    return fresh and free and open_ and None not in steps and door.missing(turn, candidate) == 0
