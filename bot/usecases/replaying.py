"""A finished positioning computed again from its answers, and from the versions it rests on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engine import Answer, Bank, JointRules, profile
from bot.engine.versions import MODEL_VERSION, bank_of
from bot.errors import TremplinError
from bot.store import results as rows
from bot.store.base import Tx
from bot.store.practice import Basis, StoredAnswer, StoredAssessment, answers_of_steps
from bot.usecases import positioning
from bot.usecases.keys import EXPRESS, is_campaign, is_exam
from bot.usecases.participation import scoring
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
    if is_campaign(stored.competence):
        return Replay(stored.result, _campaign_result(tx, person_id, stored, json.loads(document)))
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
    banks = {code: bank_of(_parameters(tx, stored, version)) for code, version in versions.items()}
    return text_of_profile(profile(banks, _weighed(stored, _counting(tx, person_id, stored))))


def _counting(tx: Tx, person_id: int, stored: StoredAssessment) -> dict[str, list[StoredAnswer]]:
    """The answers that counted at the end of a test over several competences."""
    counting = json.loads(stored.opening or "")
    return {
        code: rows.answers_between(tx, person_id, code, since, counting["until"])
        for code, since in counting["since"].items()
    }


def _weighed(
    stored: StoredAssessment, answers: Mapping[str, Sequence[StoredAnswer]]
) -> dict[str, list[Answer]]:
    return {
        code: positioning.weighed(map(evidence_of, given), stored.id, stored.ended_at or 0)
        for code, given in answers.items()
    }


def _campaign_result(tx: Tx, person_id: int, stored: StoredAssessment, versions: Mapping[str, str]) -> str:
    """The result of a campaign's test; an exam rests on its own answers alone."""
    opening = json.loads(stored.opening or "")
    banks = {
        code: bank_of(_parameters(tx, stored, version)).aimed_at(opening["target"][code])
        for code, version in versions.items()
    }
    if is_exam(stored.competence):
        own = answers_of_steps(tx, person_id, stored.id, 1, JointRules().most)
        given = {
            code: [each for each in own if each.challenge in bank.item_index] for code, bank in banks.items()
        }
    else:
        given = _counting(tx, person_id, stored)
    answers = _weighed(stored, given)
    known = profile(banks, answers)
    return scoring.text_of(known, scoring.validated(known, answers, opening["shown"]))


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
