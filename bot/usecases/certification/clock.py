"""The clock of a candidate: on the server, stopped by breaks and incidents, never by leaving the chat.

While the bot was away nobody could answer: its pulse tells since when, and that time does not count.
"""

from dataclasses import replace

from bot.store.sittings import Candidate, Sitting

MINUTES = 105  # 1 h 45, without extra time
MINUTE_MS = 60_000
GRACE_MS = MINUTE_MS
"""Once a candidate may go on, the clock waits this long for the tap on «Continuer»."""
WARNINGS = (30, 10, 5)
"""Minutes left at which a candidate is told."""


def allowed_ms(sitting: Sitting, candidate: Candidate) -> int:
    """The time a candidate has, extra time included."""
    return sitting.minutes * MINUTE_MS * (100 + candidate.extra) // 100


def used_ms(candidate: Candidate, at_ms: int) -> int:
    """The time a candidate has used at a moment (see `pulse.moment`); 0 before the start."""
    if candidate.started_at is None:
        return 0
    until = at_ms if candidate.ended_at is None else candidate.ended_at
    if candidate.stopped_at is not None:
        waited = 0 if candidate.cleared_at is None else max(0, until - candidate.cleared_at - GRACE_MS)
        until = candidate.stopped_at + waited
    return max(0, until - candidate.started_at - candidate.lost_ms)


def left_ms(sitting: Sitting, candidate: Candidate, at_ms: int) -> int:
    """The time a candidate has left, never negative."""
    return max(0, allowed_ms(sitting, candidate) - used_ms(candidate, at_ms))


def end_ms(sitting: Sitting, candidate: Candidate, at_ms: int) -> int:
    """When a test ends that is ended at a moment: never later than its time is over."""
    return at_ms - max(0, used_ms(candidate, at_ms) - allowed_ms(sitting, candidate))


def minutes_left(sitting: Sitting, candidate: Candidate, at_ms: int) -> int:
    """The same in minutes, rounded up: 1 until the very end."""
    return -(-left_ms(sitting, candidate, at_ms) // MINUTE_MS)


def runs_by_itself(candidate: Candidate, at_ms: int) -> bool:
    """Whether a clock that was stopped runs again although nobody tapped: a minute after it was cleared."""
    cleared = candidate.cleared_at
    return candidate.running and cleared is not None and at_ms >= cleared + GRACE_MS


def resumed_lost_ms(candidate: Candidate, at_ms: int) -> int:
    """What `lost_ms` becomes when a candidate whose clock was stopped goes on."""
    if candidate.stopped_at is None:
        return candidate.lost_ms
    free_until = at_ms if candidate.cleared_at is None else min(at_ms, candidate.cleared_at + GRACE_MS)
    return candidate.lost_ms + free_until - candidate.stopped_at


def carried_over(candidate: Candidate, since_ms: int, until_ms: int) -> Candidate:
    """A candidate for whom the time between two moments did not count, as far as they had begun.

    `until_ms` may be the earlier one: the wall clock was set back, and what was used stays used.
    """
    if candidate.started_at is None or candidate.ended_at is not None:
        return candidate
    if candidate.stopped_at is None:
        moved = _moved(candidate.started_at + candidate.lost_ms, since_ms, until_ms)
        return replace(candidate, lost_ms=candidate.lost_ms + moved)
    if candidate.cleared_at is None:
        return candidate
    moved = _moved(candidate.cleared_at, since_ms, until_ms)
    return replace(candidate, cleared_at=candidate.cleared_at + moved)


def _moved(runs_from_ms: int, since_ms: int, until_ms: int) -> int:
    """How much of the time between two moments a clock ran that shows 0 at `runs_from_ms`."""
    ran = until_ms - max(since_ms, runs_from_ms)
    return ran if until_ms < since_ms else max(0, ran)


def due_warning(sitting: Sitting, candidate: Candidate, at_ms: int) -> int | None:
    """The warning to give now, in minutes left: the latest of those that are due, None when it was given."""
    left = left_ms(sitting, candidate, at_ms)
    passed = [minutes for minutes in WARNINGS if left <= minutes * MINUTE_MS]
    if not passed or left == 0 or (candidate.warned is not None and candidate.warned <= min(passed)):
        return None
    return min(passed)
