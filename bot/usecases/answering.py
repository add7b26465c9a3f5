"""An answer to the question on screen: by a tap, by a text, or «Je passe»."""

import json
from dataclasses import replace

from bot import engine
from bot.content import Kind, Variant
from bot.engine import FieldsKey, NumberKey, Response, Verdict, readable
from bot.store import practice as rows
from bot.usecases import checkpoints, positioning
from bot.usecases.outcomes import (
    BLOCK,
    AnswerTaken,
    Checkpoint,
    DraftChanged,
    FieldAsked,
    LevelGained,
    Note,
    NumberWanted,
    PictureDescribed,
    Said,
    StepRef,
)
from bot.usecases.practice import ask_next, finish, load, ref, resume, save, variant_of
from bot.usecases.practice_state import Evidence, Practice, Question
from bot.usecases.turn import Turn

RESPONSE_LIMIT = 300  # characters of a typed answer that are kept
BUILT_BY_TAPS = {Kind.MULTIPLE, Kind.ORDERING, Kind.MATCHING}
TYPED = {Kind.TEXT, Kind.NUMBER, Kind.FIELDS}


class _NotOnScreen(Exception):
    """The button is about another question than the one on screen; `outcomes` say so."""

    def __init__(self, outcomes: list[object]) -> None:
        super().__init__()
        self.outcomes = outcomes


def _on_screen(turn: Turn, about: StepRef, after: int) -> tuple[Practice, Question, Variant]:
    """The state, question and variant a button is about; _NotOnScreen when they are no longer there."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        known = rows.answer_of_step(turn.tx, turn.person.id, about.assessment, about.step)
        raise _NotOnScreen([Said(Note.OLD_QUESTION if known else Note.NOT_YOURS)])
    question = state.question
    if question is None or question.step != about.step:
        raise _NotOnScreen(_stale(turn, state, about, after))
    variant = variant_of(turn, question)
    if variant is None:
        raise _NotOnScreen(resume(turn, state, after))
    return state, question, variant


def _stale(turn: Turn, state: Practice, about: StepRef, after: int) -> list[object]:
    """A second tap on the question just answered says so; an older one brings the current question back."""
    if about.step == state.step or state.question is None or about.step > state.step:
        return [Said(Note.RECORDED)]
    return [Said(Note.OLD_QUESTION), *resume(turn, state, after)]


def choose(turn: Turn, about: StepRef, choice: int, after: int) -> list[object]:
    """A tap on a choice: the answer of a single choice, a change of the draft for the other kinds."""
    try:
        state, question, variant = _on_screen(turn, about, after)
    except _NotOnScreen as stale:
        return stale.outcomes
    if not 0 <= choice < len(variant.choices):
        return [Said(Note.BAD_BUTTON)]
    if variant.kind is Kind.SINGLE:
        return _take(turn, state, question, variant, [choice], after)
    if variant.kind not in BUILT_BY_TAPS:
        return [Said(Note.BAD_BUTTON)]
    return _redraft(turn, state, question, variant, _drafted(question.draft, choice, variant))


def _drafted(draft: tuple[int, ...], choice: int, variant: Variant) -> tuple[int, ...]:
    if choice in draft:
        return tuple(c for c in draft if c != choice)
    full = len(variant.left) if variant.kind is Kind.MATCHING else len(variant.choices)
    return (*draft, choice) if len(draft) < full else draft


def _redraft(
    turn: Turn, state: Practice, question: Question, variant: Variant, draft: tuple[object, ...]
) -> list[object]:
    if draft == question.draft:
        return []
    save(turn, replace(state, question=replace(question, draft=draft)))
    return [DraftChanged(ref(state), variant, draft)]


def clear(turn: Turn, about: StepRef, after: int) -> list[object]:
    """Start the answer of this question anew."""
    try:
        state, question, variant = _on_screen(turn, about, after)
    except _NotOnScreen as stale:
        return stale.outcomes
    changed = _redraft(turn, state, question, variant, ())
    return [*changed, FieldAsked(ref(state), variant, 0)] if variant.kind is Kind.FIELDS else changed


def validate(turn: Turn, about: StepRef, after: int) -> list[object]:
    """«Valider»: the draft becomes the answer, if it is complete."""
    try:
        state, question, variant = _on_screen(turn, about, after)
    except _NotOnScreen as stale:
        return stale.outcomes
    if variant.kind not in BUILT_BY_TAPS:
        return [Said(Note.BAD_BUTTON)]
    if not question.draft:
        return [Said(Note.TICK_ONE)]
    wanted = {Kind.ORDERING: len(variant.choices), Kind.MATCHING: len(variant.left)}.get(variant.kind, 1)
    if len(question.draft) < wanted:
        return [Said(Note.INCOMPLETE)]
    return _take(turn, state, question, variant, list(question.draft), after)


def skip(turn: Turn, about: StepRef, after: int) -> list[object]:
    """«Je passe»: a recorded answer, counted as not mastered."""
    try:
        state, question, variant = _on_screen(turn, about, after)
    except _NotOnScreen as stale:
        return stale.outcomes
    return _take(turn, state, question, variant, None, after)


def describe(turn: Turn, about: StepRef, after: int) -> list[object]:
    """The text of the question's picture."""
    try:
        _, _, variant = _on_screen(turn, about, after)
    except _NotOnScreen as stale:
        return stale.outcomes
    return [PictureDescribed(variant.picture.alt)] if variant.picture else [Said(Note.BAD_BUTTON)]


def typed(turn: Turn, text: str, message_id: int, reply_to: int | None) -> list[object] | None:
    """A text while a question is on screen; None when no question waits for one."""
    if turn.person.screen is None:
        return None
    state = load(turn, turn.person.screen)
    question = state.question
    if question is None or state.paused:
        return None
    variant = variant_of(turn, question)
    if variant is None:
        return resume(turn, state, message_id)
    if question.floor is None or message_id < question.floor or (reply_to or question.floor) < question.floor:
        return [Said(Note.TOO_EARLY)]
    if variant.kind not in TYPED:
        return [Said(Note.USE_BUTTONS), *resume(turn, state, message_id)]
    if variant.kind is Kind.FIELDS:
        return _field(turn, state, question, variant, text, message_id)
    if not readable(variant.key, text):
        return [_number_wanted(ref(state), variant.key)]
    return _take(turn, state, question, variant, text, message_id)


def _field(
    turn: Turn, state: Practice, question: Question, variant: Variant, text: str, message_id: int
) -> list[object]:
    """One field of several; the answer is taken with the last one."""
    assert isinstance(variant.key, FieldsKey)  # noqa: S101  # the kind says so
    draft = (*question.draft, text[:RESPONSE_LIMIT])
    key = variant.key.fields[len(draft) - 1]
    if not variant.key.interchangeable and not readable(key, text):
        return [_number_wanted(ref(state), key)]
    if len(draft) == len(variant.fields):
        return _take(turn, state, question, variant, list(draft), message_id)
    # A field's prompt follows this message: only a text after it fills the next field.
    save(turn, replace(state, question=replace(question, draft=draft, floor=message_id + 1)))
    return [FieldAsked(ref(state), variant, len(draft))]


def _number_wanted(about: StepRef, key: object) -> NumberWanted:
    return NumberWanted(about, key.units if isinstance(key, NumberKey) else ())


def _take(
    turn: Turn, state: Practice, question: Question, variant: Variant, response: Response | None, after: int
) -> list[object]:
    """Record the answer, bring the estimate up to date, and go on: next question, checkpoint or end."""
    about = ref(state)
    competence = turn.library.competences[state.competence]
    skill = competence.challenge_skill[question.challenge]
    seconds = round(question.seconds(turn.now_ms), 1)
    verdict = engine.judge(variant.key, response, seconds, variant.seconds)
    _record(turn, state, question, skill, verdict, response, seconds)
    evidence = Evidence(about.assessment, question.challenge, verdict is Verdict.RIGHT, seconds, turn.now_ms)
    before = state.level
    validated_before = state.validated
    state = positioning.assess(state.answered(evidence), competence, turn.now_ms, turn.rules.max_level)
    _tutorials(turn, state, skill, verdict, state.validated - validated_before)
    outcomes: list[object] = [AnswerTaken(about, variant, response, question.message_id)]
    if state.level > before:
        outcomes.append(LevelGained(state.competence, state.level))
    return outcomes + _go_on(turn, state, after)


def _record(
    turn: Turn,
    state: Practice,
    question: Question,
    skill: str,
    verdict: Verdict,
    response: Response | None,
    seconds: float,
) -> None:
    kept = response[:RESPONSE_LIMIT] if isinstance(response, str) else response
    answer = rows.StoredAnswer(
        assessment_id=state.assessment or 0,
        step=question.step,
        competence=state.competence,
        skill=skill,
        challenge=question.challenge,
        variant=question.variant,
        verdict=verdict.value,
        response=None if kept is None else json.dumps(kept, ensure_ascii=False),
        seconds=seconds,
        answered_at=turn.now_ms,
    )
    rows.add_answer(turn.tx, turn.person.id, answer)


def _tutorials(turn: Turn, state: Practice, skill: str, verdict: Verdict, mastered: frozenset[str]) -> None:
    """A missed skill's tutorial joins the list; those of skills mastered since leave it."""
    for key in mastered:
        rows.master_skill(turn.tx, turn.person.id, key)
    if verdict is not Verdict.RIGHT and skill not in state.validated:
        rows.miss_skill(turn.tx, turn.person.id, state.competence, skill, turn.now_ms)


def _go_on(turn: Turn, state: Practice, after: int) -> list[object]:
    competence = turn.library.competences[state.competence]
    if state.step % BLOCK:
        return ask_next(turn, competence, state, after)
    if isinstance(positioning.decide(state, competence, turn.person.device, turn.now_ms), engine.Stop):
        return finish(turn, state)
    save(turn, state)
    block = state.step // BLOCK - 1
    lines = checkpoints.lines_of_block(turn, state.competence, state.assessment or 0, block)
    return [Checkpoint(state.competence, state.assessment or 0, block, lines, running=True)]
