"""Taking a question out of what counts, or putting it back: for one candidate, or for all who had it."""

from dataclasses import replace

from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Question, Ruling, RulingKind, Sitting
from bot.usecases.certification import jury, papers, scoring, sheets
from bot.usecases.certification.outcomes_jury import Change, NeutralisingAsked, Scope, Touched
from bot.usecases.certification.scoring import Banks
from bot.usecases.certification.sheets import Line, Sheet
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_KINDS: dict[Change, RulingKind] = {"out": "neutralised", "in": "restored"}


def ask(turn: Turn, candidate_id: int, number: int, change: Change, scope: Scope) -> list[Outcome]:
    """Who is touched, and what their result becomes; nothing is changed yet."""
    sitting, _ = jury.candidate_of(turn, candidate_id)
    found = _found(turn, sitting, candidate_id, number, change, scope)
    banks = Banks(turn.tx)
    touched = tuple(
        Touched(
            sheet.candidate.name,
            scoring.of_sheet(sitting, sheet, banks),
            scoring.of_sheet(sitting, _with(turn, sheet, question, change), banks),
        )
        for sheet, question in found
    )
    return [NeutralisingAsked(candidate_id, number, change, scope, touched)]


def do(turn: Turn, candidate_id: int, number: int, change: Change, scope: Scope) -> list[Outcome]:
    """It is done, and noted for every candidate it touches; the same again changes nothing."""
    sitting, _ = jury.candidate_of(turn, candidate_id)
    for _, question in _found(turn, sitting, candidate_id, number, change, scope):
        sittings.put_question(turn.tx, _changed(turn, question, change))
        note(turn, question.candidate_id, _KINDS[change], number=question.number)
    return papers.opened(turn, candidate_id, number)


def note(turn: Turn, candidate_id: int, kind: RulingKind, words: str = "", number: int | None = None) -> None:
    """Keep what the jury did, by whom and when."""
    made = Ruling(candidate_id, turn.tx.new_id(), kind, number, words, turn.now_ms, turn.person.id)
    sittings.add_ruling(turn.tx, made)


def _found(
    turn: Turn, sitting: Sitting, candidate_id: int, number: int, change: Change, scope: Scope
) -> list[tuple[Sheet, Question]]:
    """The questions that change, with whose they are, in the order of candidates' ids.

    Raises NotAllowed for a question that does not count anyway: withdrawn, or none.
    """
    own = next((each for each in sittings.questions(turn.tx, candidate_id) if each.number == number), None)
    if own is None or own.withdrawn_at is not None:
        raise NotAllowed
    same = [own, *papers.others(turn, sitting.id, own)] if scope == "all" else [own]
    by_id = {each.candidate_id: each for each in same if (each.neutralised_at is None) == (change == "out")}
    found = [each for each in sheets.of_sitting(turn.tx, sitting.id) if each.candidate.id in by_id]
    return [(each, by_id[each.candidate.id]) for each in sorted(found, key=lambda each: each.candidate.id)]


def _changed(turn: Turn, question: Question, change: Change) -> Question:
    return replace(question, neutralised_at=turn.now_ms if change == "out" else None)


def _with(turn: Turn, sheet: Sheet, question: Question, change: Change) -> Sheet:
    """The sheet as it would be."""
    changed = _changed(turn, question, change)
    lines = (
        Line(changed, each.answer) if each.question.number == question.number else each
        for each in sheet.lines
    )
    return replace(sheet, lines=tuple(lines))
