"""A message to many that is written in the evening leaves when its school writes to people again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import broadcasts, schools
from bot.store.schools import WritingRules
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from bot.usecases.broadcasts.outcomes import BroadcastMessage
from bot.usecases.reminders.hours import Hours
from tests.usecases.campaigning import labels
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import DAY, Schooling
from tests.usecases.test_broadcasts import begins, counts, draft_of, found, leaves, step

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 9, 21, 5, 0, tzinfo=UTC)  # seven in Paris


@pytest.fixture
def school(desk: Desk) -> Schooling:
    """On Friday 18 September, 21 h."""
    desk.clock.advance(datetime(2026, 9, 18, 19, 0, tzinfo=UTC) - desk.clock.now())
    return Schooling(desk)


@pytest.fixture
def diallo(school: Schooling) -> Phone:
    return school.teacher()


def written(school: Schooling, diallo: Phone) -> int:
    """A message to a class of two, previewed."""
    room = school.classroom(diallo)
    for name in ("Léa Martin", "Tom Petit"):
        school.pupil(room, name)
    diallo.taps(pack("b_class", room.id))
    diallo.writes("Bonjour")
    return draft_of(diallo)


def announced(diallo: Phone, campaign: int, to: str = "all") -> int:
    diallo.taps(pack("b_new", campaign))
    diallo.taps(pack("b_pick", draft_of(diallo), to))
    diallo.taps(pack("b_ready", draft_of(diallo)))
    return draft_of(diallo)


def plain(calls: list[Call]) -> str:
    return read(calls).replace("\u00a0", " ")


def passes(desk: Desk, at: datetime) -> None:
    desk.clock.advance(at - desk.clock.now())


def reached(desk: Desk, phone: Phone, id_: int) -> list[str]:
    """The names that a step takes."""
    batch = step(desk, phone, id_)
    return [] if batch is None else sorted(each.name for each in batch.people)


def test_the_preview_says_when_it_leaves_and_so_does_the_button(school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    diallo.taps(pack("b_class", room.id))
    said = diallo.writes("Bonjour")
    assert "Le bot n'écrit à personne en ce moment : ce message partira lundi 21 septembre à 7 h." in plain(
        said
    )
    labels = [each["text"] for row in said[-1].params["reply_markup"]["inline_keyboard"] for each in row]
    assert labels[0] == "✅ Envoyer lundi à 7\u00a0h"


def test_it_waits_and_leaves_when_the_school_opens(desk: Desk, school: Schooling, diallo: Phone) -> None:
    id_ = written(school, diallo)
    assert "Départ lundi 21 septembre à 7 h · 6e B" in plain(diallo.taps(pack("b_send", id_)))
    assert "2 destinataires" in plain(diallo.taps(pack("b_show", id_)))
    passes(desk, MONDAY - timedelta(seconds=1))
    assert step(desk, diallo, id_) is None
    assert desk.turn(lambda tx: broadcasts.running(tx, to_ms(desk.clock.now()))) == []
    passes(desk, MONDAY)
    assert desk.turn(lambda tx: broadcasts.running(tx, to_ms(desk.clock.now()))) == [id_]
    assert reached(desk, diallo, id_) == ["Léa Martin", "Tom Petit"]
    assert "Envoi en cours" in read(diallo.taps(pack("b_show", id_)))


def test_it_can_be_stopped_before_it_leaves(desk: Desk, school: Schooling, diallo: Phone) -> None:
    id_ = written(school, diallo)
    diallo.taps(pack("b_send", id_))
    assert "Envoi arrêté" in read(diallo.taps(pack("b_stop", id_)))
    assert desk.turn(lambda tx: broadcasts.running(tx, to_ms(desk.clock.now()))) == [id_]  # to tell its end
    batch = step(desk, diallo, id_)
    assert batch is not None
    assert batch.progress is not None
    assert (batch.progress.ended, batch.progress.state) == (True, "stopped")
    passes(desk, MONDAY)
    assert reached(desk, diallo, id_) == []
    assert counts(desk, id_).cancelled == 2


def test_it_leaves_to_whom_it_is_for_then(desk: Desk, school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    tom = school.pupil(room, "Tom Petit")
    school.pupil(room, "Léa Martin")
    campaign = school.campaign(diallo, room)
    id_ = announced(diallo, campaign.id, "waiting")
    diallo.taps(pack("b_send", id_))
    begins(desk, tom, campaign.id)
    school.pupil(room, "Zoé Roux")
    passes(desk, MONDAY)
    assert reached(desk, diallo, id_) == ["Léa Martin", "Zoé Roux"]


def test_a_campaign_closed_meanwhile_is_not_announced(desk: Desk, school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    campaign = school.campaign(diallo, room)
    id_ = announced(diallo, campaign.id)
    diallo.taps(pack("b_send", id_))
    diallo.taps(pack("c_close", campaign.id, 1))
    passes(desk, MONDAY)
    assert reached(desk, diallo, id_) == []
    assert found(desk, id_).state == "stopped"


def test_a_message_that_would_come_too_late_is_not_sent(school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    sunday = to_ms(MONDAY - 12 * HOUR)
    campaign = school.campaign(diallo, room, deadline_at=sunday, late_allowed=0)
    diallo.taps(pack("b_new", campaign.id))
    diallo.taps(pack("b_pick", draft_of(diallo), "all"))
    said = diallo.taps(pack("b_ready", draft_of(diallo)))
    assert "trop tard pour ce parcours" in read(said)
    assert "Envoyer" not in str(said[-1].params["reply_markup"])
    forged = diallo.taps(pack("b_send", draft_of(diallo)))
    assert "Départ" not in read(forged)
    assert school.desk.sql("select state from broadcast") == [("draft",)]


def test_it_is_found_again_on_the_class_to_be_stopped(school: Schooling, diallo: Phone) -> None:
    id_ = written(school, diallo)
    diallo.taps(pack("b_send", id_))
    room = school.desk.sql("select id from classroom")[0][0]
    for screen in (pack("k_show", room), pack("b_class", room)):
        assert "Un message part lundi à 7 h." in plain(diallo.taps(screen))
        assert "📣 Part lundi à 7\u00a0h" in labels(diallo.taps(screen))
    assert "⏹ Arrêter" in labels(diallo.taps(diallo.button("b_show")))
    diallo.taps(diallo.button("b_stop"))
    assert "Un message part" not in read(diallo.taps(pack("k_show", room)))


def test_it_is_found_again_on_the_campaign_until_it_leaves(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    campaign, other = school.campaign(diallo, room), school.campaign(diallo, room, name="Suite")
    id_ = announced(diallo, campaign.id)
    diallo.taps(pack("b_send", id_))
    for screen in (pack("c_show", campaign.id), pack("b_new", campaign.id)):
        assert "Un message part lundi à 7 h." in plain(diallo.taps(screen))
        assert diallo.button("b_show") == pack("b_show", id_)
    for screen in (pack("c_show", other.id), pack("k_show", room.id), pack("b_class", room.id)):
        assert "Un message part" not in read(diallo.taps(screen))
    passes(desk, MONDAY)
    assert "Un message part" not in read(diallo.taps(pack("c_show", campaign.id)))


def test_a_colleague_who_cannot_stop_it_is_not_led_to_it(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    id_ = written(school, diallo)
    diallo.taps(pack("b_send", id_))
    room = school.desk.sql("select id from classroom")[0][0]
    head = school.teacher("Mme Roy", "admin")
    assert "Un message part" not in read(head.taps(pack("k_show", room)))


def test_what_is_seen_first_is_what_is_read_when_it_leaves(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    """Its deadline is on Sunday evening, and late answers are taken."""
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    campaign = school.campaign(diallo, room, deadline_at=to_ms(MONDAY - 12 * HOUR))
    diallo.taps(pack("b_new", campaign.id))
    diallo.taps(pack("b_pick", draft_of(diallo), "all"))
    seen = plain(diallo.taps(pack("b_ready", draft_of(diallo))))
    id_ = draft_of(diallo)
    diallo.taps(pack("b_send", id_))
    passes(desk, MONDAY)
    batch = step(desk, diallo, id_)
    assert batch is not None
    assert isinstance(batch.message, BroadcastMessage)
    assert batch.message.campaign is not None
    assert batch.message.campaign.late
    assert "La date est passée, mais c'est encore possible." in seen
    assert "à finir avant" not in seen


def test_who_may_no_longer_write_to_them_then_does_not(desk: Desk, school: Schooling, diallo: Phone) -> None:
    id_ = written(school, diallo)
    diallo.taps(pack("b_send", id_))
    leaves(desk, diallo, school)
    passes(desk, MONDAY)
    assert reached(desk, diallo, id_) == []
    assert found(desk, id_).state == "withdrawn"


def test_a_bot_that_was_away_on_monday_does_not_write_on_monday_night(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    id_ = written(school, diallo)
    diallo.taps(pack("b_send", id_))
    passes(desk, MONDAY + 14 * HOUR)
    batch = step(desk, diallo, id_)
    assert batch is not None
    assert batch.people == ()
    assert batch.progress is not None
    assert batch.progress.later is not None
    assert batch.progress.later.short == "demain à 7\u00a0h"
    passes(desk, MONDAY + DAY)
    assert reached(desk, diallo, id_) == ["Léa Martin", "Tom Petit"]


def test_one_that_was_begun_in_open_hours_is_finished(desk: Desk, school: Schooling, diallo: Phone) -> None:
    passes(desk, MONDAY + 13 * HOUR - timedelta(minutes=1))  # 19:59
    id_ = written(school, diallo)
    assert "Envoi en cours" in read(diallo.taps(pack("b_send", id_)))
    first = step(desk, diallo, id_, backlog=1)
    desk.clock.advance(timedelta(minutes=2))
    second = step(desk, diallo, id_, backlog=2)
    assert first is not None
    assert second is not None
    assert len(first.people) == len(second.people) == 1


def test_after_a_halt_the_rest_waits_and_nobody_gets_it_twice(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    passes(desk, MONDAY + 13 * HOUR - timedelta(minutes=1))
    id_ = written(school, diallo)
    diallo.taps(pack("b_send", id_))
    first = step(desk, diallo, id_, backlog=1)
    assert first is not None
    desk.clock.advance(6 * HOUR)
    assert reached(desk, diallo, id_) == []
    passes(desk, MONDAY + DAY)
    assert [*(each.name for each in first.people), *reached(desk, diallo, id_)] in (
        ["Léa Martin", "Tom Petit"],
        ["Tom Petit", "Léa Martin"],
    )


def test_a_school_says_when_that_is(desk: Desk, school: Schooling, diallo: Phone) -> None:
    late = WritingRules(hours=Hours(closes=22 * 60).dump())
    desk.turn(lambda tx: schools.put_writing_rules(tx, school.school.id, late))
    id_ = written(school, diallo)
    assert "Envoi en cours" in read(diallo.taps(pack("b_send", id_)))


def test_in_the_holidays_it_waits_for_school(desk: Desk, school: Schooling, diallo: Phone) -> None:
    holidays = WritingRules(holidays="A")
    desk.turn(lambda tx: schools.put_writing_rules(tx, school.school.id, holidays))
    passes(desk, datetime(2026, 12, 21, 10, 0, tzinfo=UTC))
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    diallo.taps(pack("b_class", room.id))
    said = diallo.writes("Bonne année")
    assert "lundi 4 janvier 2027 à 7 h" in plain(said)
    assert "✅ Envoyer le 4 janvier" in str(said[-1].params["reply_markup"])


def test_a_school_far_away_has_another_night(desk: Desk, school: Schooling) -> None:
    """Friday 21 h in Paris is Friday 15 h in Fort-de-France."""
    there = Schooling(desk, "Collège Césaire", "America/Martinique")
    roy = there.teacher("Mme Roy")
    id_ = written(there, roy)
    assert "Envoi en cours" in read(roy.taps(pack("b_send", id_)))
