"""Who can't, or won't, be told at midnight may be told in the evening all the same."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import notices, people
from bot.store.base import Tx
from bot.store.classes import Classroom
from bot.store.notices import Preference
from bot.store.times import to_ms
from bot.usecases.classes import listing
from bot.usecases.reminders import wishes
from bot.usecases.reminders.hours import Hours
from tests.usecases.desk import Desk, Phone
from tests.usecases.posting import Postman
from tests.usecases.reading_letters import adult, follows
from tests.usecases.schooling import Schooling, plan_weeks

Change = Callable[[Tx, Phone, int], None]  # of somebody, about a campaign

MIDNIGHT = datetime(2026, 9, 30, 22, 1, tzinfo=UTC)
NOON, EVENING = MIDNIGHT + timedelta(hours=12), datetime(2026, 10, 1, 15, 1, tzinfo=UTC)
DEADLINE = to_ms(datetime(2026, 10, 2, 4, 45, tzinfo=UTC))  # before anybody is written to in the morning
SHORT = Preference(hours=Hours(7 * 60, 12 * 60).dump())


def mute(tx: Tx, phone: Phone, campaign_id: int) -> None:
    wishes.mute(phone.turn(tx), campaign_id)


def unmute(tx: Tx, phone: Phone, campaign_id: int) -> None:
    wishes.unmute(phone.turn(tx), campaign_id)


def stop(tx: Tx, phone: Phone, _: int) -> None:
    wishes.stop(phone.turn(tx))


def resume(tx: Tx, phone: Phone, _: int) -> None:
    wishes.resume(phone.turn(tx))


def leaves(tx: Tx, phone: Phone, _: int) -> None:
    people.set_reachable(tx, phone.chat_id, False)


def comes_back(tx: Tx, phone: Phone, _: int) -> None:
    people.set_reachable(tx, phone.chat_id, True)


def has_mornings(tx: Tx, phone: Phone, _: int) -> None:
    notices.prefer(tx, phone.turn(tx).person.id, SHORT)


def has_days(tx: Tx, phone: Phone, _: int) -> None:
    notices.prefer(tx, phone.turn(tx).person.id, Preference())


@pytest.mark.parametrize(
    ("before", "after", "fate"),
    [
        (stop, resume, "stopped"),
        (mute, unmute, "muted"),
        (leaves, comes_back, "unreachable"),
        (has_mornings, has_days, "late"),
    ],
)
@pytest.mark.parametrize("changes", [True, False])
def test_the_letter_of_the_evening_follows_what_they_want_then(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman,
    before: Change, after: Change, fate: str, changes: bool,
) -> None:  # fmt: skip
    lea = tilleuls.pupil(sixth, "Léa Martin")
    made = tilleuls.campaign(diallo, sixth, deadline_at=DEADLINE)
    postman.reminds(made, "1")
    desk.turn(lambda tx: before(tx, lea, made.id))
    postman.until(MIDNIGHT)
    postman.until(NOON)
    if changes:
        desk.turn(lambda tx: after(tx, lea, made.id))
    postman.until(EVENING)
    assert bool(postman.reaches(lea)) == changes
    assert postman.fates(lea) == (["sent"] if changes else [fate])


def test_a_class_that_is_taken_out_again_is_told_later_today(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman
) -> None:
    lea = tilleuls.pupil(sixth, "Léa Martin")
    postman.reminds(tilleuls.campaign(diallo, sixth, deadline_at=DEADLINE), "1")
    desk.turn(lambda tx: listing.archive(diallo.turn(tx), sixth.id, sure=True))
    postman.until(MIDNIGHT)
    postman.until(NOON)
    desk.turn(lambda tx: listing.take_out(diallo.turn(tx), sixth.id))
    postman.until(EVENING)
    assert postman.reaches(lea)


def test_who_is_written_to_in_the_morning_only_has_the_digest_of_the_week_too(
    desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, postman: Postman
) -> None:
    lea, mother = tilleuls.pupil(sixth, "Léa Martin"), adult(desk)
    follows(mother, lea)
    tilleuls.campaign(diallo, sixth, deadline_at=DEADLINE)
    desk.turn(lambda tx: wishes.set_hours(mother.turn(tx), "morning"))
    desk.turn(lambda tx: plan_weeks(tx, desk.clock.now()))
    postman.until(datetime(2026, 9, 18, 16, 0, tzinfo=UTC))
    assert not postman.reaches(mother)
    postman.until(datetime(2026, 9, 21, 5, 0, tzinfo=UTC))
    assert "Léa" in postman.reaches(mother)
