"""A published result computed again from its rows: whoever doubts it can see that both agree."""

from bot.engine import MODEL_VERSION
from bot.store import results, sittings
from bot.store.base import Tx
from bot.store.sittings import Candidate
from bot.usecases import replaying
from bot.usecases.certification import scoring
from bot.usecases.certification.scored import Scored
from bot.usecases.keys import is_certification
from bot.usecases.replaying import NotReplayable, OtherModel, Replay


def replayed(tx: Tx, assessment_id: int) -> Replay:
    """The result of any finished test and its replay. Raises NotReplayable, or OtherModel."""
    found = results.find(tx, assessment_id)
    if found is None or not is_certification(found[1].competence):
        return replaying.replayed(tx, assessment_id)
    mine = sittings.of_phone(tx, found[0])
    candidate = next((each for each in mine if each.assessment_id == assessment_id), None)
    if candidate is None:
        raise NotReplayable(f"no candidate has sat the test {assessment_id}")
    return rescored(tx, candidate)


def rescored(tx: Tx, candidate: Candidate) -> Replay:
    """The result of a candidate as it was published and as the rows give it now; they are the same bytes.

    Unless the jury has changed something since. Raises NotReplayable for a candidate without a published
    result, OtherModel for a result of another release's engine.
    """
    sitting = sittings.find(tx, candidate.sitting_id)
    if sitting is None or candidate.result is None:
        raise NotReplayable(f"candidate {candidate.id} has no published result")
    if (model := Scored.from_json(candidate.result).model) != MODEL_VERSION:
        raise OtherModel(
            f"the result of candidate {candidate.id} was computed with model {model}, and this release has "
            f"model {MODEL_VERSION}: replay it with a release that has model {model}"
        )
    return Replay(candidate.result, scoring.score(tx, sitting, candidate).to_json())
