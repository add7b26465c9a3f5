"""«Profil express»: one test over all the competences, in sittings, which draws the pupil's profile.

Its answers are kept as evidence of the competence of their skill, so that they serve its positioning, those
of the others and later tests. They give estimates, never pix: these come from positionings.
"""

from collections.abc import Set
from dataclasses import replace
from functools import partial

from bot import engine
from bot.content.framework import COMPETENCES
from bot.engine import Posterior
from bot.store import people
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases import checkpoints, estimating, joint, positioning, results
from bot.usecases.keys import EXPRESS, SITTING, StepRef
from bot.usecases.kind import Kind, Taken
from bot.usecases.outcomes import (
    Checkpoint,
    CompetenceState,
    ExpressShown,
    Outcome,
    SittingLeft,
)
from bot.usecases.practice_state import Practice
from bot.usecases.states import IMPROVE_AFTER_MS, hours_left, load, phase, save
from bot.usecases.turn import Turn

RULES = engine.JointRules()
A_COMPETENCE, FEWEST = 4, 2 * SITTING
"""Questions a competence in all, and at least: 64 for the whole profile, two sittings for two competences."""


class Express(Kind):
    """The test over all the competences."""

    def available(self, turn: Turn, key: str) -> bool:  # noqa: ARG002  # there is one
        return bool(turn.library.competences)

    def unready(self, turn: Turn, state: Practice) -> list[Outcome]:
        return page(turn) if phase(state, turn.now_ms) is CompetenceState.WAITING else []

    def choice(
        self,
        turn: Turn,
        state: Practice,
        known: Posterior | None = None,  # noqa: ARG002  # it is of one competence
    ) -> engine.AskIn | engine.Stop:
        """As in a positioning, the class helps to choose and never changes what answers are worth."""
        if state.step >= _most(turn):  # the engine does not see those that a reset has set aside
            return engine.Stop(engine.StopReason.MOST)
        on = estimating.board(turn, state)
        answers = estimating.engine_answers(on, turn.now_ms)
        choose = partial(
            engine.decide_together,
            engine.profile(estimating.banks(turn, on), answers, positioning.population_of(turn.person)),
            answers,
            replace(RULES, most=_most(turn)),
            seed=state.assessment or 0,
            usable={each for one in on.competences.values() for each in _usable(turn, one)},
        )
        return positioning.sparing(choose, frozenset(), _on_other_screens(turn, on))

    def size(self, turn: Turn, state: Practice) -> int:
        """Questions of the sitting of the next question, those answered included: fewer in the last one."""
        return min(SITTING, state.step % SITTING + _left(turn, estimating.board(turn, state)))

    def hurried(self, turn: Turn, state: Practice) -> bool:
        given = [each for some in estimating.board(turn, state).own.values() for each in some]
        return not state.haste_said and positioning.in_haste(given)

    def take(self, turn: Turn, state: Practice, answer: StoredAnswer) -> Taken:
        """Record the answer: the test goes one step further, and its competence learns."""
        joint.teach(turn, answer)
        return Taken(state.stepped(answer.answered_at))

    def between(self, turn: Turn, state: Practice) -> list[Outcome]:
        """The picture after a sitting, with another one to come."""
        return [estimating.picture(turn, estimating.board(turn, state), more=self.more(turn, state))]

    def left(self, turn: Turn, about: StepRef) -> list[Outcome]:  # noqa: ARG002  # the picture stays
        return [SittingLeft(about.assessment, about.block)]

    def more(self, turn: Turn, state: Practice) -> int:
        return min(SITTING, _left(turn, estimating.board(turn, state)))

    def finish(self, turn: Turn, state: Practice) -> list[Outcome]:
        """The picture; what the test came to is kept, with what this rests on."""
        rows.end_assessment(turn.tx, turn.person.id, state.assessment or 0, "completed", turn.now_ms)
        people.leave_screen(turn.tx, turn.person, EXPRESS)
        save(turn, state.closed())
        on = estimating.board(turn, state)
        results.keep_express(turn, state.assessment or 0, estimating.known(turn, on))
        return [estimating.picture(turn, on, more=0, wait=hours_left(state, IMPROVE_AFTER_MS, turn.now_ms))]


def _most(turn: Turn) -> int:
    """Questions in all, in whole sittings; more would teach less than positionings do."""
    sittings = -(-A_COMPETENCE * len(turn.library.competences) // SITTING)
    return min(RULES.most, max(FEWEST, sittings * SITTING))


def _usable(turn: Turn, state: Practice) -> Set[str]:
    competence = turn.library.competences[state.competence]
    return positioning.usable(state, competence, turn.person.device)


def _on_other_screens(turn: Turn, on: estimating.Board) -> frozenset[str]:
    """Skills that another test, put aside, is asking: its question is given away last of all."""
    waiting = [state.question.challenge for state in on.competences.values() if state.question]
    return joint.skills_of(turn, waiting) | joint.asked_elsewhere(turn, but=EXPRESS)


def _left(turn: Turn, on: estimating.Board) -> int:
    """How many questions the test may still have: one a skill."""
    usable = (challenge for state in on.competences.values() for challenge in _usable(turn, state))
    asked = (each.challenge for given in on.own.values() for each in given)
    open_skills = joint.skills_of(turn, usable) - joint.skills_of(turn, asked)
    return max(0, min(len(open_skills), _most(turn) - on.test.step))


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
    test, kind = load(turn, EXPRESS), Express()
    running = test.assessment == assessment
    paused_here = running and test.question is None and test.step == (sitting + 1) * SITTING
    return [
        replace(each, more=kind.more(turn, test)) if isinstance(each, Checkpoint) and paused_here else each
        for each in checkpoints.reopen(turn, EXPRESS, assessment, sitting, running=running, edit=edit)
    ]
