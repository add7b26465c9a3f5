"""«Profil express»: one test over all the competences, in sittings, which draws the pupil's profile.

Its answers are kept as evidence of the competence of their skill, so that they serve its positioning, those
of the others and later tests. They give estimates, never pix: these come from positionings.
"""

from collections.abc import Set
from dataclasses import replace

from bot import engine
from bot.content.framework import COMPETENCES
from bot.engine import Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases import checkpoints, estimating, positioning, results
from bot.usecases.outcomes import (
    EXPRESS,
    SITTING,
    Checkpoint,
    CompetenceState,
    ExpressProfile,
    ExpressShown,
    Outcome,
)
from bot.usecases.practice_state import Practice
from bot.usecases.rebuilding import evidence_of
from bot.usecases.states import IMPROVE_AFTER_MS, hours_left, load, phase, save
from bot.usecases.turn import Turn

RULES = engine.JointRules()
A_COMPETENCE, FEWEST = 4, 2 * SITTING
"""Questions a competence in all, and at least: 64 for the whole profile, two sittings for two competences."""


def decide(turn: Turn, test: Practice) -> engine.AskIn | engine.Stop:
    """The next question, or why the test ends; the same for the same answers.

    As in a positioning, the class helps to choose the questions and never changes what answers are worth.
    """
    if test.step >= _most(turn):  # the engine does not see those that a reset has set aside
        return engine.Stop(engine.StopReason.MOST)
    on = estimating.board(turn, test)
    return engine.decide_together(
        estimating.known(turn, on, positioning.population_of(turn.person)),
        estimating.engine_answers(on, turn.now_ms),
        replace(RULES, most=_most(turn)),
        seed=test.assessment or 0,
        usable={each for state in on.competences.values() for each in _usable(turn, state)},
        settled=_on_other_screens(turn, on),
    )


def _most(turn: Turn) -> int:
    """Questions in all, in whole sittings; more would teach less than positionings do."""
    sittings = -(-A_COMPETENCE * len(turn.library.competences) // SITTING)
    return min(RULES.most, max(FEWEST, sittings * SITTING))


def _usable(turn: Turn, state: Practice) -> Set[str]:
    competence = turn.library.competences[state.competence]
    return positioning.usable(state, competence, turn.person.device)


def _on_other_screens(turn: Turn, on: estimating.Board) -> frozenset[str]:
    """Skills that a paused positioning is asking: its question is not given away."""
    waiting = [state.question.challenge for state in on.competences.values() if state.question]
    return frozenset(skill for each in waiting if (skill := _skill(turn, each)))


def sitting_size(turn: Turn, test: Practice) -> int:
    """Questions of the sitting of the next question, those answered included: fewer in the last one."""
    return min(SITTING, test.step % SITTING + _left(turn, estimating.board(turn, test)))


def _left(turn: Turn, on: estimating.Board) -> int:
    """How many questions the test may still have: one a skill."""
    open_skills = {
        _skill(turn, challenge) for state in on.competences.values() for challenge in _usable(turn, state)
    }
    asked = {_skill(turn, each.challenge) for given in on.own.values() for each in given}
    in_all = len(open_skills - asked - _on_other_screens(turn, on))
    return max(0, min(in_all, _most(turn) - on.test.step))


def _skill(turn: Turn, challenge_id: str) -> str | None:
    challenge = turn.library.challenge(challenge_id)
    return challenge.skill if challenge else None


def hurried(turn: Turn, test: Practice) -> bool:
    """True when the pupil should hear that nothing presses."""
    given = [each for some in estimating.board(turn, test).own.values() for each in some]
    return not test.haste_said and positioning.in_haste(given)


def take(turn: Turn, test: Practice, answer: StoredAnswer) -> Practice:
    """Record an answer: the test goes one step further, its competence learns, and shows what it showed."""
    evidence = evidence_of(answer)
    competence = load(turn, answer.competence)  # before the answer is stored: it may be rebuilt from them
    rows.add_answer(turn.tx, turn.person.id, answer)
    save(turn, competence.learned(evidence))
    if answer.verdict != Verdict.RIGHT and answer.skill not in competence.validated:
        rows.miss_skill(turn.tx, turn.person.id, answer.competence, answer.skill, turn.now_ms)
    return test.stepped(evidence.at)


def result(turn: Turn, test: Practice) -> ExpressProfile:
    """The picture of a test that has ended; what it came to is kept, with what this rests on."""
    on = estimating.board(turn, test)
    results.keep_joint(turn, test.assessment or 0, estimating.known(turn, on))
    return estimating.picture(turn, on, more=0, wait=hours_left(test, IMPROVE_AFTER_MS, turn.now_ms))


def sitting_done(turn: Turn, test: Practice) -> ExpressProfile:
    """The picture after a sitting, with another one to come."""
    return estimating.picture(turn, estimating.board(turn, test), more=more(turn, test))


def more(turn: Turn, test: Practice) -> int:
    """Questions of the next sitting."""
    return min(SITTING, _left(turn, estimating.board(turn, test)))


def page(turn: Turn, *, edit: bool = True) -> list[Outcome]:
    """What a «Profil express» is, and whether it can be begun, resumed or begun again."""
    test = load(turn, EXPRESS)
    state = phase(test, turn.now_ms)
    wait = hours_left(test, IMPROVE_AFTER_MS, turn.now_ms) if state is CompetenceState.WAITING else None
    everything = len(turn.library.competences) == len(COMPETENCES)
    return [ExpressShown(state, wait, test.step, has_picture(turn), everything, edit)]


def has_picture(turn: Turn) -> bool:
    """True when a picture can be shown again: after a sitting, or an end."""
    return estimating.latest(turn).step >= (1 if load(turn, EXPRESS).assessment is None else SITTING)


def again(turn: Turn, *, text: bool = False) -> list[Outcome]:
    """The latest picture, with what was learnt since, or the same as a text; the page when there is none."""
    if not has_picture(turn):
        return page(turn)
    now, on = load(turn, EXPRESS), estimating.board(turn, estimating.latest(turn))
    running = now.assessment is not None
    wait = None if running else hours_left(now, IMPROVE_AFTER_MS, turn.now_ms) or None
    return [replace(estimating.picture_again(turn, on, int(running), wait), text=text)]


def review(turn: Turn, assessment: int, sitting: int, *, edit: bool) -> list[Outcome]:
    """The answers of a sitting, and the way on while the test runs."""
    test = load(turn, EXPRESS)
    running = test.assessment == assessment
    paused_here = running and test.question is None and test.step == (sitting + 1) * SITTING
    return [
        replace(each, more=more(turn, test)) if isinstance(each, Checkpoint) and paused_here else each
        for each in checkpoints.reopen(turn, EXPRESS, assessment, sitting, running=running, edit=edit)
    ]


def answered_in(turn: Turn, competence: Practice) -> bool:
    """True when answers of a «Profil express» count in a competence."""
    tests = {each.assessment for each in competence.evidence}
    return any(rows.competence_of_assessment(turn.tx, turn.person.id, each) == EXPRESS for each in tests)
