"""A test from its first question to its end: start, resume, pause, continue, improve, reset.

Positionings and the «Profil express» go the same way; what the latter does by itself is in `express`.
"""

from dataclasses import replace

from bot import engine
from bot.content import Variant, render
from bot.engine import Posterior
from bot.errors import ContentError
from bot.store import people
from bot.store import practice as rows
from bot.store.results import set_result
from bot.usecases import checkpoints, express, positioning, results
from bot.usecases.outcomes import (
    BLOCK,
    EXPRESS,
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
    SittingLeft,
    StepRef,
    TakeYourTime,
    TooSoon,
    block_size,
)
from bot.usecases.practice_state import Practice, Question, unpack
from bot.usecases.rebuilding import on_present_basis
from bot.usecases.states import (
    IMPROVE_AFTER_MS,
    RESET_AFTER_MS,
    available,
    hours_left,
    load,
    load_all,
    phase,
    save,
)
from bot.usecases.turn import Turn

TWO_TAPS_MS = 2000


def begin(turn: Turn, code: str, after: int) -> list[Outcome]:
    """Start, resume or improve a competence, whichever is possible; `after` is the person's message id."""
    if not available(turn, code):
        return [Said(Note.NOT_FOUND)]
    state = load(turn, code)
    if state.assessment is not None:
        return [Said(Note.RECORDED)] if _just_asked(turn, state) else resume(turn, state, after)
    if phase(state, turn.now_ms) is CompetenceState.WAITING:
        if code == EXPRESS:
            return express.page(turn)
        return [TooSoon(code, "improve", hours_left(state, IMPROVE_AFTER_MS, turn.now_ms))]
    return _open(turn, state, after) if code != EXPRESS else _open_express(turn, state, after)


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


def _open_express(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """Begin a «Profil express», if there is something to ask; it is told nothing but the answers."""
    prior, assessment = (state.prior[0], state.prior[1]), turn.tx.new_id()
    opened = state.opened(assessment, prior)
    if isinstance(next_choice(turn, opened), engine.Stop):
        return [Said(Note.NOTHING_LEFT)]
    rows.start_assessment(turn.tx, turn.person.id, assessment, EXPRESS, prior, turn.now_ms)
    return ask_next(turn, opened, after)


def proceed(turn: Turn, about: StepRef, after: int) -> list[Outcome]:
    """«Continuer» after a pause between two blocks; a second tap only says that the question is there."""
    state = load(turn, about.competence)
    if state.assessment != about.assessment:
        return [Said(Note.FINISHED)]
    if state.question is not None and state.question.step == about.step + 1 and not state.paused:
        return [Said(Note.RECORDED)]
    if about.competence == EXPRESS:
        return [SittingLeft(about.assessment, about.block), *resume(turn, state, after)]
    left = checkpoints.reopen(turn, about.competence, about.assessment, about.block, left=True)
    return [*left, *resume(turn, state, after)]


def resume(turn: Turn, state: Practice, after: int) -> list[Outcome]:
    """The question that waits, same variant; its older copy closes. Or the next one after a checkpoint."""
    if not available(turn, state.competence):
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
    """Choose the next question and show it, or end the test when the engine says so."""
    choice = next_choice(turn, state, known)
    if isinstance(choice, engine.Stop):
        return finish(turn, state)
    joint = state.competence == EXPRESS
    question = Question(
        step=state.step + 1,
        challenge=choice.item,
        variant=variant_seed(state.assessment or 0, state.step + 1),
        shown_at=turn.now_ms,
        after=after,
        of=express.sitting_size(turn, state) if joint else BLOCK,
    )
    variant = variant_of(turn, question)
    if variant is None:  # the engine's bank is made of the library's challenges
        raise ContentError(f"challenge {choice.item} is in the engine's bank but not in the library")
    hurried = express.hurried(turn, state) if joint else positioning.hurried(state)
    state = replace(state, question=question, paused=False, haste_said=state.haste_said or hurried)
    save(turn, state)
    people.set_screen(turn.tx, turn.person, state.competence)
    asked: list[Outcome] = [QuestionAsked(ref(state), variant)]
    return [TakeYourTime(), *asked] if hurried else asked


def next_choice(
    turn: Turn, state: Practice, known: Posterior | None = None
) -> engine.Ask | engine.AskIn | engine.Stop:
    """What the engine wants next; `known` is what the answers say, when it was computed already."""
    if state.competence == EXPRESS:
        return express.decide(turn, state)
    competence = turn.library.competences[state.competence]
    known = known or positioning.posterior(state, competence.bank, turn.now_ms)
    return positioning.decide(state, known, competence, turn.person, turn.now_ms, _asked_by_express(turn))


def _asked_by_express(turn: Turn) -> frozenset[str]:
    """The skill that a paused express is asking: a positioning does not give its question away."""
    packed = rows.state(turn.tx, turn.person.id, EXPRESS)
    question = unpack(EXPRESS, packed).question if packed else None
    challenge = turn.library.challenge(question.challenge) if question else None
    return frozenset({challenge.skill} if challenge else ())


def go_on(turn: Turn, state: Practice, after: int, known: Posterior | None = None) -> list[Outcome]:
    """After an answer: the next question, the pause between two blocks, or the end."""
    if state.step % block_size(state.competence):
        return ask_next(turn, state, after, known)
    if isinstance(next_choice(turn, state, known), engine.Stop):
        return finish(turn, state)
    save(turn, state)
    if state.competence == EXPRESS:
        return [express.sitting_done(turn, state)]
    block, assessment = state.step // BLOCK - 1, state.assessment or 0
    lines = checkpoints.lines_of_block(turn, state.competence, assessment, block)
    return [Checkpoint(state.competence, assessment, block, lines, running=True)]


def finish(turn: Turn, state: Practice) -> list[Outcome]:
    """Close the test: its last answers, and what they are worth."""
    assessment = state.assessment or 0
    if state.competence != EXPRESS:  # a lost row, made again, may rest on parameters that have changed since
        state = on_present_basis(turn, state)
    rows.end_assessment(turn.tx, turn.person.id, assessment, "completed", turn.now_ms)
    people.leave_screen(turn.tx, turn.person, state.competence)
    save(turn, state.closed())
    if state.competence == EXPRESS:
        return [express.result(turn, state)]
    set_result(turn.tx, turn.person.id, assessment, results.text_of(state))
    last_block = max(0, state.step - 1) // BLOCK
    lines = checkpoints.lines_of_block(turn, state.competence, assessment, last_block)
    listed = rows.tutorials(turn.tx, turn.person.id)
    return [
        Finished(
            competence=state.competence,
            level=state.level,
            pix=int(state.pix),
            questions=state.step,
            right=sum(e.correct and e.assessment == assessment for e in state.evidence),
            tutorials=sum(t.competence == state.competence and t.missed_at is not None for t in listed),
            checkpoint=Checkpoint(state.competence, assessment, last_block, lines, running=False),
        )
    ]


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
        more = express.more(turn, state) if state.competence == EXPRESS and question is None else 0
        return [Paused(about.competence, between=question is None, more=more)]
    spent = question.seconds(turn.now_ms)
    save(turn, replace(state, paused=True, question=replace(question, spent=spent)))
    return [Paused(about.competence, question.message_id, ref(state), variant_of(turn, question))]


def reset(turn: Turn, code: str, confirmations: int) -> list[Outcome]:
    """Back to zero after two confirmations; the answers stay as history."""
    state = load(turn, code)
    if code not in turn.library.competences or not state.attempted:
        return [Said(Note.NOTHING_RUNS)]
    wait = hours_left(state, RESET_AFTER_MS, turn.now_ms)
    if wait:
        return [TooSoon(code, "reset", wait)]
    joint = express.answered_in(turn, state)
    if confirmations < 2:
        return [ResetAsked(code, state.level, int(state.pix), confirmations + 1, joint)]
    if state.assessment is not None:
        rows.end_assessment(turn.tx, turn.person.id, state.assessment, "reset", turn.now_ms)
    rows.set_answers_aside(turn.tx, turn.person.id, code)
    people.leave_screen(turn.tx, turn.person, code)
    save(turn, Practice(code))
    return [ResetDone(code, joint)]


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
    return StepRef(state.competence, state.assessment, state.question.step, state.question.of)


def variant_of(turn: Turn, question: Question) -> Variant | None:
    """The question as it was drawn; None when its challenge left the bank."""
    challenge = turn.library.challenge(question.challenge)
    return render(challenge, question.variant) if challenge else None


def variant_seed(assessment: int, step: int) -> int:
    """A small seed that differs from step to step and from one positioning to the next."""
    return (assessment // 7919 + assessment + 101 * step) % 1_000_003
