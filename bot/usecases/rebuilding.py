"""The packed state of a competence, made again from the answers: they are the truth, it is a convenience."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.engine import Bank, JointRules, Verdict
from bot.store import practice as rows
from bot.store import sittings
from bot.store.practice import StoredAnswer, StoredAssessment
from bot.usecases import positioning, results
from bot.usecases.keys import is_certification, is_exam, is_positioning, sitting_code
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.turn import Turn


def rebuilt(turn: Turn, code: str, before: int | None = None) -> Practice:
    """The state after every answer since the last reset, or after those before a positioning.

    What a positioning came to stays what it was; the one that runs is replayed. Only what was on screen is
    not in it: the next question chosen will be the same one.
    """
    if is_certification(code):
        return _rebuilt_certification(turn, code)
    if not is_positioning(code):
        return _rebuilt_joint(turn, code)
    state = Practice(code)
    if code not in turn.library.competences:
        return state
    tests = {test.id: test for test in rows.assessments(turn.tx, turn.person.id)}
    answers, _ = _split(rows.counting_answers(turn.tx, turn.person.id, code), before)
    for positioning_id, given in _by_positioning(answers, tests):
        stored = tests.get(positioning_id)
        state = _after(turn, state, stored, given) if stored else _learned(state, given)
    return state


def _split(
    answers: Sequence[StoredAnswer], positioning_id: int | None
) -> tuple[Sequence[StoredAnswer], Sequence[StoredAnswer]]:
    """The answers before the first one of a positioning, and from it on."""
    place = next((n for n, each in enumerate(answers) if each.assessment_id == positioning_id), len(answers))
    return answers[:place], answers[place:]


def _by_positioning(
    answers: Sequence[StoredAnswer], tests: Mapping[int, StoredAssessment]
) -> Iterable[tuple[int, list[StoredAnswer]]]:
    """The answers of each positioning, with those that another test had meanwhile or before the next one.

    Those before the first positioning come under 0.
    """
    groups: dict[int, list[StoredAnswer]] = {0: []}
    current = 0
    for answer in answers:
        if is_positioning(tests[answer.assessment_id].competence):
            current = answer.assessment_id
        groups.setdefault(current, []).append(answer)
    return groups.items()


def _learned(state: Practice, answers: Iterable[StoredAnswer]) -> Practice:
    return replace(state, evidence=state.evidence + tuple(evidence_of(answer) for answer in answers))


def _after(
    turn: Turn, state: Practice, stored: StoredAssessment, answers: Sequence[StoredAnswer]
) -> Practice:
    """The state after one more positioning, or within it when it runs."""
    if stored.result is not None:
        last_at = [each.answered_at for each in answers if each.assessment_id == stored.id][-1]
        after = replace(_learned(state, answers), last_at=last_at)
        return results.with_result(after, stored.result).closed()
    bank = turn.library.competences[state.competence].bank
    state = folded(opened(state, stored), answers, bank, turn.rules.max_level)
    if stored.outcome is not None:
        return state.closed()
    now = results.basis_of(turn.library, state.competence, turn.rules.max_level)
    return replace(state, basis=now) if stored.basis == now else state


def _rebuilt_joint(turn: Turn, key: str) -> Practice:
    """The state of a test over several competences: its evidence is with each of them; an exam's, with it."""
    state = Practice(key)
    for stored in rows.assessments(turn.tx, turn.person.id):
        if stored.competence != key:
            continue
        own = rows.answers_of_steps(turn.tx, turn.person.id, stored.id, 1, JointRules().most)
        given = tuple(evidence_of(answer) for answer in own)
        opened = state.opened(stored.id, (stored.prior_mean, stored.prior_sd))
        state = replace(
            opened,
            step=len(own),
            last_at=own[-1].answered_at if own else opened.last_at,
            haste_said=positioning.in_haste(given[:-1]),
            evidence=given if is_exam(key) else (),
        )
        if stored.outcome is not None:
            state = replace(state.closed(), evidence=())
    return state


def _rebuilt_certification(turn: Turn, key: str) -> Practice:
    """The state of the test of a sitting, while it runs: its questions are rows of the candidate."""
    state = Practice(key)
    candidate = sittings.in_test(turn.tx, turn.person.id)
    sitting = sittings.find(turn.tx, candidate.sitting_id) if candidate else None
    if candidate is None or sitting is None or sitting.code != sitting_code(key):
        return state
    answers = {each.step: each for each in sittings.answers(turn.tx, candidate.id)}
    used = [
        each.step or 0
        for each in sittings.questions(turn.tx, candidate.id)
        if each.step in answers or each.withdrawn_at is not None
    ]
    last_at = max((each.answered_at for each in answers.values()), default=None)
    step = max(used, default=0)
    return replace(state, assessment=candidate.assessment_id, step=step, last_at=last_at)


def opened(state: Practice, stored: StoredAssessment) -> Practice:
    """The state at the opening of a stored positioning."""
    before = results.with_result(state, stored.opening)
    return before.opened(stored.id, (stored.prior_mean, stored.prior_sd))


def folded(state: Practice, answers: Sequence[StoredAnswer], bank: Bank, max_level: int) -> Practice:
    """The state of a running positioning after more answers, each taken when it was given.

    Those of other tests are learnt from; what is shown changes with its own.
    """
    for answer in answers:
        if answer.assessment_id != state.assessment:
            state = state.learned(evidence_of(answer))
            continue
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
    _, given = _split(rows.counting_answers(turn.tx, turn.person.id, code), assessment)
    bank = turn.library.competences[code].bank
    again = folded(opening.opened(assessment, state.prior, now), given, bank, turn.rules.max_level)
    return replace(
        again,
        question=state.question,
        announced=max(again.announced, state.announced),
        haste_said=state.haste_said,
    )
