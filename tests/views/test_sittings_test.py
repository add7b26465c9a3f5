"""Questions of a certification: guarded, without feedback, and taken by Telegram whatever the bank has."""

import pytest

from bot.content import Competence, Variant, load, render, right_response
from bot.transport.calls import Call
from bot.usecases import outcomes as o
from bot.views.present import present
from bot.views.showing import Showing
from tests.views.acceptable import SENDS, buttons, refusals, words
from tests.views.samples_sittings_test import LARGEST, REF

LIBRARY = load()
SHOWING = Showing(LARGEST, LIBRARY)
EVERY_COMPETENCE = pytest.mark.parametrize(
    "competence", list(LIBRARY.competences.values()), ids=lambda each: each.code
)


def calls_of(variant: Variant) -> list[Call]:
    """The question asked, asked again, field by field, described, and answered."""
    outcomes: list[o.Outcome] = [
        o.QuestionAsked(REF, variant, (), LARGEST),
        o.DraftChanged(REF, variant, ()),
        *(o.FieldAsked(REF, variant, index) for index in range(len(variant.fields))),
        *([o.PictureDescribed(variant.picture.alt, REF)] if variant.picture else []),
        o.NumberWanted(REF, (), stop=True),
        o.AnswerTaken(REF, variant, right_response(variant.key), LARGEST),
    ]
    return list(present(SHOWING, outcomes))


@EVERY_COMPETENCE
def test_every_question_is_taken_and_cannot_be_forwarded(competence: Competence) -> None:
    for challenge in competence.challenges:
        for call in calls_of(render(challenge, 20261122)):
            assert refusals(call) == []
            assert call.method not in SENDS or call.params["protect_content"] is True


@EVERY_COMPETENCE
def test_an_answered_question_keeps_neither_its_text_nor_the_answer(competence: Competence) -> None:
    for challenge in competence.challenges:
        variant = render(challenge, 20261122)
        answered = o.AnswerTaken(REF, variant, right_response(variant.key), LARGEST)
        (call,) = present(SHOWING, [answered])
        assert words(call).replace("\u00a0", " ").replace("\u202f", " ") == (
            "Question 48 / 48 : ✔️ réponse enregistrée."
        )
        assert buttons(call) == []


def test_a_question_offers_no_pause_and_no_way_elsewhere() -> None:
    variant = render(next(iter(LIBRARY.competences["4.1"].challenges)), 0)
    (call,) = present(SHOWING, [o.QuestionAsked(REF, variant)])
    actions = {data.split(":")[0] for data in buttons(call)}
    assert actions - {"choose", "validate", "clear", "describe"} == {"skip", "sc_stop", "sc_report"}
    assert "Temps restant : 2 h 37" in words(call).replace("\u00a0", " ")
