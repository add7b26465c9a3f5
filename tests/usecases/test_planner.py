"""The planner's tick: notices on their day, by one scheduler or two, and what was planned by nobody yet."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.store import campaigns, notices, plans, recipients
from bot.store.base import Store, Tx
from bot.store.plans import PlanRow
from bot.store.recipients import Recipient
from bot.store.times import to_ms
from bot.usecases.reminders import expanding, planning, weekly
from scheduler.planner import Planner
from tests.usecases.planning import Town, guardian_of_line, local, ms, person


async def at_once(_: float) -> None:
    """Nobody waits in these tests."""


def planner(store: Store, clock: FrozenClock) -> Planner:
    return Planner(store, clock, at_once)


def furnish(tx: Tx, pupils: int = 3, deadline: str = "2026-09-25 18:00") -> tuple[int, list[int]]:
    """A published campaign that nobody planned, as an older release left it; its pupils and guardians."""
    town = Town.found(tx)
    room = town.room(tx)
    everybody = []
    for _ in range(pupils):
        who = person(tx)
        everybody += [who, guardian_of_line(tx, town.line(tx, room, who))]
    made = town.campaign(tx, room, deadline_at=ms(deadline), published_at=ms("2026-09-01 10:00"))
    return made.id, everybody


def change(tx: Tx, campaign_id: int, /, **columns: Any) -> None:
    found = campaigns.locked(tx, campaign_id)
    assert found is not None
    campaigns.save(tx, replace(found, **columns))


def kinds(tx: Tx, campaign_id: int) -> list[str]:
    return [f"{each.kind}-{each.days}" for each in plans.occasions(tx, campaign_id)]


def keys(tx: Tx, everybody: list[int]) -> list[list[str]]:
    return [[each.key for each in notices.waiting(tx, who, 2**60)] for who in everybody]


async def test_a_school_of_an_older_release_gets_its_reminders(store: Store, clock: FrozenClock) -> None:
    running, everybody = await store.turn(furnish)
    ended, _ = await store.turn(furnish, deadline="2026-05-01 18:00")
    closed, _ = await store.turn(furnish)

    await store.turn(change, closed, closed_at=1)
    ticking = planner(store, clock)
    await ticking.tick()

    assert await store.read(kinds, running) == [
        "pupils-7",
        "pupils-3",
        "guardians-3",
        "pupils-1",
        "guardians-1",
        "pupils-0",
        "after-0",
    ]
    assert await store.read(kinds, ended) == await store.read(kinds, closed) == []
    assert await store.read(keys, everybody) == [[]] * 6

    clock.advance(local("2026-09-18 00:00") - clock.now())
    await ticking.tick()
    told = await store.read(keys, everybody)
    assert told[::2] == [[f"reminder:{running}:2026-09-18"]] * 3


async def test_a_school_that_comes_later_gets_its_weeks(store: Store, clock: FrozenClock) -> None:
    ticking = planner(store, clock)
    await ticking.tick()
    town = await store.turn(Town.found)
    await ticking.tick()
    assert [each.kind for each in await store.read(plans.weekly, town.school_id)] == ["week", "week_staff"]


async def test_one_tick_makes_so_many_batches_and_leaves_the_rest_to_the_next(
    store: Store, clock: FrozenClock
) -> None:
    for _ in range(15):
        await store.turn(furnish, 1)
    clock.advance(local("2026-09-22 01:00") - clock.now())
    ticking = planner(store, clock)
    await ticking.tick()
    assert await store.turn(plans.due, to_ms(clock.now())) is not None
    await ticking.tick()
    assert await store.turn(plans.due, to_ms(clock.now())) is None


async def test_two_schedulers_at_once_tell_everybody_once(postgres_store: Store, clock: FrozenClock) -> None:
    store = postgres_store
    made = [await store.turn(furnish, 4) for _ in range(4)]
    clock.advance(local("2026-09-22 01:00") - clock.now())
    both = [planner(store, clock) for _ in range(2)]

    for _ in range(2):
        await asyncio.gather(*(each.tick() for each in both))

    for campaign_id, everybody in made:
        told = await store.read(keys, everybody)
        assert [len(each) for each in told] == [1] * 8
        assert told[0] == [f"reminder:{campaign_id}:2026-09-22"]
    assert await store.turn(plans.due, to_ms(clock.now())) is None


async def test_a_change_while_notices_are_made_leaves_none_of_a_moment_that_is_gone(
    postgres_store: Store, clock: FrozenClock
) -> None:
    store = postgres_store
    campaign_id, everybody = await store.turn(furnish, 20)
    clock.advance(local("2026-09-22 01:00") - clock.now())
    await store.turn(planning.sync, campaign_id, clock.now())

    def move(tx: Tx) -> None:
        change(tx, campaign_id, deadline_at=ms("2026-09-29 18:00"))
        planning.sync(tx, campaign_id, clock.now())

    await asyncio.gather(
        store.turn(expanding.step, clock.now()), store.turn(move), store.turn(expanding.step, clock.now())
    )
    clock.advance(timedelta(seconds=2))
    while await store.turn(expanding.step, clock.now()):
        pass

    def stale(tx: Tx) -> list[str]:
        waiting = [each for who in everybody for each in notices.waiting(tx, who, 2**60)]
        gone = [each.key for each in waiting if not plans.exists(tx, each.occasion_id or 0)]
        return [key for key in gone if key.count(":") == 2]  # a pupil's: seven days before is that day now

    assert await store.read(stale) == []


# One that can't be planned


def in_no_zone(tx: Tx) -> int:
    """A school in a zone that an older release does not know."""
    return Town.found(tx, "Europe/Atlantis").school_id


async def test_a_campaign_that_cant_be_told_goes_behind_the_others(
    store: Store, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    spoilt, _ = await store.turn(furnish)
    fine, everybody = await store.turn(furnish)
    pupils = recipients.pupils

    def fails(tx: Tx, campaign_id: int, *asked: int) -> list[Recipient]:
        if campaign_id == spoilt:
            raise TypeError("of another release")
        return pupils(tx, campaign_id, *asked)

    monkeypatch.setattr(recipients, "pupils", fails)
    ticking = planner(store, clock)
    await ticking.tick()
    clock.advance(local("2026-09-22 07:00") - clock.now())
    await ticking.tick()
    assert all(f"reminder:{fine}:" in " ".join(each) for each in await store.read(keys, everybody))

    said = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert all("can't be told: TypeError" in each for each in said)
    await ticking.tick()
    assert len([each for each in caplog.records if each.levelname == "ERROR"]) == len(said) > 0
    clock.advance(timedelta(hours=1))
    await ticking.tick()  # it is tried again
    assert len([each for each in caplog.records if each.levelname == "ERROR"]) > len(said)


async def test_a_school_that_cant_be_read_keeps_nobody_from_being_planned(
    store: Store, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    spoilt, _ = await store.turn(furnish)
    fine, _ = await store.turn(furnish)
    await store.turn(plans.put, spoilt, PlanRow("seven", "", "", 0))
    school_id = await store.turn(in_no_zone)
    ticking = planner(store, clock)
    await ticking.tick()
    await ticking.tick()
    assert "pupils-3" in await store.read(kinds, fine)
    assert await store.read(weekly.missing) == [school_id]
    said = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert said == [f"planning {spoilt}: ValueError", f"weekly {school_id}: ZoneInfoNotFoundError"]
