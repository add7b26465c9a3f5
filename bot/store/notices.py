"""What people are to be told, and how they want to be told: notices, letters, preferences."""

from dataclasses import dataclass
from typing import Literal

from bot.store.base import Tx

NoticeKind = Literal[
    "reminder",
    "nudge",
    "opening",
    "finished",
    "result",
    "week",
    "after",
    "week_staff",
    "summons",  # to a sitting
    "sitting",  # it comes nearer
    "sitting_result",  # published, for the candidate
    "certified",  # the same for guardians, once the candidate shared it
    "expiring",  # a certificate
]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that one person is to be told. Times are UTC milliseconds.

    `key` says what it is, once per person. A guardian is told about a pupil: by the roster line (`pupil_id`)
    or by the pupil's own account (`child_id`). It waits until a letter carries it (`letter_id`), and stays
    with its `fate` once that ended, or with the reason why it was dropped.
    """

    person_id: int
    id: int
    kind: NoticeKind
    key: str
    school_id: int
    campaign_id: int | None
    pupil_id: int | None
    child_id: int | None
    occasion_id: int | None
    due_at: int
    valid_until: int | None
    letter_id: int | None = None
    ended_at: int | None = None
    fate: str | None = None
    sitting_id: int | None = None


@dataclass(frozen=True, slots=True)
class Preference:
    """How somebody wants to be reminded; `hours` is JSON, '' for the school's."""

    hours: str = ""
    weekly: int = 1
    stopped_at: int | None = None
    paused_until: int | None = None
    letter_at: int | None = None


def add(tx: Tx, person_id: int, kind: NoticeKind, key: str, school_id: int, *, due_at: int,
        valid_until: int | None = None, campaign_id: int | None = None, pupil_id: int | None = None,
        child_id: int | None = None, occasion_id: int | None = None,
        sitting_id: int | None = None) -> bool:  # fmt: skip
    """Somebody is to be told something from `due_at` on; False when they were, or are to be, already."""
    added = tx.run(
        "add_notice",
        person_id=person_id,
        id=tx.new_id(),
        kind=kind,
        key=key,
        school_id=school_id,
        campaign_id=campaign_id,
        pupil_id=pupil_id,
        child_id=child_id,
        occasion_id=occasion_id,
        sitting_id=sitting_id,
        due_at=due_at,
        valid_until=valid_until,
    )
    return added == 1


def due_readers(tx: Tx, now_ms: int, most: int) -> list[int]:
    """The persons for whom a notice is due and in no letter yet, the longest due first."""
    return tx.all("due_readers", int, now=now_ms, most=most)


def waiting(tx: Tx, person_id: int, until_ms: int) -> list[Notice]:
    """What somebody is to be told up to that moment and is in no letter yet, the first due first."""
    return tx.all("waiting_notices", Notice, person_id=person_id, until=until_ms)


def put_off(tx: Tx, notice: Notice, due_at: int) -> None:
    """Tell it later; it leaves its letter, if it was in one."""
    tx.run("put_off_notice", person_id=notice.person_id, id=notice.id, due_at=due_at)


def drop(tx: Tx, notice: Notice, why: str, now_ms: int) -> None:
    """It is not told, and the reason is kept."""
    tx.run("end_notice", person_id=notice.person_id, id=notice.id, fate=why, ended_at=now_ms)


def carry(tx: Tx, notice: Notice, letter_id: int) -> None:
    """A letter, which is an outbox row, carries it."""
    tx.run("carry_notice", person_id=notice.person_id, id=notice.id, letter_id=letter_id)


def of_letter(tx: Tx, letter_id: int) -> list[Notice]:
    """What a letter carries and has not ended, the first due first."""
    return tx.all("notices_of_letter", Notice, letter_id=letter_id)


def end_letter(tx: Tx, letter_id: int, fate: str, now_ms: int) -> None:
    """A letter ended: so did what it carried."""
    tx.run("end_letter", letter_id=letter_id, fate=fate, ended_at=now_ms)


def forget_before(tx: Tx, before_ms: int) -> int:
    """Forget what ended before that moment; gives how many."""
    return tx.run("forget_notices", before=before_ms)


def preference(tx: Tx, person_id: int) -> Preference:
    return tx.one("preference", Preference, person_id=person_id) or Preference()


def prefer(tx: Tx, person_id: int, wanted: Preference) -> None:
    """Write how somebody wants to be reminded."""
    tx.run(
        "put_preference",
        person_id=person_id,
        hours=wanted.hours,
        weekly=wanted.weekly,
        stopped_at=wanted.stopped_at,
        paused_until=wanted.paused_until,
        letter_at=wanted.letter_at,
    )


def mute(tx: Tx, person_id: int, campaign_id: int, now_ms: int) -> None:
    """Nothing more of a campaign for somebody."""
    tx.run("mute", person_id=person_id, campaign_id=campaign_id, since=now_ms)


def unmute(tx: Tx, person_id: int, campaign_id: int) -> None:
    tx.run("unmute", person_id=person_id, campaign_id=campaign_id)


def muted(tx: Tx, person_id: int) -> set[int]:
    """The campaigns of which somebody wants to hear no more."""
    return set(tx.all("muted", int, person_id=person_id))


def take_over(tx: Tx, person_id: int, key: str, occasion_id: int, due_at: int, valid_until: int) -> bool:
    """What is told already waits for another occasion; False when nothing changes.

    It is told after all when it was dropped for a reason that is no more. One that was sent stays so.
    """
    changed = tx.run(
        "take_over_notice",
        person_id=person_id,
        key=key,
        occasion_id=occasion_id,
        due_at=due_at,
        valid_until=valid_until,
    )
    return changed == 1


def name_accounts(tx: Tx, class_id: int) -> None:
    """Pupils of a class have joined: what guardians were told by their roster lines was about them."""
    tx.run("name_accounts", class_id=class_id)


def revive(tx: Tx, person_id: int, key: str, due_at: int, valid_until: int) -> bool:
    """What was dropped is told after all; False when it waits, or when it may have arrived."""
    changed = tx.run("revive_notice", person_id=person_id, key=key, due_at=due_at, valid_until=valid_until)
    return changed == 1


def waits(tx: Tx, campaign_id: int, key: str) -> bool:
    """Whether anybody is still to be told this of a campaign."""
    return tx.one("notice_waits", int, campaign_id=campaign_id, key=key) is not None


def outdate(tx: Tx, sitting_id: int, stamp: str) -> None:
    """When or where a sitting is has changed: what was told of it otherwise may be told again one day."""
    tx.run("outdate_notices", sitting_id=sitting_id, current=f"%:{stamp}:%")


def told_before(tx: Tx, notice: Notice) -> bool:
    """Whether the person was sent an earlier notice of this kind about this sitting and child."""
    found = tx.one(
        "told_before",
        int,
        person_id=notice.person_id,
        id=notice.id,
        kind=notice.kind,
        sitting_id=notice.sitting_id,
        pupil_id=notice.pupil_id,
        child_id=notice.child_id,
    )
    return found is not None
