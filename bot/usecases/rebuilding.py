"""The packed state of a competence, made again from the answers: they are the truth, it is a convenience."""

from dataclasses import replace

from bot.content import Competence
from bot.engine import Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer, StoredAssessment
from bot.usecases import positioning
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.turn import Turn


def rebuilt(turn: Turn, code: str) -> Practice:
    """The state after every answer since the last reset, replayed; fresh when there is none.

    Only what was on screen is not in it: the next question chosen will be the same one.
    """
    competence = turn.library.competences.get(code)
    answers = rows.counting_answers(turn.tx, turn.person.id, code)
    state = Practice(code)
    if competence is None or not answers:
        return state
    positionings = {a.id: a for a in rows.assessments(turn.tx, turn.person.id)}
    for answer in answers:
        positioning_ = positionings[answer.assessment_id]
        if state.assessment != positioning_.id:
            prior = (positioning_.prior_mean, positioning_.prior_sd)
            state = state.opened(positioning_.id, prior)
        if positioning.hurried(state):  # it was said with the question of this answer
            state = replace(state, haste_said=True)
        state = _assessed(turn, state.answered(evidence_of(answer)), competence)
    return _closed(state, positionings)


def evidence_of(answer: StoredAnswer) -> Evidence:
    """What an answer says to the engine. How fast a question was skipped says nothing."""
    seconds = None if answer.verdict == Verdict.SKIPPED else answer.seconds
    right = answer.verdict == Verdict.RIGHT
    return Evidence(answer.assessment_id, answer.challenge, right, seconds, answer.answered_at)


def _assessed(turn: Turn, state: Practice, competence: Competence) -> Practice:
    return positioning.assess(state, competence, state.last_at or 0, turn.rules.max_level)[0]


def _closed(state: Practice, positionings: dict[int, StoredAssessment]) -> Practice:
    """Nothing runs any more when the last positioning has ended."""
    if state.assessment is None or positionings[state.assessment].outcome is None:
        return state
    return state.closed()
