"""A published result computed again from its rows: whoever doubts it can see that both agree."""

from bot.engine import MODEL_VERSION
from bot.store import sittings
from bot.store.base import Tx
from bot.usecases.certification import scoring
from bot.usecases.certification.scored import Scored
from bot.usecases.replaying import NotReplayable, OtherModel, Replay


def rescored(tx: Tx, candidate_id: int) -> Replay:
    """The result as it was published and as the rows give it now; they are the same bytes.

    Unless the jury has changed something since, or the answers were erased. Raises NotReplayable for a
    candidate without a published result, OtherModel for a result of another release's engine.
    """
    candidate = sittings.candidate(tx, candidate_id)
    sitting = None if candidate is None else sittings.find(tx, candidate.sitting_id)
    if candidate is None or sitting is None or candidate.result is None:
        raise NotReplayable(f"candidate {candidate_id} has no published result")
    if (model := Scored.from_json(candidate.result).model) != MODEL_VERSION:
        raise OtherModel(f"the result of candidate {candidate_id} was computed with model {model}")
    return Replay(candidate.result, scoring.score(tx, sitting, candidate).to_json())
