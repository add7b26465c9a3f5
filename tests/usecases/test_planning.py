"""When people are told something of a campaign, and what becomes of it at every change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import campaigns, plans
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.plans import Occasion
from bot.store.schools import WritingRules, put_writing_rules
from bot.store.times import from_ms, to_ms
from bot.usecases.reminders import planning, weekly
from bot.usecases.reminders import plans as plan_settings
from bot.usecases.reminders.hours import Agenda, Hours
from bot.usecases.reminders.planning import USEFUL, moments
from bot.usecases.reminders.plans import Plan
from tests.usecases.desk import Desk
from tests.usecases.planning import CAMPAIGN, PARIS, Town, local, ms
from tests.usecases.schooling import plan_weeks

NOW = local("2026-09-15 10:00")  # a Tuesday
SCHOOL = Agenda(PARIS, "A")
NO_HOLIDAYS = Agenda(PARIS, "")
PUPILS_ONLY = Plan(guardians=())


def planned(
    deadline: str, plan: Plan = PUPILS_ONLY, agenda: Agenda = NO_HOLIDAYS, now: datetime = NOW, **changes: Any
) -> dict[str, str]:
    """What is told when, in local time: «pupils-7» on «Fri 18 17:00»."""
    until = ms(deadline, agenda.zone) if deadline else None
    campaign = replace(CAMPAIGN, deadline_at=until, published_at=to_ms(now), **changes)
    found = moments(plan, campaign, agenda, now)
    return {_called(each.kind, each.days): _told(each.at, agenda.zone) for each in found}


def _called(kind: str, days: int) -> str:
    return f"{kind}-{days}" if kind in {"pupils", "guardians"} else kind


def _told(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%a %d %H:%M")


def reminders(deadline: str, agenda: Agenda = NO_HOLIDAYS, now: datetime = NOW) -> str:
    """Those of the usual plan for pupils alone: «7: Fri 18 17:00, …»."""
    found = planned(deadline, agenda=agenda, now=now)
    return ", ".join(f"{key[-1]}: {at}" for key, at in found.items() if key.startswith("pupils"))


def test_a_campaign_as_they_usually_are() -> None:
    assert planned("2026-09-25 18:00", Plan()) == {
        "opening": "Tue 15 18:00",
        "pupils-7": "Fri 18 17:00",
        "pupils-3": "Tue 22 17:00",
        "guardians-3": "Tue 22 18:00",
        "pupils-1": "Thu 24 17:00",
        "guardians-1": "Thu 24 18:00",
        "pupils-0": "Fri 25 07:30",
        "after": "Mon 28 07:30",
    }


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        # Sunday evening: the day before is quiet and Monday too late, so Friday; no last morning
        ("2026-09-27 20:00", "7: Mon 21 07:00, 3: Thu 24 17:00, 1: Fri 25 17:00"),
        # Monday at 8: 7 h is not two hours before; Friday's two reminders are one
        ("2026-09-28 08:00", "7: Mon 21 17:00, 1: Fri 25 17:00"),
        # Monday at noon: what Sunday could not tell is told with the last morning
        ("2026-09-28 12:00", "7: Mon 21 17:00, 3: Fri 25 17:00, 0: Mon 28 07:30"),
        # two hours before is still useful, a minute less is not
        ("2026-09-25 09:30", "7: Fri 18 17:00, 3: Tue 22 17:00, 1: Thu 24 17:00, 0: Fri 25 07:30"),
        ("2026-09-25 09:29", "7: Fri 18 17:00, 3: Tue 22 17:00, 1: Thu 24 17:00"),
        # in the night between two days: the day that ends
        ("2026-09-24 23:59", "7: Thu 17 17:00, 3: Mon 21 17:00, 1: Wed 23 17:00, 0: Thu 24 07:30"),
        # soon
        ("2026-09-16 18:00", "1: Tue 15 17:00, 0: Wed 16 07:30"),
        ("2026-09-15 18:00", ""),
    ],
)  # fmt: skip
def test_reminders_come_when_pupils_may_be_written_to(deadline: str, expected: str) -> None:
    assert reminders(deadline) == expected


def test_holidays_are_left_alone() -> None:
    assert reminders("2026-11-02 18:00", SCHOOL) == "0: Mon 02 07:30"
    assert reminders("2026-11-02 08:00", SCHOOL) == "1: Fri 16 17:00"
    assert planned("2026-10-16 18:00", agenda=SCHOOL)["after"] == "Mon 02 07:30"


def test_clocks_that_change_do_not_move_a_reminder() -> None:
    assert (
        reminders("2026-10-26 18:00", now=local("2026-10-15 10:00"))
        == "7: Mon 19 17:00, 3: Fri 23 17:00, 0: Mon 26 07:30"
    )
    # Easter Monday is the day after the clocks went forward
    assert reminders("2027-03-30 12:00", now=local("2027-03-15 10:00")) == "7: Tue 23 17:00, 0: Tue 30 07:30"
    summer, winter = (
        [each.at for each in moments(Plan((3,), ()), _until(deadline), NO_HOLIDAYS, NOW) if each.days == 3]
        for deadline in ("2026-10-23 18:00", "2026-10-30 18:00")
    )
    assert summer == [datetime(2026, 10, 20, 15, 0, tzinfo=UTC)]
    assert winter == [datetime(2026, 10, 27, 16, 0, tzinfo=UTC)]


def _until(deadline: str, zone: str = PARIS) -> Campaign:
    return replace(CAMPAIGN, deadline_at=ms(deadline, zone))


@pytest.mark.parametrize(
    ("zone", "hour"), [("Indian/Reunion", 13), ("America/Martinique", 21), ("Pacific/Wallis", 5)]
)
def test_schools_overseas_have_their_own_five_o_clock(zone: str, hour: int) -> None:
    found = moments(Plan((1,), ()), _until("2026-09-25 18:00", zone), Agenda(zone, ""), NOW)
    [told] = [each.at for each in found if each.kind == "pupils"]
    assert told == datetime(2026, 9, 24, hour, 0, tzinfo=UTC)


def test_a_deadline_in_an_hour_is_told_to_guardians_at_once() -> None:
    assert planned("2026-09-15 11:00", Plan()) == {"opening": "Tue 15 10:00", "after": "Wed 16 07:30"}
    at_night = local("2026-09-15 21:00")
    assert planned("2026-09-15 22:00", Plan(), now=at_night) == {"after": "Wed 16 07:30"}


def test_guardians_hear_of_a_campaign_on_the_first_evening_of_an_open_day() -> None:
    assert planned("", now=local("2026-09-18 18:30")) == {"opening": "Mon 21 18:00"}
    assert planned("", opens_at=ms("2026-09-23 08:00")) == {"opening": "Wed 23 18:00"}
    assert planned("2026-09-21 12:00", now=local("2026-09-18 19:00"))["opening"] == "Fri 18 19:00"
    assert planned("2026-09-21 12:00", now=local("2026-09-18 20:00"))["opening"] == "Mon 21 07:00"


def test_nobody_is_reminded_before_a_campaign_opens() -> None:
    found = planned("2026-09-25 18:00", Plan(), opens_at=ms("2026-09-23 08:00"))
    assert "pupils-3" not in found
    assert "guardians-3" not in found
    assert found["pupils-1"] == "Thu 24 17:00"


def test_hours_of_a_school_change_the_hour_and_not_the_day() -> None:
    late = Agenda(PARIS, "", Hours(opens=9 * 60, closes=16 * 60))
    assert planned("2026-09-25 18:00", Plan(), late) == {
        "opening": "Tue 15 15:00",
        "pupils-7": "Fri 18 15:00",
        "pupils-3": "Tue 22 15:00",
        "guardians-3": "Tue 22 15:00",
        "pupils-1": "Thu 24 15:00",
        "guardians-1": "Thu 24 15:00",
        "pupils-0": "Fri 25 09:30",
        "after": "Mon 28 09:30",
    }
    weekend = Agenda(PARIS, "", Hours(weekend=True))
    assert reminders("2026-09-27 20:00", weekend).endswith("0: Sun 27 07:30")


@pytest.mark.parametrize(
    ("opens", "closes", "pupils", "guardians"),
    [
        (7, 20, "17:00", "18:00"),
        (7, 19, "17:00", "18:00"),
        (7, 18, "17:00", "17:00"),  # people are written to until 17 h 59: an hour before the end
        (7, 17, "16:00", "16:00"),
        (14, 15, "14:00", "14:00"),
        (18, 22, "18:00", "18:00"),  # before they begin
    ],
)
def test_where_an_hour_is_quiet_another_one_of_that_day_is_not(
    opens: int, closes: int, pupils: str, guardians: str
) -> None:
    agenda = Agenda(PARIS, "", Hours(opens * 60, closes * 60))
    found = planned("2026-09-25 23:00", Plan((7, 3, 1), (3, 1)), agenda)
    days = {"pupils-7": "Fri 18", "pupils-3": "Tue 22", "pupils-1": "Thu 24"}
    assert found.items() >= {(key, f"{day} {pupils}") for key, day in days.items()}
    days = {"opening": "Tue 15", "guardians-3": "Tue 22", "guardians-1": "Thu 24"}
    assert found.items() >= {(key, f"{day} {guardians}") for key, day in days.items()}


def test_where_hours_end_early_only_a_day_off_moves_a_reminder() -> None:
    early = Agenda(PARIS, "A", Hours(closes=17 * 60))
    assert reminders("2026-09-28 12:00", early) == "7: Mon 21 16:00, 3: Fri 25 16:00, 0: Mon 28 07:30"
    assert reminders("2026-09-29 18:00", early) == "7: Tue 22 16:00, 1: Mon 28 16:00, 0: Tue 29 07:30"
    assert reminders("2026-11-02 08:00", early) == "1: Fri 16 16:00"


def test_a_plan_may_be_empty_or_hold_the_last_morning_alone() -> None:
    assert planned("2026-09-25 18:00", Plan((), ())).keys() == {"opening", "after"}
    assert planned("2026-09-25 18:00", Plan((0,), (0,))).items() >= {
        ("pupils-0", "Fri 25 07:30"),
        ("guardians-0", "Fri 25 07:30"),
    }


@pytest.mark.parametrize("days", [(365,), (-1,), (61,), tuple(range(7))])
def test_a_plan_refuses_days_that_cannot_be(days: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="at most 6"):
        Plan(days)
    with pytest.raises(ValueError, match="at most 6"):
        Plan(guardians=days)


def test_the_days_of_a_plan_are_sorted_and_each_there_once() -> None:
    assert Plan((1, 7, 1, 0)).pupils == (7, 1, 0)


_HOURS = st.builds(
    lambda opens, length, weekend: Hours(opens, min(opens + length, 1440), weekend),
    st.integers(240, 900),
    st.integers(60, 900),
    st.booleans(),
)
_PLANS = st.builds(
    Plan,
    st.lists(st.integers(0, 60), max_size=6).map(tuple),
    st.lists(st.integers(0, 60), max_size=6).map(tuple),
)


@settings(deadline=None)
@given(
    _PLANS,
    _HOURS,
    st.sampled_from([PARIS, "Indian/Reunion", "America/Martinique", "Pacific/Noumea"]),
    st.integers(1, 120 * 24 * 60),
    st.none() | st.integers(-60 * 24 * 60, 60 * 24 * 60),
)
def test_whatever_the_plan_it_is_kind(
    plan: Plan, hours: Hours, zone: str, minutes: int, opens: int | None
) -> None:
    deadline = NOW + timedelta(minutes=minutes)
    start = NOW + timedelta(minutes=opens) if opens is not None and opens < minutes else NOW
    agenda = Agenda(zone, "A", hours)
    campaign = replace(CAMPAIGN, deadline_at=to_ms(deadline), opens_at=to_ms(start), published_at=to_ms(NOW))
    found = moments(plan, campaign, agenda, NOW)

    told = [each for each in found if each.kind in {"pupils", "guardians"}]
    assert all(agenda.is_open(each.at) for each in found)
    assert all(max(NOW, start) <= each.at <= deadline - USEFUL for each in told)
    assert len({(each.kind, agenda.day_of(each.at)) for each in told}) == len(told)
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert sum(each.kind == "after" for each in found) == 1
    assert all(each.at > deadline for each in found if each.kind == "after")


# What is stored


def stored(tx: Tx, campaign: Campaign) -> dict[str, Occasion]:
    return {_called(each.kind, each.days): each for each in plans.occasions(tx, campaign.id)}


def told(tx: Tx, campaign: Campaign) -> dict[str, str]:
    """What is planned, in local time."""
    return {key: _told(from_ms(each.at), PARIS) for key, each in stored(tx, campaign).items()}


def change(tx: Tx, campaign: Campaign, now: datetime = NOW, **columns: Any) -> Campaign:
    changed = replace(campaign, **columns)
    campaigns.save(tx, changed)
    planning.sync(tx, campaign.id, now)
    return changed


def published(tx: Tx, deadline: str = "2026-09-25 18:00") -> Campaign:
    made = Town.found(tx).campaign(tx, deadline_at=ms(deadline), published_at=to_ms(NOW))
    planning.sync(tx, made.id, NOW)
    return made


async def test_what_is_planned_is_stored_once_and_due_on_its_day(store: Store) -> None:
    def story(tx: Tx) -> None:
        made = published(tx)
        before = stored(tx, made)
        planning.sync(tx, made.id, NOW)
        planning.sync(tx, made.id, NOW + timedelta(days=5))
        assert stored(tx, made) == before
        assert len(before) == 8
        assert before["pupils-3"].due_at == ms("2026-09-22 00:00")

    await store.turn(story)


async def test_a_deadline_that_moves_moves_everything_but_what_was_told_and_still_is_right(
    store: Store,
) -> None:
    def story(tx: Tx) -> None:
        made = published(tx)
        opening = stored(tx, made)["opening"]
        plans.end(tx, opening.id, to_ms(NOW))
        later = NOW + timedelta(days=4)
        moved = change(tx, made, later, deadline_at=ms("2026-09-30 18:00"))
        assert told(tx, moved) == {
            "opening": "Tue 15 18:00",
            "pupils-7": "Wed 23 17:00",
            "pupils-3": "Mon 28 07:00",
            "guardians-3": "Mon 28 07:00",
            "pupils-1": "Tue 29 17:00",
            "guardians-1": "Tue 29 18:00",
            "pupils-0": "Wed 30 07:30",
            "after": "Thu 01 07:30",
        }
        assert stored(tx, moved)["opening"].done_at == to_ms(NOW)

    await store.turn(story)


async def test_a_closed_campaign_has_nothing_to_tell_until_it_opens_again(store: Store) -> None:
    def story(tx: Tx) -> None:
        made = published(tx)
        before = told(tx, made)
        closed = change(tx, made, closed_at=to_ms(NOW))
        assert told(tx, closed) == {}
        assert told(tx, change(tx, closed, closed_at=None)) == before
        archived = change(tx, closed, archived_at=to_ms(NOW))
        assert told(tx, archived) == {}
        late = change(tx, closed, local("2026-09-24 12:00"), closed_at=None)
        assert told(tx, late).keys() == {"pupils-1", "guardians-1", "pupils-0", "after"}

    await store.turn(story)


async def test_when_the_deadline_has_passed_its_digest_is_still_to_come(store: Store) -> None:
    def story(tx: Tx) -> None:
        made = published(tx)
        change(tx, made, local("2026-09-26 12:00"), retries=0)
        assert stored(tx, made)["after"].done_at is None
        closed = change(tx, made, local("2026-09-26 12:00"), closed_at=ms("2026-09-26 12:00"))
        assert told(tx, closed) == {"after": "Mon 28 07:30"}
        assert told(tx, change(tx, closed, archived_at=1)) == {}

    await store.turn(story)


async def test_without_a_deadline_only_the_opening_is_told(store: Store) -> None:
    def story(tx: Tx) -> None:
        without = change(tx, published(tx), deadline_at=None)
        assert told(tx, without) == {"opening": "Tue 15 18:00"}

    await store.turn(story)


async def test_a_draft_plans_nothing(store: Store) -> None:
    def story(tx: Tx) -> None:
        draft = Town.found(tx).campaign(tx, deadline_at=ms("2026-09-25 18:00"), published_at=None)
        planning.sync(tx, draft.id, NOW)
        planning.sync(tx, 12345, NOW)  # nor one that was deleted
        assert stored(tx, draft) == {}

    await store.turn(story)


async def test_another_plan_or_other_hours_count_at_once(store: Store) -> None:
    def story(tx: Tx) -> None:
        made = published(tx)
        assert plan_settings.load(tx, made.id) == Plan()
        plan = Plan((2,), (), "Pensez au chapitre 2", True)
        plan_settings.save(tx, made.id, plan)
        planning.sync(tx, made.id, NOW)
        assert plan_settings.load(tx, made.id) == plan
        assert told(tx, made) == {
            "opening": "Tue 15 18:00",
            "pupils-2": "Wed 23 17:00",
            "after": "Mon 28 07:30",
        }
        put_writing_rules(tx, made.school_id, WritingRules(hours=Hours(closes=17 * 60).dump()))
        planning.sync_school(tx, made.school_id, NOW)
        assert told(tx, made)["pupils-2"] == "Wed 23 16:00"

    await store.turn(story)


_CHANGES = st.fixed_dictionaries(
    {
        "deadline_at": st.none() | st.integers(-20, 80).map(lambda days: to_ms(NOW + timedelta(days=days))),
        "opens_at": st.none() | st.integers(-20, 40).map(lambda hours: to_ms(NOW + timedelta(hours=hours))),
        "closed_at": st.sampled_from([None, to_ms(NOW)]),
        "retries": st.integers(0, 1),
    }
)


@settings(deadline=None, max_examples=30)
@given(before=_CHANGES, changes=_CHANGES, plan=_PLANS, hours=_HOURS)
def test_the_order_of_changes_does_not_matter(
    order_desk: Desk, before: dict[str, int | None], changes: dict[str, int | None], plan: Plan, hours: Hours
) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        put_writing_rules(tx, town.school_id, WritingRules(hours=hours.dump()))
        found = []
        for order in list(permutations(changes))[::5]:
            made = town.campaign(tx, published_at=to_ms(NOW), **before)
            planning.sync(tx, made.id, NOW)
            for column in order:
                made = change(tx, made, NOW, **{column: changes[column]})
            plan_settings.save(tx, made.id, plan)
            planning.sync(tx, made.id, NOW)
            once = stored(tx, made)
            planning.sync(tx, made.id, NOW)
            assert stored(tx, made) == once
            found.append({key: (each.at, each.due_at) for key, each in once.items()})
        assert all(each == found[0] for each in found)

    order_desk.turn(story)


@pytest.fixture(scope="module")
def order_desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


# Every week


@pytest.mark.parametrize(
    ("now", "week", "week_staff"),
    [
        ("2026-09-15 10:00", "Fri 18 18:00", "Mon 21 07:30"),
        ("2026-09-18 18:00", "Fri 25 18:00", "Mon 21 07:30"),
        ("2026-09-14 07:00", "Fri 18 18:00", "Mon 14 07:30"),
        ("2026-10-14 10:00", "Fri 16 18:00", "Mon 02 07:30"),  # holidays from the 17th to 2 November
        ("2026-11-09 10:00", "Fri 13 18:00", "Mon 16 07:30"),
        ("2027-03-27 10:00", "Fri 02 18:00", "Tue 30 07:30"),  # Easter Monday
        ("2027-05-03 10:00", "Wed 05 18:00", "Mon 10 07:30"),  # Ascension, and its bridge
    ],
)
def test_a_week_is_told_on_friday_and_begun_on_monday_or_the_nearest_day(
    now: str, week: str, week_staff: str
) -> None:
    at = local(now)
    found = [weekly.following(kind, SCHOOL, SCHOOL.day_of(at), at) for kind in weekly.KINDS]
    assert [_told(each, PARIS) for each in found] == [week, week_staff]


async def test_every_school_has_its_weeks_once_and_they_follow_its_hours(store: Store) -> None:
    def story(tx: Tx) -> None:
        school_id = Town.found(tx).school_id
        assert weekly.missing(tx)
        plan_weeks(tx, NOW)
        plan_weeks(tx, NOW)
        assert not weekly.missing(tx)
        assert weeks(tx, school_id) == {"week": "Fri 18 18:00", "week_staff": "Mon 21 07:30"}

        put_writing_rules(tx, school_id, WritingRules(hours=Hours(opens=8 * 60, closes=16 * 60).dump()))
        planning.sync_school(tx, school_id, NOW)
        assert weeks(tx, school_id) == {"week": "Fri 18 15:00", "week_staff": "Mon 21 08:30"}

    await store.turn(story)


async def test_a_week_that_was_told_is_not_told_again_when_hours_change(store: Store) -> None:
    def story(tx: Tx) -> None:
        school_id, friday = Town.found(tx).school_id, local("2026-09-18 10:00")
        plan_weeks(tx, NOW)
        [week] = [each for each in plans.weekly(tx, school_id) if each.kind == "week"]
        weekly.arm_again(tx, week, NO_HOLIDAYS, friday)
        planning.sync_school(tx, school_id, friday)
        assert weeks(tx, school_id)["week"] == "Fri 25 18:00"

    await store.turn(story)


@pytest.mark.parametrize("now", ["2026-10-08 10:00", "2026-10-12 10:00"])  # the holidays begin on the 10th
async def test_days_off_set_by_mistake_and_taken_back_leave_no_week_out(store: Store, now: str) -> None:
    def story(tx: Tx) -> None:
        school_id = Town.found(tx).school_id
        put_writing_rules(tx, school_id, WritingRules("A"))
        plan_weeks(tx, local(now))
        before = weeks(tx, school_id)
        for calendar in ("reunion", "A"):
            put_writing_rules(tx, school_id, WritingRules(calendar))
            planning.sync_school(tx, school_id, local(now))
        assert weeks(tx, school_id) == before

    await store.turn(story)


def weeks(tx: Tx, school_id: int) -> dict[str, str]:
    return {each.kind: _told(from_ms(each.at), PARIS) for each in plans.weekly(tx, school_id)}


# Who comes on the very day


async def test_a_class_that_comes_on_the_day_is_gone_through_after_what_is_due(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room = town.room(tx)
        made = town.campaign(tx, room, deadline_at=ms("2026-09-25 18:00"), published_at=to_ms(NOW))
        planning.sync(tx, made.id, NOW)
        for each in stored(tx, made).values():
            plans.reach(tx, each.id, 2**60)
            plans.end(tx, each.id, 1)
        evening = local("2026-09-22 17:30")
        planning.many_came(tx, room, evening)
        again = {key: each for key, each in stored(tx, made).items() if each.done_at is None}
        assert again.keys() == {"guardians-3"}  # of that day, and still to come
        assert (again["guardians-3"].reached, again["guardians-3"].due_at) == (0, to_ms(evening))

        campaigns.drop_class(tx, made.id, room)
        noon = local("2026-09-24 12:00")
        planning.many_came(tx, room, noon)
        assert stored(tx, made)["pupils-1"].done_at is not None
        planning.given(tx, made.id, noon)
        assert stored(tx, made)["pupils-1"].done_at is None

    await store.turn(story)
