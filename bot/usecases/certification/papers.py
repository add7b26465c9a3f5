"""The questions of a candidate as the jury reads them: answered, expected, withdrawn, neutralised."""

import json

from bot.content import Library
from bot.engine import Verdict
from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Question
from bot.usecases.certification import jury, sheets
from bot.usecases.certification.outcomes_jury import PaperLine, PaperOpened, PaperShown
from bot.usecases.certification.sheets import Line
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

PAGE = 8


def shown(turn: Turn, candidate_id: int, page: int) -> list[Outcome]:
    """What a candidate was asked, in order."""
    _, found = jury.candidate_of(turn, candidate_id)
    lines = [_line(turn.library, each) for each in sheets.of_candidate(turn.tx, found).lines]
    seen, page, pages = page_of(lines, page, PAGE)
    return [PaperShown(candidate_id, found.name, seen, page, pages)]


def opened(turn: Turn, candidate_id: int, number: int) -> list[Outcome]:
    """One question, as that candidate saw it. Raises NotAllowed when there is none."""
    sitting, found = jury.candidate_of(turn, candidate_id)
    sheet = sheets.of_candidate(turn.tx, found)
    line = sheet.line(number)
    if line is None:
        raise NotAllowed
    given = line.answer.response if line.answer else None
    return [
        PaperOpened(
            candidate_id=candidate_id,
            name=found.name,
            line=_line(turn.library, line),
            variant=sheets.variant_of(turn.library, line.question.challenge, line.question.variant),
            response=None if given is None else json.loads(given),
            shared=len(others(turn, sitting.id, line.question)),
            page=sheet.lines.index(line) // PAGE,
        )
    ]


def others(turn: Turn, sitting_id: int, question: Question) -> list[Question]:
    """The same challenge as it was asked to other candidates, where it counts."""
    return [
        each
        for each in sittings.questions_of_sitting(turn.tx, sitting_id)
        if each.challenge == question.challenge
        and each.candidate_id != question.candidate_id
        and each.withdrawn_at is None
    ]


def _line(library: Library, line: Line) -> PaperLine:
    question, answer = line.question, line.answer
    skill = library.skill(question.skill)
    return PaperLine(
        number=question.number,
        competence=question.competence,
        can=skill.can if skill else question.skill,
        verdict=None if answer is None else Verdict(answer.verdict),
        seconds=line.seconds,
        withdrawn=question.withdrawn_at is not None,
        neutralised=question.neutralised_at is not None,
    )
