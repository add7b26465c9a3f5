"""A test from its first question to its end: start, resume, pause, continue, improve, reset.

All tests go the same way; what each kind does by itself is in its `kind`.
"""

from dataclasses import replace

from bot import engine
from bot.content import Variant, render
from bot.engine import Posterior
from bot.errors import ContentError
from bot.store import people
from bot.store import practice as rows
from bot.usecases.joint import tests_behind
from bot.usecases.keys import EXPRESS, is_campaign, is_test
from bot.usecases.kinds import kind_of
from bot.usecases.outcomes import (
    Note,
    Outcome,
    Paused,
    QuestionAsked,
    ResetAsked,
    ResetDone,
    Said,
    StepRef,
    TakeYourTime,
    TooSoon,
)
from bot.usecases.practice_state import Practice, Question
from bot.usecases.states import RESET_AFTER_MS, hours_left, load, save
from bot.usecases.turn import Turn

TWO_TAPS_MS = 2000


def begin(turn: Turn, code: str, after: int) -> list[Outcome]:
    """Start, resume or improve a test, whichever is possible; `after` is the person's message id."""
    kind = kind_of(code)
    state = load(turn, code) if is_test(code) else Practice(code)
    if state.assessment is not None:
        return go_back_to(turn, state, after)
    if not is_campaign(code) and not kind.available(turn, code):  # which codes exist is nobody's to try out
        return [Said(Note.NOT_FOUND)]
    return kind.unready(turn, state) or _open(turn, state, after)


def go_back_to(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """A test that runs, as `resume`; of two quick taps the second one only says that it is there."""
    return [Said(Note.RECORDED)] if _just_asked(turn, state) else resume(turn, state, after)


def _just_asked(turn: Turn, state: Practice) -> bool:
    """True when the question appeared a moment ago: the second of two quick taps."""
    question = state.question
    return question is not None and not state.paused and _now(turn, state) - question.shown_at < TWO_TAPS_MS


def _now(turn: Turn, state: Practice) -> int:
    """Now, by the clock of this test."""
    return kind_of(state.competence).clock(turn, state, turn.now_ms)


def _open(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """Begin a test, if there is something to ask."""
    kind, assessment = kind_of(state.competence), turn.tx.new_id()
    opened = kind.opened(turn, state, assessment)
    if isinstance(kind.choice(turn, opened), engine.Stop):
        return [Said(Note.NOTHING_LEFT)]
    rows.start_assessment(turn.tx, turn.person.id, assessment, state.competence, opened.prior, turn.now_ms)
    kind.started(turn, state, opened)
    return ask_next(turn, opened, after)


def proceed(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """«Continuer» after a pause between two blocks; a second tap only says that the question is there."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        return [Said(Note.FINISHED)]
    if state.question is not None and state.question.step == about.step + 1 and not state.paused:
        return [Said(Note.RECORDED)]
    return [*kind_of(about.competence).left(turn, about), *resume(turn, state, after)]


def resume(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """The question that waits, same variant; its older copy closes. Or the next one after a checkpoint."""
    halted = kind_of(state.competence).halted(turn, state)
    if halted:
        people.leave_screen(turn.tx, turn.person, state.competence)
        return halted
    if state.question is None:
        return ask_next(turn, state, after)
    variant = variant_of(turn, state.question)
    if variant is None:
        fresh = replace(state, question=None)
        return [Said(Note.CHANGED), *ask_next(turn, fresh, after)]
    older, question = state.question.message_id, _shown_again(turn, state, state.question, after)
    state = replace(state, paused=False, question=question)
    save(turn, state)
    people.set_screen(turn.tx, turn.person, state.competence)
    return [QuestionAsked(ref(turn, state), variant, question.draft, replaces=older)]


def _shown_again(turn: Turn, state: Practice, question: Question, after: int) -> Question:
    """The question that waits as its next copy shows it, which Telegram has not confirmed yet."""
    now = _now(turn, state)
    if state.paused:
        question = replace(question, shown_at=now)
    if turn.person.screen != state.competence:  # messages since its first copy may be those of another test
        spent = question.seconds(now)
        question = replace(question, spent=spent, shown_at=now, after=after, floor=None)
    return replace(question, message_id=None)


def ask_next(turn: Turn, state: Practice, after: int, known: Posterior | None = None) -> list[Outcome]:
    """Choose the next question and show it, or end the test when the engine says so."""
    kind = kind_of(state.competence)
    choice = kind.choice(turn, state, known)
    if isinstance(choice, engine.Stop):
        return kind.finish(turn, state)
    place = kind.placed(turn, state, choice)
    question = Question(
        step=place.step,
        challenge=choice.item,
        variant=place.variant,
        shown_at=_now(turn, state),
        after=after,
        of=place.of,
        place=place.number,
    )
    state = replace(state, step=place.step - 1)
    variant = variant_of(turn, question)
    if variant is None:  # the engine's bank is made of the library's challenges
        raise ContentError(f"challenge {choice.item} is in the engine's bank but not in the library")
    hurried = kind.hurried(turn, state)
    state = replace(state, question=question, paused=False, haste_said=state.haste_said or hurried)
    save(turn, state)
    people.set_screen(turn.tx, turn.person, state.competence)
    asked: list[Outcome] = [QuestionAsked(ref(turn, state), variant)]
    return [TakeYourTime(), *asked] if hurried else asked


def go_on(turn: Turn, state: Practice, after: int, known: Posterior | None = None) -> list[Outcome]:
    """After an answer: the next question, the pause between two blocks, or the end."""
    kind = kind_of(state.competence)
    if not kind.pauses(state):
        return ask_next(turn, state, after, known)
    if isinstance(kind.choice(turn, state, known), engine.Stop):
        return kind.finish(turn, state)
    save(turn, state)
    return kind.between(turn, state)


def pause(turn: Turn, about: StepRef) -> list[Outcome]:
    """Put the test aside; the time spent on the question is kept."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        return [Said(Note.FINISHED)]
    question = state.question
    if question is not None and question.step != about.step:
        return [Said(Note.OLD_QUESTION)]
    people.leave_screen(turn.tx, turn.person, about.competence)
    if question is None or state.paused:
        more = kind_of(about.competence).more(turn, state) if question is None else 0
        return [Paused(about.competence, between=question is None, more=more)]
    spent = question.seconds(_now(turn, state))
    save(turn, replace(state, paused=True, question=replace(question, spent=spent)))
    return [Paused(about.competence, question.message_id, ref(turn, state), variant_of(turn, question))]


def reset(turn: Turn, code: str, confirmations: int) -> list[Outcome]:
    """Back to zero after two confirmations; the answers stay as history."""
    state = load(turn, code)
    if code not in turn.library.competences or not state.attempted:
        return [Said(Note.NOTHING_RUNS)]
    wait = hours_left(state, RESET_AFTER_MS, turn.now_ms)
    if wait:
        return [TooSoon(code, "reset", wait)]
    behind = tests_behind(turn, state)
    too = (EXPRESS in behind, any(map(is_campaign, behind)))
    if confirmations < 2:
        return [ResetAsked(code, state.level, int(state.pix), confirmations + 1, *too)]
    if state.assessment is not None:
        rows.end_assessment(turn.tx, turn.person.id, state.assessment, "reset", turn.now_ms)
    rows.set_answers_aside(turn.tx, turn.person.id, code)
    people.leave_screen(turn.tx, turn.person, code)
    save(turn, Practice(code))
    return [ResetDone(code, *too)]


def message_shown(turn: Turn, about: StepRef, message_id: int, certain: bool, prompt: bool) -> None:
    """Telegram confirmed the message of a question, or the `prompt` of one of its fields.

    An uncertain send may have been seen earlier under another id: then any text after the person's own last
    message is an answer.
    """
    state = load(turn, about.competence)
    question = state.question
    if question is None or state.assessment != about.assessment or question.step != about.step:
        return
    if question.floor is None:
        question = replace(question, floor=message_id if certain else question.after)
        if not prompt:
            question = replace(question, shown_at=_now(turn, state))
    if not prompt:
        question = replace(question, message_id=message_id)
    save(turn, replace(state, question=question))


def ref(turn: Turn, state: Practice) -> StepRef:
    """What the buttons of the question on screen carry, and how it is counted."""
    if state.assessment is None or state.question is None:
        raise ValueError("no question is on screen")
    question = state.question
    about = StepRef(state.competence, state.assessment, question.step, question.of, question.place)
    return kind_of(state.competence).shown(turn, state, about)


def variant_of(turn: Turn, question: Question) -> Variant | None:
    """The question as it was drawn; None when its challenge left the bank."""
    challenge = turn.library.challenge(question.challenge)
    return render(challenge, question.variant) if challenge else None
