"""A finished positioning computed again from its answers, and from the versions it rests on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engine import Bank, profile
from bot.engine.versions import MODEL_VERSION, bank_of
from bot.errors import TremplinError
from bot.store import results as rows
from bot.store.base import Tx
from bot.store.practice import Basis, StoredAnswer, StoredAssessment
from bot.usecases import positioning
from bot.usecases.outcomes import EXPRESS
from bot.usecases.practice_state import Practice
from bot.usecases.rebuilding import evidence_of, folded, opened
from bot.usecases.results import text_of, text_of_profile


class NotReplayable(TremplinError):
    """What a replay needs is not there; the message says what."""


class OtherModel(NotReplayable):
    """The result was computed with other constants or formulas than this release has."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A result as it was kept, and as it is computed now."""

    stored: str
    computed: str | None

    @property
    def same(self) -> bool:
        """True when both are the same bytes."""
        return self.stored == self.computed


def replayed(tx: Tx, assessment_id: int) -> Replay:
    """The result of a positioning and its replay. Raises NotReplayable, or OtherModel."""
    found = rows.find(tx, assessment_id)
    if found is None:
        raise NotReplayable(f"no positioning has the number {assessment_id}")
    person_id, stored = found
    if stored.result is None:
        raise NotReplayable(f"positioning {assessment_id} has no result: it is not finished, or was reset")
    basis = _known_basis(stored)
    document = _parameters(tx, stored, basis.items)
    if stored.competence == EXPRESS:
        return Replay(stored.result, _joint_result(tx, person_id, stored, json.loads(document)))
    answers = rows.answers_behind(tx, person_id, stored)
    return Replay(stored.result, result_of(stored, answers, bank_of(document), basis.max_level))


def _parameters(tx: Tx, stored: StoredAssessment, version: str) -> str:
    document = rows.parameters(tx, version)
    if document is None:
        raise NotReplayable(f"the item parameters {version} of positioning {stored.id} are missing")
    return document


def _joint_result(tx: Tx, person_id: int, stored: StoredAssessment, versions: Mapping[str, str]) -> str:
    """The result of a test over all the competences, as the answers that counted then give it."""
    counting = json.loads(stored.opening or "")
    banks = {code: bank_of(_parameters(tx, stored, version)) for code, version in versions.items()}
    answers = {
        code: rows.answers_between(tx, person_id, code, since, counting["until"])
        for code, since in counting["since"].items()
    }
    weighed = {
        code: positioning.weighed(map(evidence_of, given), stored.id, stored.ended_at or 0)
        for code, given in answers.items()
    }
    return text_of_profile(profile(banks, weighed))


def _known_basis(stored: StoredAssessment) -> Basis:
    """What the result rests on, when this release can compute with it."""
    basis = stored.basis
    if basis is None:
        raise NotReplayable(f"positioning {stored.id} ended before what results rest on was kept")
    if basis.model != MODEL_VERSION:
        raise OtherModel(
            f"positioning {stored.id} was computed with model {basis.model}, and this release has model "
            f"{MODEL_VERSION}: replay it with a release that has model {basis.model}"
        )
    return basis


def result_of(
    stored: StoredAssessment, answers: Sequence[StoredAnswer], bank: Bank, max_level: int
) -> str | None:
    """The result as the answers give it: its own, and those of other tests that counted in it, in order."""
    first = next((n for n, each in enumerate(answers) if each.assessment_id == stored.id), len(answers))
    earlier = tuple(evidence_of(answer) for answer in answers[:first])
    opening = opened(Practice(stored.competence, evidence=earlier), stored)
    return text_of(folded(opening, answers[first:], bank, max_level))
