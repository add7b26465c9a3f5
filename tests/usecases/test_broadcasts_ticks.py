"""What the scheduler hands to the sender, and what a teacher is told of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.handlers import broadcasts as broadcasts_handler
from bot.store import outbox
from bot.store.base import Tx
from bot.store.outbox import OutboxRow
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.transport.parcel import Fate
from bot.usecases.turn import Rules
from scheduler.broadcasts import Broadcasts
from tests.usecases.desk import Desk, bank, read
from tests.usecases.schooling import Schooling
from tests.usecases.test_broadcasts import draft_of


@dataclass
class Post:
    """The desk's database as a store, and in place of the sender what it was handed."""

    desk: Desk
    handed: list[tuple[OutboxRow, tuple[Call, ...]]] = field(default_factory=list)

    async def turn(self, fn: Callable[..., Any], /, *args: Any) -> Any:
        return self.desk.turn(lambda tx: fn(tx, *args))

    read = turn

    def send(self, row: OutboxRow, calls: tuple[Call, ...]) -> None:
        self.handed.append((row, calls))

    def ends(self, row: OutboxRow, fate: Fate) -> None:
        """What was handed over ended so, and is gone from the outbox."""

        def ended(tx: Tx) -> None:
            broadcasts_handler.fate(tx, row, fate, 0)
            outbox.done(tx, row)

        self.desk.turn(ended)

    def told(self) -> tuple[OutboxRow, tuple[Call, ...]]:
        """What the teacher was told last."""
        return next(each for each in reversed(self.handed) if each[0].kind == "progress")


async def at_once(_: float) -> None:
    pass


@pytest.fixture
def post(desk: Desk) -> Post:
    return Post(desk)


@pytest.fixture
def ticks(desk: Desk, post: Post) -> Broadcasts:
    """The broadcasts of a school where one to three pupils was just begun."""
    school = Schooling(desk)
    teacher = school.teacher()
    room = school.classroom(teacher)
    for name in ("Léa Martin", "Tom Petit", "Zoé Roux"):
        school.pupil(room, name)
    teacher.taps(pack("b_class", room.id))
    teacher.writes("Bonjour")
    teacher.taps(pack("b_send", draft_of(teacher)))
    return Broadcasts(post, post, desk.clock, bank(), Rules(), 25, at_once)  # type: ignore[arg-type]  # both


async def test_progress_that_comes_late_is_not_shown(desk: Desk, post: Post, ticks: Broadcasts) -> None:
    desk.clock.advance(timedelta(seconds=3))
    await ticks.tick()
    row, (edit,) = post.told()
    assert edit.method == "editMessageText"
    assert "Envoi en cours" in read([edit])
    assert row.valid_until is not None
    assert row.valid_until < to_ms(desk.clock.now()) + 15_000  # when it would be tried again


async def test_the_end_is_a_new_message_and_names_who_missed_it(
    desk: Desk, post: Post, ticks: Broadcasts
) -> None:
    await ticks.tick()
    rows = sorted((row for row, _ in post.handed), key=lambda row: row.chat_id)
    fates = zip(rows, (Fate.SENT, Fate.GONE, Fate.UNCERTAIN), strict=True)

    def end_all(tx: Tx) -> None:
        for row, fate in fates:
            broadcasts_handler.fate(tx, row, fate, 0)

    desk.turn(end_all)
    await ticks.tick()
    row, (over, end) = post.told()
    assert row.valid_until is None
    assert over.method == "editMessageText"
    assert over.params["reply_markup"] == {"inline_keyboard": []}
    assert end.method == "sendMessage"
    said = read([end])
    assert "Envoi terminé" in said
    assert "Tom Petit · a bloqué le bot" in said
    assert "Zoé Roux · peut-être reçu" in said


async def test_what_was_not_sent_before_the_night_is_sent_in_the_morning(desk: Desk, post: Post) -> None:
    school = Schooling(desk)
    teacher = school.teacher()
    room = school.classroom(teacher)
    for name in ("Léa Martin", "Tom Petit"):
        school.pupil(room, name)
    desk.clock.advance(datetime(2026, 9, 21, 17, 59, tzinfo=UTC) - desk.clock.now())  # 19:59 in Paris
    teacher.taps(pack("b_class", room.id))
    teacher.writes("Bonjour")
    id_ = draft_of(teacher)
    teacher.taps(pack("b_send", id_))
    ticks = Broadcasts(post, post, desk.clock, bank(), Rules(), 25, at_once)  # type: ignore[arg-type]  # both
    await ticks.tick()
    first, second = [row for row, _ in post.handed if row.kind == "broadcast"]
    assert first.valid_until == second.valid_until == to_ms(datetime(2026, 9, 21, 18, 15, tzinfo=UTC))
    post.ends(first, Fate.SENT)
    desk.clock.advance(timedelta(hours=1))  # Telegram was away
    post.ends(second, Fate.EXPIRED)
    post.handed.clear()
    await ticks.tick()
    assert [row.kind for row, _ in post.handed] == ["progress"]
    assert "Départ demain à 7" in read(teacher.taps(pack("b_show", id_)))
    desk.clock.advance(timedelta(hours=11))
    await ticks.tick()
    assert [row.chat_id for row, _ in post.handed if row.kind == "broadcast"] == [second.chat_id]


async def test_what_was_not_sent_before_it_was_stopped_is_not_sent(
    desk: Desk, post: Post, ticks: Broadcasts
) -> None:
    await ticks.tick()
    rows = [row for row, _ in post.handed if row.kind == "broadcast"]
    desk.sql("update broadcast set state = 'stopped'")
    for row in rows:
        post.ends(row, Fate.EXPIRED)
    await ticks.tick()
    assert desk.sql("select distinct state from broadcast_recipient") == [("cancelled",)]
    assert "Envoi arrêté" in read(list(post.told()[1]))
