"""What is told because somebody did something: finished, shared a result, or was reminded by a teacher."""

from datetime import timedelta
from functools import partial

import pytest

from bot.store import campaigns, classes, guardians, notices, plans
from bot.store.base import Tx
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.notices import Notice, Preference
from bot.store.times import from_ms, to_ms
from bot.transport.callback import pack
from bot.usecases.reminders import editing, expanding, planning, telling
from bot.usecases.reminders import plans as plan_settings
from bot.usecases.reminders.hours import Hours
from bot.usecases.reminders.plans import Plan
from tests.usecases.campaigning import of
from tests.usecases.desk import Desk, Phone
from tests.usecases.planning import local, ms
from tests.usecases.schooling import DAY, Schooling, person_id
from tests.usecases.taking import begins, finishes

TUESDAY = "2026-09-15"  # when everything begins, at 10 h in Paris
SHARED = Plan(results_shared=True)


@pytest.fixture
def child(tilleuls: Schooling, sixth: Classroom) -> Phone:
    return tilleuls.pupil(sixth, "Léa Martin")


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom, child: Phone) -> Campaign:
    return tilleuls.campaign(diallo, sixth)


@pytest.fixture
def mother(desk: Desk, child: Phone) -> Phone:
    """Who follows the child twice: by the school's letter, and because the child asked."""
    phone, who = Phone(desk), person_id(child)
    phone.settles(role="guardian")
    her = person_id(phone)
    [(line,)] = desk.sql(f"select id from pupil where person_id = {who}")  # noqa: S608  # a number of ours
    desk.turn(lambda tx: classes.add_guardian(tx, line, her, 0))
    desk.turn(lambda tx: guardians.follow(tx, her, who, 0))
    return phone


def told(phone: Phone) -> list[Notice]:
    who = person_id(phone)
    return phone.desk.turn(lambda tx: notices.waiting(tx, who, 2**60))


def moments(phone: Phone) -> dict[str, str]:
    """What somebody is told, and when in Paris."""
    zone = local(TUESDAY).tzinfo
    return {each.kind: from_ms(each.due_at).astimezone(zone).strftime("%a %d %H:%M") for each in told(phone)}


def has_done(tilleuls: Schooling, child: Phone, campaign: Campaign) -> int:
    """The child finished, now."""
    id_ = tilleuls.has_done(child, campaign, "{}", 80)
    tilleuls.desk.turn(lambda tx: telling.completed(child.turn(tx), campaign, id_))
    return id_


def test_guardians_learn_in_the_evening_that_a_campaign_is_finished(
    desk: Desk, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    begins(child, rentree)
    finishes(child, rentree)

    [notice] = told(mother)
    assert notice.key == f"finished:{rentree.id}:c{person_id(child)}"
    assert notice.due_at == ms(f"{TUESDAY} 18:00")
    assert notice.valid_until == ms("2026-09-22 18:00")
    assert (notice.child_id, notice.pupil_id is not None) == (person_id(child), True)
    assert told(child) == []


def test_a_result_is_told_a_day_after_the_pupil_when_the_teacher_shares_results(
    desk: Desk, tilleuls: Schooling, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    desk.turn(lambda tx: plan_settings.save(tx, rentree.id, SHARED))
    id_ = has_done(tilleuls, child, rentree)

    assert moments(mother) == {"finished": "Tue 15 18:00", "result": "Wed 16 18:00"}
    assert told(mother)[1].key == f"result:{rentree.id}:{id_}"

    desk.clock.advance(timedelta(hours=9))  # 19 h: 24 hours later it is too late for Wednesday
    again = has_done(tilleuls, child, rentree)
    assert [each.key for each in told(mother)][1:] == [f"result:{rentree.id}:{n}" for n in (id_, again)]
    assert moments(mother)["result"] == "Thu 17 18:00"


def test_a_result_that_the_pupil_shares_is_told_a_day_after_the_test_at_the_earliest(
    desk: Desk, tilleuls: Schooling, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    id_ = has_done(tilleuls, child, rentree)

    def share(tx: Tx) -> None:
        telling.result_shared(child.turn(tx), rentree.id, id_)

    desk.clock.advance(2 * DAY + timedelta(hours=10))  # Thursday, 20 h
    desk.turn(share)
    assert moments(mother)["result"] == "Fri 18 18:00"
    desk.turn(share)
    assert len(told(mother)) == 2
    desk.turn(lambda tx: telling.result_shared(child.turn(tx), rentree.id, 12345))
    assert len(told(mother)) == 2


def test_a_friday_evening_is_told_on_monday(
    desk: Desk, tilleuls: Schooling, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    desk.clock.advance(3 * DAY + timedelta(hours=9))
    has_done(tilleuls, child, rentree)
    assert moments(mother) == {"finished": "Mon 21 18:00"}


def test_a_profile_that_is_sent_is_told_of_without_a_result(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, child: Phone, mother: Phone
) -> None:
    profiles = tilleuls.campaign(diallo, sixth, mode="collection", target="")
    desk.turn(lambda tx: plan_settings.save(tx, profiles.id, SHARED))
    child.taps(pack("m_show", profiles.id))
    child.taps(child.button("m_go"))
    for _ in range(2):
        child.taps(child.button("m_send"))
    assert [each.kind for each in told(mother)] == ["finished"]


def test_guardians_who_want_nothing_are_told_nothing(
    desk: Desk, tilleuls: Schooling, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    her = person_id(mother)
    desk.turn(lambda tx: notices.prefer(tx, her, Preference(stopped_at=1)))
    has_done(tilleuls, child, rentree)
    assert told(mother) == []


def test_guardians_who_want_no_reminders_of_a_campaign_are_told_what_happened(
    desk: Desk, tilleuls: Schooling, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    her = person_id(mother)
    desk.turn(lambda tx: plan_settings.save(tx, rentree.id, SHARED))
    desk.turn(lambda tx: notices.mute(tx, her, rentree.id, 1))
    has_done(tilleuls, child, rentree)
    assert set(moments(mother)) == {"finished", "result"}


def test_hours_of_a_guardian_are_kept(
    desk: Desk, tilleuls: Schooling, child: Phone, mother: Phone, rentree: Campaign
) -> None:
    her, mornings = person_id(mother), Hours(closes=12 * 60).dump()
    desk.turn(lambda tx: notices.prefer(tx, her, Preference(hours=mornings)))
    has_done(tilleuls, child, rentree)
    assert moments(mother) == {"finished": "Wed 16 07:00"}


# Results that the teacher shows at last


def shows(desk: Desk, teacher: Phone, campaign: Campaign, *, on: bool = True) -> None:
    desk.turn(lambda tx: editing.share_results(teacher.turn(tx), campaign.id, on=on))
    while desk.turn(lambda tx: expanding.step(tx, desk.clock.now())):
        pass


def test_results_of_who_finished_before_are_told_a_day_after_the_pupil_saw_them(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, child: Phone, mother: Phone
) -> None:
    tilleuls.has_done(child, rentree, "{}", 40)
    latest = tilleuls.has_done(child, rentree, "{}", 50)
    desk.clock.advance(timedelta(hours=1))
    shows(desk, diallo, rentree)
    assert moments(mother) == {"result": "Wed 16 18:00"}
    assert [each.key for each in told(mother)] == [f"result:{rentree.id}:{latest}"]
    shows(desk, diallo, rentree, on=False)
    desk.clock.advance(timedelta(days=3))
    shows(desk, diallo, rentree)
    assert len(told(mother)) == 1


def test_results_are_shown_in_batches(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign, sixth: Classroom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(expanding, "BATCH", 2)
    adults = []
    for name in ("Ana Roy", "Tom Petit", "Lou Blanc", "Max Noir", "Eva Brun"):
        phone, parent = tilleuls.pupil(sixth, name), Phone(desk)
        parent.settles(role="guardian")
        desk.turn(
            partial(guardians.follow, guardian_id=person_id(parent), child_id=person_id(phone), now_ms=0)
        )
        tilleuls.has_done(phone, rentree, "{}", 50)
        adults.append(parent)
    shows(desk, diallo, rentree)
    assert [len(told(each)) for each in adults] == [1] * 5


# A teacher's nudge


def nudge(desk: Desk, teacher: Phone, campaign: Campaign, who: Phone) -> bool:
    id_ = person_id(who)
    return desk.turn(lambda tx: telling.nudge(teacher.turn(tx), campaign, id_))


def test_a_nudge_leaves_at_once_or_at_the_next_opening_if_that_is_before_the_deadline(
    desk: Desk, diallo: Phone, child: Phone, rentree: Campaign
) -> None:
    assert nudge(desk, diallo, rentree, child)
    assert moments(child) == {"nudge": "Tue 15 10:00"}
    assert told(child)[0].valid_until == rentree.deadline_at

    desk.clock.advance(timedelta(hours=11))
    assert nudge(desk, diallo, rentree, child)
    assert moments(child) == {"nudge": "Wed 16 07:00"}

    desk.clock.advance(3 * DAY)  # Friday night; the deadline is on Tuesday
    assert nudge(desk, diallo, rentree, child)
    assert moments(child) == {"nudge": "Mon 21 07:00"}
    over = to_ms(desk.clock.now() + DAY)
    desk.sql(f"update campaign set deadline_at = {over}")  # noqa: S608  # a number of ours
    soon = desk.turn(lambda tx: campaigns.find(tx, rentree.id))
    assert soon is not None
    assert not nudge(desk, diallo, soon, child)


def test_who_stopped_or_muted_is_not_nudged(
    desk: Desk, diallo: Phone, child: Phone, rentree: Campaign
) -> None:
    who = person_id(child)
    desk.turn(lambda tx: notices.mute(tx, who, rentree.id, 1))
    assert not nudge(desk, diallo, rentree, child)
    assert told(child) == []


# What people do in their chats plans anew


def occasions(desk: Desk, campaign: Campaign) -> dict[str, str]:
    zone = local(TUESDAY).tzinfo
    found = desk.turn(lambda tx: plans.occasions(tx, campaign.id))
    return {
        f"{each.kind}-{each.days}": from_ms(each.at).astimezone(zone).strftime("%a %d %H:%M")
        for each in found
    }


def test_a_teacher_who_closes_reopens_and_copies_a_campaign_changes_its_reminders_at_once(
    desk: Desk, diallo: Phone, rentree: Campaign
) -> None:
    desk.turn(lambda tx: plan_settings.save(tx, rentree.id, Plan((2,), ())))
    diallo.taps(pack("c_close", rentree.id, 1))
    assert occasions(desk, rentree) == {}
    diallo.taps(pack("c_close", rentree.id, 0))
    assert occasions(desk, rentree) == {
        "opening-0": "Tue 15 18:00",
        "pupils-2": "Mon 21 07:00",
        "after-0": "Wed 23 07:30",
    }

    diallo.taps(pack("c_copy", rentree.id))
    draft = of(diallo)
    assert draft.id != rentree.id
    assert occasions(desk, draft) == {}
    assert desk.turn(lambda tx: plan_settings.load(tx, draft.id)) == Plan((2,), ())


def test_a_deleted_campaign_leaves_nothing_to_tell(
    desk: Desk, diallo: Phone, child: Phone, rentree: Campaign
) -> None:
    diallo.taps(pack("c_close", rentree.id, 1))
    diallo.taps(pack("c_close", rentree.id, 0))
    nudge(desk, diallo, rentree, child)
    diallo.taps(pack("c_delete", rentree.id, 1))
    assert desk.sql("select count(*) from occasion") == [(0,)]
    assert told(child) == []


def test_a_class_that_is_given_the_campaign_on_the_day_is_reminded_too(
    desk: Desk, tilleuls: Schooling, diallo: Phone, rentree: Campaign
) -> None:
    other = tilleuls.classroom(diallo, "6e C")
    yanis, noon = tilleuls.pupil(other, "Yanis Benali"), local("2026-09-21 12:00")
    desk.turn(lambda tx: planning.sync(tx, rentree.id, desk.clock.now()))
    desk.clock.advance(noon - desk.clock.now())
    expand(desk)
    assert told(yanis) == []

    diallo.taps(pack("c_class", rentree.id, other.id, 1, 0))
    expand(desk)
    assert moments(yanis) == {"reminder": "Mon 21 17:00"}


def test_who_begins_by_the_code_on_the_day_is_reminded_too(
    desk: Desk, tilleuls: Schooling, diallo: Phone, lea: Phone
) -> None:
    open_to_all = tilleuls.campaign(diallo)
    desk.turn(lambda tx: planning.sync(tx, open_to_all.id, desk.clock.now()))
    desk.clock.advance(local("2026-09-21 12:00") - desk.clock.now())
    expand(desk)

    begins(lea, open_to_all)
    expand(desk)
    assert moments(lea) == {"reminder": "Mon 21 17:00"}


def test_who_follows_a_child_on_the_day_is_told_too(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, child: Phone
) -> None:
    made = tilleuls.campaign(diallo, sixth, deadline_at=ms("2026-09-24 18:00"))
    desk.turn(lambda tx: planning.sync(tx, made.id, desk.clock.now()))
    desk.clock.advance(local("2026-09-21 12:00") - desk.clock.now())
    expand(desk)
    father, who = Phone(desk), person_id(child)
    father.settles(role="guardian")
    [(selector, secret)] = desk.sql(
        f"select guardian_selector, guardian_secret from pupil where person_id = {who}"  # noqa: S608  # a number of ours
    )
    father.commands("start", f"g-{selector}{secret}")
    father.taps(father.button("k_follow"))
    expand(desk)
    assert moments(father) == {"reminder": "Mon 21 18:00"}


def expand(desk: Desk) -> None:
    while desk.turn(lambda tx: expanding.step(tx, desk.clock.now())):
        pass
