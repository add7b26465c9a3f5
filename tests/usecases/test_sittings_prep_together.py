"""Two colleagues act on one sitting at the same moment, on PostgreSQL: nothing that was done is undone."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.store import classes, people, schools, sittings
from bot.store.base import Store, Tx
from bot.store.classes import Classroom
from bot.store.sittings import Sitting
from bot.store.times import to_ms
from bot.usecases.certification import announcing, creating, editing
from bot.usecases.certification.outcomes_prep import Field, Notice, SittingShown, Step
from bot.usecases.classes import pupils
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Rules, Turn
from tests.usecases.desk import bank

DIALLO, PAYET = 1, 2  # chats
WEEK = timedelta(days=7)
PATIENCE = 10  # seconds before a test that hangs fails
Act = Callable[[Turn], list[Outcome]]


def turn(tx: Tx, chat: int, clock: FrozenClock) -> Turn:
    return Turn(tx, people.meet(tx, chat, 0), bank(), clock.now(), clock.now(), Rules())


@pytest.fixture
async def draft(postgres_store: Store, clock: FrozenClock) -> Sitting:
    """A draft of Mme Diallo's with one candidate, in a school that M. Payet administers."""

    def made(tx: Tx) -> Sitting:
        school = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", 0)
        diallo, payet = (people.meet(tx, chat, 0).id for chat in (DIALLO, PAYET))
        schools.put_member(tx, diallo, school.id, "teacher", "Mme Diallo", 0)
        schools.put_member(tx, payet, school.id, "admin", "M. Payet", 0)
        room = Classroom(tx.new_id(), school.id, "6e B", "6e", "ABCDEF234", 0, None)
        classes.add(tx, room, diallo)
        by = turn(tx, DIALLO, clock)
        pupils.add(by, room.id, "Martin", "Léa")
        begun = creating.begin(by, schools.memberships(tx, diallo)[0])
        step = Step(begun.id)
        editing.take(by, Field.ROOM, step, lambda each: editing.take_room(by, each, step, "Salle 204"))
        found = sittings.locked(tx, begun.id)
        assert found is not None
        ready = replace(found, starts_at=to_ms(clock.now() + WEEK))
        sittings.save(tx, ready)
        return ready

    return await postgres_store.turn(made)


async def while_announcing(
    store: Store, clock: FrozenClock, id_: int, act: Act, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Outcome], list[Outcome]]:
    """Mme Diallo announces; before she is done, M. Payet acts. What each of them sees."""
    halfway, tried, lacks = threading.Event(), threading.Event(), announcing.lacks

    def slowly(by: Turn, sitting: Sitting) -> object:
        if by.person.chat_id == DIALLO:
            halfway.set()
            assert tried.wait(PATIENCE)
        return lacks(by, sitting)

    def meanwhile(tx: Tx) -> list[Outcome]:
        by = turn(tx, PAYET, clock)
        assert halfway.wait(PATIENCE)
        tried.set()
        return act(by)

    monkeypatch.setattr(announcing, "lacks", slowly)
    return await asyncio.gather(
        store.turn(lambda tx: announcing.announce(turn(tx, DIALLO, clock), id_)), store.turn(meanwhile)
    )


async def test_a_sitting_is_announced_once(
    postgres_store: Store, clock: FrozenClock, draft: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = await while_announcing(
        postgres_store, clock, draft.id, lambda by: announcing.announce(by, draft.id), monkeypatch
    )
    notices = [each.notice for shown in seen for each in shown if isinstance(each, SittingShown)]
    assert notices == [Notice.ANNOUNCED, None]


async def test_a_correction_made_meanwhile_leaves_it_announced(
    postgres_store: Store, clock: FrozenClock, draft: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step(draft.id)

    def moves(by: Turn) -> list[Outcome]:
        return editing.take(by, Field.ROOM, step, lambda each: editing.take_room(by, each, step, "CDI"))

    await while_announcing(postgres_store, clock, draft.id, moves, monkeypatch)
    now = await postgres_store.read(sittings.find, draft.id)
    assert now is not None
    assert (now.room, now.announced_at is not None) == ("CDI", True)


async def test_a_draft_deleted_meanwhile_is_not_what_was_announced(
    postgres_store: Store, clock: FrozenClock, draft: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    await while_announcing(
        postgres_store, clock, draft.id, lambda by: announcing.delete(by, draft.id, sure=True), monkeypatch
    )
    now = await postgres_store.read(sittings.find, draft.id)
    assert now is not None
    assert now.announced_at is not None


async def test_who_comes_to_the_class_meanwhile_is_summoned_once(
    postgres_store: Store, clock: FrozenClock, draft: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    (room,) = await postgres_store.read(sittings.classes_of, draft.id)

    def comes(by: Turn) -> list[Outcome]:
        pupils.add(by, room.id, "Zola", "Nina")
        return []

    await while_announcing(postgres_store, clock, draft.id, comes, monkeypatch)
    everybody = await postgres_store.read(sittings.candidates, draft.id)
    assert [each.name for each in everybody] == ["Martin Léa", "Zola Nina"]
