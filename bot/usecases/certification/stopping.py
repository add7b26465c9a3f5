"""Breaks, and more time: the clock of a candidate as an invigilator changes it.

A break while a problem waits to be decided keeps the clock still: the problem can be decided meanwhile, and
the clock goes on when both are over.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.errors import BadButton
from bot.store import sittings
from bot.store.sittings import Candidate, Incident, Sitting
from bot.usecases.certification import clock, holding, looking, pulse, reading, seats, told, watching
from bot.usecases.certification.candidates import CHOICES
from bot.usecases.certification.outcomes_board import ExtraAsked, Notice, Stage, TimeGiven
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_RUNS = {Stage.RUNNING, Stage.BACK, Stage.PROBLEM}
_Act = Callable[[Turn, Sitting, Candidate], Candidate]


def can_rest(candidate: Candidate) -> bool:
    """Whether a break can be given."""
    return watching.stage(candidate) in _RUNS


def rests(candidate: Candidate) -> bool:
    """Whether a break lasts."""
    return watching.stage(candidate) is Stage.BREAK


def rest(turn: Turn, candidate_id: int) -> list[Outcome]:
    """«Pause» for one. Raises NotAllowed."""
    return _one(turn, candidate_id, can_rest, _rest)


def rest_all(turn: Turn, sitting_id: int, page: int) -> list[Outcome]:
    """«Pause pour tous». Raises NotAllowed."""
    return _all(turn, sitting_id, page, can_rest, _rest, Notice.STOPPED)


def resume(turn: Turn, candidate_id: int) -> list[Outcome]:
    """«Fin de la pause» for one. Raises NotAllowed."""
    return _one(turn, candidate_id, rests, _resume)


def resume_all(turn: Turn, sitting_id: int, page: int) -> list[Outcome]:
    """«Fin de la pause» for all. Raises NotAllowed."""
    return _all(turn, sitting_id, page, rests, _resume, Notice.RESUMED)


def _one(turn: Turn, candidate_id: int, can: Callable[[Candidate], bool], act: _Act) -> list[Outcome]:
    held, found = holding.candidate(turn, candidate_id)
    notice = holding.closed(turn, held) or (None if found.running else Notice.IDLE)
    notice = notice or (None if can(found) else Notice.ASKED_BEFORE)
    if notice is not None:
        return [looking.page(turn, held, found, notice)]
    now = act(turn, held, found)
    return [looking.page(turn, held, now), *told.clock_changed(turn, now)]


def _all(
    turn: Turn,
    sitting_id: int,
    page: int,
    can: Callable[[Candidate], bool],
    act: _Act,
    done: Notice,
) -> list[Outcome]:
    held = holding.sitting(turn, sitting_id)
    notice, others = holding.closed(turn, held), list[Elsewhere]()
    if notice is None:
        notice = Notice.NOBODY
        for each in holding.those(turn, held, can):
            notice = done
            others += told.clock_changed(turn, act(turn, held, each))
    return [*watching.show(turn, sitting_id, page, notice), *others]


def _rest(turn: Turn, _held: Sitting, found: Candidate) -> Candidate:
    stays = watching.stage(found) is Stage.PROBLEM
    at = pulse.moment(turn)
    now = replace(
        found,
        stopped_for="break",
        stopped_at=found.stopped_at if stays else at,
        lost_ms=found.lost_ms if stays else clock.resumed_lost_ms(found, at),
        cleared_at=None,
    )
    sittings.save_candidate(turn.tx, now)
    sittings.add_incident(turn.tx, _kept(turn, now))
    return now


def _kept(turn: Turn, found: Candidate) -> Incident:
    """A break is kept with its time, as every incident."""
    return Incident(
        sitting_id=found.sitting_id,
        id=turn.tx.new_id(),
        candidate_id=found.id,
        number=None,
        kind="break",
        words="",
        at=turn.now_ms,
        decided_at=turn.now_ms,
        decision="noted",
        decided_by=turn.person.id,
    )


def _resume(turn: Turn, held: Sitting, found: Candidate) -> Candidate:
    if any(each.candidate_id == found.id for each in watching.open_problems(turn, held.id)):
        now = replace(found, stopped_for="incident")
    else:
        now = replace(found, cleared_at=pulse.moment(turn))
    sittings.save_candidate(turn.tx, now)
    return now


# More time


def ask_extra(turn: Turn, candidate_id: int) -> list[Outcome]:
    """How much more time? Raises NotAllowed."""
    held, found = holding.candidate(turn, candidate_id)
    notice = _no_extra(turn, held, found)
    if notice is not None:
        return [looking.page(turn, held, found, notice)]
    choices = tuple((each, reading.minutes_for(held, each)) for each in CHOICES)
    return [ExtraAsked(watching.line_of(turn, held, found), choices)]


def give(turn: Turn, candidate_id: int, percent: int) -> list[Outcome]:
    """So much more time, also while the test runs; never less than has been used.

    Raises NotAllowed, and BadButton for what is not offered.
    """
    if percent not in CHOICES:
        raise BadButton("not one of our choices")
    held, found = holding.candidate(turn, candidate_id)
    notice, others = _no_extra(turn, held, found), list[Elsewhere]()
    if notice is None and found.extra == percent:
        notice = Notice.ASKED_BEFORE
    if notice is None:
        now = replace(found, extra=percent)
        left = clock.minutes_left(held, now, pulse.moment(turn))
        if left == 0:
            notice = Notice.NO_TIME
        else:
            found = replace(now, warned=_warned(left) if found.running else None)
            sittings.save_candidate(turn.tx, found)
            notice, others = Notice.EXTRA, _given(turn, held, found)
    return [looking.page(turn, held, found, notice), *others]


def _no_extra(turn: Turn, held: Sitting, found: Candidate) -> Notice | None:
    return holding.closed(turn, held) or (Notice.IDLE if found.ended_at is not None else None)


def _warned(left: int) -> int | None:
    """The warning that was the latest when so many minutes are left: those after it are told again."""
    return min((each for each in clock.WARNINGS if left <= each), default=None)


def _given(turn: Turn, held: Sitting, found: Candidate) -> list[Elsewhere]:
    """The candidate is told while the test runs; before, the rules and the wait say it."""
    phone = seats.phone_of(turn, found)
    if phone is None or not found.running:
        return []
    left = clock.minutes_left(held, found, pulse.moment(turn))
    still = found.stopped_at is not None
    shown = TimeGiven(reading.minutes_for(held, found.extra), left, still)
    return [Elsewhere(phone.person.chat_id, (shown,), adult=False, kind="sitting")]
