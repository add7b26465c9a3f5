"""Every question and lesson of the whole bank, once, as Telegram would take it."""

import pytest

from bot.content import Competence, load, render, right_response
from bot.engine import Verdict
from bot.usecases import outcomes as o
from bot.views.present import present
from bot.views.showing import Showing
from tests.views.acceptable import refusals
from tests.views.samples import LARGEST, REF

LIBRARY = load()
SHOWING = Showing(LARGEST, LIBRARY)
EVERY_COMPETENCE = pytest.mark.parametrize(
    "competence", list(LIBRARY.competences.values()), ids=lambda each: each.code
)


def refused(*outcomes: o.Outcome) -> list[str]:
    return [fault for call in present(SHOWING, outcomes) for fault in refusals(call)]


@EVERY_COMPETENCE
def test_every_question_is_taken(competence: Competence) -> None:
    for challenge in competence.challenges:
        variant = render(challenge, 20261121)
        response = right_response(variant.key)
        asked = o.QuestionAsked(REF, variant, ())
        detail = o.AnswerDetail(REF, Verdict.WRONG, variant, response, challenge.skill)
        assert refused(asked, o.AnswerTaken(REF, variant, response, LARGEST), detail) == []


@EVERY_COMPETENCE
def test_every_lesson_is_taken_and_keeps_its_code(competence: Competence) -> None:
    for skill in competence.skills:
        (call,) = present(SHOWING, [o.TutorialShown(skill.id, saved=False, useful=None, back=REF)])
        assert refusals(call) == []
        assert "&lt;code" not in str(call.params)
