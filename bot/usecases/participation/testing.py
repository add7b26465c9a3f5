"""A campaign's test: questions on the skills of its target, whatever their competences.

In training its answers are evidence of their competences, as those of the «Profil express» are, and what is
known there already is not asked. In an exam nothing known beforehand is used, nor changed: its answers count
in it alone, and are kept in its own state.
"""

from dataclasses import replace
from functools import partial

from bot import engine
from bot.engine import Posterior, Verdict
from bot.store import campaigns, participation, people
from bot.store import practice as rows
from bot.store.campaigns import Campaign
from bot.store.practice import StoredAnswer
from bot.usecases import checkpoints, joint, positioning, results
from bot.usecases.keys import BLOCK, StepRef, campaign_code, is_exam
from bot.usecases.kind import Kind, Taken
from bot.usecases.outcomes import Checkpoint, Note, Outcome, Said
from bot.usecases.participation import scoring
from bot.usecases.participation.aims import Aim, aim_at, campaign_of
from bot.usecases.participation.board import Board, board
from bot.usecases.participation.closing import goes_on, over, passed
from bot.usecases.participation.ending import finished
from bot.usecases.participation.outcomes_taking import CampaignClosed, ClosedBecause
from bot.usecases.participation.results import CampaignResult
from bot.usecases.participation.standing import HOUR_MS, RETRY_AFTER_MS
from bot.usecases.practice_state import Practice
from bot.usecases.rebuilding import evidence_of
from bot.usecases.reminders import telling
from bot.usecases.states import save
from bot.usecases.turn import Turn

RULES = engine.JointRules()


class CampaignTest(Kind):
    """The test of a campaign; its key is the code after `@` for training, after `!` for an exam."""

    def available(self, turn: Turn, key: str) -> bool:
        return goes_on(turn, key)

    def unready(self, turn: Turn, state: Practice) -> list[Outcome]:  # noqa: ARG002  # its landing page opens it
        return [Said(Note.FINISHED)]

    def halted(self, turn: Turn, state: Practice) -> list[Outcome]:
        campaign = campaign_of(turn, state.competence)
        waits = state.question.message_id if state.question else None
        if campaign is None:
            return [CampaignClosed("", ClosedBecause.GONE, state.step, waits)]
        reason = over(turn, campaign)
        return [CampaignClosed(campaign.name, reason, state.step, waits)] if reason else []

    def choice(
        self,
        turn: Turn,
        state: Practice,
        known: Posterior | None = None,  # noqa: ARG002  # it is of one competence
    ) -> engine.AskIn | engine.Stop:
        """The class helps to choose and never changes what answers are worth."""
        aim = _aim(turn, _campaign(turn, state))
        if state.step >= aim.questions:
            return engine.Stop(engine.StopReason.MOST)
        on = board(turn, aim, state)
        answers = on.answers(turn.now_ms)
        choose = partial(
            engine.decide_together,
            on.known(answers, positioning.population_of(turn.person)),
            answers,
            replace(RULES, most=aim.questions),
            seed=state.assessment or 0,
            usable=on.usable(turn),
        )
        return positioning.sparing(choose, on.settled, on.waiting(turn))

    def size(self, turn: Turn, state: Practice) -> int:
        """Questions of the attempt, at most."""
        return state.step + board(turn, _aim(turn, _campaign(turn, state)), state).left(turn)

    def hurried(self, turn: Turn, state: Practice) -> bool:
        if state.haste_said:
            return False
        return positioning.in_haste(board(turn, _aim(turn, _campaign(turn, state)), state).own)

    def take(self, turn: Turn, state: Practice, answer: StoredAnswer) -> Taken:
        if is_exam(state.competence):
            rows.add_answer(turn.tx, turn.person.id, answer, counts=False)
            return Taken(state.answered(evidence_of(answer)))
        joint.teach(turn, answer)
        if answer.verdict == Verdict.RIGHT:
            rows.master_skill(turn.tx, turn.person.id, answer.skill)
        return Taken(state.stepped(answer.answered_at))

    def pauses(self, state: Practice) -> bool:
        """An exam has none: there is nothing to look at before its end."""
        return not is_exam(state.competence) and super().pauses(state)

    def between(self, turn: Turn, state: Practice) -> list[Outcome]:
        return [_latest_answers(turn, state, running=True)]

    def left(self, turn: Turn, about: StepRef) -> list[Outcome]:
        return checkpoints.reopen(turn, about.competence, about.assessment, about.block, left=True)

    def finish(self, turn: Turn, state: Practice) -> list[Outcome]:
        """The result, kept and sent to the teacher as it was announced."""
        campaign, assessment, person_id = _campaign(turn, state), state.assessment or 0, turn.person.id
        on = board(turn, _aim(turn, campaign), state)
        result = _kept_result(turn, on)
        rows.end_assessment(turn.tx, person_id, assessment, "completed", turn.now_ms)
        people.leave_screen(turn.tx, turn.person, state.competence)
        save(turn, replace(state.closed(), evidence=()))
        participation.complete(
            turn.tx,
            person_id,
            assessment,
            late=passed(turn, campaign),
            mastery=result.mastery,
            result=result.to_json(),
            now_ms=turn.now_ms,
        )
        participation.send(turn.tx, person_id, assessment, turn.now_ms)
        telling.completed(turn, campaign, assessment)
        wait = RETRY_AFTER_MS // HOUR_MS if campaign.retries else None
        return [finished(turn, campaign, assessment, wait)]


def _latest_answers(turn: Turn, state: Practice, *, running: bool) -> Checkpoint:
    """The answers of the latest block of an attempt."""
    assessment, block = state.assessment or 0, max(0, state.step - 1) // BLOCK
    lines = checkpoints.lines_of_block(turn, state.competence, assessment, block)
    return checkpoints.checkpoint(turn, state.competence, assessment, block, lines, running=running)


def _campaign(turn: Turn, state: Practice) -> Campaign:
    """The campaign of a test that is not halted."""
    found = campaigns.of_code(turn.tx, campaign_code(state.competence))
    if found is None:
        raise LookupError(f"the campaign of {state.competence} is gone")
    return found


def _aim(turn: Turn, campaign: Campaign) -> Aim:
    aim = aim_at(turn.library, campaign.target)
    if aim is None:
        raise LookupError(f"nothing of the target of campaign {campaign.code} is in the bank")
    return aim


def _kept_result(turn: Turn, on: Board) -> CampaignResult:
    """The result of an attempt; what it rests on is kept, so that it can be computed again."""
    assessment, aim = on.test.assessment or 0, on.aim
    answers = on.answers(turn.now_ms)
    known = on.known(answers)
    mastered = scoring.validated(known, answers, on.shown)
    opening = results.counting(turn, aim.banks) | {
        "target": {code: sorted(bank.target or ()) for code, bank in aim.banks.items()},
        "shown": on.shown,
    }
    results.keep_joint(turn, assessment, opening, scoring.text_of(known, mastered))
    own = rows.answers_of_steps(turn.tx, turn.person.id, assessment, 1, RULES.most)
    return scoring.result_of(aim.target, aim.skills, mastered, own)
