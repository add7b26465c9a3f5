"""When guardians hear of a campaign whose deadline is near, or comes near."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import campaigns, plans
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.usecases.reminders import planning
from tests.usecases.planning import Town, local

NOW = local("2026-09-15 10:00")  # a Tuesday


def publish(tx: Tx, now: datetime, deadline: datetime) -> Campaign:
    town = Town.found(tx)
    made = town.campaign(tx, town.room(tx), published_at=to_ms(now), deadline_at=to_ms(deadline))
    planning.sync(tx, made.id, now)
    return made


def move(tx: Tx, made: Campaign, now: datetime, deadline: datetime) -> None:
    campaigns.save(tx, replace(made, deadline_at=to_ms(deadline)))
    planning.sync(tx, made.id, now)


def opening(tx: Tx, made: Campaign) -> list[int]:
    return [each.at for each in plans.occasions(tx, made.id) if each.kind == "opening"]


@pytest.mark.parametrize("microseconds", [0, 123_000, 123_456])
async def test_a_deadline_in_three_hours_is_told_at_once_whatever_the_clock_shows(
    store: Store, microseconds: int
) -> None:
    now = datetime(2026, 9, 15, 8, 0, tzinfo=UTC) + timedelta(microseconds=microseconds)

    def story(tx: Tx) -> None:
        made = publish(tx, now, now + timedelta(hours=3))
        assert opening(tx, made) == [to_ms(now)]
        planning.sync(tx, made.id, now + timedelta(hours=1))
        assert opening(tx, made) == [to_ms(now)]

    await store.turn(story)


async def test_a_deadline_moved_to_this_evening_tells_at_once_what_nobody_was_told(store: Store) -> None:
    def story(tx: Tx) -> None:
        made = publish(tx, NOW, NOW + timedelta(days=2))
        assert opening(tx, made) == [to_ms(local("2026-09-15 18:00"))]
        noon = local("2026-09-15 12:00")
        move(tx, made, noon, local("2026-09-15 19:00"))
        assert opening(tx, made) == [to_ms(noon)]
        planning.sync(tx, made.id, noon + timedelta(hours=1))
        assert opening(tx, made) == [to_ms(noon)]  # told: it stays

    await store.turn(story)


async def test_what_was_told_on_the_first_evening_is_not_told_again_for_a_nearer_deadline(
    store: Store,
) -> None:
    def story(tx: Tx) -> None:
        made = publish(tx, NOW, NOW + timedelta(days=9))
        told = opening(tx, made)
        move(tx, made, local("2026-09-16 12:00"), local("2026-09-16 17:00"))
        assert opening(tx, made) == told

    await store.turn(story)
