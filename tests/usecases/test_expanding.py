"""On the day: who is told, of what, exactly once; who is left out, and why."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.store import campaigns, classes, notices, people, plans, recipients
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.notices import Notice, Preference
from bot.store.plans import OccasionKind
from bot.store.times import from_ms, to_ms
from bot.usecases.reminders import expanding, planning
from bot.usecases.reminders.hours import Hours
from tests.usecases.planning import (
    Town,
    begins,
    finishes,
    guardian_of,
    guardian_of_line,
    local,
    ms,
    person,
)
from tests.usecases.schooling import plan_weeks

NOW = local("2026-09-15 10:00")  # a Tuesday
DEADLINE = ms("2026-09-25 18:00")
MIDNIGHT, MORNING = local("2026-09-22 00:00"), local("2026-09-22 09:00")  # three days before


def publish(tx: Tx, town: Town, *rooms: int, **changes: int) -> Campaign:
    made = town.campaign(tx, *rooms, deadline_at=DEADLINE, published_at=to_ms(NOW), **changes)
    planning.sync(tx, made.id, NOW)
    return made


def expand(tx: Tx, now: datetime = MIDNIGHT) -> int:
    """Make everything that is due; the number of batches."""
    batches = 0
    while expanding.step(tx, now):
        batches += 1
    return batches


def told(tx: Tx, who: int) -> list[Notice]:
    """What somebody is to be told one day."""
    return notices.waiting(tx, who, 2**60)


def keys(tx: Tx, who: int) -> list[str]:
    return [each.key for each in told(tx, who)]


def at(kind: OccasionKind, tx: Tx, campaign: Campaign) -> int:
    """The moment of the occasion of the 22nd."""
    found = plans.occasions(tx, campaign.id)
    return next(each.at for each in found if each.kind == kind and each.days == 3)


# Pupils


async def test_pupils_who_have_not_finished_are_reminded(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, other = town.room(tx), town.room(tx)
        new, running, done, gone, guest, elsewhere, late = (person(tx) for _ in range(7))
        lines = {who: town.line(tx, room, who) for who in (new, running, done, gone)}
        town.line(tx, other, elsewhere)
        town.line(tx, room)  # nobody has joined
        classes.set_aside(tx, lines[gone], 1)
        made = publish(tx, town, room)
        begins(tx, running, made, lines[running])
        finishes(tx, done, made, lines[done])
        begins(tx, gone, made, lines[gone])
        begins(tx, guest, made)
        finishes(tx, late, made)
        begins(tx, late, made)  # another attempt, after one that counts
        expand(tx)

        key = f"reminder:{made.id}:2026-09-22"
        everybody = (new, running, done, gone, guest, elsewhere, late)
        assert {who for who in everybody if keys(tx, who) == [key]} == {new, running, guest}
        assert not any(keys(tx, who) for who in (done, gone, elsewhere, late))
        [notice] = told(tx, new)
        assert notice.due_at == ms("2026-09-22 17:00") == at("pupils", tx, made)
        about = (notice.valid_until, notice.campaign_id, notice.pupil_id, notice.child_id)
        assert about == (DEADLINE, made.id, None, None)

    await store.turn(story)


async def test_nothing_is_made_before_the_day_and_once_on_it(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea = town.room(tx), person(tx)
        town.line(tx, room, lea)
        publish(tx, town, room)
        assert expand(tx, MIDNIGHT - timedelta(seconds=1)) == 2  # the opening, and seven days before
        assert len(told(tx, lea)) == 1
        assert expand(tx) == 2
        assert expand(tx, MORNING) == 0
        assert len(told(tx, lea)) == 2

    await store.turn(story)


async def test_many_are_told_in_batches_and_nobody_is_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expanding, "BATCH", 5)

    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room = town.room(tx)
        everybody = [person(tx) for _ in range(11)]
        lines = [town.line(tx, room, who) for who in everybody]
        parents = [guardian_of_line(tx, line) for line in lines]
        guardian_of_line(tx, lines[-1], parents[0])  # who has two children
        made = town.campaign(tx, room, deadline_at=DEADLINE, published_at=to_ms(NOW))
        planning.sync(tx, made.id, MIDNIGHT)
        assert expand(tx) == 6  # three for the pupils, three for their guardians
        assert [len(keys(tx, who)) for who in everybody] == [1] * 11
        assert [len(keys(tx, who)) for who in parents] == [2] + [1] * 10

    await store.turn(story)


async def test_the_log_counts_who_does_not_want_it_or_is_gone_and_the_letter_looks_again(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room = town.room(tx)
        stopped, muted, blocked, weekly_off, fine = (person(tx) for _ in range(5))
        for who in (stopped, muted, blocked, weekly_off, fine):
            town.line(tx, room, who)
        made = publish(tx, town, room)
        notices.prefer(tx, stopped, Preference(stopped_at=1))
        notices.mute(tx, muted, made.id, 1)
        found = people.find(tx, blocked)
        assert found is not None
        people.set_reachable(tx, found.chat_id, False)
        notices.prefer(tx, weekly_off, Preference(weekly=0))
        with caplog.at_level(logging.INFO, "bot.usecases.reminders.expanding"):
            expand(tx)
        assert all(keys(tx, who) for who in (stopped, muted, blocked, weekly_off, fine))

    await store.turn(story)
    said = " ".join(each.getMessage() for each in caplog.records)
    for words in ("'stopped': 1", "'muted': 1", "'unreachable': 1", "'told': 2"):
        assert words in said


async def test_hours_of_their_own_are_kept_and_those_that_come_too_late_are_counted(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, morning, never = town.room(tx), person(tx), person(tx)
        town.line(tx, room, morning)
        town.line(tx, room, never)
        notices.prefer(tx, morning, Preference(hours=Hours(closes=12 * 60).dump()))
        notices.prefer(tx, never, Preference(hours=Hours(opens=19 * 60).dump()))
        publish(tx, town, room)
        expand(tx, local("2026-09-24 00:00"))
        expand(tx, local("2026-09-25 00:00"))
        assert ms("2026-09-25 07:00") in {each.due_at for each in told(tx, morning)}
        last = {each.due_at for each in told(tx, never)}
        assert max(last) == ms("2026-09-25 07:30")  # as for everybody: the letter looks at their hours again

    with caplog.at_level(logging.INFO, "bot.usecases.reminders.expanding"):
        await store.turn(story)
    assert any("'late': 1" in each.getMessage() for each in caplog.records)


# Guardians


async def test_guardians_are_told_of_each_child_once_whoever_made_the_tie(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room = town.room(tx)
        lea, guest, done = person(tx), person(tx), person(tx)
        lea_line, absent, done_line = (town.line(tx, room, who) for who in (lea, None, done))
        mother = guardian_of_line(tx, lea_line)
        guardian_of(tx, lea, mother)  # by both ways
        guardian_of_line(tx, absent, mother)
        father, uncle, aunt = guardian_of(tx, lea), guardian_of(tx, guest), guardian_of_line(tx, done_line)
        made = publish(tx, town, room)
        begins(tx, guest, made)
        finishes(tx, done, made, done_line)
        expand(tx)

        day = "2026-09-22"
        wanted = f"reminder:{made.id}:"
        assert [k for k in keys(tx, mother) if k.startswith("reminder")] == [
            f"{wanted}c{lea}:{day}",
            f"{wanted}p{absent}:{day}",
        ]
        assert f"opening:{made.id}:c{lea}" in keys(tx, mother)
        assert f"opening:{made.id}:p{absent}" in keys(tx, mother)
        assert f"{wanted}c{lea}:{day}" in keys(tx, father)
        assert f"{wanted}c{guest}:{day}" in keys(tx, uncle)
        assert keys(tx, aunt) == []
        of_lea = next(each for each in told(tx, mother) if each.key == f"{wanted}c{lea}:{day}")
        assert (of_lea.pupil_id, of_lea.child_id, of_lea.due_at) == (lea_line, lea, ms("2026-09-22 18:00"))
        of_absent = next(each for each in told(tx, mother) if each.key == f"{wanted}p{absent}:{day}")
        assert (of_absent.pupil_id, of_absent.child_id) == (absent, None)
        [of_guest] = [each for each in told(tx, uncle) if each.kind == "reminder"]
        assert (of_guest.pupil_id, of_guest.child_id) == (None, guest)

    await store.turn(story)


async def test_a_guardian_by_the_letter_of_another_class_hears_of_the_same_child(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, old = town.room(tx), town.room(tx)
        lea = person(tx)
        old_line, line = town.line(tx, old, lea), town.line(tx, room, lea)
        classes.set_aside(tx, old_line, 1)
        mother = guardian_of_line(tx, old_line)
        made = publish(tx, town, room)
        expand(tx)
        [reminder] = [each for each in told(tx, mother) if each.kind == "reminder"]
        assert (reminder.key, reminder.pupil_id) == (f"reminder:{made.id}:c{lea}:2026-09-22", line)

    await store.turn(story)


async def test_a_child_who_joins_after_the_guardian_was_told_is_not_told_of_twice(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea = town.room(tx), person(tx)
        line = town.line(tx, room)
        mother = guardian_of_line(tx, line)
        made = publish(tx, town, room)
        expand(tx)
        assert len(told(tx, mother)) == 2

        joins(tx, line, lea)
        expand(tx, MORNING)

        assert sorted(keys(tx, mother)) == [
            f"opening:{made.id}:c{lea}",
            f"reminder:{made.id}:c{lea}:2026-09-22",
        ]
        assert {each.child_id for each in told(tx, mother)} == {lea}
        assert keys(tx, lea) == [f"reminder:{made.id}:2026-09-22"]  # joined in time for 17 h

    await store.turn(story)


# Who comes on the very day


def joins(tx: Tx, line: int, who: int) -> None:
    classes.link(tx, line, who, 1)
    pupil = classes.pupil(tx, line)
    assert pupil is not None
    planning.joined(tx, pupil, who, MORNING)


def batches(tx: Tx, made: Campaign) -> list[int | None]:
    return [each.done_at for each in plans.occasions(tx, made.id) if each.due_at <= to_ms(MORNING)]


async def test_who_joins_is_told_with_their_guardians_and_nobody_is_gone_through_again(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea, done = town.room(tx), person(tx), person(tx)
        line, other = town.line(tx, room), town.line(tx, room)
        mother = guardian_of(tx, lea)
        made = publish(tx, town, room)
        finishes(tx, done, made)
        guardian = guardian_of(tx, done)
        expand(tx)
        before = batches(tx, made)
        joins(tx, line, lea)
        joins(tx, other, done)
        assert keys(tx, lea) == [f"reminder:{made.id}:2026-09-22"]
        assert keys(tx, mother) == [
            f"reminder:{made.id}:c{lea}:2026-09-22"
        ]  # the opening was told a week ago
        assert keys(tx, done) == keys(tx, guardian) == []
        assert batches(tx, made) == before
        assert expand(tx, MORNING) == 0

    await store.turn(story)


async def test_who_follows_is_told_of_that_child_alone(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea = town.room(tx), person(tx)
        line, absent = town.line(tx, room, lea), town.line(tx, room)
        made = publish(tx, town, room)
        expand(tx)
        mother, father = guardian_of_line(tx, absent), guardian_of_line(tx, line)
        brother = guardian_of(tx, lea)
        planning.followed(tx, mother, None, classes.pupil(tx, absent), MORNING)
        assert keys(tx, mother) == [f"reminder:{made.id}:p{absent}:2026-09-22"]
        planning.followed(tx, father, lea, classes.pupil(tx, line), MORNING)
        assert keys(tx, father) == [f"reminder:{made.id}:c{lea}:2026-09-22"]
        assert keys(tx, brother) == []
        planning.followed(tx, brother, lea, None, MORNING)
        assert keys(tx, brother) == keys(tx, father)

    await store.turn(story)


async def test_who_begins_by_the_code_is_told_while_it_is_to_come(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        made = publish(tx, town, town.room(tx))
        expand(tx)
        early, late = person(tx), person(tx)
        mother = guardian_of(tx, late)
        begins(tx, early, made)
        planning.began(tx, made.id, early, MORNING)
        assert keys(tx, early) == [f"reminder:{made.id}:2026-09-22"]
        begins(tx, late, made)
        planning.began(tx, made.id, late, local("2026-09-22 17:30"))
        assert keys(tx, late) == []
        assert keys(tx, mother) == [f"reminder:{made.id}:c{late}:2026-09-22"]

    await store.turn(story)


# Changes on the very day


async def test_a_reminder_of_today_survives_a_deadline_that_moves(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea = town.room(tx), person(tx)
        town.line(tx, room, lea)
        made = publish(tx, town, room)
        expand(tx)
        [before] = told(tx, lea)[-1:]
        moved = campaigns.find(tx, made.id)
        assert moved is not None
        later = DEADLINE + 4 * 86_400_000  # the same day is now seven days before
        campaigns.save(tx, replace(moved, deadline_at=later))
        planning.sync(tx, made.id, MORNING)
        expand(tx, MORNING)

        [after] = [each for each in told(tx, lea) if each.key == before.key]
        assert after.id == before.id
        assert after.occasion_id != before.occasion_id
        assert plans.exists(tx, after.occasion_id or 0)
        assert after.valid_until == later

    await store.turn(story)


async def test_what_was_dropped_for_a_campaign_closed_by_mistake_is_told_after_all(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea, yanis = town.room(tx), person(tx), person(tx)
        town.line(tx, room, lea)
        town.line(tx, room, yanis)
        made = town.campaign(tx, room, deadline_at=DEADLINE, published_at=to_ms(NOW))
        planning.sync(tx, made.id, MIDNIGHT)
        expand(tx)
        [dropped], [sent] = told(tx, lea), told(tx, yanis)
        notices.drop(tx, dropped, "closed", 1)
        notices.drop(tx, sent, "sent", 1)
        for each in plans.occasions(tx, made.id):
            plans.remove_occasion(tx, each.id)
        planning.sync(tx, made.id, MORNING)
        expand(tx, MORNING)
        assert keys(tx, lea) == [dropped.key]
        assert keys(tx, yanis) == []

    await store.turn(story)


async def test_after_a_day_off_what_is_still_useful_is_told_now_and_the_rest_is_not(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room, lea = town.room(tx), person(tx)
        town.line(tx, room, lea)
        made = publish(tx, town, room)
        night = local("2026-09-23 03:00")
        expand(tx, night)
        [late] = told(tx, lea)  # seven days before came too late for it
        assert late.key == f"reminder:{made.id}:2026-09-22"
        assert late.due_at == ms("2026-09-23 07:00")  # not in the night

        expand(tx, local("2026-09-26 12:00"))
        assert len(told(tx, lea)) == 1
        assert all(each.done_at for each in plans.occasions(tx, made.id) if each.kind != "after")

    with caplog.at_level(logging.INFO, "bot.usecases.reminders.expanding"):
        await store.turn(story)
    said = [each.getMessage() for each in caplog.records]
    assert sum("a later one takes its place" in each for each in said) == 1
    assert sum("came too late: nobody is told" in each for each in said) == 3


# Teachers, and every week


async def test_the_morning_after_its_leaders_are_told(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        made = publish(tx, town, town.room(tx))
        colleague = person(tx)
        campaigns.add_leader(tx, made.id, colleague, 0)  # has left the school
        expand(tx, local("2026-09-28 00:00"))
        [digest] = told(tx, town.teacher_id)
        assert digest.key == f"after:{made.id}:2026-09-28"
        assert digest.due_at == ms("2026-09-28 07:30")
        assert keys(tx, colleague) == []

    await store.turn(story)


async def test_every_week_families_and_teachers_who_lead_something_are_told(store: Store) -> None:
    def story(tx: Tx) -> None:
        town, elsewhere = Town.found(tx), Town.found(tx)
        room, lea = town.room(tx), person(tx)
        line, gone = town.line(tx, room, lea), town.line(tx, room)
        classes.set_aside(tx, gone, 1)
        mother, father, stranger = (
            guardian_of_line(tx, line),
            guardian_of(tx, lea),
            guardian_of_line(tx, gone),
        )
        guardian_of(tx, lea, mother)
        off = guardian_of(tx, lea)
        notices.prefer(tx, off, Preference(weekly=0))
        plan_weeks(tx, NOW)
        town.campaign(tx, room, deadline_at=DEADLINE)
        expand(tx, local("2026-09-21 07:00"))

        last_week = f"week:{town.school_id}:2026-09-18"
        assert keys(tx, mother) == [last_week]  # still of use on Monday
        expand(tx, local("2026-09-25 10:00"))
        week = f"week:{town.school_id}:2026-09-25"
        assert keys(tx, mother) == keys(tx, father) == [last_week, week]
        assert keys(tx, stranger) == keys(tx, off) == []
        assert keys(tx, town.teacher_id) == [f"week_staff:{town.school_id}:2026-09-21"]
        assert keys(tx, elsewhere.teacher_id) == []  # nothing runs there
        assert [from_ms(each.at) for each in plans.weekly(tx, town.school_id)] == [
            local("2026-10-02 18:00"),
            local("2026-09-28 07:30"),
        ]

    await store.turn(story)


async def test_a_school_without_families_has_its_week_all_the_same(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        plan_weeks(tx, NOW)
        assert expand(tx, local("2026-09-18 12:00")) == 1
        assert expand(tx, local("2026-09-18 12:00")) == 0
        later = [from_ms(each.at) for each in plans.weekly(tx, town.school_id)]
        assert later == [local("2026-09-25 18:00"), local("2026-09-21 07:30")]

    await store.turn(story)


# By hand, against the queries


async def test_who_began_by_the_code_and_has_a_child_counts_among_the_families(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        guest, over = person(tx), person(tx)
        running, closed = town.campaign(tx), town.campaign(tx, closed_at=1)
        begins(tx, guest, running)
        begins(tx, over, closed)
        father, other = guardian_of(tx, guest), guardian_of(tx, over)
        found = [each.person_id for each in recipients.families(tx, town.school_id, 0, 10)]
        assert found == [father]
        assert other not in found
        assert recipients.families(tx, town.school_id, father, 10) == []

    await store.turn(story)


async def test_who_refused_is_found_for_a_teacher_who_would_remind(store: Store) -> None:
    def story(tx: Tx) -> None:
        town = Town.found(tx)
        room = town.room(tx)
        stopped, muted, guest, fine, elsewhere = (person(tx) for _ in range(5))
        for who in (stopped, muted, fine):
            town.line(tx, room, who)
        made = town.campaign(tx, room)
        begins(tx, guest, made)
        for who in (stopped, guest, elsewhere):
            notices.prefer(tx, who, Preference(stopped_at=1))
        notices.mute(tx, muted, made.id, 1)
        assert recipients.unwilling(tx, made.id) == {stopped, muted, guest}

    await store.turn(story)
