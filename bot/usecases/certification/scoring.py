"""From the rows of a candidate to a result: the same rows always give the same result."""

from bot.store.base import Tx
from bot.store.sittings import Candidate, Sitting
from bot.usecases.certification.scored import Scored, nothing


def score(_tx: Tx, _sitting: Sitting, candidate: Candidate) -> Scored:
    """The result as the rows and the jury's ruling give it now, published or not."""
    return nothing("pending", "running", candidate.comment)
