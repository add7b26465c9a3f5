"""Whether something is still to be told, asked at the last moment: each reason not to."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from bot.store import campaigns, classes, guardians, notices, participation
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom, Pupil
from bot.store.notices import Notice, NoticeKind, Preference
from bot.store.times import to_ms
from bot.usecases.reminders import plans
from bot.usecases.reminders.checks import Reader
from bot.usecases.reminders.plans import Plan
from bot.usecases.reminders.shelf import Shelf
from tests.usecases.desk import Desk, Phone
from tests.usecases.reading_letters import adult, follows, notice
from tests.usecases.schooling import DAY, Schooling, person_id

TO_DO: tuple[NoticeKind, ...] = ("reminder", "opening")
NEWS: tuple[NoticeKind, ...] = ("finished", "result")


@pytest.fixture
def rentree(desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    """Its results are shared."""
    campaign = tilleuls.campaign(diallo, sixth)
    desk.turn(lambda tx: plans.save(tx, campaign.id, Plan(results_shared=True)))
    return campaign


@pytest.fixture
def zoe(tilleuls: Schooling, sixth: Classroom) -> Phone:
    return tilleuls.pupil(sixth, "Zoé Roux")


@pytest.fixture
def line(desk: Desk, sixth: Classroom, zoe: Phone) -> Pupil:
    """The line of the roster under which she has joined."""
    return desk.turn(partial(classes.pupils, class_id=sixth.id))[0]


@pytest.fixture
def mother(desk: Desk) -> Phone:
    return adult(desk)


def why_not(reader: Phone, told: Notice) -> str | None:
    person, desk = reader.person(), reader.desk
    assert person is not None
    return desk.turn(lambda tx: Reader(Shelf(tx), person, to_ms(desk.clock.now())).why_not(told))


# Pupils


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"stopped_at": 1}, "stopped"),
        ({"weekly": 0}, None),
        ({"paused_until": 2**60}, None),  # put off, not dropped
    ],
)
def test_what_a_pupil_wants(
    tilleuls: Schooling, rentree: Campaign, zoe: Phone, changes: dict[str, int], why: str | None
) -> None:
    person = person_id(zoe)
    wanted = replace(Preference(), **changes)  # type: ignore[arg-type]  # columns of a preference
    zoe.desk.turn(partial(notices.prefer, person_id=person, wanted=wanted))
    assert why_not(zoe, notice(zoe, "reminder", tilleuls, rentree)) == why


def test_a_muted_campaign(tilleuls: Schooling, diallo: Phone, rentree: Campaign, zoe: Phone) -> None:
    for reader, kind in ((zoe, "nudge"), (diallo, "after")):
        person = person_id(reader)
        told = notice(reader, kind, tilleuls, rentree)  # type: ignore[arg-type]  # one of them
        assert why_not(reader, told) is None
        zoe.desk.turn(partial(notices.mute, person_id=person, campaign_id=rentree.id, now_ms=0))
        assert why_not(reader, told) == "muted"


def test_whoever_blocked_the_bot(tilleuls: Schooling, rentree: Campaign, zoe: Phone) -> None:
    zoe.desk.sql("update person set reachable = 0")
    assert why_not(zoe, notice(zoe, "reminder", tilleuls, rentree)) == "unreachable"


def test_who_came_by_the_code_alone_is_told_once_they_began(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, lea: Phone
) -> None:
    told, person = notice(lea, "reminder", tilleuls, rentree), person_id(lea)
    assert why_not(lea, told) == "left"
    desk.turn(lambda tx: participation.begin(tx, person, tx.new_id(), rentree.id, None, "Léa", 1, 0))
    assert why_not(lea, told) is None


def test_an_hour_before_the_deadline_it_is_late(desk: Desk, rentree: Campaign, zoe: Phone) -> None:
    school = rentree.school_id
    told = Notice(
        person_id(zoe), 1, "reminder", "r", school, rentree.id, None, None, None, 0, rentree.deadline_at
    )
    nudge = replace(told, kind="nudge", key=f"nudge:{rentree.id}:{to_ms(desk.clock.now())}")
    desk.clock.advance(7 * DAY - DAY / 24)
    assert (why_not(zoe, told), why_not(zoe, nudge)) == ("late", None)
    desk.clock.advance(DAY / 24)
    assert why_not(zoe, nudge) == "late"


@pytest.mark.parametrize("kind", ["reminder", "opening", "nudge"])
def test_a_deadline_moved_earlier_counts_at_once(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone, kind: NoticeKind
) -> None:
    told = replace(
        notice(zoe, kind, tilleuls, rentree),
        valid_until=rentree.deadline_at,
        key=f"{kind}:1:{rentree.created_at}",
    )
    nearer = replace(rentree, deadline_at=to_ms(desk.clock.now() + DAY / 12))
    desk.turn(partial(campaigns.save, campaign=nearer))
    assert why_not(zoe, told) is None
    desk.clock.advance(DAY / 12)
    assert why_not(zoe, told) == "late"


def test_who_is_late_may_be_reminded_while_late_is_allowed(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone
) -> None:
    desk.clock.advance(8 * DAY)
    now = to_ms(desk.clock.now())
    told = replace(
        notice(zoe, "nudge", tilleuls, rentree), valid_until=now + 1, key=f"nudge:{rentree.id}:{now}"
    )
    assert why_not(zoe, told) is None
    desk.turn(partial(campaigns.save, campaign=replace(rentree, late_allowed=0)))
    assert why_not(zoe, told) == "closed"


def test_a_pupil_set_aside_is_not_reminded_of_what_they_began(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone, line: Pupil
) -> None:
    who = person_id(zoe)
    desk.turn(lambda tx: participation.begin(tx, who, tx.new_id(), rentree.id, line.id, "", 1, 0))
    told = notice(zoe, "reminder", tilleuls, rentree)
    assert why_not(zoe, told) is None
    desk.turn(partial(classes.set_aside, pupil_id=line.id, at_ms=1))
    assert why_not(zoe, told) == "left"


def test_a_class_put_away_is_not_reminded(
    desk: Desk,
    tilleuls: Schooling,
    rentree: Campaign,
    sixth: Classroom,
    zoe: Phone,
    line: Pupil,
    mother: Phone,
) -> None:
    follows(mother, zoe)
    told, at_home = (
        notice(zoe, "reminder", tilleuls, rentree),
        notice(mother, "reminder", tilleuls, rentree, zoe),
    )
    of_line = replace(at_home, pupil_id=line.id)
    assert [why_not(zoe, told), why_not(mother, at_home), why_not(mother, of_line)] == [None] * 3
    desk.turn(partial(classes.archive, class_id=sixth.id, at_ms=1))
    assert [why_not(zoe, told), why_not(mother, at_home), why_not(mother, of_line)] == ["left"] * 3


# Guardians


@pytest.mark.parametrize("by_line", [True, False])
def test_a_guardian_is_told_of_whom_they_follow(
    tilleuls: Schooling, rentree: Campaign, zoe: Phone, line: Pupil, mother: Phone, by_line: bool
) -> None:
    followed = line if by_line else zoe
    told = [notice(mother, kind, tilleuls, rentree, followed) for kind in (*TO_DO, *NEWS)]
    assert {why_not(mother, each) for each in told} == {"unlinked"}
    follows(mother, followed)
    assert {why_not(mother, each) for each in told} == {None}


def test_a_guardian_who_wants_no_reminders_of_a_campaign_still_has_its_news(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone, mother: Phone
) -> None:
    follows(mother, zoe)
    person = person_id(mother)
    desk.turn(partial(notices.mute, person_id=person, campaign_id=rentree.id, now_ms=0))
    why = {kind: why_not(mother, notice(mother, kind, tilleuls, rentree, zoe)) for kind in (*TO_DO, *NEWS)}
    assert why == dict.fromkeys(TO_DO, "muted") | dict.fromkeys(NEWS, None)


def test_a_pupil_who_joined_meanwhile_is_the_same_child(
    tilleuls: Schooling, rentree: Campaign, zoe: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, zoe)  # by the account, and is told by the line
    assert why_not(mother, notice(mother, "reminder", tilleuls, rentree, line)) is None


def test_a_guardian_hears_no_more_of_what_is_finished(
    tilleuls: Schooling, rentree: Campaign, zoe: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, line)
    tilleuls.has_done(zoe, rentree, "{}", 50)
    for kind in TO_DO:
        assert why_not(mother, notice(mother, kind, tilleuls, rentree, line)) == "finished"
    for kind in NEWS:
        assert why_not(mother, notice(mother, kind, tilleuls, rentree, line)) is None


def test_a_line_nobody_has_joined(
    desk: Desk, tilleuls: Schooling, sixth: Classroom, rentree: Campaign, mother: Phone
) -> None:
    tom = tilleuls.enrols(sixth, "Tom Petit")
    follows(mother, tom)
    told = notice(mother, "reminder", tilleuls, rentree, tom)
    assert why_not(mother, told) is None
    person = person_id(mother)
    desk.turn(partial(notices.mute, person_id=person, campaign_id=rentree.id, now_ms=0))
    assert why_not(mother, told) == "muted"
    desk.turn(partial(notices.unmute, person_id=person, campaign_id=rentree.id))
    desk.turn(partial(classes.set_aside, pupil_id=tom.id, at_ms=1))
    assert why_not(mother, told) == "left"


def test_a_pupil_who_left_is_not_told_of(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone, line: Pupil, mother: Phone
) -> None:
    follows(mother, zoe)
    desk.turn(partial(classes.set_aside, pupil_id=line.id, at_ms=1))
    assert why_not(mother, notice(mother, "reminder", tilleuls, rentree, zoe)) == "left"


def test_the_digest_is_for_who_follows_somebody_and_wants_it(
    desk: Desk, tilleuls: Schooling, zoe: Phone, mother: Phone
) -> None:
    told = notice(mother, "week", tilleuls)
    assert why_not(mother, told) == "unlinked"
    follows(mother, zoe)
    assert why_not(mother, told) is None
    person = person_id(mother)
    desk.turn(partial(notices.prefer, person_id=person, wanted=Preference(weekly=0)))
    assert why_not(mother, told) == "unwanted"
    child = person_id(zoe)
    desk.turn(partial(guardians.unfollow, guardian_id=person, child_id=child))
    desk.turn(partial(notices.prefer, person_id=person, wanted=Preference()))
    assert why_not(mother, told) == "unlinked"


# Campaigns that are over, and teachers


@pytest.mark.parametrize("column", ["closed_at", "archived_at"])
def test_what_was_done_in_a_closed_campaign_is_still_news(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone, mother: Phone, column: str
) -> None:
    follows(mother, zoe)
    desk.turn(partial(campaigns.save, campaign=replace(rentree, **{column: 1})))  # type: ignore[arg-type]  # a time
    assert {why_not(mother, notice(mother, kind, tilleuls, rentree, zoe)) for kind in TO_DO} == {"closed"}
    assert {why_not(mother, notice(mother, kind, tilleuls, rentree, zoe)) for kind in NEWS} == {None}


def test_a_moment_that_left_the_plan(tilleuls: Schooling, rentree: Campaign, zoe: Phone) -> None:
    told = replace(notice(zoe, "reminder", tilleuls, rentree), occasion_id=7)
    assert why_not(zoe, told) == "moved"


def leaves(desk: Desk, tilleuls: Schooling, rentree: Campaign, who: int) -> None:
    desk.turn(partial(campaigns.remove_leader, campaign_id=rentree.id, person_id=who))


def is_withdrawn(desk: Desk, tilleuls: Schooling, rentree: Campaign, who: int) -> None:
    desk.sql("update member set withdrawn_at = 1")


@pytest.mark.parametrize(("happens", "weekly"), [(leaves, None), (is_withdrawn, "left")])
def test_teachers_are_told_of_what_is_theirs(
    desk: Desk,
    tilleuls: Schooling,
    diallo: Phone,
    rentree: Campaign,
    happens: Callable[[Desk, Schooling, Campaign, int], None],
    weekly: str | None,
) -> None:
    after, week = notice(diallo, "after", tilleuls, rentree), notice(diallo, "week_staff", tilleuls)
    assert [why_not(diallo, each) for each in (after, week)] == [None, None]
    happens(desk, tilleuls, rentree, person_id(diallo))
    assert [why_not(diallo, each) for each in (after, week)] == ["left", weekly]


def test_a_result_goes_home_by_the_pupils_wish_or_the_teachers(
    desk: Desk, tilleuls: Schooling, rentree: Campaign, zoe: Phone, mother: Phone
) -> None:
    follows(mother, zoe)
    attempt = tilleuls.has_done(zoe, rentree, "{}", 70)
    told = notice(mother, "result", tilleuls, rentree, zoe, key=f"result:{rentree.id}:{attempt}")
    assert why_not(mother, told) is None
    desk.turn(lambda tx: plans.save(tx, rentree.id, Plan()))
    assert why_not(mother, told) == "empty"
    child, now = person_id(zoe), to_ms(desk.clock.now())
    desk.turn(lambda tx: guardians.share_result(tx, child, attempt, now))
    assert why_not(mother, told) is None
