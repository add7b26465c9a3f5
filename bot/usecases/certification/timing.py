"""What time brings by itself: the warnings, the end, what somebody else's hand ended, the closing.

Every candidate and every sitting has a turn of its own, in which it is looked at anew: reading who is due
promises nothing. A candidate's turn holds the person, then the candidate.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from bot.store import outbox, sittings
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.store.sittings import Candidate, EndReason, Sitting
from bot.usecases.certification import clock, ending, going_on, pulse
from bot.usecases.certification.outcomes_time import TimeLeft
from bot.usecases.certification.phases import EARLY_MS
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

KIND = "sitting_time"  # of the deliveries that tell how much time is left
LATEST_MS = 12 * 60 * clock.MINUTE_MS
"""A sitting that nobody closed is closed so long after its hour."""
_LEASE_MS = 5 * clock.MINUTE_MS  # as what a turn answers: see `transport.outgoing`


@dataclass(frozen=True, slots=True)
class Due:
    """A candidate for whom it is time, and whose phone they sit with."""

    candidate_id: int
    person_id: int | None


def goes_on(tx: Tx, now_ms: int) -> bool:
    """Whether time can bring anything to anybody: one small read while no sitting is held."""
    return sittings.something_goes_on(tx, now_ms - LATEST_MS, now_ms + EARLY_MS)


def due(tx: Tx, now_ms: int) -> list[Due]:
    """The candidates to warn, to end, to settle or to show their question again, by sitting."""
    at, unsettled = pulse.moment_at(tx, now_ms), set(sittings.unsettled(tx))
    ended = (sittings.candidate(tx, each) for each in sorted(unsettled))
    concerned = {each.sitting_id for each in (*sittings.running(tx), *ended) if each is not None}
    return [
        Due(each.id, each.person_id)
        for sitting in _found(tx, concerned)
        for each in sittings.candidates(tx, sitting.id)
        if each.id in unsettled
        or _is_gone(each)
        or _over(sitting, each, at, now_ms)
        or clock.runs_by_itself(each, at)
        or _warning(sitting, each, at)
    ]


def _is_gone(candidate: Candidate) -> bool:
    """Whether nobody sits there any more."""
    return candidate.running and candidate.person_id is None


def _found(tx: Tx, ids: Collection[int]) -> Iterator[Sitting]:
    for id_ in sorted(ids):
        if (sitting := sittings.find(tx, id_)) is not None:
            yield sitting


def pass_by(turn: Turn, candidate_id: int) -> tuple[list[Outcome], OutboxRow | None]:
    """Do what is due for a candidate, whose phone is the turn's: what they are told, and a delivery to come.

    The delivery has no words yet: see `compose`.
    """
    candidate = sittings.locked_candidate(turn.tx, candidate_id)
    sitting = sittings.find(turn.tx, candidate.sitting_id) if candidate else None
    if candidate is None or sitting is None or candidate.person_id != turn.person.id:
        return [], None
    if candidate.ended_at is not None:
        return ending.settle(turn, candidate), None
    at = pulse.moment(turn)
    why = _over(sitting, candidate, at, turn.now_ms)
    if why is not None:
        return ending.end(turn, candidate, why), None
    if clock.runs_by_itself(candidate, at):  # whoever looks away sees that the time runs
        return going_on.go_on(turn, 0), None
    return [], _warn(turn, candidate, _warning(sitting, candidate, at))


def leave(tx: Tx, candidate_id: int, now_ms: int) -> None:
    """End the test of somebody who had their account erased: nobody is to be told."""
    candidate = sittings.locked_candidate(tx, candidate_id)
    if candidate is None or candidate.person_id is not None:
        return
    if candidate.running:
        at = pulse.moment_at(tx, now_ms)
        sittings.save_candidate(tx, replace(candidate, ended_at=at, ended_for="technical"))
    sittings.settled(tx, candidate_id, now_ms)


def _over(sitting: Sitting, candidate: Candidate, at_ms: int, now_ms: int) -> EndReason | None:
    """Why a test that runs ends now; None while it goes on.

    What was sent in time may still be on its way when the clock shows 0. Whose clock stands still until the
    sitting is to be closed has been forgotten: that is not their fault.
    """
    if not candidate.running:
        return None
    if clock.left_ms(sitting, candidate, at_ms - pulse.LATE_MS) == 0:
        return "time"
    still = candidate.stopped_at is not None and candidate.cleared_at is None
    return "technical" if still and is_late(sitting, now_ms) else None


def _warning(sitting: Sitting, candidate: Candidate, at_ms: int) -> int | None:
    """The warning to give, in minutes left; None while the clock stands still."""
    if not candidate.running or (candidate.stopped_at is not None and candidate.cleared_at is None):
        return None
    return clock.due_warning(sitting, candidate, at_ms)


def _warn(turn: Turn, candidate: Candidate, minutes: int | None) -> OutboxRow | None:
    if minutes is None:
        return None
    sittings.save_candidate(turn.tx, replace(candidate, warned=minutes))
    return outbox.put(
        turn.tx,
        turn.person.chat_id,
        "[]",
        lane="conversation",
        kind=KIND,
        due_at=turn.now_ms,
        lease_until=turn.now_ms + _LEASE_MS,
        dedupe_key=f"{KIND}:{candidate.id}:{minutes}",
        once=True,
    )


def compose(turn: Turn, row: OutboxRow) -> list[Outcome]:
    """How much time is left now; nothing when the test is over, or a later warning is on its way."""
    candidate = sittings.running_of(turn.tx, turn.person.id)
    if candidate is None or row.dedupe_key != f"{KIND}:{candidate.id}:{candidate.warned}":
        return []
    sitting = sittings.find(turn.tx, candidate.sitting_id)
    minutes = clock.minutes_left(sitting, candidate, pulse.moment(turn)) if sitting else 0
    return [TimeLeft(minutes, last=candidate.warned == min(clock.WARNINGS))] if minutes else []


# Sittings


def is_late(sitting: Sitting, now_ms: int) -> bool:
    """Whether a sitting should be closed by now."""
    return sitting.starts_at is not None and now_ms >= sitting.starts_at + LATEST_MS


def late(tx: Tx, now_ms: int) -> list[int]:
    """The sittings that nobody closed."""
    return sittings.overdue(tx, now_ms - LATEST_MS)


def close(tx: Tx, sitting_id: int, now_ms: int) -> bool:
    """Close a sitting that nobody closed; False while somebody still sits, whose end is due by then."""
    sitting = sittings.locked(tx, sitting_id)
    if sitting is None or sitting.closed_at is not None or not is_late(sitting, now_ms):
        return False
    if any(each.running for each in sittings.candidates(tx, sitting_id)):
        return False
    sittings.save(tx, replace(sitting, closed_at=now_ms))
    return True
