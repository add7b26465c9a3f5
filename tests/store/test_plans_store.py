"""The moments of a campaign's plan, each in the hands of one process at a time."""

import pytest

from bot.store import notices, people, plans
from bot.store.base import Store, Tx
from bot.store.plans import Occasion, PlanRow, Reminded
from tests.store.test_notices import campaign, furnish

NOW = 1_789_459_200_000
DAY = 86_400_000


@pytest.fixture(autouse=True)
async def school(store: Store) -> None:
    """A school of number 1 with the campaign of number 4."""
    await store.turn(furnish)
    await store.turn(campaign, 4)


def add(tx: Tx, days: int, due_at: int, campaign_id: int | None = 4) -> bool:
    kind: plans.OccasionKind = "pupils" if campaign_id else "week"
    return plans.add_occasion(tx, 1, campaign_id, kind, days, due_at + 1, due_at)


async def days_due(store: Store, now: int = NOW) -> int | None:
    """The days of the occasion that is due now."""
    occasion = await store.turn(plans.due, now)
    return occasion.days if occasion else None


async def test_a_campaign_has_the_usual_plan_until_its_teacher_writes_another(store: Store) -> None:
    assert await store.read(plans.find, 4) is None
    written = PlanRow("5,1", "", "Pensez au chapitre 2", 1)
    await store.turn(plans.put, 4, PlanRow("7", "3", "", 0))
    await store.turn(plans.put, 4, written)
    assert await store.read(plans.find, 4) == written


async def test_one_moment_for_each_kind_and_number_of_days(store: Store) -> None:
    assert await store.turn(add, 3, NOW + DAY)
    assert not await store.turn(add, 3, NOW + 2 * DAY)
    assert await store.turn(add, 1, NOW)
    assert await store.turn(add, 0, NOW, None)
    assert not await store.turn(add, 0, NOW, None)  # a school has one week
    assert [each.days for each in await store.read(plans.occasions, 4)] == [1, 3]


async def test_the_longest_due_is_gone_through_person_by_person_and_ends(store: Store) -> None:
    await store.turn(add, 3, NOW - 2)
    await store.turn(add, 1, NOW - 1)
    first = await store.turn(plans.due, NOW)
    assert first is not None
    await store.turn(plans.reach, first.id, 200)
    reached = await store.turn(plans.due, NOW)
    assert reached == Occasion(first.id, 1, 4, "pupils", 3, NOW - 1, NOW - 2, 200, None)

    await store.turn(plans.end, first.id, NOW)

    assert await days_due(store) == 1
    assert await days_due(store, NOW - 2) is None


async def test_a_week_comes_again(store: Store) -> None:
    await store.turn(add, 0, NOW, None)
    week = await store.turn(plans.due, NOW)
    assert week is not None
    await store.turn(plans.reach, week.id, 200)

    await store.turn(plans.again, week.id, 739_000, NOW + 7 * DAY + 1, NOW + 7 * DAY)

    assert await store.turn(plans.due, NOW) is None
    next_one = await store.turn(plans.due, NOW + 7 * DAY)
    assert next_one == Occasion(week.id, 1, None, "week", 739_000, NOW + 7 * DAY + 1, NOW + 7 * DAY, 0, None)


async def test_what_is_removed_is_no_more(store: Store) -> None:
    await store.turn(add, 3, NOW)
    [occasion] = await store.read(plans.occasions, 4)
    assert await store.read(plans.exists, occasion.id)
    await store.turn(plans.remove_occasion, occasion.id)
    assert not await store.read(plans.exists, occasion.id)
    assert await days_due(store) is None


async def test_schools_without_a_week_are_found(store: Store) -> None:
    assert await store.read(plans.schools_without, "week") == [1]
    await store.turn(add, 0, NOW, None)
    assert await store.read(plans.schools_without, "week") == []
    assert await store.read(plans.schools_without, "week_staff") == [1]


async def test_what_was_sent_is_counted_by_day_and_by_whom(store: Store) -> None:
    def story(tx: Tx) -> list[Reminded]:
        lea, tom = (people.meet(tx, chat, NOW).id for chat in (71, 72))
        for who, key, child, due, fate in (
            (lea, "reminder:4:2026-09-15", None, NOW, "sent"),
            (tom, "reminder:4:2026-09-15", None, NOW + 1, "uncertain"),
            (lea, "reminder:4:2026-09-17", None, NOW + 2 * DAY, "sent"),
            (tom, "reminder:4:2026-09-17", None, NOW + 2 * DAY, "finished"),
            (tom, f"reminder:4:c{lea}:2026-09-17", lea, NOW + 2 * DAY, "sent"),
            (tom, f"reminder:4:c{tom}:2026-09-17", tom, NOW + 2 * DAY, "sent"),
            (tom, "reminder:4:2026-09-18", None, NOW + 3 * DAY, None),
        ):
            notices.add(tx, who, "reminder", key, 1, due_at=due, campaign_id=4, child_id=child)
            (made,) = [each for each in notices.waiting(tx, who, due) if each.key == key]
            if fate is not None:
                notices.drop(tx, made, fate, due)
        return plans.reminded(tx, 4)

    assert await store.turn(story) == [
        Reminded(0, NOW, 2),
        Reminded(0, NOW + 2 * DAY, 1),
        Reminded(1, NOW + 2 * DAY, 1),  # one guardian of two children
    ]
