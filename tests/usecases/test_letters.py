"""Letters to pupils: one a day at most, true when it is read, and never in quiet hours."""

import logging
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.store import campaigns as campaign_rows
from bot.store import classes, letters, notices, outbox, people
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.notices import Preference
from bot.store.times import to_ms
from bot.transport.parcel import Fate
from bot.usecases.reminders import telling
from bot.usecases.reminders.hours import Hours
from tests.usecases.desk import Phone, read
from tests.usecases.posting import Postman
from tests.usecases.schooling import Schooling, person_id

DAY = timedelta(days=1)
DEADLINE = datetime(2026, 10, 2, 16, 0, tzinfo=UTC)  # a Friday, 18 h in Paris
WEEK_BEFORE = datetime(2026, 9, 25, 15, 0, tzinfo=UTC)  # 17 h in Paris
THREE_BEFORE = datetime(2026, 9, 29, 15, 0, tzinfo=UTC)
EVE = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
LAST_MORNING = datetime(2026, 10, 2, 5, 30, tzinfo=UTC)


@pytest.fixture
def zoe(tilleuls: Schooling, sixth: Classroom) -> Phone:
    return tilleuls.pupil(sixth, "Zoé Roux")


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman) -> Campaign:
    """A campaign until Friday, 18 h, with reminders three days and one day before, and on the morning."""
    return another(postman, tilleuls, diallo, sixth)


def another(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, **changes: object
) -> Campaign:
    """Another campaign of the class, until the same moment unless told otherwise."""
    made = tilleuls.campaign(diallo, sixth, **{"deadline_at": to_ms(DEADLINE), **changes})
    postman.reminds(made)
    return made


def prefers(phone: Phone, wanted: Preference) -> None:
    person = person_id(phone)
    phone.desk.turn(partial(notices.prefer, person_id=person, wanted=wanted))


# What a pupil reads


def test_a_pupil_is_reminded_four_times_and_told_how_long_is_left(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    told = []
    postman.reminds(rentree, "7,3,1,0")
    for at in (WEEK_BEFORE, THREE_BEFORE, EVE, LAST_MORNING):
        postman.until(at - timedelta(minutes=1))
        assert postman.reaches(zoe) == ""
        postman.until(at)
        told.append(postman.reaches(zoe))
    assert "Rentrée · Mme Diallo\n" in told[0]
    assert "Il te reste 7 jours\u00a0: jusqu'à vendredi 2 octobre à 18\u00a0h." in told[0]
    assert "Pas encore commencé." in told[0]
    assert "Il te reste 3 jours" in told[1]
    assert "À finir demain à 18\u00a0h." in told[2]
    assert "À finir ce soir à 18\u00a0h." in told[3]
    postman.until(DEADLINE + 3 * DAY)
    assert postman.reaches(zoe) == ""


def test_the_button_leads_to_the_campaign_and_leaves_the_letter(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.until(THREE_BEFORE)
    postman.reaches(zoe)
    calls = zoe.taps(zoe.button("l_open"))
    assert [call.method for call in calls] == ["answerCallbackQuery", "sendMessage"]
    assert "Tu as jusqu'à vendredi 2 octobre à 18\u00a0h" in read(calls)
    zoe.taps(zoe.button("m_go"))
    zoe.answers_one("4.1" if zoe.state("4.1").question else zoe.button("skip").split(":")[1], right=False)
    postman.until(EVE)
    assert "1 question faite sur 8 au plus." in postman.reaches(zoe)
    assert zoe.shown[-3][1].startswith("l_open")


def test_whoever_finishes_hears_no_more_of_it(
    postman: Postman, tilleuls: Schooling, zoe: Phone, rentree: Campaign
) -> None:
    postman.until(THREE_BEFORE)
    postman.reaches(zoe)
    tilleuls.has_done(zoe, rentree, "{}", 80)
    postman.until(EVE)
    postman.until(LAST_MORNING)
    assert postman.reaches(zoe) == ""


def test_finishing_between_the_opening_and_the_sending_is_noticed(
    postman: Postman, tilleuls: Schooling, zoe: Phone, rentree: Campaign
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    tilleuls.has_done(zoe, rentree, "{}", 80)
    assert postman.carries(row) == []
    assert postman.fates(zoe) == ["finished"]
    assert postman.desk.sql("select * from outbox") == []


def test_two_campaigns_are_one_message(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, zoe: Phone, rentree: Campaign
) -> None:
    other = another(postman, tilleuls, diallo, sixth, name="Réseaux")
    for each in (rentree, other):
        postman.reminds(each, words="Courage !")
    postman.until(THREE_BEFORE)
    assert len(postman.carried) == 1
    said = postman.reaches(zoe)
    assert said.count("Il te reste 3 jours") == 2
    assert said.count("Courage !") == 1
    assert [data.split(":")[0] for _, data in zoe.shown[-4:]] == [
        "l_open", "l_open", "l_which", "l_stop"
    ]  # fmt: skip


def test_many_campaigns_are_cut_to_the_most_urgent(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, zoe: Phone
) -> None:
    for number in range(10):
        later = to_ms(DEADLINE + timedelta(minutes=10 - number))
        another(postman, tilleuls, diallo, sixth, name=f"Parcours {number}", deadline_at=later)
    postman.until(THREE_BEFORE)
    said = postman.reaches(zoe)
    assert said.index("Parcours 9") < said.index("Parcours 2")
    assert "Parcours 1" not in said
    assert "Et 2 autres\u00a0: /parcours" in said


def test_a_collection_asks_for_the_profile(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, zoe: Phone
) -> None:
    another(postman, tilleuls, diallo, sixth, mode="collection")
    postman.until(THREE_BEFORE)
    assert "Il reste à envoyer ton profil." in postman.reaches(zoe)
    assert "Envoyer mon profil" in read(zoe.taps(zoe.button("l_open"))) or zoe.button("m_go")


# Once a day


def test_one_letter_a_day_and_the_rest_the_next_morning(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, zoe: Phone, rentree: Campaign
) -> None:
    postman.until(THREE_BEFORE)
    postman.reaches(zoe)
    postman.desk.clock.advance(timedelta(minutes=30))
    person, until = person_id(zoe), to_ms(DEADLINE)
    postman.desk.turn(
        lambda tx: notices.add(
            tx, person, "reminder", "reminder:later", tilleuls.school.id, due_at=to_ms(THREE_BEFORE),
            valid_until=until, campaign_id=rentree.id,
        )
    )  # fmt: skip
    postman.works()
    assert postman.reaches(zoe) == ""
    postman.until(datetime(2026, 9, 30, 5, 0, tzinfo=UTC))
    assert "Il te reste 2 jours" in postman.reaches(zoe)


def test_a_nudge_may_be_a_second_one_and_takes_along_what_is_for_later(
    postman: Postman, zoe: Phone, diallo: Phone, rentree: Campaign
) -> None:
    postman.until(THREE_BEFORE - timedelta(hours=3))
    person = person_id(zoe)
    assert postman.desk.turn(lambda tx: telling.nudge(diallo.turn(tx), rentree, person))
    postman.works()
    said = postman.reaches(zoe)
    assert "Mme Diallo te rappelle\u00a0:" in said
    assert said.count("Rentrée") == 1
    postman.until(THREE_BEFORE)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe)[-2:] == ["sent", "sent"]
    assert postman.desk.turn(lambda tx: telling.nudge(diallo.turn(tx), rentree, person))
    postman.works()
    assert "Mme Diallo te rappelle" in postman.reaches(zoe)


def test_a_letter_under_way_counts(postman: Postman, zoe: Phone, rentree: Campaign) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    person, school = person_id(zoe), rentree.school_id
    postman.desk.turn(
        lambda tx: notices.add(
            tx, person, "reminder", "reminder:other", school, due_at=0, campaign_id=rentree.id
        )
    )
    assert postman.opens() == []
    assert postman.carries(row)


# Quiet hours


def test_what_telegram_could_not_take_in_time_waits_for_the_morning(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    postman.desk.clock.advance(timedelta(hours=3, minutes=5))  # 20 h 05
    assert postman.carries(row) == []
    postman.works()
    assert postman.reaches(zoe) == ""
    postman.until(datetime(2026, 9, 30, 5, 0, tzinfo=UTC))
    assert "Il te reste 2 jours" in postman.reaches(zoe)


def test_a_letter_that_the_sender_held_into_the_night_is_written_again(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    assert row.valid_until == to_ms(THREE_BEFORE + timedelta(hours=3))
    assert postman.begins(row)
    postman.desk.clock.advance(timedelta(hours=4))
    postman.ends(row, Fate.EXPIRED)
    postman.works()
    assert postman.reaches(zoe) == ""
    postman.until(datetime(2026, 9, 30, 5, 0, tzinfo=UTC))
    assert "Il te reste 2 jours" in postman.reaches(zoe)


def test_hours_of_their_own_are_kept(postman: Postman, zoe: Phone, rentree: Campaign) -> None:
    postman.until(THREE_BEFORE - timedelta(hours=1))
    postman.makes_notices()
    prefers(zoe, Preference(hours=Hours(8 * 60, 12 * 60).dump()))
    postman.until(THREE_BEFORE)
    assert postman.reaches(zoe) == ""
    postman.until(datetime(2026, 9, 30, 6, 0, tzinfo=UTC))  # 8 h
    assert "Il te reste 2 jours" in postman.reaches(zoe)


def test_a_reminder_is_not_put_off_to_where_it_is_no_use(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.reminds(rentree, "0")
    postman.until(LAST_MORNING - timedelta(minutes=1))
    prefers(zoe, Preference(hours=Hours(17 * 60, 20 * 60).dump()))
    postman.until(LAST_MORNING)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe)[-1] == "late"


# What is not told


def test_stopped_paused_and_muted(postman: Postman, zoe: Phone, rentree: Campaign) -> None:
    postman.reminds(rentree, "7,3,0")
    postman.until(WEEK_BEFORE - timedelta(minutes=1))
    prefers(zoe, Preference(stopped_at=1))
    postman.until(WEEK_BEFORE)
    thursday = EVE - timedelta(hours=9)
    prefers(zoe, Preference(paused_until=to_ms(thursday)))
    postman.until(THREE_BEFORE)
    assert postman.reaches(zoe) == ""
    postman.until(thursday)
    assert "À finir demain" in postman.reaches(zoe)
    person = person_id(zoe)
    postman.desk.turn(partial(notices.mute, person_id=person, campaign_id=rentree.id, now_ms=0))
    postman.until(LAST_MORNING)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe) == ["stopped", "sent", "muted"]


def test_a_pupil_who_left_the_class_is_told_nothing(
    postman: Postman, zoe: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    postman.until(THREE_BEFORE - timedelta(minutes=1))
    (line,) = postman.desk.turn(partial(classes.pupils, class_id=sixth.id))
    postman.desk.turn(partial(classes.set_aside, pupil_id=line.id, at_ms=1))
    postman.until(THREE_BEFORE)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe)[-1] == "left"


@pytest.mark.parametrize("column", ["closed_at", "archived_at"])
def test_a_campaign_that_is_over_is_not_told(
    postman: Postman, zoe: Phone, rentree: Campaign, column: str
) -> None:
    postman.until(THREE_BEFORE - timedelta(minutes=1))
    postman.desk.sql(f"update campaign set {column} = 1")  # noqa: S608  # a column of ours
    postman.until(THREE_BEFORE)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe)[-1] == "closed"


def test_a_deadline_that_moved_takes_its_reminders_along(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.until(THREE_BEFORE - timedelta(minutes=1))
    moved = DEADLINE + 5 * DAY
    postman.desk.sql(f"update campaign set deadline_at = {to_ms(moved)}")  # noqa: S608  # a number
    postman.plans(rentree)
    postman.until(THREE_BEFORE)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe)[-1] == "moved"


def test_a_campaign_deleted_meanwhile_takes_its_letter_along(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    postman.desk.turn(partial(campaign_rows.delete, campaign_id=rentree.id))
    assert postman.carries(row) == []


def test_a_day_off_of_the_bot_drops_what_is_late_and_logs_why(
    postman: Postman, zoe: Phone, rentree: Campaign, caplog: pytest.LogCaptureFixture
) -> None:
    postman.until(THREE_BEFORE - timedelta(minutes=1))
    with caplog.at_level(logging.INFO):
        postman.until(DEADLINE)
    assert postman.reaches(zoe) == ""
    assert postman.fates(zoe)[-1] == "late"
    lines = [record.getMessage() for record in caplog.records if record.name.endswith("letters")]
    assert lines == [line for line in lines if line.endswith("dropped, late")] != []
    assert "Zoé" not in caplog.text
    assert "Rentrée" not in caplog.text


# Who can't be reached


def test_a_blocked_pupil_is_tried_once(postman: Postman, zoe: Phone, rentree: Campaign) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.works(Fate.GONE)
    postman.until(EVE)
    assert postman.carried == []
    assert postman.fates(zoe) == ["blocked", "unreachable"]


@pytest.mark.parametrize(
    ("fate", "kept", "counts"),
    [(Fate.REFUSED, "failed", False), (Fate.UNCERTAIN, "uncertain", True), (Fate.SENT, "sent", True)],
)
def test_how_a_letter_ended_is_kept(
    postman: Postman, zoe: Phone, rentree: Campaign, fate: Fate, kept: str, counts: bool
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.works(fate)
    assert postman.fates(zoe) == [kept]
    person = person_id(zoe)
    letter_at = postman.desk.turn(partial(notices.preference, person_id=person)).letter_at
    assert (letter_at is not None) == counts


def test_one_that_may_have_arrived_days_ago_is_not_the_letter_of_today(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    assert postman.begins(row)
    postman.desk.clock.advance(LAST_MORNING - postman.desk.clock.now())  # after a crash, three days away
    postman.ends(row, Fate.UNCERTAIN)
    postman.works()
    assert "À finir ce soir" in postman.reaches(zoe)


def test_a_letter_that_was_given_up_does_not_stand_in_the_way_of_what_is_told_after_all(
    postman: Postman, zoe: Phone, rentree: Campaign
) -> None:
    postman.desk.clock.advance(EVE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    postman.desk.turn(lambda tx: letters.release(tx, row.id))
    postman.desk.turn(lambda tx: outbox.give_up(tx, row, "400", 1))
    postman.works()
    assert "Rentrée" in postman.reaches(zoe)


def test_an_erased_pupil_leaves_no_reminder(postman: Postman, zoe: Phone, rentree: Campaign) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    (row,) = postman.opens()
    zoe.erases()
    assert postman.desk.sql("select * from notice") == []
    assert [each for each in postman.desk.sql("select kind from outbox") if each == ("letter",)] == []
    postman.works()
    assert postman.carried == []
    postman.desk.turn(lambda tx: letters.sent(tx, row.id, 0))  # told by a sender that held it
    assert postman.desk.sql("select * from preference") == []


def test_a_pupil_in_a_turn_is_told_at_the_next_tick(
    postman: Postman, zoe: Phone, rentree: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    postman.desk.clock.advance(THREE_BEFORE - postman.desk.clock.now())
    postman.makes_notices()
    with monkeypatch.context() as patch:
        patch.setattr(people, "held", lambda *_: None)
        assert postman.opens() == []
    assert len(postman.opens()) == 1
