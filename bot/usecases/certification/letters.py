"""What letters tell of sittings, asked again when they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.store import certificates, schools, sittings
from bot.store.base import Tx
from bot.store.notices import Notice, told_before
from bot.store.sittings import Candidate, Sitting
from bot.usecases.campaigns import dates
from bot.usecases.certification import summoning
from bot.usecases.certification.outcomes_letters import SittingLetter, SittingLine, Told
from bot.usecases.certification.reading import minutes_for
from bot.usecases.certification.scored import Scored
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_ORDER = list(Told)
_INVITES = {"summons", "sitting"}
_LATE_MS = 36 * 3_600_000  # before a sitting: what waits for tomorrow's letter may come too late


@dataclass(frozen=True, slots=True)
class _Key:
    """What the key of a notice about a sitting says; `about` is the sitting, or the candidate."""

    kind: str
    about: int
    stamp: str
    days: int

    @classmethod
    def of(cls, notice: Notice) -> "_Key":
        kind, about, stamp, days, *_ = [*notice.key.split(":"), "", "0"]
        return cls(kind, int(about), stamp, int(days) if days.isdigit() else 0)


def presses(notice: Notice, now_ms: int) -> bool:
    """Whether it can't wait for tomorrow: a sitting is about to begin or changed late, a result is there."""
    if notice.kind == "sitting_result":
        return True
    if notice.kind not in _INVITES:
        return False
    key = _Key.of(notice)
    if notice.kind == "sitting":
        return key.days == summoning.HOUR
    return summoning.stamped(key.stamp) - now_ms < _LATE_MS


# Still to be told?


def why_not(tx: Tx, notice: Notice, children: tuple[set[int | None], set[int | None]]) -> str | None:
    """The reason to drop a notice about a sitting, None while it is to be told.

    `children`: the accounts and the roster lines that its reader follows.
    """
    if notice.kind == "expiring":
        found = certificates.find(tx, notice.person_id, _Key.of(notice).about)
        return None if found is not None and found.voided_at is None else "closed"
    sitting = sittings.find(tx, notice.sitting_id or 0)
    if sitting is None:
        return "closed"
    candidate = _candidate(tx, notice)
    if candidate is None or not _concerns(notice, candidate, children):
        return "unlinked"
    return _invites(sitting, candidate, notice) if notice.kind in _INVITES else _news(candidate, notice)


def _candidate(tx: Tx, notice: Notice) -> Candidate | None:
    """Whom it is about."""
    if notice.kind not in _INVITES:
        return sittings.candidate(tx, _Key.of(notice).about)
    for each in sittings.candidates(tx, notice.sitting_id or 0):
        if notice.pupil_id is not None:
            found = each.pupil_id == notice.pupil_id
        else:
            found = each.account is not None and each.account == (notice.child_id or notice.person_id)
        if found:
            return each
    return None


def _concerns(
    notice: Notice, candidate: Candidate, children: tuple[set[int | None], set[int | None]]
) -> bool:
    """Whether its reader is the candidate, or follows the candidate."""
    if notice.child_id is None and notice.pupil_id is None:
        return notice.person_id in {candidate.account, candidate.person_id}
    accounts, lines = children
    return candidate.pupil_id in lines or (candidate.account is not None and candidate.account in accounts)


def _invites(sitting: Sitting, candidate: Candidate, notice: Notice) -> str | None:
    key = _Key.of(notice)
    if (sitting.cancelled_at is not None) != (key.kind == "cancelled") or sitting.closed_at is not None:
        return "closed"
    if key.stamp != summoning.stamp(sitting):
        return "moved"
    return "finished" if candidate.entered_at is not None else None


def _news(candidate: Candidate, notice: Notice) -> str | None:
    """A result is told as long as it is the latest one; at home, only what the candidate shows."""
    if candidate.published_at is None or _Key.of(notice).stamp != str(candidate.published_at):
        return "moved"
    return "empty" if notice.kind == "certified" and candidate.shared_at is None else None


# What is told


def part(turn: Turn, notices: Sequence[Notice]) -> list[Outcome]:
    """What these notices of one candidate come to; nothing when there is nothing to tell."""
    found = lines(turn, notices)
    return [SittingLetter(found)] if found else []


def lines(turn: Turn, notices: Sequence[Notice]) -> tuple[SittingLine, ...]:
    """One line a sitting, by the most urgent of its notices: a summons says what a reminder would."""
    by_sitting: dict[tuple[str, int], tuple[int, SittingLine]] = {}
    for notice in notices:
        told = _line(turn, notice) if notice.sitting_id is not None else None
        if told is not None:
            group = ("date" if notice.kind in _INVITES else notice.kind, notice.sitting_id or 0)
            rank = _ORDER.index(told.told)
            if group not in by_sitting or rank < by_sitting[group][0]:
                by_sitting[group] = (rank, told)
    return tuple(line for _, line in sorted(by_sitting.values(), key=lambda each: each[0]))


def _line(turn: Turn, notice: Notice) -> SittingLine | None:
    sitting = sittings.find(turn.tx, notice.sitting_id or 0)
    if sitting is None or sitting.starts_at is None:
        return None
    school = schools.find(turn.tx, sitting.school_id)
    zone = school.zone if school is not None else turn.rules.timezone
    candidate = _candidate(turn.tx, notice)
    line = SittingLine(
        told=_told(turn.tx, notice),
        starts=dates.in_full(sitting.starts_at, zone, turn.now_ms),
        room=sitting.room,
        school=school.name if school is not None else "",
        organiser=sitting.organiser,
        days=max(0, dates.days_until(sitting.starts_at, zone, turn.now_ms)),
        minutes=minutes_for(sitting, candidate.extra if candidate else 0),
    )
    return _with_result(turn, notice, candidate, line, zone)


def _with_result(
    turn: Turn, notice: Notice, candidate: Candidate | None, line: SittingLine, zone: str
) -> SittingLine | None:
    """The line with what a certificate or a result shown at home adds to it."""
    if notice.kind == "expiring":
        found = certificates.find(turn.tx, notice.person_id, _Key.of(notice).about)
        if found is None:
            return None
        return replace(line, starts=dates.day_in_full(found.valid_until, zone, turn.now_ms))
    if notice.kind != "certified":
        return line
    if candidate is None or candidate.result is None:
        return None
    scored = Scored.from_json(candidate.result)
    return replace(line, status=scored.status, total=scored.total if scored.status == "issued" else None)


def _told(tx: Tx, notice: Notice) -> Told:
    key = _Key.of(notice)
    match key.kind:
        case "summons":
            return Told.CHANGED if told_before(tx, notice) else Told.SUMMONS
        case "sitting":
            return Told.HOUR if key.days == summoning.HOUR else Told.NEARER
        case "cancelled":
            return Told.CANCELLED
        case "sitting_result":
            return Told.RESULT
        case "certified":
            return Told.CERTIFIED
        case _:
            return Told.EXPIRING
