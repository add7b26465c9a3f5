"""Checkpoints: the answers of a block of five, and each one opened."""

import json

from bot.content import Challenge, render
from bot.engine import Response, Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases.outcomes import BLOCK, AnswerDetail, AnswerLine, Checkpoint, Note, Outcome, Said, StepRef
from bot.usecases.turn import Turn


def lines_of_block(turn: Turn, competence: str, assessment: int, block: int) -> tuple[AnswerLine, ...]:
    """The answers of one block of a positioning, in order."""
    first = block * BLOCK + 1
    answers = rows.answers_of_steps(turn.tx, turn.person.id, assessment, first, first + BLOCK - 1)
    return tuple(_line(turn, answer) for answer in answers if answer.competence == competence)


def _line(turn: Turn, answer: StoredAnswer) -> AnswerLine:
    skill = turn.library.skill(answer.skill)
    ref = StepRef(answer.competence, answer.assessment_id, answer.step)
    return AnswerLine(ref, Verdict(answer.verdict), skill.can if skill else answer.skill)


def reopen(
    turn: Turn, competence: str, assessment: int, block: int, *, running: bool = False, left: bool = False
) -> list[Outcome]:
    """A checkpoint drawn again: coming back from an answer, or going on (`left`: no way on from it)."""
    lines = lines_of_block(turn, competence, assessment, block)
    if not lines:
        return [Said(Note.NOT_YOURS)]
    return [Checkpoint(competence, assessment, block, lines, running, left=left, edit=True)]


def detail(turn: Turn, ref: StepRef) -> list[Outcome]:
    """One answered question: what was asked, answered, expected, and why."""
    answer = rows.answer_of_step(turn.tx, turn.person.id, ref.assessment, ref.step)
    if answer is None or answer.competence != ref.competence:
        return [Said(Note.NOT_YOURS)]
    challenge: Challenge | None = turn.library.challenge(answer.challenge)
    return [
        AnswerDetail(
            ref=ref,
            verdict=Verdict(answer.verdict),
            variant=render(challenge, answer.variant) if challenge else None,
            response=_response(answer),
            skill=answer.skill,
        )
    ]


def _response(answer: StoredAnswer) -> Response | None:
    response: Response | None = json.loads(answer.response) if answer.response is not None else None
    return response
