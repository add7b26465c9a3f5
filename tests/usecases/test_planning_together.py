"""On PostgreSQL: somebody joins, or a teacher changes the campaign, while the planner makes its notices."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import campaigns, classes, notices, people, plans, recipients
from bot.store.base import Store, Tx
from bot.store.plans import Occasion
from bot.store.recipients import Recipient
from bot.store.times import to_ms
from bot.usecases.reminders import expanding, planning
from tests.usecases.planning import Town, local, person

NOW = local("2026-09-22 09:00")
PATIENCE = 10.0  # seconds: of a test that fails


def furnish(tx: Tx) -> tuple[int, int, int]:
    """A campaign of this evening; a line of its class, and somebody who will join under it."""
    town, who = Town.found(tx), person(tx)
    room = town.room(tx)
    deadline = to_ms(NOW + timedelta(days=3, hours=8))
    made = town.campaign(tx, room, published_at=to_ms(NOW), deadline_at=deadline)
    for _ in range(3):
        town.line(tx, room, person(tx))
    planning.sync(tx, made.id, NOW)
    return made.id, town.line(tx, room), who


async def in_between(
    store: Store, monkeypatch: pytest.MonkeyPatch, goes_on: threading.Event, change: Callable[[Tx], None]
) -> None:
    """Another turn comes when the planner has read whom to tell, which goes on then."""
    read, pupils = threading.Event(), recipients.pupils

    def slow(tx: Tx, campaign_id: int, after: int, most: int) -> list[Recipient]:
        found = pupils(tx, campaign_id, after, most)
        read.set()
        goes_on.wait(PATIENCE)
        return found

    async def changed() -> None:
        await asyncio.to_thread(read.wait, PATIENCE)
        await store.turn(change)
        goes_on.set()

    monkeypatch.setattr(recipients, "pupils", slow)
    await asyncio.gather(expanded(store), changed())


async def expanded(store: Store) -> None:
    while await store.turn(expanding.step, NOW):
        pass


async def test_who_joins_during_the_first_batch_is_told(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign_id, line, who = await postgres_store.turn(furnish)

    def joins(tx: Tx) -> None:
        people.held(tx, who)
        classes.link(tx, line, who, to_ms(NOW))
        pupil = classes.pupil(tx, line)
        assert pupil is not None
        planning.joined(tx, pupil, who, NOW)

    await in_between(postgres_store, monkeypatch, threading.Event(), joins)
    told = await postgres_store.read(notices.waiting, who, 2**60)
    assert [each.key for each in told] == [f"reminder:{campaign_id}:2026-09-22"]


async def test_a_teacher_changes_a_campaign_without_a_deadlock(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign_id, _, _ = await postgres_store.turn(furnish)
    goes_on, occasions = threading.Event(), plans.occasions
    tries = []

    def change(tx: Tx) -> None:
        found = campaigns.locked(tx, campaign_id)
        assert found is not None and found.deadline_at is not None
        campaigns.save(tx, replace(found, deadline_at=found.deadline_at + 86_400_000))
        planning.sync(tx, campaign_id, NOW)

    def reads(tx: Tx, campaign_id: int) -> list[Occasion]:
        tries.append(1)
        goes_on.set()
        return occasions(tx, campaign_id)

    monkeypatch.setattr(plans, "occasions", reads)
    await in_between(postgres_store, monkeypatch, goes_on, change)
    assert len(tries) == 2  # by one sync, which reads them twice
