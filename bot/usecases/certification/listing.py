"""The sittings of a teacher."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content.typography import NBSP
from bot.store import sittings
from bot.store.schools import Member
from bot.store.sittings import Sitting
from bot.store.times import from_ms
from bot.usecases import asking, rights
from bot.usecases.certification import reading
from bot.usecases.certification.outcomes_prep import Notice, SittingLine, SittingsListed
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

_ORDER = (Phase.OPEN, Phase.COMING, Phase.DRAFT, Phase.CLOSED, Phase.PUBLISHED, Phase.CANCELLED)
_TO_COME = {Phase.OPEN, Phase.COMING}


def listed(turn: Turn, page: int = 0, notice: Notice | None = None) -> list[Outcome]:
    """A page of the sittings in which the person has a role; of all announced ones to an administrator."""
    member = rights.member(turn)
    asking.answered(turn)
    mine = sorted(_visible(turn, member), key=lambda each: _urgency(each, turn.now_ms))
    shown, page, pages = page_of(mine, page)
    lines = tuple(_line(turn, each) for each in shown)
    return [SittingsListed(lines, page, pages, member.role == "admin", notice)]


def _visible(turn: Turn, member: Member) -> list[Sitting]:
    mine = sittings.of_staff(turn.tx, member.school_id, member.person_id)
    if member.role != "admin":
        return [each for each in mine if each.announced_at is not None or reading.leads(turn, each)]
    known = {each.id for each in mine}
    others = sittings.of_school(turn.tx, member.school_id)
    return [*mine, *(each for each in others if each.id not in known and each.announced_at is not None)]


def _urgency(sitting: Sitting, now_ms: int) -> tuple[int, int]:
    """Those to come first, the nearest one first; of the others the latest."""
    now = phase(sitting, now_ms)
    at = sitting.starts_at or sitting.created_at
    return _ORDER.index(now), at if now in _TO_COME else -at


def _line(turn: Turn, sitting: Sitting) -> SittingLine:
    return SittingLine(
        sitting.id,
        phase(sitting, turn.now_ms),
        "" if sitting.starts_at is None else _short(sitting.starts_at, reading.school_of(turn, sitting).zone),
        reading.when(turn, sitting),
        sitting.room,
        len(sittings.candidates(turn.tx, sitting.id)),
    )


def _short(ms: int, zone: str) -> str:
    """«24/11 · 14 h 30», as a button takes it."""
    at: datetime = from_ms(ms).astimezone(ZoneInfo(zone))
    minutes = f"{NBSP}{at.minute:02}" if at.minute else ""
    return f"{at:%d/%m} · {at.hour}{NBSP}h{minutes}"
