"""What the scheduler opens: as many letters as the sender has room for, in turns of their own."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.store import notices
from bot.store.classes import Classroom
from bot.store.outbox import OutboxRow
from bot.transport.calls import Lane
from bot.transport.outgoing import LEASE
from bot.usecases.reminders import letters
from scheduler.letters import BATCH, Letters
from tests.usecases.desk import Desk, Phone
from tests.usecases.schooling import Schooling, person_id
from tests.usecases.test_broadcasts_ticks import at_once


@dataclass
class Post:
    """The desk's database as a store, and in place of the sender one with so much room."""

    desk: Desk
    space: int
    turns: int = 0
    handed: list[OutboxRow] = field(default_factory=list)

    async def turn(self, fn: Any, /, *args: Any) -> Any:
        self.turns += 1
        return self.desk.turn(lambda tx: fn(tx, *args))

    def room(self) -> dict[str, int]:
        return {str(Lane.REMINDERS): self.space - len(self.handed)} if self.space else {}

    def send(self, row: OutboxRow) -> None:
        self.handed.append(row)

    async def ticks(self) -> list[OutboxRow]:
        """One tick; what was handed over in it."""
        before = len(self.handed)
        await Letters(self, self, self.desk.clock, at_once).tick()  # type: ignore[arg-type]  # both
        return self.handed[before:]


@pytest.fixture
def readers(desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> list[Phone]:
    """Three pupils with something to be told."""
    rentree = tilleuls.campaign(diallo, sixth)
    found = [tilleuls.pupil(sixth, name) for name in ("Léa Martin", "Tom Petit", "Zoé Roux")]
    for due_at, phone in enumerate(found):
        add = partial(
            notices.add, person_id=person_id(phone), kind="reminder", key="r", school_id=rentree.school_id,
            due_at=due_at, campaign_id=rentree.id,
        )  # fmt: skip
        desk.turn(add)
    return found


async def test_as_many_as_there_is_room_for_the_longest_waiting_first(
    desk: Desk, readers: list[Phone]
) -> None:
    post = Post(desk, 2)
    assert [row.chat_id for row in await post.ticks()] == [phone.chat_id for phone in readers[:2]]
    assert await post.ticks() == []
    post.space = 5
    assert [row.chat_id for row in await post.ticks()] == [readers[2].chat_id]


async def test_a_process_that_sends_no_reminders_opens_none(desk: Desk, readers: list[Phone]) -> None:
    post = Post(desk, 0)
    assert await post.ticks() == []
    assert post.turns == 0


async def test_letters_are_leased_to_who_opened_them(desk: Desk, readers: list[Phone]) -> None:
    row = (await Post(desk, 1).ticks())[0]
    assert row.lease_until == row.due_at + LEASE / timedelta(milliseconds=1)
    assert letters.LEASE == LEASE
    assert (row.payload, row.once, row.lane) == ("[]", 1, "reminders")


async def test_who_is_dropped_makes_room_for_the_others(desk: Desk, readers: list[Phone]) -> None:
    desk.sql("update person set reachable = 0")
    post = Post(desk, BATCH)
    assert await post.ticks() == []
    assert post.turns == 1
    assert desk.sql("select count(*) from notice where fate = 'unreachable'") == [(3,)]


async def test_one_whose_letter_can_not_be_opened_keeps_nobody_from_theirs(
    desk: Desk, readers: list[Phone], caplog: pytest.LogCaptureFixture
) -> None:
    broken = person_id(readers[0])
    desk.sql(f"insert into preference (person_id, hours) values ({broken}, 'not JSON')")  # noqa: S608  # a number
    post = Post(desk, BATCH)
    rows = await post.ticks()
    assert [row.chat_id for row in rows] == [phone.chat_id for phone in readers[1:]]
    fates = desk.sql("select person_id, fate from notice where ended_at is not null")
    assert fates == [(broken, "failed")]
    errors = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert errors == [
        "letters can't be opened together: JSONDecodeError",
        f"no letter can be opened for person {broken}: JSONDecodeError",
    ]
    assert await post.ticks() == []
