"""Checkpoints: the answers of a block, and each one opened."""

import json

from bot.content import Challenge, render
from bot.engine import Response, Verdict
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases.outcomes import (
    AnswerDetail,
    AnswerLine,
    Checkpoint,
    Note,
    Outcome,
    Said,
    StepRef,
    block_size,
)
from bot.usecases.turn import Turn


def lines_of_block(turn: Turn, competence: str, assessment: int, block: int) -> tuple[AnswerLine, ...]:
    """The answers of one block of a test, in order."""
    if rows.competence_of_assessment(turn.tx, turn.person.id, assessment) != competence:
        return ()
    size = block_size(competence)
    first = block * size + 1
    answers = rows.answers_of_steps(turn.tx, turn.person.id, assessment, first, first + size - 1)
    return tuple(_line(turn, competence, answer) for answer in answers)


def _line(turn: Turn, competence: str, answer: StoredAnswer) -> AnswerLine:
    skill = turn.library.skill(answer.skill)
    ref = StepRef(competence, answer.assessment_id, answer.step)
    return AnswerLine(ref, Verdict(answer.verdict), skill.can if skill else answer.skill, answer.competence)


def reopen(
    turn: Turn,
    competence: str,
    assessment: int,
    block: int,
    *,
    running: bool = False,
    left: bool = False,
    edit: bool = True,
) -> list[Outcome]:
    """A checkpoint drawn again: coming back from an answer, or going on (`left`: no way on from it)."""
    lines = lines_of_block(turn, competence, assessment, block)
    if not lines:
        return [Said(Note.NOT_YOURS)]
    return [Checkpoint(competence, assessment, block, lines, running, left=left, edit=edit)]


def detail(turn: Turn, ref: StepRef) -> list[Outcome]:
    """One answered question: what was asked, answered, expected, and why."""
    answer = rows.answer_of_step(turn.tx, turn.person.id, ref.assessment, ref.step)
    about = rows.competence_of_assessment(turn.tx, turn.person.id, ref.assessment)
    if answer is None or about != ref.competence:
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
