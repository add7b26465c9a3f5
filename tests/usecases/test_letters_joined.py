"""Somebody of two roles reads one letter: a teacher whose child is there, a pupil who follows another."""

from datetime import UTC, datetime

import pytest

from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.transport.calls import Call
from tests.usecases.campaigning import plain
from tests.usecases.desk import Phone
from tests.usecases.posting import Postman
from tests.usecases.reading_letters import follows
from tests.usecases.schooling import Schooling, plan_weeks
from tests.views.acceptable import buttons, refusals

MONDAY = datetime(2026, 9, 21, 5, 30, tzinfo=UTC)  # 7 h 30 in Paris: the digest of teachers
THURSDAY = datetime(2026, 9, 24, 16, 0, tzinfo=UTC)  # three days after: families are reminded on Monday


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman) -> Campaign:
    made = tilleuls.campaign(diallo, sixth, deadline_at=to_ms(THURSDAY))
    postman.plans(made)
    postman.desk.turn(lambda tx: plan_weeks(tx, postman.desk.clock.now()))
    postman.until(datetime(2026, 9, 15, 16, 0, tzinfo=UTC))  # families are told that it opens
    return made


def letters(postman: Postman, phone: Phone, at: datetime) -> list[Call]:
    """What arrives for somebody at that moment."""
    postman.until(at)
    found = [call for chat_id, calls in postman.carried if chat_id == phone.chat_id for call in calls]
    postman.reaches(phone)
    return found


def test_a_teacher_who_follows_a_pupil_reads_one_message_that_is_closed_once(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    follows(diallo, tilleuls.pupil(sixth, "Léa Martin"))
    (call,) = letters(postman, diallo, MONDAY)
    read = plain([call])
    assert read.index("⏳ Rentrée : pas commencé") < read.index("Vos parcours de la semaine")
    shown = buttons(call)
    assert [shown.count(each) for each in ("g_children", "l_monday", "l_stop")] == [1, 0, 1]
    assert [each for each in shown if each.startswith("l_mute")] == [pack("l_mute", rentree.id)]
    assert any(each.startswith("f_nudge") for each in shown)


def test_a_pupil_who_follows_another_reads_one_message(
    postman: Postman, tilleuls: Schooling, sixth: Classroom, rentree: Campaign
) -> None:
    zoe = tilleuls.pupil(sixth, "Zoé Roux")
    follows(zoe, tilleuls.pupil(sixth, "Léa Martin"))
    (call,) = letters(postman, zoe, datetime(2026, 9, 21, 15, 0, tzinfo=UTC))
    read = plain([call])
    assert read.index("Il te reste 3 jours") < read.index("👤 Léa")
    assert buttons(call).count("l_stop") == 1


def test_what_telegram_takes_in_one_message_only_is_two(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    follows(diallo, tilleuls.pupil(sixth, "Léa Martin"))
    many = [
        tilleuls.campaign(diallo, sixth, name=f"{number} " + "É" * 57, deadline_at=to_ms(THURSDAY))
        for number in range(20)
    ]
    postman.plans(*many)
    family, of_staff = letters(postman, diallo, MONDAY)
    assert "👤 Léa" in plain([family])
    assert "Vos parcours" in plain([of_staff])
    assert "l_stop" in buttons(family)
    assert "l_stop" in buttons(of_staff)


def test_eight_campaigns_of_emoji_fit_in_one_message(
    postman: Postman, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    zoe = tilleuls.pupil(sixth, "Zoé Roux")
    for number in range(8):
        made = tilleuls.campaign(diallo, sixth, name=f"{number}" + "😀" * 59, deadline_at=to_ms(THURSDAY))
        postman.reminds(made, words=f"{number}" + "😀" * 199)
    (call,) = letters(postman, zoe, datetime(2026, 9, 21, 15, 0, tzinfo=UTC))
    assert refusals(call) == []
    read = plain([call])
    for number in range(8):
        assert f"{number}" + "😀" * 59 in read
    assert "0" + "😀" * 199 in read
