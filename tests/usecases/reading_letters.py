"""Letters of tests: notices as the planner leaves them, and what the reader of their letter reads."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.store import classes, guardians, notices
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Pupil
from bot.store.notices import Notice, NoticeKind
from bot.store.times import to_ms
from bot.transport.calls import Call
from bot.usecases.reminders import families, staff
from bot.views.present import present
from bot.views.showing import Showing
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling, person_id


def at(desk: Desk, day: int, hour: int) -> None:
    """Wait for that day of September 2026, at that hour in UTC."""
    desk.clock.advance(datetime(2026, 9, day, hour, tzinfo=UTC) - desk.clock.now())


def adult(desk: Desk) -> Phone:
    """Somebody's mother, at home."""
    phone = Phone(desk)
    phone.settles(role="guardian")
    return phone


def follows(guardian: Phone, followed: Pupil | Phone) -> None:
    """By the school's letter, a line of a roster; by an invitation, the pupil's own account."""
    desk, who = guardian.desk, person_id(guardian)
    now = to_ms(desk.clock.now())
    if isinstance(followed, Pupil):
        desk.turn(lambda tx: classes.add_guardian(tx, followed.id, who, now))
    else:
        child = person_id(followed)
        desk.turn(lambda tx: guardians.follow(tx, who, child, now))


def notice(
    reader: Phone,
    kind: NoticeKind,
    school: Schooling,
    campaign: Campaign | None = None,
    about: Pupil | Phone | None = None,
    key: str = "",
) -> Notice:
    """Something that somebody is to be told now."""
    desk, who = reader.desk, person_id(reader)
    child = person_id(about) if isinstance(about, Phone) else None
    now = to_ms(desk.clock.now())

    def added(tx: Tx) -> Notice:
        key_ = key or f"{kind}:{campaign.id if campaign else 0}:{tx.new_id()}"
        notices.add(
            tx,
            who,
            kind,
            key_,
            school.school.id,
            due_at=now,
            campaign_id=campaign.id if campaign else None,
            pupil_id=about.id if isinstance(about, Pupil) else None,
            child_id=child,
        )
        return next(each for each in notices.waiting(tx, who, now) if each.key == key_)

    return desk.turn(added)


def result_notice(reader: Phone, school: Schooling, campaign: Campaign, child: Phone, attempt: int) -> Notice:
    """A result that somebody is to be told."""
    return notice(reader, "result", school, campaign, child, key=f"result:{campaign.id}:{attempt}")


def letter(reader: Phone, *told: Notice) -> str:
    """What is read, with plain spaces; '' when nothing is sent."""
    return plain(calls(reader, *told))


def calls(reader: Phone, *told: Notice) -> list[Call]:
    """The message, as its reader gets it."""
    return _letter(reader, told, lambda tx: tx)


def _letter(reader: Phone, told: tuple[Notice, ...], seen: Callable[[Tx], Tx]) -> list[Call]:
    part = staff.part if {each.kind for each in told} & {"after", "week_staff"} else families.part

    def composed(tx: Tx) -> list[Call]:
        turn = reader.turn(seen(tx))
        adult = turn.person.role in {"teacher", "guardian"}
        return list(present(Showing(reader.chat_id, reader.desk.library, adult=adult), part(turn, told)))

    made = reader.desk.turn(composed)
    reader.sees(made)
    return made


class Counting:
    """A transaction that counts its statements."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self.statements = 0

    def __getattr__(self, name: str) -> Any:
        self.statements += 1
        return getattr(self._tx, name)


def statements(reader: Phone, *told: Notice) -> int:
    """How many statements their letter takes."""
    counters: list[Counting] = []

    def seen(tx: Tx) -> Tx:
        counters.append(Counting(tx))
        return counters[-1]

    _letter(reader, told, seen)
    return counters[-1].statements
