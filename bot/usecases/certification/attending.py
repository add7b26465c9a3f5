"""Who is there, and who may begin: one candidate, or all who wait."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.store import sittings
from bot.store.sittings import Candidate
from bot.usecases.certification import holding, looking, waiting, watching
from bot.usecases.certification.outcomes_board import Notice, Stage, SureAsked
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_Judge = Callable[[Candidate], Notice | None]


def see(turn: Turn, candidate_id: int, present: bool) -> list[Outcome]:
    """«Présent», or not after all. Raises NotAllowed."""

    def why_not(each: Candidate) -> Notice | None:
        if each.accepted_at is None:
            return Notice.NOT_IN
        return Notice.ASKED_BEFORE if (each.present_at is not None) == present else None

    at = turn.now_ms if present else None
    return _one(turn, candidate_id, why_not, lambda each: replace(each, present_at=at, authorised_at=None))


def allow(turn: Turn, candidate_id: int, allowed: bool) -> list[Outcome]:
    """«Faire commencer», or to be held back while the test has not begun. Raises NotAllowed."""

    def why_not(each: Candidate) -> Notice | None:
        if each.present_at is None:
            return Notice.NOT_SEEN
        return Notice.ASKED_BEFORE if (each.authorised_at is not None) == allowed else None

    at = turn.now_ms if allowed else None
    return _one(turn, candidate_id, why_not, lambda each: replace(each, authorised_at=at))


def _one(
    turn: Turn, candidate_id: int, why_not: _Judge, changed: Callable[[Candidate], Candidate]
) -> list[Outcome]:
    held, found = holding.candidate(turn, candidate_id)
    begun = Notice.BEGUN if found.started_at is not None or found.ended_at is not None else None
    notice = holding.closed(turn, held) or begun or why_not(found)
    told: list[Elsewhere] = []
    if notice is None:
        found = changed(found)
        sittings.save_candidate(turn.tx, found)
        told = waiting.told(turn, found)
    return [looking.page(turn, held, found, notice), *told]


def see_all(turn: Turn, sitting_id: int, page: int) -> list[Outcome]:
    """«Tous ceux qui attendent sont là». Raises NotAllowed."""
    seen = partial(replace, present_at=turn.now_ms)
    return _all(turn, sitting_id, page, Stage.WAITING, seen, Notice.SEEN)


def ask_to_allow_all(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Before everybody who is present may begin: their clocks can't be set back. Raises NotAllowed."""
    held = holding.sitting(turn, sitting_id)
    concerned = [each for each in watching.lines(turn, held) if each.stage is Stage.PRESENT]
    if not concerned or holding.closed(turn, held):
        notice = holding.closed(turn, held) or Notice.NOBODY
        return [*watching.show(turn, sitting_id, notice=notice)]
    return [SureAsked("allow", sitting_id, len(concerned), turn.now_ms)]


def allow_all(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Everybody who is present may begin. Raises NotAllowed."""
    allowed = partial(replace, authorised_at=turn.now_ms)
    return _all(turn, sitting_id, 0, Stage.PRESENT, allowed, Notice.ALLOWED)


def _all(
    turn: Turn,
    sitting_id: int,
    page: int,
    stage: Stage,
    changed: Callable[[Candidate], Candidate],
    done: Notice,
) -> list[Outcome]:
    held = holding.sitting(turn, sitting_id)
    notice, told = holding.closed(turn, held), list[Elsewhere]()
    if notice is None:
        notice = Notice.NOBODY
        for each in holding.those(turn, held, lambda each: watching.stage(each) is stage):
            notice, now = done, changed(each)
            sittings.save_candidate(turn.tx, now)
            told += waiting.told(turn, now)
    return [*watching.show(turn, sitting_id, page, notice), *told]
