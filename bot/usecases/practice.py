"""A positioning from its first question to its end: start, resume, pause, continue, improve, reset."""

from dataclasses import replace

from bot import engine
from bot.content import Variant, render
from bot.engine import Posterior
from bot.errors import ContentError
from bot.store import people
from bot.store import practice as rows
from bot.store.results import set_result
from bot.usecases import checkpoints, positioning, results
from bot.usecases.outcomes import (
    BLOCK,
    Checkpoint,
    CompetenceState,
    Finished,
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
from bot.usecases.practice_state import Practice, Question, pack, unpack
from bot.usecases.rebuilding import rebuilt
from bot.usecases.turn import Turn

HOUR_MS = 3_600_000
IMPROVE_AFTER_MS = 4 * 24 * HOUR_MS
RESET_AFTER_MS = 7 * 24 * HOUR_MS
TWO_TAPS_MS = 2000


def load(turn: Turn, competence: str) -> Practice:
    """The person's state in a competence; made again from the answers when its row is lost."""
    packed = rows.state(turn.tx, turn.person.id, competence)
    return rebuilt(turn, competence) if packed is None else unpack(competence, packed)


def load_all(turn: Turn) -> dict[str, Practice]:
    """The person's states, by competence; only those begun."""
    states = {code: unpack(code, packed) for code, packed in rows.states(turn.tx, turn.person.id).items()}
    lost = [c for c in rows.competences_answered(turn.tx, turn.person.id) if c not in states]
    return states | {code: rebuilt(turn, code) for code in lost}


def save(turn: Turn, state: Practice) -> None:
    rows.save_state(turn.tx, turn.person.id, state.competence, pack(state), turn.now_ms)


def phase(state: Practice, now_ms: int) -> CompetenceState:
    """Where a pupil is in a competence."""
    if state.assessment is not None:
        return CompetenceState.RUNNING
    if state.last_at is None:
        return CompetenceState.NEW
    return (
        CompetenceState.OPEN if hours_left(state, IMPROVE_AFTER_MS, now_ms) == 0 else CompetenceState.WAITING
    )


def hours_left(state: Practice, delay_ms: int, now_ms: int) -> int:
    """Whole hours to wait, rounded up, until `delay_ms` after the last answer."""
    return max(0, -((now_ms - (state.last_at or 0) - delay_ms) // HOUR_MS)) if state.last_at else 0


def begin(turn: Turn, code: str, after: int) -> list[Outcome]:
    """Start, resume or improve a competence, whichever is possible; `after` is the person's message id."""
    if code not in turn.library.competences:
        return [Said(Note.NOT_FOUND)]
    state = load(turn, code)
    if state.assessment is not None:
        return [Said(Note.RECORDED)] if _just_asked(turn, state) else resume(turn, state, after)
    if phase(state, turn.now_ms) is CompetenceState.WAITING:
        return [TooSoon(code, "improve", hours_left(state, IMPROVE_AFTER_MS, turn.now_ms))]
    return _open(turn, state, after)


def _just_asked(turn: Turn, state: Practice) -> bool:
    """True when the question appeared a moment ago: the second of two quick taps."""
    question = state.question
    return question is not None and not state.paused and turn.now_ms - question.shown_at < TWO_TAPS_MS


def _open(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """Begin a positioning, if there is something to ask."""
    known = positioning.prior_from_others(turn.library, load_all(turn), state.competence, turn.now_ms)
    prior = (known.mean, known.sd)
    assessment = turn.tx.new_id()
    basis = results.basis_of(turn.library, state.competence, turn.rules.max_level)
    opened = state.opened(assessment, prior, basis)
    if isinstance(next_choice(turn, opened), engine.Stop):
        return [Said(Note.NOTHING_LEFT)]
    rows.start_assessment(turn.tx, turn.person.id, assessment, state.competence, prior, turn.now_ms)
    results.keep_basis(turn, state, assessment, basis)
    return ask_next(turn, opened, after)


def proceed(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """«Continuer» under a checkpoint; a second tap only says that the question is there."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        return [Said(Note.FINISHED)]
    if state.question is not None and state.question.step == about.step + 1 and not state.paused:
        return [Said(Note.RECORDED)]
    left = checkpoints.reopen(turn, about.competence, about.assessment, (about.step - 1) // BLOCK, left=True)
    return [*left, *resume(turn, state, after)]


def resume(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """The question that waits, same variant; its older copy closes. Or the next one after a checkpoint."""
    if state.competence not in turn.library.competences:
        people.leave_screen(turn.tx, turn.person, state.competence)
        return [Said(Note.GONE)]
    if state.question is None:
        return ask_next(turn, state, after)
    variant = variant_of(turn, state.question)
    if variant is None:
        fresh = replace(state, question=None)
        return [Said(Note.CHANGED), *ask_next(turn, fresh, after)]
    question = replace(state.question, shown_at=turn.now_ms) if state.paused else state.question
    older, question = question.message_id, replace(question, message_id=None)
    state = replace(state, paused=False, question=question)
    save(turn, state)
    people.set_screen(turn.tx, turn.person, state.competence)
    return [QuestionAsked(ref(state), variant, question.draft, replaces=older)]


def ask_next(turn: Turn, state: Practice, after: int, known: Posterior | None = None) -> list[Outcome]:
    """Choose the next question and show it, or end the positioning when the engine says so."""
    choice = next_choice(turn, state, known)
    if isinstance(choice, engine.Stop):
        return finish(turn, state)
    question = Question(
        step=state.step + 1,
        challenge=choice.item,
        variant=variant_seed(state.assessment or 0, state.step + 1),
        shown_at=turn.now_ms,
        after=after,
    )
    variant = variant_of(turn, question)
    if variant is None:  # the engine's bank is made of the library's challenges
        raise ContentError(f"challenge {choice.item} is in the engine's bank but not in the library")
    hurried = positioning.hurried(state)
    state = replace(state, question=question, paused=False, haste_said=state.haste_said or hurried)
    save(turn, state)
    people.set_screen(turn.tx, turn.person, state.competence)
    asked: list[Outcome] = [QuestionAsked(ref(state), variant)]
    return [TakeYourTime(), *asked] if hurried else asked


def next_choice(turn: Turn, state: Practice, known: Posterior | None = None) -> engine.Ask | engine.Stop:
    """What the engine wants next; `known` is what the answers say, when it was computed already."""
    competence = turn.library.competences[state.competence]
    known = known or positioning.posterior(state, competence.bank, turn.now_ms)
    return positioning.decide(state, known, competence, turn.person, turn.now_ms)


def finish(turn: Turn, state: Practice) -> list[Outcome]:
    """Close the positioning: its last answers, and what they are worth."""
    assessment = state.assessment or 0
    rows.end_assessment(turn.tx, turn.person.id, assessment, "completed", turn.now_ms)
    set_result(turn.tx, turn.person.id, assessment, results.text_of(state))
    people.leave_screen(turn.tx, turn.person, state.competence)
    closed = state.closed()
    save(turn, closed)
    last_block = max(0, state.step - 1) // BLOCK
    lines = checkpoints.lines_of_block(turn, state.competence, assessment, last_block)
    listed = rows.tutorials(turn.tx, turn.person.id)
    return [
        Finished(
            competence=state.competence,
            level=closed.level,
            pix=int(closed.pix),
            questions=state.step,
            right=sum(e.correct and e.assessment == assessment for e in state.evidence),
            tutorials=sum(t.competence == state.competence and t.missed_at is not None for t in listed),
            checkpoint=Checkpoint(state.competence, assessment, last_block, lines, running=False),
        )
    ]


def pause(turn: Turn, about: StepRef) -> list[Outcome]:
    """Put the positioning aside; the time spent on the question is kept."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        return [Said(Note.FINISHED)]
    question = state.question
    if question is not None and question.step != about.step:
        return [Said(Note.OLD_QUESTION)]
    people.leave_screen(turn.tx, turn.person, about.competence)
    if question is None or state.paused:
        return [Paused(about.competence)]
    spent = question.seconds(turn.now_ms)
    save(turn, replace(state, paused=True, question=replace(question, spent=spent)))
    return [Paused(about.competence, question.message_id, about, variant_of(turn, question))]


def reset(turn: Turn, code: str, confirmations: int) -> list[Outcome]:
    """Back to zero after two confirmations; the answers stay as history."""
    state = load(turn, code)
    if code not in turn.library.competences or not state.attempted:
        return [Said(Note.NOTHING_RUNS)]
    wait = hours_left(state, RESET_AFTER_MS, turn.now_ms)
    if wait:
        return [TooSoon(code, "reset", wait)]
    if confirmations < 2:
        return [ResetAsked(code, state.level, int(state.pix), confirmations + 1)]
    if state.assessment is not None:
        rows.end_assessment(turn.tx, turn.person.id, state.assessment, "reset", turn.now_ms)
    rows.set_answers_aside(turn.tx, turn.person.id, code)
    people.leave_screen(turn.tx, turn.person, code)
    save(turn, Practice(code))
    return [ResetDone(code)]


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
            question = replace(question, shown_at=turn.now_ms)
    if not prompt:
        question = replace(question, message_id=message_id)
    save(turn, replace(state, question=question))


def ref(state: Practice) -> StepRef:
    """What the buttons of the question on screen carry."""
    if state.assessment is None or state.question is None:
        raise ValueError("no question is on screen")
    return StepRef(state.competence, state.assessment, state.question.step)


def variant_of(turn: Turn, question: Question) -> Variant | None:
    """The question as it was drawn; None when its challenge left the bank."""
    challenge = turn.library.challenge(question.challenge)
    return render(challenge, question.variant) if challenge else None


def variant_seed(assessment: int, step: int) -> int:
    """A small seed that differs from step to step and from one positioning to the next."""
    return (assessment // 7919 + assessment + 101 * step) % 1_000_003
