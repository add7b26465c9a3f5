"""Sittings at the same time with a candidate in common: a warning to who organises, never forbidden."""

from bot.store import sittings
from bot.store.base import Tx
from bot.store.sittings import Sitting
from bot.usecases.campaigns.dates import in_full
from bot.usecases.certification import clock
from bot.usecases.certification.outcomes_prep import Clash


def of(tx: Tx, sitting: Sitting, zone: str, now_ms: int) -> tuple[Clash, ...]:
    """The other announced sittings of the school that some of the candidates would have to leave, or miss."""
    if sitting.starts_at is None or sitting.starts_at <= now_ms:
        return ()
    spans = _spans(tx, sitting)
    found = []
    for other in sittings.of_school(tx, sitting.school_id):
        if other.id == sitting.id or not _takes_place(other, now_ms):
            continue
        both = [(spans[who], span) for who, span in _spans(tx, other).items() if who in spans]
        if many := sum(_meet(*each) for each in both):
            found.append(Clash(in_full(other.starts_at or 0, zone, now_ms), other.room, many))
    return tuple(found)


def _takes_place(sitting: Sitting, now_ms: int) -> bool:
    """Whether candidates are expected there, still or soon."""
    over = sitting.closed_at is not None or sitting.cancelled_at is not None
    day_before = now_ms - 24 * 60 * clock.MINUTE_MS
    return sitting.announced_at is not None and not over and (sitting.starts_at or 0) > day_before


def _spans(tx: Tx, sitting: Sitting) -> dict[int, tuple[int, int]]:
    """When each candidate's test begins and ends at the latest, by pupil."""
    begins = sitting.starts_at or 0
    return {
        each.pupil_id: (begins, begins + clock.allowed_ms(sitting, each))
        for each in sittings.candidates(tx, sitting.id)
    }


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
