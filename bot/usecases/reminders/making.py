"""Notices for people as they want to be told: left out, or at their own hours."""

from datetime import datetime

from bot.store import notices
from bot.store.base import Tx
from bot.store.notices import NoticeKind, Preference
from bot.store.recipients import Recipient
from bot.store.times import to_ms
from bot.usecases.guardians.children import key_of
from bot.usecases.reminders import agendas
from bot.usecases.reminders.hours import Agenda

WEEKLY: frozenset[NoticeKind] = frozenset({"week", "week_staff"})
NEWS: frozenset[NoticeKind] = frozenset({"finished", "result"})
"""What happened: no reminder, so it is told of a campaign of which no reminder is wanted any more."""
OFFICIAL: frozenset[NoticeKind] = frozenset({"summons", "sitting_result"})
"""What a school has to tell a candidate: who wants no reminder is told all the same."""


def unwanted(kind: NoticeKind, to: Recipient) -> str | None:
    """Why somebody is not told things of a kind, as `notice.fate` says it; None when they are."""
    if not to.reachable:
        return "unreachable"
    if to.stopped_at is not None:
        return "stopped"
    if to.muted_at is not None and kind not in NEWS:
        return "muted"
    return "unwanted" if kind in WEEKLY and not to.weekly else None


def child_key(to: Recipient) -> str:
    """The child as keys of notices name it."""
    return key_of(to.child_id, to.pupil_id)


def own_opening(school: Agenda, to: Recipient, at: datetime) -> datetime:
    """The first moment, from that one on, at which somebody is written to."""
    return agendas.of_person(school, Preference(hours=to.hours)).next_open(at)


def make(tx: Tx, to: Recipient, kind: NoticeKind, key: str, school_id: int, campaign_id: int | None, *,
         due: datetime, valid_until: int, occasion_id: int | None = None,
         sitting_id: int | None = None) -> bool:  # fmt: skip
    """A notice for somebody; False when they have it already, for this occasion from now on."""
    made = notices.add(
        tx,
        to.person_id,
        kind,
        key,
        school_id,
        due_at=to_ms(due),
        valid_until=valid_until,
        campaign_id=campaign_id,
        pupil_id=to.pupil_id,
        child_id=to.child_id,
        occasion_id=occasion_id,
        sitting_id=sitting_id,
    )
    if not made and occasion_id is not None:
        notices.take_over(tx, to.person_id, key, occasion_id, to_ms(due), valid_until)
    return made
