"""A question on screen: its text, its choices, its buttons; and its answered form."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.content import Kind, Variant
from bot.content.framework import COMPETENCES
from bot.transport.calls import Call, FileRef
from bot.usecases.keys import is_certification, is_positioning
from bot.usecases.outcomes import (
    AnswerTaken,
    DraftChanged,
    FieldAsked,
    NumberWanted,
    Paused,
    PictureAgain,
    PictureDescribed,
    QuestionAsked,
    StepRef,
    TakeYourTime,
)
from bot.views.fitting import excess, in_lines, shortened
from bot.views.keyboards import LABEL_LIMIT, Button, button, in_rows, keyboard, step_button
from bot.views.showing import CAPTION_LIMIT, TEXT_LIMIT, Showing

LETTERS = "ABCDEFGHIJKLMNOP"
_LISTED = {Kind.ORDERING, Kind.MATCHING}  # their choices are always listed in the text


def asked(showing: Showing, outcome: QuestionAsked) -> list[Call]:
    """A new message with the question; an older copy says where it went."""
    about, variant = outcome.ref, outcome.variant
    showing = _guarding(showing, about)
    words = _text(showing, about, variant, outcome.draft)
    markup = _keyboard(about, variant, outcome.draft)
    file = _file(variant)
    note: tuple[Any, ...] = ("question", about.competence, about.assessment, about.step)
    if is_certification(about.competence):  # what the view of a late copy must know
        note = ("sc_question", *note[1:], about.of, about.place, file is not None)
    older = outcome.replaces
    calls = [] if older is None else [_closed(showing, older, "moved", about, variant, None)]
    calls.append(showing.send_file(file, words, markup, note) if file else showing.send(words, markup, note))
    if variant.kind is Kind.FIELDS and outcome.draft:
        calls += field(showing, FieldAsked(about, variant, len(outcome.draft)))
    return calls


def take_your_time(showing: Showing, _outcome: TakeYourTime) -> list[Call]:
    return [showing.send(showing.text("take_your_time"))]


def _guarding(showing: Showing, about: StepRef) -> Showing:
    """Questions of a certification can't be forwarded or saved."""
    return replace(showing, protected=True) if is_certification(about.competence) else showing


def redrafted(showing: Showing, outcome: DraftChanged) -> list[Call]:
    """The question again, in place, with what is ticked, ordered or matched so far."""
    message_id = outcome.message_id or showing.tapped
    if message_id is None:
        return []
    about, variant, draft = outcome.ref, outcome.variant, outcome.draft
    markup = _keyboard(about, variant, draft)
    words = _text(showing, about, variant, draft)
    return [showing.edit(message_id, words, markup, _has_media(variant))]


def field(showing: Showing, outcome: FieldAsked) -> list[Call]:
    """The prompt of one field."""
    about, fields = outcome.ref, outcome.variant.fields
    showing = _guarding(showing, about)
    words = showing.text(
        "field",
        label=fields[outcome.index],
        number=outcome.index + 1,
        of=len(fields),
        first=outcome.index == 0,
    )
    markup = keyboard([step_button("↩️ Effacer", "clear", about)]) if outcome.index else None
    return [showing.send(words, markup, ("field", about.competence, about.assessment, about.step))]


def number_wanted(showing: Showing, outcome: NumberWanted) -> list[Call]:
    pauses = not is_certification(outcome.ref.competence)
    words = showing.text("number_wanted", units=outcome.units, stop=outcome.stop, pauses=pauses)
    return [_guarding(showing, outcome.ref).send(words)]


def answered(showing: Showing, outcome: AnswerTaken) -> list[Call]:
    """The question's message in its answered form: no button left to tap by mistake.

    In a certification, the newest copy closes too when an older one was tapped.
    """
    copies = [each for each in (showing.tapped, outcome.message_id) if each is not None]
    if not is_certification(outcome.ref.competence):
        copies = copies[:1]
    words = in_lines(outcome.variant, outcome.response)
    closed = [
        _closed(showing, each, "answered", outcome.ref, outcome.variant, words)
        for each in dict.fromkeys(copies)
    ]
    return [*closed, *map(showing.delete, outcome.also)]


def paused(showing: Showing, outcome: Paused) -> list[Call]:
    """The question put aside keeps one button, to come back."""
    about, variant = outcome.ref, outcome.variant
    back = keyboard([button("▶️ Reprendre", "begin", outcome.competence)], [button("🏠 Accueil", "home")])
    words = showing.text("paused", outcome=outcome)
    calls = []
    message_id = showing.tapped if showing.tapped is not None else outcome.message_id
    if message_id is not None and about is not None and variant is not None:
        calls.append(_closed(showing, message_id, "set_aside", about, variant, None))
    return [*calls, showing.send(words, back)]


def described(showing: Showing, outcome: PictureDescribed) -> list[Call]:
    words, about = showing.text("description", alt=outcome.alt), outcome.ref
    if about is None:
        return [showing.send(words)]
    note = ("sc_described", about.competence, about.assessment, about.step)
    return [_guarding(showing, about).send(words, note=note)]


def picture_again(showing: Showing, outcome: PictureAgain) -> list[Call]:
    file = _file(outcome.variant)
    return [showing.send_file(file, showing.text("picture_again", about=outcome.ref))] if file else []


def _closed(
    showing: Showing, message_id: int, template: str, about: StepRef, variant: Variant, words: str | None
) -> Call:
    """The question without buttons; too long, it loses its text, then the end of the pupil's words.

    That of a certification keeps neither: nobody goes back to it.
    """
    media = _has_media(variant)
    if is_certification(about.competence):
        return showing.edit(message_id, showing.text(f"sittings_test/{template}", about=about), None, media)
    limit = CAPTION_LIMIT if media else TEXT_LIMIT
    question = Markup(variant.text)  # noqa: S704  # checked content, data escaped at rendering

    def shown() -> str:
        return showing.text(template, about=about, question=question, words=words)

    if excess(shown(), limit) > 0:
        question = Markup("")
    if words and (over := excess(shown(), limit)) > 0:
        words = shortened(words, over)
    return showing.edit(message_id, shown(), None, media)


def _has_media(variant: Variant) -> bool:
    return variant.picture is not None or variant.file is not None


def _file(variant: Variant) -> FileRef | None:
    if not _has_media(variant):
        return None
    maker = "picture" if variant.picture else "file"
    return FileRef("photo" if variant.picture else "document", maker, [variant.challenge_id, variant.seed])


def _text(showing: Showing, about: StepRef, variant: Variant, draft: tuple[Any, ...]) -> str:
    choices = list(zip(LETTERS, variant.choices, strict=False))
    return showing.text(
        "question",
        about=about,
        title=_title(showing, about, variant),
        question=Markup(variant.text),  # noqa: S704  # checked content, data escaped at rendering
        kind=variant.kind.value,
        seconds=variant.seconds,
        choices=choices if _lettered(variant) else (),
        order=[LETTERS[i] for i in draft] if variant.kind is Kind.ORDERING else (),
        pairs=_pairs(variant, draft),
        fields=variant.fields,
    )


def _title(showing: Showing, about: StepRef, variant: Variant) -> str:
    """The competence a question is about."""
    if is_positioning(about.competence):
        return COMPETENCES[about.competence]
    challenge = showing.library.challenge(variant.challenge_id)
    skill = showing.library.skill(challenge.skill) if challenge else None
    return COMPETENCES[skill.competence] if skill else ""


def _pairs(variant: Variant, draft: tuple[Any, ...]) -> list[tuple[str, str, bool]]:
    """Left sides, the letter matched so far, and which one is next."""
    matched = [*draft, *[None] * len(variant.left)] if variant.kind is Kind.MATCHING else []
    letters = ["" if i is None else LETTERS[i] for i in matched]
    return [(left, letters[i], i == _line(variant, draft)) for i, left in enumerate(variant.left)]


def _line(variant: Variant, draft: tuple[Any, ...]) -> int:
    """The line that letters are for: the first without any, or the last one, which can still be changed."""
    lines = [*draft, *[None] * len(variant.left)][: len(variant.left)]
    return lines.index(None) if None in lines else len(lines) - 1


def _lettered(variant: Variant) -> bool:
    return variant.kind in _LISTED or any(len(choice) > LABEL_LIMIT for choice in variant.choices)


def _keyboard(about: StepRef, variant: Variant, draft: tuple[Any, ...]) -> dict[str, Any]:
    rows = _choice_rows(about, variant, draft)
    if variant.kind in {Kind.MULTIPLE, Kind.ORDERING, Kind.MATCHING}:
        rows.append([step_button("✅ Valider", "validate", about)])
    if draft and variant.kind in _LISTED:
        rows[-1].insert(0, step_button("↩️ Effacer", "clear", about))
    if variant.picture:
        rows.append([step_button("👁 Lire la description", "describe", about)])
    if is_certification(about.competence):
        rows.append([step_button("⏭ Je passe", "skip", about), button("🏳 Arrêter", "sc_stop")])
        rows.append([step_button("⚠️ Signaler un problème", "sc_report", about)])
        return keyboard(*rows)
    rows.append([step_button("⏭ Je passe", "skip", about), step_button("⏸ Pause", "pause", about)])
    rows.append([step_button("⚠️ Signaler un problème", "report", about)])
    return keyboard(*rows)


def _choice_rows(about: StepRef, variant: Variant, draft: tuple[Any, ...]) -> list[list[Button]]:
    lettered = _lettered(variant)
    labels = LETTERS if lettered else variant.choices
    line = _line(variant, draft) if variant.kind is Kind.MATCHING else 0
    buttons = [
        step_button(_marked(variant, draft, i, labels[i]), "choose", about, variant.tap(line, i))
        for i in range(len(variant.choices))
    ]
    return in_rows(buttons, 5 if lettered else 1)


def _marked(variant: Variant, draft: tuple[Any, ...], index: int, label: str) -> str:
    """The label of a choice, with what the draft says of it."""
    if variant.kind is Kind.MULTIPLE:
        return f"{'☑' if index in draft else '☐'} {label}"
    if variant.kind is Kind.ORDERING and index in draft:
        return f"{draft.index(index) + 1}. {label}"
    return label
