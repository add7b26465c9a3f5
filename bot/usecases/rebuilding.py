"""The packed state of a competence, made again from the answers: they are the truth, it is a convenience."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.engine import Bank, Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer, StoredAssessment
from bot.usecases import positioning, results
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.turn import Turn


def rebuilt(turn: Turn, code: str, before: int | None = None) -> Practice:
    """The state after every answer since the last reset, or after those before a positioning.

    What a positioning came to stays what it was; the one that runs is replayed. Only what was on screen is
    not in it: the next question chosen will be the same one.
    """
    state = Practice(code)
    if code not in turn.library.competences:
        return state
    positionings = {a.id: a for a in rows.assessments(turn.tx, turn.person.id)}
    answers = rows.counting_answers(turn.tx, turn.person.id, code)
    for id_, given in groupby(answers, key=lambda answer: answer.assessment_id):
        if before is None or id_ < before:
            state = _after(turn, state, positionings[id_], list(given))
    return state


def _after(
    turn: Turn, state: Practice, stored: StoredAssessment, answers: Sequence[StoredAnswer]
) -> Practice:
    """The state after one more positioning, or within it when it runs."""
    if stored.result is not None:
        given = tuple(evidence_of(answer) for answer in answers)
        after = replace(state, evidence=state.evidence + given, last_at=given[-1].at)
        return results.with_result(after, stored.result).closed()
    bank = turn.library.competences[state.competence].bank
    state = folded(opened(state, stored), answers, bank, turn.rules.max_level)
    if stored.outcome is not None:
        return state.closed()
    now = results.basis_of(turn.library, state.competence, turn.rules.max_level)
    return replace(state, basis=now) if stored.basis == now else state


def opened(state: Practice, stored: StoredAssessment) -> Practice:
    """The state at the opening of a stored positioning."""
    before = results.with_result(state, stored.opening)
    return before.opened(stored.id, (stored.prior_mean, stored.prior_sd))


def folded(state: Practice, answers: Sequence[StoredAnswer], bank: Bank, max_level: int) -> Practice:
    """The state of a running positioning after more of its answers, each taken when it was given."""
    for answer in answers:
        if positioning.hurried(state):  # it was said with the question of this answer
            state = replace(state, haste_said=True)
        state = state.answered(evidence_of(answer))
        state, _ = positioning.assess(state, bank, answer.answered_at, max_level)
    return state


def evidence_of(answer: StoredAnswer) -> Evidence:
    """What an answer says to the engine. How fast a question was skipped says nothing."""
    seconds = None if answer.verdict == Verdict.SKIPPED else answer.seconds
    right = answer.verdict == Verdict.RIGHT
    return Evidence(answer.assessment_id, answer.challenge, right, seconds, answer.answered_at)


def on_present_basis(turn: Turn, state: Practice) -> Practice:
    """The state of a running positioning as the present parameters make it.

    They may have changed since its last answer, with a release, the bank or a setting: it then goes on as if
    it had always had them, so that its result rests on one version.
    """
    assessment, code = state.assessment, state.competence
    now = results.basis_of(turn.library, code, turn.rules.max_level)
    if assessment is None or state.basis == now:
        return state
    opening = rebuilt(turn, code, before=assessment)
    results.keep_basis(turn, opening, assessment, now)
    given = rows.answers_of_steps(turn.tx, turn.person.id, assessment, 1, state.step)
    bank = turn.library.competences[code].bank
    again = folded(opening.opened(assessment, state.prior, now), given, bank, turn.rules.max_level)
    return replace(
        again,
        question=state.question,
        announced=max(again.announced, state.announced),
        haste_said=state.haste_said,
    )
