"""When candidates are told of a sitting: announced, in a week, tomorrow, in an hour; and cancelled.

As with campaigns (ADR 16), moments are rows, and notices are made from them on their very day.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from bot.store import notices, plans, recipients, sittings
from bot.store.base import Tx
from bot.store.notices import NoticeKind
from bot.store.plans import Occasion, OccasionKind
from bot.store.recipients import Recipient
from bot.store.sittings import Candidate, Sitting
from bot.store.times import from_ms, to_ms
from bot.usecases.reminders import agendas, making, usual
from bot.usecases.reminders.hours import Agenda

WEEK, DAY, HOUR = 7, 1, 0  # `days` of occasions
_AN_HOUR, _USEFUL, _AT_ONCE = timedelta(hours=1), timedelta(hours=2), timedelta(minutes=15)
_CANCELLED_LASTS = timedelta(days=7)
_TO_GUARDIANS: set[tuple[OccasionKind, int]] = {("summons", 0), ("sitting", DAY), ("cancelled", 0)}
_Moment = tuple[OccasionKind, int, datetime]  # kind, days, when


def sync(tx: Tx, sitting_id: int, now: datetime) -> None:
    """Bring what is to be told of a sitting up to date; called at each change of it, or of its candidates."""
    sitting = sittings.locked(tx, sitting_id)
    if sitting is None or sitting.announced_at is None or sitting.starts_at is None:
        return
    agenda = agendas.of_school(tx, sitting.school_id)
    for each in plans.of_sitting(tx, sitting_id):
        plans.remove_occasion(tx, each.id)
    notices.outdate(tx, sitting_id, stamp(sitting))
    for kind, days, at in _moments(sitting, from_ms(sitting.starts_at), agenda, now):
        due = now if kind != "sitting" else agenda.moment(agenda.day_of(at), 0)
        plans.add_occasion(
            tx, sitting.school_id, None, kind, days, to_ms(at), to_ms(due), sitting_id=sitting_id
        )


def came(tx: Tx, pupil_id: int, now: datetime) -> None:
    """Somebody joined a class under this line, or follows its pupil: they are told of its sittings."""
    for sitting_id in sittings.summoned_to(tx, pupil_id):
        sync(tx, sitting_id, now)


def stamp(sitting: Sitting) -> str:
    """When and where, as keys of notices name it: after a change, people are told again."""
    return f"{sitting.starts_at or 0:x}.{crc32(sitting.room.encode()):x}"


def stamped(stamp: str) -> int:
    """The start of the sitting that a stamp says."""
    return int(stamp.partition(".")[0], 16)


def _moments(sitting: Sitting, starts: datetime, agenda: Agenda, now: datetime) -> Iterator[_Moment]:
    """What is still to be told."""
    if starts <= now or sitting.closed_at is not None:
        return
    if sitting.cancelled_at is not None:
        yield "cancelled", 0, agenda.next_open(now)
        return
    yield "summons", 0, agenda.next_open(now)
    found = ((WEEK, _before(agenda, starts, WEEK)), (DAY, _before(agenda, starts, DAY)))
    for days, at in (*found, (HOUR, agenda.next_open(starts - _AN_HOUR))):
        if now < at <= starts - _AT_ONCE:
            yield "sitting", days, at


def _before(agenda: Agenda, starts: datetime, days: int) -> datetime:
    """So many days before, at the pupils' hour; on a day off, as soon after as is useful, else earlier."""
    day = agenda.day_of(starts) - timedelta(days=days)
    if agenda.opens_on(day):
        return usual.on(agenda, day, usual.PUPILS)
    after = agenda.next_open(agenda.moment(day, 0))
    return after if after <= starts - _USEFUL else usual.on(agenda, agenda.last_open_day(day), usual.PUPILS)


def expand(tx: Tx, occasion: Occasion, now: datetime) -> None:
    """Make the notices of a moment, for all the candidates of its sitting at once: there are not many."""
    sitting = sittings.find(tx, occasion.sitting_id or 0)
    if sitting is not None:
        agenda = agendas.of_school(tx, sitting.school_id)
        for candidate in sittings.candidates(tx, sitting.id):
            for to in _told(tx, candidate, occasion):
                _tell(tx, sitting, occasion, to, agenda, now)
    plans.end(tx, occasion.id, to_ms(now))


def _told(tx: Tx, candidate: Candidate, occasion: Occasion) -> Sequence[Recipient]:
    """Who is told because of one candidate: themselves, and at the moments that matter at home, guardians."""
    own = recipients.one(tx, candidate.account, 0) if candidate.account is not None else None
    found = [own] if own is not None else []
    if (occasion.kind, occasion.days) in _TO_GUARDIANS:
        found += guardians_of(tx, candidate)
    return found


def guardians_of(tx: Tx, candidate: Candidate) -> list[Recipient]:
    """The guardians of a candidate, each once."""
    if candidate.account is None:
        every = recipients.guardians_of_line(tx, candidate.pupil_id, 0)
    else:
        every = recipients.guardians_of(tx, candidate.account, 0)
    return list({each.person_id: each for each in every}.values())


def _tell(tx: Tx, sitting: Sitting, occasion: Occasion, to: Recipient, agenda: Agenda, now: datetime) -> None:
    about = "" if to.child_id is None and to.pupil_id is None else f":{making.child_key(to)}"
    key = f"{occasion.kind}:{sitting.id}:{stamp(sitting)}:{occasion.days}{about}"
    due = making.own_opening(agenda, to, max(from_ms(occasion.at), now))
    until = sitting.starts_at or 0
    if occasion.kind == "cancelled":
        until = to_ms(from_ms(until) + _CANCELLED_LASTS)
    kind: NoticeKind = "sitting" if occasion.kind == "sitting" else "summons"
    made = making.make(
        tx, to, kind, key, sitting.school_id, None, due=due, valid_until=until, sitting_id=sitting.id
    )
    if not made:  # it may have been dropped for a reason that is no more
        notices.revive(tx, to.person_id, key, to_ms(due), until)
