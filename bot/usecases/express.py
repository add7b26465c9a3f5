"""«Profil express»: one test over all the competences, in sittings, which draws the pupil's profile.

Its answers are kept as evidence of the competence of their skill, so that they serve its positioning, those
of the others and later tests. They give estimates, never pix: these come from positionings.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot import engine
from bot.engine import Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases import positioning, results
from bot.usecases.outcomes import (
    EXPRESS,
    SITTING,
    CompetenceState,
    Estimate,
    ExpressProfile,
    ExpressShown,
    Outcome,
)
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.rebuilding import evidence_of
from bot.usecases.states import IMPROVE_AFTER_MS, hours_left, load, load_all, phase, save
from bot.usecases.turn import Turn

RULES = engine.JointRules()
A_COMPETENCE, FEWEST = 4, 2 * SITTING
"""Questions a competence in all, and at least: 64 for the whole profile, two sittings for two competences."""
CERTAINTY = 0.9  # of the intervals that are shown


@dataclass(frozen=True, slots=True)
class Board:
    """A «Profil express», and the states of all the competences that the bank has, in their order."""

    test: Practice
    competences: Mapping[str, Practice]

    @property
    def own(self) -> dict[str, list[Evidence]]:
        """The answers of the test that count, by competence."""
        return {
            code: [each for each in state.evidence if each.assessment == self.test.assessment]
            for code, state in self.competences.items()
        }

    def without(self, answers: Sequence[StoredAnswer]) -> "Board":
        """The board before these answers of the test."""
        given = {evidence_of(answer) for answer in answers}
        kept = {
            code: replace(state, evidence=tuple(each for each in state.evidence if each not in given))
            for code, state in self.competences.items()
        }
        return Board(self.test, kept)


def _board(turn: Turn, test: Practice) -> Board:
    """The board of a test as it is now."""
    states = load_all(turn)
    return Board(
        test, {code: states.get(code) or Practice(code) for code in sorted(turn.library.competences)}
    )


def _known(turn: Turn, on: Board, population: engine.Prior | None = None) -> engine.Profile:
    """What all the answers say of every competence; those of the test count fully, others by their age."""
    banks = {code: turn.library.competences[code].bank for code in on.competences}
    return engine.profile(banks, _engine_answers(on, turn.now_ms), population)


def _engine_answers(on: Board, now_ms: int) -> dict[str, list[engine.Answer]]:
    """The evidence by competence, as the engine takes it."""
    return {
        code: positioning.weighed(state.evidence, on.test.assessment, now_ms)
        for code, state in on.competences.items()
    }


def decide(turn: Turn, test: Practice) -> engine.AskIn | engine.Stop:
    """The next question, or why the test ends; the same for the same answers.

    As in a positioning, the class helps to choose the questions and never changes what answers are worth.
    """
    if test.step >= _most(turn):  # the engine does not see those that a reset has set aside
        return engine.Stop(engine.StopReason.MOST)
    on = _board(turn, test)
    return engine.decide_together(
        _known(turn, on, positioning.population_of(turn.person)),
        _engine_answers(on, turn.now_ms),
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


def _on_other_screens(turn: Turn, on: Board) -> frozenset[str]:
    """Skills that a paused positioning is asking: its question is not given away."""
    waiting = [state.question.challenge for state in on.competences.values() if state.question]
    return frozenset(skill for each in waiting if (skill := _skill(turn, each)))


def sitting_size(turn: Turn, test: Practice) -> int:
    """Questions of the sitting of the next question, those answered included: fewer in the last one."""
    return min(SITTING, test.step % SITTING + _left(turn, _board(turn, test)))


def _left(turn: Turn, on: Board) -> int:
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
    given = [each for some in _board(turn, test).own.values() for each in some]
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
    on = _board(turn, test)
    results.keep_joint(turn, test.assessment or 0, _known(turn, on))
    return _picture(turn, on, more=0, wait=hours_left(test, IMPROVE_AFTER_MS, turn.now_ms))


def sitting_done(turn: Turn, test: Practice) -> ExpressProfile:
    """The picture after a sitting, with another one to come."""
    on = _board(turn, test)
    return _picture(turn, on, more=min(SITTING, _left(turn, on)))


def page(turn: Turn, *, edit: bool = True) -> list[Outcome]:
    """What a «Profil express» is, and whether it can be begun, resumed or begun again."""
    test = load(turn, EXPRESS)
    state = phase(test, turn.now_ms)
    wait = hours_left(test, IMPROVE_AFTER_MS, turn.now_ms)
    return [ExpressShown(state, wait if state is CompetenceState.WAITING else None, edit)]


def _picture(turn: Turn, on: Board, more: int, wait: int | None = None) -> ExpressProfile:
    """The profile after the latest sitting of a test, and before it."""
    assessment, sitting = on.test.assessment or 0, max(0, on.test.step - 1) // SITTING
    first = sitting * SITTING + 1
    answers = rows.answers_of_steps(turn.tx, turn.person.id, assessment, first, first + SITTING - 1)
    earlier = _known(turn, on.without(answers)).posteriors
    estimates = tuple(
        _estimate(code, each, bool(on.competences[code].evidence), earlier[code])
        for code, each in _known(turn, on).posteriors.items()
    )
    verdicts = tuple(Verdict(answer.verdict) for answer in answers)
    return ExpressProfile(assessment, estimates, on.test.step, sitting, verdicts, more, wait)


def _estimate(code: str, now: engine.Posterior, asked: bool, before: engine.Posterior) -> Estimate:
    low, high = now.interval(CERTAINTY)
    return Estimate(code, now.level, low, high, asked, before.interval(CERTAINTY))
