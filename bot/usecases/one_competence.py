"""The positioning of one competence: the test that gives pix and levels."""

from bot import engine
from bot.content import Skill
from bot.engine import Posterior, Verdict
from bot.store import people
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.store.results import set_result
from bot.usecases import checkpoints, joint, positioning, results
from bot.usecases.keys import BLOCK, StepRef
from bot.usecases.kind import Kind, Taken
from bot.usecases.outcomes import Checkpoint, CompetenceState, Finished, LevelGained, Outcome, TooSoon
from bot.usecases.practice_state import Practice
from bot.usecases.rebuilding import evidence_of, on_present_basis
from bot.usecases.states import IMPROVE_AFTER_MS, hours_left, load_all, phase, save
from bot.usecases.turn import Turn


class Positioning(Kind):
    """A test of one competence, whose key is the competence's code."""

    def available(self, turn: Turn, key: str) -> bool:
        return key in turn.library.competences

    def unready(self, turn: Turn, state: Practice) -> list[Outcome]:
        if phase(state, turn.now_ms) is not CompetenceState.WAITING:
            return []
        return [TooSoon(state.competence, "improve", hours_left(state, IMPROVE_AFTER_MS, turn.now_ms))]

    def opened(self, turn: Turn, state: Practice, assessment: int) -> Practice:
        known = positioning.prior_from_others(turn.library, load_all(turn), state.competence, turn.now_ms)
        basis = results.basis_of(turn.library, state.competence, turn.rules.max_level)
        return state.opened(assessment, (known.mean, known.sd), basis)

    def started(self, turn: Turn, before: Practice, opened: Practice) -> None:
        if opened.assessment is not None and opened.basis is not None:
            results.keep_basis(turn, before, opened.assessment, opened.basis)

    def choice(self, turn: Turn, state: Practice, known: Posterior | None = None) -> engine.Ask | engine.Stop:
        competence = turn.library.competences[state.competence]
        known = known or positioning.posterior(state, competence.bank, turn.now_ms)
        elsewhere = joint.asked_elsewhere(turn)
        return positioning.decide(state, known, competence, turn.person, turn.now_ms, elsewhere)

    def size(self, turn: Turn, state: Practice) -> int:  # noqa: ARG002  # always the same
        return BLOCK

    def hurried(self, turn: Turn, state: Practice) -> bool:  # noqa: ARG002  # the evidence is its own
        return positioning.hurried(state)

    def competence_of(self, state: Practice, skill: Skill) -> str:  # noqa: ARG002  # it may have moved since
        return state.competence

    def take(self, turn: Turn, state: Practice, answer: StoredAnswer) -> Taken:
        """Record the answer and bring estimate, level and tutorials up to date."""
        before = on_present_basis(turn, state)
        rows.add_answer(turn.tx, turn.person.id, answer)
        bank = turn.library.competences[before.competence].bank
        after, known = positioning.assess(
            before.answered(evidence_of(answer)), bank, turn.now_ms, turn.rules.max_level
        )
        _tutorials(turn, after, answer, after.validated - before.validated)
        gained = after.announced > before.announced
        return Taken(after, (LevelGained(after.competence, after.level),) if gained else (), known)

    def between(self, turn: Turn, state: Practice) -> list[Outcome]:
        return [_checkpoint(turn, state, state.step // BLOCK - 1, running=True)]

    def left(self, turn: Turn, about: StepRef) -> list[Outcome]:
        return checkpoints.reopen(turn, about.competence, about.assessment, about.block, left=True)

    def finish(self, turn: Turn, state: Practice) -> list[Outcome]:
        # A lost row, made again, may rest on parameters that have changed since.
        state = on_present_basis(turn, state)
        assessment = state.assessment or 0
        rows.end_assessment(turn.tx, turn.person.id, assessment, "completed", turn.now_ms)
        people.leave_screen(turn.tx, turn.person, state.competence)
        save(turn, state.closed())
        set_result(turn.tx, turn.person.id, assessment, results.text_of(state))
        listed = rows.tutorials(turn.tx, turn.person.id)
        return [
            Finished(
                competence=state.competence,
                level=state.level,
                pix=int(state.pix),
                questions=state.step,
                right=sum(e.correct and e.assessment == assessment for e in state.evidence),
                tutorials=sum(t.competence == state.competence and t.missed_at is not None for t in listed),
                checkpoint=_checkpoint(turn, state, max(0, state.step - 1) // BLOCK, running=False),
            )
        ]


def _checkpoint(turn: Turn, state: Practice, block: int, *, running: bool) -> Checkpoint:
    assessment = state.assessment or 0
    lines = checkpoints.lines_of_block(turn, state.competence, assessment, block)
    return Checkpoint(state.competence, assessment, block, lines, running)


def _tutorials(turn: Turn, state: Practice, answer: StoredAnswer, mastered: frozenset[str]) -> None:
    """A missed skill's tutorial joins the list; those of skills mastered since leave it."""
    for skill in mastered:
        rows.master_skill(turn.tx, turn.person.id, skill)
    if answer.verdict != Verdict.RIGHT and answer.skill not in state.validated:
        rows.miss_skill(turn.tx, turn.person.id, state.competence, answer.skill, turn.now_ms)
