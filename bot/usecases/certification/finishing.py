"""The end as an invigilator decides it: of one test, of all, of the sitting; and doors opened early."""

from dataclasses import replace
from typing import Literal

from bot.store import sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases.certification import holding, looking, pulse, waiting, watching
from bot.usecases.certification.outcomes_board import Notice, SureAsked
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

Why = Literal["invigilator", "technical"]


def ask_to_end(turn: Turn, candidate_id: int) -> list[Outcome]:
    """Before one test is ended. Raises NotAllowed."""
    held, found = holding.candidate(turn, candidate_id)
    if not found.running:
        return [looking.page(turn, held, found, Notice.IDLE)]
    line = watching.line_of(turn, held, found)
    return [SureAsked("end_one", held.id, 1, turn.now_ms, found.id, line.name, line.question, line.questions)]


def end(turn: Turn, candidate_id: int, why: Why) -> list[Outcome]:
    """One test ends: what is not answered counts as passed, or not at all when it is `technical`.

    Raises NotAllowed.
    """
    held, found = holding.candidate(turn, candidate_id)
    if not found.running:
        return [looking.page(turn, held, found, Notice.IDLE)]
    return [looking.page(turn, held, _end(turn, found, why), Notice.ENDED)]


def ask_to_end_all(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Before all tests are ended. Raises NotAllowed."""
    held = holding.sitting(turn, sitting_id)
    concerned = sum(each.running for each in sittings.candidates(turn.tx, held.id))
    if not concerned:
        return [*watching.show(turn, sitting_id, notice=Notice.NOBODY)]
    return [SureAsked("end", sitting_id, concerned, turn.now_ms)]


def end_all(turn: Turn, sitting_id: int, why: Why) -> list[Outcome]:
    """All tests that run end. Raises NotAllowed."""
    held = holding.sitting(turn, sitting_id)
    notice = Notice.NOBODY
    for each in holding.those(turn, held, lambda each: each.running):
        notice = Notice.ENDED
        _end(turn, each, why)
    return [*watching.show(turn, sitting_id, notice=notice)]


def _end(turn: Turn, found: Candidate, why: Why) -> Candidate:
    """Nothing is accepted from now on; a tick closes the test and tells the candidate, in seconds."""
    now = replace(found, ended_at=max(found.started_at or 0, pulse.moment(turn)), ended_for=why)
    sittings.save_candidate(turn.tx, now)
    return now


def ask_to_close(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Before the sitting is closed: nobody enters or begins any more. Raises NotAllowed."""
    held = holding.sitting(turn, sitting_id)
    everybody = sittings.candidates(turn.tx, held.id)
    notice = _cannot_close(turn, held, everybody)
    if notice is not None:
        return [*watching.show(turn, sitting_id, notice=notice)]
    absent = sum(each.started_at is None for each in everybody)
    return [SureAsked("close", sitting_id, absent, turn.now_ms)]


def close(turn: Turn, sitting_id: int) -> list[Outcome]:
    """The sitting is over; who waited in vain is told so. Raises NotAllowed."""
    held = holding.sitting(turn, sitting_id)
    everybody = sittings.candidates(turn.tx, held.id)
    notice, told = _cannot_close(turn, held, everybody), list[Elsewhere]()
    if notice is None:
        notice = Notice.CLOSED
        sittings.save(turn.tx, replace(held, closed_at=turn.now_ms))
        told = [said for each in everybody for said in waiting.told(turn, each)]
    return [*watching.show(turn, sitting_id, notice=notice), *told]


def _cannot_close(turn: Turn, held: Sitting, everybody: list[Candidate]) -> Notice | None:
    if phase(held, turn.now_ms) is not Phase.OPEN:
        return holding.closed(turn, held) or Notice.DAY
    return Notice.SIT_STILL if any(each.running for each in everybody) else None


def open_doors(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Candidates may enter from now on, before the usual moment. Raises NotAllowed."""
    held = holding.sitting(turn, sitting_id)
    notice = holding.closed(turn, held)
    if notice is None and phase(held, turn.now_ms) is Phase.COMING:
        notice = Notice.OPENED
        sittings.save(turn.tx, replace(held, opened_at=turn.now_ms))
    return [*watching.show(turn, sitting_id, notice=notice)]
