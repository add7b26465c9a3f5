"""Letters: what is due for somebody, in one message a day; written at the moment it is sent.

What is put off waits for the next opening of its reader; what is dropped keeps its reason. Each decision is
one line in the log, with ids only.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.store import letters as rows
from bot.store import notices, outbox, people
from bot.store.base import Tx
from bot.store.notices import Notice
from bot.store.outbox import OutboxRow
from bot.store.times import from_ms, to_ms
from bot.usecases.certification import letters as sittings
from bot.usecases.outcomes import Outcome
from bot.usecases.reminders import families, pupils, staff
from bot.usecases.reminders.checks import Reader
from bot.usecases.reminders.hours import Agenda
from bot.usecases.reminders.outcomes import Letter
from bot.usecases.reminders.shelf import Shelf
from bot.usecases.turn import Turn

KIND = "letter"  # of deliveries
LEASE = timedelta(minutes=5)  # as what a turn answers: see `transport.outgoing`
_LONGEST_DAY = timedelta(hours=25)  # when clocks go back
_AT_THEIR_TIME = {
    "result",
    "opening",
    "sitting",
    "certified",
}  # never before it, though a letter goes out earlier that day
_STAFF = {"after", "week_staff"}
_SITTINGS = {"summons", "sitting", "sitting_result", "expiring"}
_log = logging.getLogger(__name__)


def open_due(tx: Tx, now: datetime, most: int) -> list[OutboxRow]:
    """Letters for those longest waiting for one, at most `most`: outbox rows leased to this process."""
    return open_for(tx, now, notices.due_readers(tx, to_ms(now), most))


def open_for(tx: Tx, now: datetime, readers: Sequence[int]) -> list[OutboxRow]:
    """The letters of these persons, as far as they are to have one now."""
    shelf = Shelf(tx)
    opened = (_open(shelf, each, now) for each in readers)
    return [row for row in opened if row is not None]


def give_up(tx: Tx, now: datetime, person_id: int) -> None:
    """Their letter can't be opened, by a mistake of ours: what is due for them is not told."""
    for notice in notices.waiting(tx, person_id, to_ms(now)):
        _drop(tx, notice, "failed", to_ms(now))


def compose(turn: Turn, row: OutboxRow) -> list[Outcome]:
    """What a letter says now; nothing when there is nothing left to say, or not now."""
    reader = Reader(Shelf(turn.tx), turn.person, turn.now_ms)
    told = _sift(reader, notices.of_letter(turn.tx, row.id))
    if not any(each.due_at <= turn.now_ms for each in told):
        for notice in told:  # it would have come along
            notices.put_off(turn.tx, notice, notice.due_at)
        return []
    own = [each for each in told if each.kind not in _STAFF | _SITTINGS and _is_own(each)]
    of_sittings = [each for each in told if each.kind in _SITTINGS and _is_own(each)]
    of_staff = [each for each in told if each.kind in _STAFF]
    of_children = [each for each in told if each.kind not in _STAFF and not _is_own(each)]
    parts = [
        *_said(turn, of_sittings, sittings.part(turn, of_sittings) if of_sittings else []),
        *_said(turn, own, pupils.part(turn, own, reader.shelf) if own else []),
        *_said(turn, of_children, families.part(turn, of_children) if of_children else []),
        *_said(turn, of_staff, staff.part(turn, of_staff) if of_staff else []),
    ]
    return parts if len(parts) < 2 else [Letter(tuple(parts))]


def ended(tx: Tx, row: OutboxRow, fate: str, now_ms: int) -> None:
    """How a letter ended (sent, blocked, failed, uncertain): so did what it carried; expired: told later."""
    _log.info("letter %d: %s", row.id, fate)
    if fate == "expired":
        rows.release(tx, row.id)
        return
    if fate in {"sent", "uncertain"}:
        rows.sent(tx, row.id, row.begun_at or now_ms)  # it may have left days ago, before a crash
    notices.end_letter(tx, row.id, fate, now_ms)


def _is_own(notice: Notice) -> bool:
    """Whether it is about what its reader does."""
    return notice.kind != "week" and notice.child_id is None and notice.pupil_id is None


def _said(turn: Turn, about: Sequence[Notice], outcomes: list[Outcome]) -> list[Outcome]:
    """What a part of the letter says; when that is nothing, what it was about is not told.

    What came along from later today keeps its moment: there may be something to tell by then.
    """
    if not outcomes:
        for notice in about:
            if notice.due_at > turn.now_ms:
                notices.put_off(turn.tx, notice, notice.due_at)
            else:
                _drop(turn.tx, notice, "empty", turn.now_ms)
    return outcomes


def _open(shelf: Shelf, person_id: int, now: datetime) -> OutboxRow | None:
    """The letter of somebody for today; None when they are to have none, or are in a turn now."""
    person = people.held(shelf.tx, person_id)
    if person is None:
        return None
    reader = Reader(shelf, person, to_ms(now))
    waiting = notices.waiting(shelf.tx, person_id, to_ms(now + _LONGEST_DAY))
    due = [each for each in waiting if each.due_at <= reader.now_ms]
    told = _once_a_day(reader, _sift(reader, due))
    if not told:
        return None
    told += _sift(reader, [each for each in waiting if _comes_along(each, reader.agenda(each), now)])
    return _put(reader, told)


def _comes_along(notice: Notice, agenda: Agenda, now: datetime) -> bool:
    """Whether it is for later today, as days are where it comes from, and may be told there now."""
    if notice.due_at <= to_ms(now) or notice.kind in _AT_THEIR_TIME or not agenda.is_open(now):
        return False
    return agenda.day_of(from_ms(notice.due_at)) == agenda.day_of(now)


def _put(reader: Reader, told: Sequence[Notice]) -> OutboxRow | None:
    """The delivery without words, until its reader is no longer written to today."""
    tx, now = reader.shelf.tx, from_ms(reader.now_ms)
    row = outbox.put(
        tx,
        reader.person.chat_id,
        "[]",
        lane="reminders",
        kind=KIND,
        due_at=reader.now_ms,
        valid_until=min(to_ms(reader.agenda(each).closing(now)) for each in told),
        lease_until=to_ms(now + LEASE),
        once=True,
    )
    if row is not None:
        _log.info("letter %d: opened for notices %s", row.id, ", ".join(str(each.id) for each in told))
        for notice in told:
            notices.carry(tx, notice, row.id)
    return row


def _sift(reader: Reader, found: Sequence[Notice]) -> list[Notice]:
    """What is to be told now; the rest is dropped, or put off."""
    return [each for each in found if _is_for_now(reader, each)]


def _is_for_now(reader: Reader, notice: Notice) -> bool:
    why, paused = reader.why_not(notice), reader.wanted.paused_until
    if why is not None:
        _drop(reader.shelf.tx, notice, why, reader.now_ms)
        return False
    agenda = reader.agenda(notice)
    at = from_ms(max(reader.now_ms, paused or 0))
    opens = agenda.next_open(at)
    if to_ms(opens) <= reader.now_ms:
        return True
    _put_off(reader, notice, opens, "late")
    return False


def _once_a_day(reader: Reader, told: list[Notice]) -> list[Notice]:
    """The same on a day without a letter yet; what can't wait makes a second one."""
    if not told or any(_alone(each, reader.now_ms) for each in told) or not _had_letter(reader, told[0]):
        return told
    now = from_ms(reader.now_ms)
    for each in told:
        _put_off(reader, each, reader.agenda(each).next_day(now), "once_a_day")
    return []


def _alone(notice: Notice, now_ms: int) -> bool:
    """Whether it waits for no other day: a teacher's nudge, news of a sitting that is near."""
    return notice.kind == "nudge" or sittings.presses(notice, now_ms)


def _had_letter(reader: Reader, notice: Notice) -> bool:
    """Whether a letter arrived today, where this is told, or is under way."""
    day_of, last = reader.agenda(notice).day_of, reader.wanted.letter_at
    today = last is not None and day_of(from_ms(last)) == day_of(from_ms(reader.now_ms))
    return today or rows.under_way(reader.shelf.tx, reader.person.id)


def _put_off(reader: Reader, notice: Notice, to: datetime, otherwise: str) -> None:
    """To a later moment; dropped when it is worth nothing then."""
    if not reader.is_useful(notice, to_ms(to)):
        _drop(reader.shelf.tx, notice, otherwise, reader.now_ms)
        return
    notices.put_off(reader.shelf.tx, notice, to_ms(to))
    _log.info("notice %d of person %d: put off to %s", notice.id, notice.person_id, to.isoformat())


def _drop(tx: Tx, notice: Notice, why: str, now_ms: int) -> None:
    notices.drop(tx, notice, why, now_ms)
    _log.info("notice %d of person %d: dropped, %s", notice.id, notice.person_id, why)
