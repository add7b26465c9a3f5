"""Every message the bot can send: Telegram takes it, and French is written as it should be."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import bot.views
from bot.content import Challenge, Kind, Skill, Variant, render, right_response
from bot.content.markup import faults, telegram_length, visible
from bot.engine import Response, Verdict
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases import outcomes as o
from bot.usecases.answering import RESPONSE_LIMIT
from bot.usecases.certification.outcomes_door import MovedAway
from bot.usecases.certification.outcomes_test import ClockStopped, CopyClosed, SittingOver
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.following.outcomes import LessonOpened
from bot.usecases.reminders.outcomes_plans import LetterPreviewed
from bot.views import templates
from bot.views.keyboards import in_rows
from bot.views.notes import NOTES, note_words
from bot.views.present import VIEWS, present
from bot.views.showing import Showing
from tests.usecases.desk import bank
from tests.views import samples
from tests.views.acceptable import LONGEST_TOAST, buttons, refusals, words
from tests.views.samples import LARGEST, LONGEST_SKILL, REF

TAPPED = Showing(LARGEST, bank(), tapped=LARGEST, callback_id="1")
TYPED = Showing(LARGEST, bank())
ADULT = Showing(LARGEST, bank(), adult=True)
SEEDS = (0, 1, 10**6, 2**63 - 1)
CHALLENGES = [each for competence in bank().competences.values() for each in competence.challenges]
TEMPLATES = Path(bot.views.__file__).with_name("templates")

_KEPT = re.compile(r"<(code|pre)>.*?</\1>", re.DOTALL)
_PLAIN_SPACE = re.compile(r"\S (?:[;!?]+|:|»)(?=\s|$)|« ")

CLOSING = ClockStopped | CopyClosed | SittingOver | MovedAway
"""They close the message of a question, and know whether it is a picture."""
AS_PUPILS_READ = o.TutorialShown | LessonOpened | LetterPreviewed
"""Shown to teachers too, in the words that pupils read."""


def shown(*outcomes: o.Outcome) -> Iterator[Call]:
    """The calls that show outcomes, after a tap and without one, to a pupil and to an adult."""
    for showing in (TAPPED, TYPED, ADULT):
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


@pytest.mark.parametrize("char", ["&", "<", "'", "é", " :", "\n", "😀"])
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
    for call in shown(outcome):
        assert plain_spaces(html(call)) == []


def test_there_is_a_view_and_a_sample_of_every_outcome() -> None:
    kinds = {
        each
        for each in o.Outcome.__subclasses__()
        if getattr(sys.modules[each.__module__], each.__name__) is each  # not what a dataclass was made of
    }
    assert set(VIEWS) == kinds - {o.Said, Elsewhere}
    assert {type(each) for each in EVERY_OUTCOME} == kinds - {o.Said, Elsewhere}


def test_every_template_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = set()
    real = templates.text

    def text(template: str, /, **data: Any) -> str:
        rendered.add(template)
        return real(template, **data)

    monkeypatch.setattr(templates, "text", text)
    list(shown(*EVERY_OUTCOME))
    assert rendered == {
        file.relative_to(TEMPLATES).with_suffix("").as_posix() for file in TEMPLATES.rglob("*.html")
    }


@pytest.mark.parametrize("note", list(o.Note))
def test_every_note_fits_in_a_toast(note: o.Note) -> None:
    for showing in (TYPED, ADULT):
        words = note_words(note, showing.adult)
        assert 0 < len(words) <= LONGEST_TOAST
        assert plain_spaces(words) == []
        assert faults(str(present(showing, [o.Said(note)])[0].params["text"])) == []


def test_a_tap_is_answered_once_with_the_first_note() -> None:
    for first, second in permutations([o.Note.CHANGED, o.Note.OLD_QUESTION]):
        calls = present(TAPPED, [o.Said(first), o.Said(second), o.Erased()])
        assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText"]
        assert calls[0].params["text"] == NOTES[first]


def test_no_screen_takes_the_place_of_a_picture() -> None:
    on_picture = replace(TAPPED, rewritable=False)
    for outcome in EVERY_OUTCOME:
        methods = {call.method for call in present(on_picture, [outcome])}
        # A question, its answered form and a draft know whether they are a picture themselves.
        knows = hasattr(outcome, "variant") or isinstance(outcome, CLOSING)
        if not knows or isinstance(outcome, o.AnswerDetail):
            assert "editMessageText" not in methods


def test_a_tap_with_nothing_to_say_is_answered_too() -> None:
    assert [call.params for call in present(TAPPED, [])] == [{"callback_query_id": "1"}]
    assert present(TYPED, []) == ()


_TO_PUPILS = re.compile(r"\b(?:tu|toi|te|ton|ta|tes|touche|coche|choisis|écris|tape)\b|\bt'", re.IGNORECASE)
_TO_ADULTS = re.compile(r"\b(?:vous|votre|vos|\w+ez)\b", re.IGNORECASE)


def without_content(variant: Variant) -> Variant:
    """The question without the bank's own words, which speak to pupils."""
    return replace(variant, text="?", explanation=".", choices=("x",) * len(variant.choices))


def addressed() -> list[o.Outcome]:
    """Every outcome that speaks to one person, in our own words."""
    blank = [without_content(samples.variant_of(kind)) for kind in Kind]
    asked = [outcome for variant in blank for outcome in of_question(variant, None)]
    bare = [each for each in EVERY_OUTCOME if not hasattr(each, "variant")]
    return [*asked, *bare, *(o.Said(note) for note in o.Note)]


@pytest.mark.parametrize(("adult", "foreign"), [(False, _TO_ADULTS), (True, _TO_PUPILS)])
def test_pupils_are_told_tu_and_adults_vous(adult: bool, foreign: re.Pattern[str]) -> None:
    for outcome in addressed():
        role = getattr(outcome, "role", None)
        if isinstance(outcome, AS_PUPILS_READ) or (role and (role != "pupil") != adult):
            continue
        for call in present(replace(TYPED, adult=adult), [outcome]):
            if not {"age:1", "grade:6e"} & set(buttons(call)):  # only pupils are asked age and class
                assert foreign.findall(words(call)) == [], words(call)


def test_whoever_has_not_said_who_they_are_is_told_neither() -> None:
    for call in present(TYPED, [o.Welcome("role", first_time=True)]):
        assert _TO_PUPILS.findall(words(call)) + _TO_ADULTS.findall(words(call)) == []


def test_adults_are_listed_their_own_commands() -> None:
    assert "/profil" in words(*present(TYPED, [o.Page("help")]))
    assert "/profil" not in words(*present(ADULT, [o.Page("help")]))


@pytest.mark.parametrize("page", ["unknown", "unknown_command", "file", "edited", "reported", "closed"])
def test_a_page_is_never_a_dead_end(page: str) -> None:
    details = {"running": True} if page == "unknown" else {}
    assert buttons(*present(TYPED, [o.Page(page, details)])) == ["start"]


def test_an_answer_too_long_for_a_caption_is_cut() -> None:
    variant = replace(samples.variant_of(Kind.FIELDS), picture=samples.variant_with(picture=True).picture)
    response = ["😀" * RESPONSE_LIMIT] * len(variant.fields)
    (call,) = present(TYPED, [o.AnswerTaken(REF, variant, response, LARGEST)])
    assert call.method == "editMessageCaption"
    assert refusals(call) == []
    assert words(call).endswith("😀…")


def test_the_pairs_of_an_answer_are_under_each_other() -> None:
    variant = samples.variant_of(Kind.MATCHING)
    response = right_response(variant.key)
    (closed,) = present(TYPED, [o.AnswerTaken(REF, variant, response, LARGEST)])
    (detail,) = present(TYPED, [o.AnswerDetail(REF, Verdict.WRONG, variant, response, LONGEST_SKILL.id)])
    for left in variant.left:
        assert f"\n{left} → " in words(closed)
        assert words(detail).count(f"\n{left} → ") == 2


def test_items_in_order_are_under_each_other_with_their_numbers() -> None:
    variant = samples.variant_of(Kind.ORDERING)
    response = right_response(variant.key)
    (detail,) = present(TYPED, [o.AnswerDetail(REF, Verdict.WRONG, variant, response, LONGEST_SKILL.id)])
    for number, index in enumerate(response, 1):
        assert words(detail).count(f"\n{number}. {variant.choices[int(index)]}") == 2


def test_letters_are_in_rows_about_equally_full() -> None:
    assert [[len(row) for row in in_rows([{}] * count, 5)] for count in (0, 3, 5, 6, 7, 11)] == [
        *([], [3], [5], [3, 3], [3, 4], [3, 4, 4])
    ]


def test_the_line_that_letters_are_for_is_shown_to_the_last() -> None:
    variant = samples.variant_of(Kind.MATCHING)
    last = len(variant.left) - 1
    for draft in ((), (0,), (0,) * last, (0,) * (last + 1)):
        (asked,) = present(TYPED, [o.QuestionAsked(REF, variant, draft)])
        line = min(len(draft), last)
        assert f"👉 {variant.left[line]}" in words(asked)
        taps = [data for data in buttons(asked) if data.startswith("choose")]
        assert taps[0] == pack("choose", REF.competence, REF.assessment, REF.step, variant.tap(line, 0))


def test_a_late_answer_is_told_the_limit_and_not_the_solution() -> None:
    variant = replace(samples.variant_of(Kind.SINGLE), seconds=60)
    outcome = o.AnswerDetail(REF, Verdict.LATE, variant, right_response(variant.key), LONGEST_SKILL.id)
    (call,) = present(TYPED, [outcome])
    assert "Il fallait répondre en 60 secondes." in words(call)
    assert "Réponse attendue" not in words(call)


def test_a_reset_that_must_wait_is_not_offered() -> None:
    line = o.CompetenceLine("1.1", 1, 8, o.CompetenceState.OPEN, available=True)
    (waits,) = present(TYPED, [o.CompetenceShown(line, None, 72, can_reset=True)])
    (ready,) = present(TYPED, [o.CompetenceShown(line, None, None, can_reset=True)])
    assert "reset:1.1:0" in buttons(ready)
    assert "reset:1.1:0" not in buttons(waits)


def test_the_profile_lists_what_was_begun_and_names_the_rest() -> None:
    states = {"1.1": o.CompetenceState.OPEN}
    lines = tuple(
        o.CompetenceLine(code, 3, 24, states.get(code, o.CompetenceState.NEW), available=True)
        for code in ("1.1", "1.2", "2.1")
    )
    said = words(*present(TYPED, [o.ProfileShown(lines, 24, 1024, missing=4, picture=False)]))
    assert "1.1 · niveau 3 · 24 pix\n" in said
    assert "Pas encore essayées\u00a0: 1.2, 2.1\n" in said


def test_a_question_asked_again_leaves_one_copy_with_buttons() -> None:
    for variant in (samples.variant_with(), samples.variant_with(picture=True)):
        older, newer = present(TYPED, [o.QuestionAsked(REF, variant, replaces=7)])
        assert (older.params["message_id"], buttons(older)) == (7, [])
        assert buttons(newer)


def test_a_checkpoint_left_behind_only_opens_its_answers() -> None:
    line = o.AnswerLine(REF, Verdict.RIGHT, "x")
    (call,) = present(TYPED, [o.Checkpoint("4.1", 1, 3, (line,), running=True, left=True, edit=True)])
    assert [data.split(":")[0] for data in buttons(call)] == ["detail"]


def test_what_is_opened_from_a_result_leaves_it_in_the_chat() -> None:
    opened = [
        o.ProfileShown((), 0, 1024, missing=5, picture=False, edit=False),
        o.TutorialsShown((), (), 0, 1, edit=False),
    ]
    for outcome in opened:
        assert [call.method for call in present(TAPPED, [outcome])] == ["answerCallbackQuery", "sendMessage"]
