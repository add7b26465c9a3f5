"""Every message the bot can send: Telegram takes it, and French is written as it should be."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest

import bot.views
from bot.content import Challenge, Kind, Skill, Variant, render, right_response
from bot.content.markup import faults, telegram_length, visible
from bot.engine import Response, Verdict
from bot.transport.calls import Call
from bot.transport.commands import COMMANDS
from bot.usecases import outcomes as o
from bot.usecases.answering import RESPONSE_LIMIT
from bot.views import checkpoints, menus, people, questions
from bot.views.notes import NOTES
from bot.views.present import VIEWS, present
from bot.views.showing import Showing
from tests.usecases.desk import bank
from tests.views import samples
from tests.views.acceptable import LONGEST_TOAST, refusals
from tests.views.samples import LARGEST, LONGEST_SKILL, REF

TAPPED = Showing(LARGEST, bank(), tapped=LARGEST, callback_id="1")
TYPED = Showing(LARGEST, bank())
SEEDS = (0, 1, 10**6, 2**63 - 1)
CHALLENGES = [each for competence in bank().competences.values() for each in competence.challenges]
TEMPLATES = Path(bot.views.__file__).with_name("templates")

_KEPT = re.compile(r"<(code|pre)>.*?</\1>", re.DOTALL)
_PLAIN_SPACE = re.compile(r"\S (?:[;!?]+|:|»)(?=\s|$)|« ")


def shown(*outcomes: o.Outcome) -> Iterator[Call]:
    """The calls that show outcomes, after a tap and without one."""
    for showing in (TAPPED, TYPED):
        for outcome in outcomes:
            yield from present(showing, [outcome])


def all_refusals(*outcomes: o.Outcome) -> list[tuple[str, list[str]]]:
    """What Telegram would refuse."""
    return [(html(call), refusals(call)) for call in shown(*outcomes) if refusals(call)]


def html(call: Call) -> str:
    return str(call.params.get("text") or call.params.get("caption") or "")


def drafts(variant: Variant) -> list[tuple[object, ...]]:
    """Nothing, and as much as a draft of this question can hold."""
    if variant.kind is Kind.FIELDS:
        return [(), ("x",) * (len(variant.fields) - 1)]
    if variant.kind is Kind.MATCHING:
        return [(), tuple(range(len(variant.choices)))[: len(variant.left)]]
    if variant.kind in {Kind.MULTIPLE, Kind.ORDERING}:
        return [(), tuple(range(len(variant.choices)))]
    return [()]


def longest_response(variant: Variant, char: str) -> Response:
    """The response that takes most room; a text as it is typed, fields as they are kept."""
    if variant.kind in {Kind.TEXT, Kind.NUMBER}:
        return char * (4096 // telegram_length(char))
    if variant.kind is Kind.FIELDS:
        return [char * RESPONSE_LIMIT] * len(variant.fields)
    if variant.kind is Kind.MATCHING:
        most = sorted(range(len(variant.choices)), key=lambda i: -len(variant.choices[i]))
        return most[: len(variant.left)]
    return list(range(len(variant.choices)))


def of_question(variant: Variant, response: Response | None) -> list[o.Outcome]:
    """The question in each of its forms."""
    return [
        *(o.QuestionAsked(REF, variant, draft) for draft in drafts(variant)),
        *(o.DraftChanged(REF, variant, draft) for draft in drafts(variant)),
        o.AnswerTaken(REF, variant, response, LARGEST),
        o.AnswerDetail(REF, Verdict.WRONG, variant, response, LONGEST_SKILL.id),
        o.Paused(REF.competence, LARGEST, REF, variant),
        *([o.PictureDescribed(variant.picture.alt)] if variant.picture else []),
        *(o.FieldAsked(REF, variant, index) for index in range(len(variant.fields))),
    ]


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda each: each.id)
def test_every_question_is_taken_in_every_form(challenge: Challenge) -> None:
    for seed in SEEDS:
        variant = render(challenge, seed)
        for response in (None, right_response(variant.key), longest_response(variant, "a")):
            assert all_refusals(*of_question(variant, response)) == []


@pytest.mark.parametrize("char", ["&", "<", "'", "é", " :", "\n"])
def test_what_a_pupil_typed_breaks_nothing(char: str) -> None:
    for challenge in CHALLENGES:
        if challenge.kind in {Kind.TEXT, Kind.NUMBER, Kind.FIELDS}:
            variant = render(challenge, 0)
            response = longest_response(variant, char)
            taken = o.AnswerTaken(REF, variant, response, LARGEST)
            detail = o.AnswerDetail(REF, Verdict.WRONG, variant, response, LONGEST_SKILL.id)
            assert all_refusals(taken, detail) == []


@pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda each: each.id)
def test_every_question_has_its_french_spaces(challenge: Challenge) -> None:
    for seed in SEEDS:
        variant = render(challenge, seed)
        drawn = [*variant.choices, *variant.left]
        for call in shown(*of_question(variant, right_response(variant.key))):
            assert plain_spaces(html(call), drawn) == []


def plain_spaces(text: str, quoted: Sequence[str] = ()) -> list[str]:
    """Plain spaces where French wants others; what is quoted, and code, is left as it is."""
    prose = visible(_KEPT.sub("x", text))
    for each in sorted(quoted, key=len, reverse=True):
        prose = prose.replace(each, "x")
    return _PLAIN_SPACE.findall(prose)


@pytest.mark.parametrize(
    "skill", [s for c in bank().competences.values() for s in c.skills], ids=lambda s: s.id
)
def test_every_tutorial_can_be_read(skill: Skill) -> None:
    outcomes = [
        o.TutorialShown(skill.id, saved, useful, back)
        for saved, useful, back in ((False, None, None), (True, True, REF), (True, False, REF))
    ]
    assert all_refusals(*outcomes) == []
    assert [plain_spaces(html(call)) for call in shown(*outcomes) if plain_spaces(html(call))] == []


EVERY_OUTCOME = [*samples.outcomes(), *samples.fields()]


@pytest.mark.parametrize("outcome", EVERY_OUTCOME, ids=lambda each: type(each).__name__)
def test_every_outcome_is_shown(outcome: o.Outcome) -> None:
    assert all_refusals(outcome) == []
    listed = [command.description for command in COMMANDS]
    for call in shown(outcome):
        assert plain_spaces(html(call), listed) == []


def test_there_is_a_view_and_a_sample_of_every_outcome() -> None:
    classes = {each for each in vars(o).values() if isinstance(each, type)}
    kinds = {each for each in classes if issubclass(each, o.Outcome) and each is not o.Outcome}
    assert set(VIEWS) == kinds - {o.Said}
    assert {type(each) for each in EVERY_OUTCOME} == kinds - {o.Said}


def test_every_template_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = set()
    for module in (questions, menus, people, checkpoints):
        real = module.text

        def text(template: str, /, *, _real=real, **data):  # type: ignore[no-untyped-def]  # as the real one
            rendered.add(template)
            return _real(template, **data)

        monkeypatch.setattr(module, "text", text)
    list(shown(*EVERY_OUTCOME))
    assert rendered == {file.stem for file in TEMPLATES.glob("*.html")}


@pytest.mark.parametrize("note", list(o.Note))
def test_every_note_fits_in_a_toast(note: o.Note) -> None:
    words = NOTES[note]
    assert 0 < len(words) <= LONGEST_TOAST
    assert plain_spaces(words) == []
    assert faults(str(present(TYPED, [o.Said(note)])[0].params["text"])) == []


def test_a_tap_is_answered_once_with_the_first_note() -> None:
    for first, second in permutations([o.Note.CHANGED, o.Note.OLD_QUESTION]):
        calls = present(TAPPED, [o.Said(first), o.Said(second), o.Erased()])
        assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText"]
        assert calls[0].params["text"] == NOTES[first]


def test_a_tap_with_nothing_to_say_is_answered_too() -> None:
    assert [call.params for call in present(TAPPED, [])] == [{"callback_query_id": "1"}]
    assert present(TYPED, []) == ()
