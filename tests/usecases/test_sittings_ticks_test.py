"""The end that nobody tapped: the question closes, and the candidate is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.content import Kind
from bot.store.outbox import OutboxRow
from bot.transport.calls import Call
from bot.transport.events import EventKind
from bot.usecases.turn import Rules
from scheduler.sittings import Sittings
from tests.usecases.campaigning import plain
from tests.usecases.desk import Desk
from tests.usecases.seating import Chair, seated
from tests.views.acceptable import EDITS, SENDS, words


@dataclass
class Ticking:
    """The desk's database as a store, and in place of the sender what it was handed."""

    desk: Desk
    handed: list[tuple[OutboxRow, tuple[Call, ...] | None]] = field(default_factory=list)

    async def turn(self, fn: Callable[..., Any], /, *args: Any) -> Any:
        return self.desk.turn(lambda tx: fn(tx, *args))

    read = turn

    def send(self, row: OutboxRow, calls: tuple[Call, ...] | None = None) -> None:
        self.handed.append((row, calls))

    async def ticks(self) -> list[Call]:
        """One tick; what is sent at once."""
        self.handed = []
        tick = Sittings(self, self, self.desk.clock, self.desk.library, Rules())  # type: ignore[arg-type]  # both
        await tick.tick()
        return [call for _, calls in self.handed for call in calls or ()]


@pytest.fixture
def lea(desk: Desk) -> Chair:
    """A candidate with her second question on screen."""
    lea = seated(desk)
    lea.begins()
    lea.answers()
    return lea


def is_the_end(calls: list[Call]) -> bool:
    """The question's message closes, and the end is told."""
    closed, told = calls
    return closed.method in EDITS and told.method == "sendMessage" and "C'est fini" in words(told)


async def test_the_time_ends_the_test_under_the_question_on_screen(desk: Desk, lea: Chair) -> None:
    ticking = Ticking(desk)
    desk.clock.advance(timedelta(minutes=104))
    await ticking.ticks()
    assert lea.candidate.running
    desk.clock.advance(timedelta(minutes=1, seconds=5))
    assert is_the_end(await ticking.ticks())
    assert lea.candidate.ended_for == "time"
    assert lea.state.question is None
    assert len(lea.given) == 1
    assert await ticking.ticks() == []


async def test_a_text_sent_in_time_finds_the_test_there(desk: Desk, lea: Chair) -> None:
    """It comes after the clock has shown 0, and a tick meanwhile has ended nothing."""
    typed = next(each for each in desk.library.competences["4.1"].challenges if each.kind is Kind.TEXT)
    lea.phone.is_asked(typed, lea.key)
    desk.clock.advance(timedelta(minutes=104, seconds=38))
    sent = desk.clock.now()
    desk.clock.advance(timedelta(seconds=4))
    assert await Ticking(desk).ticks() == []
    lea.phone.does(EventKind.TEXT, lea.phone.next_message(), text="azerty", at=sent)
    assert len(lea.given) == 2


async def test_who_forgets_to_come_back_is_shown_the_question_when_the_time_runs(
    desk: Desk, lea: Chair
) -> None:
    lea.is_stopped()
    lea.is_cleared()
    asked = lea.on_screen
    ticking = Ticking(desk)
    desk.clock.advance(timedelta(seconds=59))
    assert await ticking.ticks() == []
    desk.clock.advance(timedelta(seconds=1))
    shown = await ticking.ticks()
    assert "Question 2 / " in plain(shown)
    assert all(call.params["protect_content"] for call in shown if call.method in SENDS)
    assert (lea.on_screen, lea.candidate.stopped_at) == (asked, None)
    assert await ticking.ticks() == []


async def test_the_hand_of_an_invigilator_reaches_the_phone_with_the_next_tick(
    desk: Desk, lea: Chair
) -> None:
    lea.is_ended("technical")
    ticking = Ticking(desk)
    assert is_the_end(await ticking.ticks())
    assert await ticking.ticks() == []


async def test_who_acted_first_is_not_told_twice(desk: Desk, lea: Chair) -> None:
    lea.is_ended()
    lea.phone.commands("start")
    assert await Ticking(desk).ticks() == []


async def test_what_comes_after_the_end_is_undone_together(
    desk: Desk, lea: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tick that breaks halfway leaves the test as it was, for the next one."""
    desk.clock.advance(timedelta(minutes=106))
    ticking = Ticking(desk)

    def broken(*_: Any) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr("scheduler.sittings.put", broken)
        assert await ticking.ticks() == []
    assert lea.candidate.running
    assert is_the_end(await ticking.ticks())
