"""Checkpoints: the answers of a block, and each one opened."""

import json
from dataclasses import replace

from bot.content import Challenge, render
from bot.engine import JointRules, Response, Verdict
from bot.store import campaigns, participation, sittings
from bot.store import practice as rows
from bot.store.practice import StoredAnswer
from bot.usecases.keys import block_size, campaign_code, is_campaign, is_certification, is_exam
from bot.usecases.outcomes import (
    AnswerDetail,
    AnswerLine,
    Checkpoint,
    Note,
    Outcome,
    PictureAgain,
    Said,
    StepRef,
)
from bot.usecases.participation.closing import over
from bot.usecases.turn import Turn

MOST = JointRules().most  # questions of a test over several competences


def lines_of_block(turn: Turn, competence: str, assessment: int, block: int) -> tuple[AnswerLine, ...]:
    """The answers of one block of a test of the person, in order."""
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
    if not _looks(turn, competence, assessment):
        return [Said(Note.NOT_YOURS)]
    if hidden(turn, competence, assessment):
        return [Said(Note.NOT_YET)]
    lines = lines_of_block(turn, competence, assessment, block)
    if not lines:
        return [Said(Note.NOT_YOURS)]
    again = checkpoint(turn, competence, assessment, block, lines, running=running)
    return [replace(again, left=left, edit=edit)]


def checkpoint(
    turn: Turn, competence: str, assessment: int, block: int, lines: tuple[AnswerLine, ...], *, running: bool
) -> Checkpoint:
    """The pause after a block, or its answers looked at again; those of a campaign can be leafed through."""
    if not is_campaign(competence):
        return Checkpoint(competence, assessment, block, lines, running)
    campaign = campaigns.of_code(turn.tx, campaign_code(competence))
    given = rows.answers_of_steps(turn.tx, turn.person.id, assessment, 1, MOST)
    blocks = 1 if running else -(-len(given) // block_size(competence))
    title = campaign.name if campaign else ""
    return Checkpoint(competence, assessment, block, lines, running, title=title, blocks=blocks)


def hidden(turn: Turn, competence: str, assessment: int) -> bool:
    """True while the answers of an exam would give it away: until it is over for everybody, them included.

    Who may still finish late, begin, or try again would profit by them. Those of a certification, until the
    jury has published the result.
    """
    if is_certification(competence):
        sat = sittings.of_phone(turn.tx, turn.person.id)
        return all(each.published_at is None for each in sat if each.assessment_id == assessment)
    if not is_exam(competence):
        return False
    campaign = campaigns.of_code(turn.tx, campaign_code(competence))
    if campaign is None:  # deleted
        return False
    attempt = participation.find(turn.tx, turn.person.id, assessment)
    mine = attempt is None or attempt.completed_at is not None
    return not mine or over(turn, campaign) is None


def _looks(turn: Turn, key: str, assessment: int) -> bool:
    """Whether the answers of a test are the person's to look at; those of a certification are the jury's."""
    mine = rows.competence_of_assessment(turn.tx, turn.person.id, assessment) == key
    return mine and not is_certification(key)


def detail(turn: Turn, ref: StepRef) -> list[Outcome]:
    """One answered question: what was asked, answered, expected, and why."""
    if not _looks(turn, ref.competence, ref.assessment):
        return [Said(Note.NOT_YOURS)]
    if hidden(turn, ref.competence, ref.assessment):
        return [Said(Note.NOT_YET)]
    answer = rows.answer_of_step(turn.tx, turn.person.id, ref.assessment, ref.step)
    if answer is None:
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


def picture(turn: Turn, ref: StepRef) -> list[Outcome]:
    """The picture of an answered question, to look at again."""
    outcomes = detail(turn, ref)
    opened = outcomes[0]
    if not isinstance(opened, AnswerDetail):
        return outcomes
    variant = opened.variant
    return [PictureAgain(ref, variant)] if variant and variant.picture else [Said(Note.BAD_BUTTON)]


def _response(answer: StoredAnswer) -> Response | None:
    response: Response | None = json.loads(answer.response) if answer.response is not None else None
    return response
