"""What the answers say of every competence: estimates with their bounds, and the picture of a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot import engine
from bot.engine import Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases import positioning
from bot.usecases.outcomes import EXPRESS, SITTING, Estimate, ExpressProfile
from bot.usecases.practice_state import Evidence, Practice
from bot.usecases.rebuilding import evidence_of
from bot.usecases.states import load, load_all
from bot.usecases.turn import Turn

MOST = engine.JointRules().most  # questions of a «Profil express»
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


def board(turn: Turn, test: Practice) -> Board:
    """The board of a test as it is now."""
    states = load_all(turn)
    return Board(
        test, {code: states.get(code) or Practice(code) for code in sorted(turn.library.competences)}
    )


def known(turn: Turn, on: Board) -> engine.Profile:
    """What all the answers say of every competence; those of the test count fully, others by their age."""
    return engine.profile(banks(turn, on), engine_answers(on, turn.now_ms))


def banks(turn: Turn, on: Board) -> dict[str, engine.Bank]:
    """What can be asked in each competence."""
    return {code: turn.library.competences[code].bank for code in on.competences}


def engine_answers(on: Board, now_ms: int) -> dict[str, list[engine.Answer]]:
    """The evidence by competence, as the engine takes it."""
    return {
        code: positioning.weighed(state.evidence, on.test.assessment, now_ms)
        for code, state in on.competences.items()
    }


def latest(turn: Turn) -> Practice:
    """The «Profil express» that runs, else the last one as it was at its end, else one not begun."""
    test = load(turn, EXPRESS)
    if test.assessment is not None or test.last_at is None:
        return test
    ended = [each.id for each in rows.assessments(turn.tx, turn.person.id) if each.competence == EXPRESS]
    answers = rows.answers_of_steps(turn.tx, turn.person.id, ended[-1], 1, MOST)
    return replace(test, assessment=ended[-1], step=answers[-1].step) if answers else test


def estimates(turn: Turn) -> dict[str, Estimate]:
    """Of the competences with answers to a «Profil express» and no positioning yet, which would say more."""
    on = board(turn, latest(turn))
    codes = [code for code, state in on.competences.items() if state.evidence and not state.attempted]
    if not codes:
        return {}
    posteriors = known(turn, on).posteriors
    return {code: _estimate(code, posteriors[code], asked=True) for code in codes}


def picture(turn: Turn, on: Board, more: int, wait: int | None = None) -> ExpressProfile:
    """The profile after the latest sitting of a test, and before it if anything was known then."""
    assessment, sitting = on.test.assessment or 0, max(0, on.test.step - 1) // SITTING
    first = sitting * SITTING + 1
    answers = rows.answers_of_steps(turn.tx, turn.person.id, assessment, first, first + SITTING - 1)
    earlier = on.without(answers)
    began = any(state.evidence for state in earlier.competences.values())
    before = known(turn, earlier).posteriors if began else {}
    verdicts = tuple(Verdict(answer.verdict) for answer in answers)
    return ExpressProfile(
        assessment, _estimates(turn, on, before), on.test.step, sitting, verdicts, more, wait
    )


def picture_again(turn: Turn, on: Board, more: int, wait: int | None) -> ExpressProfile:
    """The profile as it is known now; `more` above 0 while the test runs."""
    assessment, sitting = on.test.assessment or 0, max(0, on.test.step - 1) // SITTING
    drawn = _estimates(turn, on, {})
    return ExpressProfile(assessment, drawn, on.test.step, sitting, (), more, wait, again=True)


def _estimates(turn: Turn, on: Board, before: Mapping[str, engine.Posterior]) -> tuple[Estimate, ...]:
    return tuple(
        _estimate(code, each, bool(on.competences[code].evidence), before.get(code))
        for code, each in known(turn, on).posteriors.items()
    )


def _estimate(
    code: str, now: engine.Posterior, asked: bool, before: engine.Posterior | None = None
) -> Estimate:
    low, high = now.interval(CERTAINTY)
    return Estimate(code, now.level, low, high, asked, before.interval(CERTAINTY) if before else None)
