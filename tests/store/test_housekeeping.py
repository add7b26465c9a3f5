"""What is forgotten with time, and what is not."""

from datetime import timedelta

from bot.clock import FrozenClock
from bot.store import broadcasts, codes, guardians, inbox, notices, outbox, people, schools
from bot.store.base import Store, Tx
from bot.store.codes import WrongTries
from bot.store.guardians import GuardianInvitation
from bot.store.times import to_ms
from scheduler.housekeeping import (
    BROADCASTS_KEPT,
    FAILURES_KEPT,
    INVITATIONS_KEPT,
    NOTICES_KEPT,
    REMEMBERED,
    TRIES_COUNT,
    forget_old,
)

CHAT = 7
MOMENT = timedelta(milliseconds=1)


def fail_twice(tx: Tx, now_ms: int) -> None:
    """An update that can't be handled and a delivery that can't be sent."""
    inbox.quarantine(tx, chat_id=CHAT, update_id=1, raw="{}", error="KeyError", now_ms=now_ms)
    row = outbox.put(tx, CHAT, "[]", lane="reminders", kind="reminder", due_at=now_ms)
    assert row is not None
    outbox.give_up(tx, row, "400 Bad Request", now_ms)


async def failures(store: Store) -> tuple[int, int]:
    return len(await store.read(inbox.quarantined, 10)), len(await store.read(outbox.failed, 10))


async def test_failures_are_kept_for_a_month(store: Store, clock: FrozenClock) -> None:
    await store.turn(fail_twice, to_ms(clock.now()))
    await store.turn(outbox.put, CHAT, "[]", lane="reminders", kind="old", due_at=0)

    clock.advance(FAILURES_KEPT)
    await forget_old(store, clock)
    assert await failures(store) == (1, 1)

    clock.advance(MOMENT)
    await forget_old(store, clock)
    assert await failures(store) == (0, 0)
    assert len(await store.read(outbox.waiting, 10)) == 1  # however old: it is still to be sent


async def test_an_update_is_known_for_two_days(store: Store, clock: FrozenClock) -> None:
    await store.turn(inbox.claim, CHAT, 1, to_ms(clock.now()))

    clock.advance(REMEMBERED)
    await forget_old(store, clock)
    assert not await store.turn(inbox.claim, CHAT, 1, to_ms(clock.now()))

    clock.advance(MOMENT)
    await forget_old(store, clock)
    assert await store.turn(inbox.claim, CHAT, 1, to_ms(clock.now()))


async def test_wrong_codes_are_forgotten_after_a_day_without_any(store: Store, clock: FrozenClock) -> None:
    tries = WrongTries(12, to_ms(clock.now()))
    await store.turn(codes.put_wrong_tries, CHAT, tries)

    clock.advance(TRIES_COUNT)
    await forget_old(store, clock)
    assert await store.read(codes.wrong_tries, CHAT) == tries

    clock.advance(MOMENT)
    await forget_old(store, clock)
    assert await store.read(codes.wrong_tries, CHAT) is None


def broadcast_twice(tx: Tx, now_ms: int) -> tuple[int, int]:
    """One that has ended, and one under way."""
    school = schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", now_ms)
    teacher = people.meet(tx, CHAT, now_ms)
    made = []
    for _ in range(2):
        each = broadcasts.new(tx, school.id, teacher.id, None, "{}", now_ms)
        broadcasts.set_words(tx, each.id, "Bonjour")
        broadcasts.start(tx, each.id, 1, now_ms)
        made.append(each.id)
    broadcasts.end(tx, made[0], now_ms)
    return made[0], made[1]


async def test_a_broadcast_is_forgotten_a_season_after_it_ended(store: Store, clock: FrozenClock) -> None:
    ended, under_way = await store.turn(broadcast_twice, to_ms(clock.now()))

    clock.advance(BROADCASTS_KEPT)
    await forget_old(store, clock)
    assert await store.turn(broadcasts.find, ended) is not None

    clock.advance(MOMENT)
    await forget_old(store, clock)
    assert await store.turn(broadcasts.find, ended) is None
    assert await store.turn(broadcasts.find, under_way) is not None


def tell_twice(tx: Tx, now_ms: int) -> int:
    """A notice that was told, and one that waits; the person."""
    school, person = (
        schools.add(tx, "Collège des Tilleuls", "Europe/Paris", "college", 0),
        people.meet(tx, CHAT, 0),
    )
    for key in ("told", "waiting"):
        notices.add(tx, person.id, "reminder", key, school.id, due_at=0)
    first = next(each for each in notices.waiting(tx, person.id, now_ms) if each.key == "told")
    notices.drop(tx, first, "finished", now_ms)
    return person.id


async def test_what_people_were_told_is_forgotten_a_season_later(store: Store, clock: FrozenClock) -> None:
    person_id = await store.turn(tell_twice, to_ms(clock.now()))

    def known(tx: Tx) -> bool:
        """Whether it would be told again."""
        return not notices.add(tx, person_id, "reminder", "told", 1, due_at=0)

    clock.advance(NOTICES_KEPT)
    await forget_old(store, clock)
    assert await store.turn(known)

    clock.advance(MOMENT)
    await forget_old(store, clock)
    assert [each.key for each in await store.read(notices.waiting, person_id, to_ms(clock.now()))] == [
        "waiting"
    ]


def invite_twice(tx: Tx, now_ms: int) -> int:
    """Two invitations that expire now, one of them used; the pupil."""
    pupil, mother = people.meet(tx, CHAT, 0), people.meet(tx, CHAT + 1, 0)
    for selector in ("used", "left"):
        guardians.invite(tx, GuardianInvitation(selector, "x", pupil.id, 0, now_ms, None, None))
    guardians.use(tx, "used", mother.id, 1)
    guardians.follow(tx, mother.id, pupil.id, 1)
    return pupil.id


async def test_invitations_are_forgotten_a_season_after_they_expired(
    store: Store, clock: FrozenClock
) -> None:
    pupil_id = await store.turn(invite_twice, to_ms(clock.now()))

    clock.advance(INVITATIONS_KEPT)
    await forget_old(store, clock)
    assert len(await store.read(guardians.invitations_of, pupil_id)) == 2

    clock.advance(MOMENT)
    await forget_old(store, clock)
    assert await store.read(guardians.invitations_of, pupil_id) == []
    assert len(await store.read(guardians.bonds_to_child, pupil_id)) == 1
