"""An answer to the question on screen: by a tap, by a text, or «Je passe»."""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from bot import engine
from bot.content import Kind, Skill, Variant
from bot.engine import FieldsKey, NumberKey, Response, readable
from bot.store import people
from bot.store import practice as rows
from bot.usecases.keys import is_certification
from bot.usecases.kinds import kind_of
from bot.usecases.outcomes import (
    AnswerTaken,
    DraftChanged,
    FieldAsked,
    Note,
    NumberWanted,
    Outcome,
    PictureDescribed,
    Said,
    StepRef,
)
from bot.usecases.practice import go_on, ref, resume, variant_of
from bot.usecases.practice_state import Practice, Question
from bot.usecases.states import load, save
from bot.usecases.turn import Turn

RESPONSE_LIMIT = 300  # characters of a typed answer that are kept
BUILT_BY_TAPS = {Kind.MULTIPLE, Kind.ORDERING, Kind.MATCHING}
STOP = re.compile(r"\b(stop|pause|aide|arr[eê]te[rz]?)\b", re.IGNORECASE)
TYPED = {Kind.TEXT, Kind.NUMBER, Kind.FIELDS}


@dataclass(frozen=True, slots=True)
class _Screen:
    """The question on screen, and the person's message the next one will follow."""

    about: StepRef
    state: Practice
    question: Question
    variant: Variant
    after: int


def _on_screen(turn: Turn, about: StepRef, after: int) -> _Screen | list[Outcome]:
    """The question a button is about, or what to say when it is no longer on screen."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        known = rows.answer_of_step(turn.tx, turn.person.id, about.assessment, about.step)
        return [Said(Note.OLD_QUESTION if known else Note.NOT_YOURS)]
    question = state.question
    if question is None or question.step != about.step:
        return _stale(turn, state, about, after)
    variant = variant_of(turn, question)
    if variant is None:
        return resume(turn, state, after)
    if state.paused:  # an older copy of the question was tapped: the pause is over, and is not counted
        question = replace(question, shown_at=kind_of(state.competence).clock(turn, state, turn.now_ms))
        state = replace(state, paused=False, question=question)
    return _Screen(ref(turn, state), state, question, variant, after)


def _stale(turn: Turn, state: Practice, about: StepRef, after: int) -> list[Outcome]:
    """A second tap on the question just answered says so; an older one brings the current question back."""
    if about.step == state.step or state.question is None or about.step > state.step:
        return [Said(Note.RECORDED)]
    return [Said(Note.OLD_QUESTION), *resume(turn, state, after)]


def choose(turn: Turn, about: StepRef, choice: int, after: int) -> list[Outcome]:
    """A tap on a choice: the answer of a single choice, a change of the draft for the other kinds."""
    screen = _on_screen(turn, about, after)
    if isinstance(screen, list):
        return screen
    variant = screen.variant
    if not 0 <= choice < variant.taps:
        return [Said(Note.BAD_BUTTON)]
    if variant.kind is Kind.SINGLE:
        return _take(turn, screen, [choice])
    if variant.kind not in BUILT_BY_TAPS:
        return [Said(Note.BAD_BUTTON)]
    return _redraft(turn, screen, _drafted(screen.question.draft, choice, variant))


def _drafted(draft: tuple[int | None, ...], choice: int, variant: Variant) -> tuple[int | None, ...]:
    """The draft after a tap: a choice taken is let go, a free one comes last; pairs are set line by line.

    A tap names the line it is for: what comes twice changes one line.
    """
    if variant.kind is Kind.MATCHING:
        line, right = variant.pair(choice)
        before = (*draft, *[None] * (line - len(draft)))[:line]
        return (*before, right, *draft[line + 1 :])
    if choice in draft:
        return tuple(c for c in draft if c != choice)
    return (*draft, choice)


def _redraft(turn: Turn, screen: _Screen, draft: tuple[Any, ...]) -> list[Outcome]:
    if draft == screen.question.draft:
        return []
    question, only = replace(screen.question, draft=draft), None
    if is_certification(screen.about.competence):  # the tapped copy may be an older one, which has closed
        only = question.message_id or screen.after
        question = replace(question, message_id=only)
    save(turn, replace(screen.state, question=question))
    return [DraftChanged(screen.about, screen.variant, draft, only)]


def clear(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """Start the answer of this question anew."""
    screen = _on_screen(turn, about, after)
    if isinstance(screen, list):
        return screen
    if screen.variant.kind is not Kind.FIELDS:
        return _redraft(turn, screen, ())
    # The prompt of the first field comes again: texts after it are for this test, whatever was on screen.
    waiting = replace(screen.question, after=after, floor=None)
    changed = _redraft(turn, replace(screen, question=waiting), ())
    if not changed:
        return []
    people.set_screen(turn.tx, turn.person, about.competence)
    return [*changed, FieldAsked(screen.about, screen.variant, 0)]


def validate(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """«Valider»: the draft becomes the answer, if it is complete."""
    screen = _on_screen(turn, about, after)
    if isinstance(screen, list):
        return screen
    variant, draft = screen.variant, screen.question.draft
    if variant.kind not in BUILT_BY_TAPS:
        return [Said(Note.BAD_BUTTON)]
    if not draft:
        return [Said(Note.TICK_ONE)]
    wanted = {Kind.ORDERING: len(variant.choices), Kind.MATCHING: len(variant.left)}.get(variant.kind, 1)
    complete = len(draft) >= wanted and None not in draft
    return _take(turn, screen, list(draft)) if complete else [Said(Note.INCOMPLETE)]


def skip(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """«Je passe»: a recorded answer, counted as not mastered."""
    screen = _on_screen(turn, about, after)
    if isinstance(screen, list):
        return screen
    return _take(turn, screen, None)


def describe(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """The text of the question's picture."""
    screen = _on_screen(turn, about, after)
    if isinstance(screen, list):
        return screen
    picture = screen.variant.picture
    if picture is None:
        return [Said(Note.BAD_BUTTON)]
    return [PictureDescribed(picture.alt, screen.about if is_certification(about.competence) else None)]


def awaits_text(turn: Turn) -> bool:
    """True when a question to be answered by typing is on screen."""
    return awaited(turn) is not None


def awaited(turn: Turn) -> Variant | None:
    """The question to be answered by typing that is on screen."""
    state = load(turn, turn.person.screen) if turn.person.screen is not None else None
    question = None if state is None or state.paused else state.question
    variant = variant_of(turn, question) if question else None
    return variant if variant is not None and variant.kind in TYPED else None


def typed(turn: Turn, text: str, message_id: int, reply_to: int | None) -> list[Outcome] | None:
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
    if not _follows(question, message_id, reply_to):
        return [Said(Note.TOO_EARLY)]
    if not any(unicodedata.category(c)[0] not in "CZ" for c in text):
        return [Said(Note.EMPTY)]
    screen = _Screen(ref(turn, state), state, question, variant, message_id)
    if variant.kind not in TYPED:
        return [Said(Note.USE_BUTTONS), *resume(turn, state, message_id)]
    if variant.kind is Kind.FIELDS:
        return _field(turn, screen, text)
    if not readable(variant.key, text):
        return [_number_wanted(screen, variant.key, text)]
    return _take(turn, screen, text)


def _follows(question: Question, message_id: int, reply_to: int | None) -> bool:
    """True when a text was sent after what it answers, and is no reply to something older."""
    if question.floor is None or message_id <= question.floor:
        return False
    return reply_to is None or reply_to >= question.floor or reply_to == question.message_id


def _field(turn: Turn, screen: _Screen, text: str) -> list[Outcome]:
    """One field of several, or all that are missing, a line each; the answer is taken with the last one."""
    question, variant = screen.question, screen.variant
    assert isinstance(variant.key, FieldsKey)  # noqa: S101  # the kind says so
    missing = variant.key.fields[len(question.draft) :]
    lines = [line for line in text.splitlines() if line.strip()]
    texts = lines if len(lines) == len(missing) else [text]
    for key, part in zip(missing, texts, strict=False):
        if not variant.key.interchangeable and not readable(key, part):
            return [_number_wanted(screen, key, text)]
    draft = (*question.draft, *(part[:RESPONSE_LIMIT] for part in texts))
    if len(draft) == len(variant.fields):
        return _take(turn, screen, list(draft))
    # Only a text sent after the next field's prompt fills that field: the prompt gives the new floor.
    waiting = replace(question, draft=draft, after=screen.after, floor=None)
    save(turn, replace(screen.state, question=waiting))
    return [FieldAsked(screen.about, variant, len(draft))]


def _number_wanted(screen: _Screen, key: object, text: str) -> NumberWanted:
    units = key.units if isinstance(key, NumberKey) else ()
    return NumberWanted(screen.about, units, stop=bool(STOP.search(text)))


def _take(turn: Turn, screen: _Screen, response: Response | None) -> list[Outcome]:
    """Record the answer, and go on: next question, checkpoint or end."""
    kind = kind_of(screen.state.competence)
    halted = kind.halted(turn, screen.state)
    if halted:
        people.leave_screen(turn.tx, turn.person, screen.state.competence)
        return halted
    answer = _answer(turn, screen, response)
    question = screen.question
    answered = AnswerTaken(screen.about, screen.variant, response, question.message_id, question.also)
    taken = kind.take(turn, screen.state, answer)
    return [answered, *taken.said, *go_on(turn, taken.state, screen.after, taken.known)]


def _answer(turn: Turn, screen: _Screen, response: Response | None) -> rows.StoredAnswer:
    """The row of an answer, judged."""
    about, question, variant = screen.about, screen.question, screen.variant
    kind = kind_of(about.competence)
    seconds = round(question.seconds(kind.clock(turn, screen.state, turn.at_ms)), 1)
    kept = response[:RESPONSE_LIMIT] if isinstance(response, str) else response
    skill = _skill_of(turn, question.challenge)
    return rows.StoredAnswer(
        assessment_id=about.assessment,
        step=about.step,
        competence=kind.competence_of(screen.state, skill),
        skill=skill.id,
        challenge=question.challenge,
        variant=question.variant,
        verdict=engine.judge(variant.key, response, seconds, variant.seconds).value,
        response=None if kept is None else json.dumps(kept, ensure_ascii=False),
        seconds=seconds,
        answered_at=turn.now_ms,
    )


def _skill_of(turn: Turn, challenge_id: str) -> Skill:
    challenge = turn.library.challenge(challenge_id)
    skill = turn.library.skill(challenge.skill) if challenge else None
    if skill is None:  # its variant was rendered a moment ago
        raise LookupError(challenge_id)
    return skill
