"""Reminders when something breaks: none comes twice, what is still useful comes, the rest is explained."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import FrozenClock
from bot.content import Library
from bot.outbox_report import report
from bot.store import schools
from bot.store.base import Store
from bot.store.open import open_store
from bot.store.schools import WritingRules
from bot.transport.outgoing import LEASE
from bot.transport.request import Lost, NotSent
from bot.usecases.reminders.hours import Hours
from tests.e2e.offices import TEACHER, Class, Office, Telegram, enrol, hand_out
from tests.transport.stand_ins import until

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)  # 10 h in Paris
TUESDAY_17 = datetime(2026, 9, 15, 15, 0, tzinfo=UTC)  # three days before
THURSDAY_17 = TUESDAY_17 + 2 * DAY  # the day before
DEADLINE = datetime(2026, 9, 18, 17, 0, tzinfo=UTC)  # Friday, 19 h in Paris
FRIDAY_7 = datetime(2026, 9, 18, 5, 30, tzinfo=UTC)  # the last morning
Open = Callable[[], Office]


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(MONDAY)


@pytest.fixture
def telegram(clock: FrozenClock) -> Telegram:
    return Telegram(clock)


@pytest.fixture
async def office(
    store: Store, clock: FrozenClock, telegram: Telegram, library: Library
) -> AsyncIterator[Open]:
    """Opens the office: another one on the same database, as after a crash, each time."""
    opened: list[Office] = []

    def another() -> Office:
        opened.append(Office(store, clock, telegram, library))
        return opened[-1]

    yield another
    for each in opened:
        await each.sender.drain(0)


@pytest.fixture
async def sixth(store: Store, clock: FrozenClock) -> Class:
    """A class that has until Friday evening."""
    found = await store.turn(enrol)
    await store.turn(hand_out, found, DEADLINE, clock.now())
    return found


def at(clock: FrozenClock, when: datetime) -> None:
    clock.advance(when - clock.now())


async def pass_time(office: Office, clock: FrozenClock, to: datetime, step: timedelta = 5 * MINUTE) -> None:
    """The scheduler works on while time goes by."""
    while clock.now() < to:
        clock.advance(min(step, to - clock.now()))
        await office.works()


async def fates(store: Store, now: datetime) -> Counter[tuple[str, str]]:
    """How notices ended in the last days, as `tremplin outbox` tells it: (kind, fate) and how many."""
    said = await store.read(report, now, "Europe/Paris")
    lines = next(part for part in said.split("\n\n") if part.startswith("Notices that ended")).splitlines()[
        2:
    ]
    return Counter({(kind, fate): int(many) for kind, fate, many in (line.split() for line in lines)})


# A process vanishes


async def test_a_kill_between_claim_and_send_costs_nobody_a_letter(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    first = office()
    await first.ticks()
    at(clock, TUESDAY_17)
    first.sender.send = lambda *_: None  # type: ignore[method-assign]  # it vanishes with the rows in hand
    await first.ticks()
    assert telegram.got == Counter()

    clock.advance(LEASE)  # until then another process leaves them alone
    await office().works()

    assert telegram.got == Counter(sixth.chats)
    assert await fates(store, clock.now()) == {("reminder", "sent"): 12}


async def test_a_kill_between_send_and_mark_doubles_no_letter(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    first = office()
    await first.ticks()
    at(clock, TUESDAY_17)
    telegram.gate.clear()  # they arrive, and nobody hears of it any more
    await first.ticks()
    await until(lambda: telegram.got == Counter(sixth.chats))

    clock.advance(LEASE)
    await office().works()

    assert telegram.got == Counter(sixth.chats)
    assert await fates(store, clock.now()) == {("reminder", "uncertain"): 12}


async def test_after_a_kill_the_next_reminder_comes_as_planned(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    first = office()
    await first.ticks()
    at(clock, TUESDAY_17)
    telegram.gate.clear()
    await first.ticks()
    await until(lambda: telegram.got == Counter(sixth.chats))
    telegram.gate = asyncio.Event()  # another connection
    telegram.gate.set()

    await pass_time(office(), clock, THURSDAY_17, HOUR)

    assert telegram.got == Counter(sixth.chats * 2)
    assert {arrived for _, arrived in telegram.arrived} == {TUESDAY_17, THURSDAY_17}


# Telegram is away


async def test_an_hour_without_telegram_makes_letters_late_not_lost(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    works = office()
    await works.works()
    at(clock, TUESDAY_17 - MINUTE)
    telegram.trouble = NotSent("ClientConnectorError")
    await pass_time(works, clock, TUESDAY_17 + HOUR)
    assert telegram.got == Counter()
    assert "sendMessage: NotSent: ClientConnectorError" in await store.read(
        report, clock.now(), "Europe/Paris"
    )

    telegram.trouble = None
    await pass_time(works, clock, TUESDAY_17 + 2 * HOUR)

    assert telegram.got == Counter(sixth.chats)
    assert await fates(store, clock.now()) == {("reminder", "sent"): 12}


async def test_an_hour_without_telegram_at_the_end_of_the_day_waits_for_the_morning(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    rules = WritingRules("", Hours(closes=17 * 60 + 30).dump(), "")
    await store.turn(schools.put_writing_rules, sixth.school, rules)
    works = office()
    await works.works()
    at(clock, TUESDAY_17 - MINUTE)
    telegram.trouble = NotSent("ClientConnectorError")
    await pass_time(works, clock, TUESDAY_17 + HOUR)
    telegram.trouble = None

    await pass_time(works, clock, TUESDAY_17 + 20 * HOUR)

    assert telegram.got == Counter(sixth.chats)
    wednesday_7 = TUESDAY_17 + 14 * HOUR
    assert {arrived for _, arrived in telegram.arrived} == {wednesday_7}


async def test_an_hour_without_telegram_on_the_last_morning_is_over_in_time(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    works = office()
    at(clock, THURSDAY_17 + HOUR)
    await works.works()
    telegram.arrived.clear()
    at(clock, FRIDAY_7 - MINUTE)
    telegram.trouble = NotSent("ClientConnectorError")
    await pass_time(works, clock, FRIDAY_7 + HOUR)
    telegram.trouble = None

    await pass_time(works, clock, DEADLINE + HOUR)

    assert telegram.got == Counter(sixth.chats)
    assert all(when <= FRIDAY_7 + 2 * HOUR for _, when in telegram.arrived)


async def test_what_telegram_may_have_taken_is_not_sent_again(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    works = office()
    await works.works()
    at(clock, TUESDAY_17)
    telegram.trouble = Lost("ServerDisconnectedError")
    await works.works()
    telegram.trouble = None

    await pass_time(works, clock, TUESDAY_17 + DAY, HOUR)

    lost = len(telegram.troubled)
    assert 5 <= lost < 12  # after several in a row the others wait
    assert telegram.got + telegram.troubled == Counter(sixth.chats)
    assert await fates(store, clock.now()) == {
        ("reminder", "uncertain"): lost,
        ("reminder", "sent"): 12 - lost,
    }


# The clock jumps


async def test_a_day_that_is_jumped_over_is_made_up_for_once(
    office: Open, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    works = office()
    await works.works()
    clock.advance(2 * DAY)  # Wednesday, 10 h: Tuesday evening was jumped over
    await works.works()
    await pass_time(works, clock, THURSDAY_17 - MINUTE, HOUR)
    assert telegram.got == Counter(sixth.chats)


async def test_a_week_that_is_jumped_over_reminds_nobody_of_what_is_over(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    works = office()
    await works.works()
    clock.advance(7 * DAY)
    await works.works()
    await pass_time(works, clock, MONDAY + 9 * DAY, HOUR)
    assert not telegram.got.keys() & set(sixth.chats)


async def test_a_clock_set_back_repeats_nothing(
    office: Open, clock: FrozenClock, telegram: Telegram, sixth: Class
) -> None:
    works = office()
    await works.works()
    at(clock, TUESDAY_17)
    await works.works()
    assert telegram.got == Counter(sixth.chats)

    at(clock, MONDAY)
    await pass_time(works, clock, TUESDAY_17 + HOUR, HOUR)
    assert telegram.got == Counter(sixth.chats)

    await pass_time(works, clock, THURSDAY_17, HOUR)
    assert telegram.got == Counter(sixth.chats * 2)


# Two at work


async def test_two_schedulers_send_each_letter_once(
    postgres_url: str, clock: FrozenClock, telegram: Telegram, library: Library
) -> None:
    stores = [await open_store(postgres_url, clock) for _ in range(2)]
    both = [Office(each, clock, telegram, library) for each in stores]
    room = await stores[0].turn(enrol, 40)
    for days in (0, 0, 7):
        await stores[0].turn(hand_out, room, DEADLINE + days * DAY, clock.now())

    for when in (TUESDAY_17 - HOUR, TUESDAY_17, THURSDAY_17 - HOUR, THURSDAY_17):
        at(clock, when)
        for _ in range(3):
            await asyncio.gather(*(each.works() for each in both))

    assert {chat: telegram.got[chat] for chat in room.chats} == dict.fromkeys(room.chats, 2)
    for each, store in zip(both, stores, strict=True):
        await each.sender.drain(0)
        await store.close()


# After a day off


async def test_a_restart_after_a_day_off_sends_what_is_still_useful(
    office: Open, store: Store, clock: FrozenClock, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    sixth = await store.turn(enrol)
    await store.turn(hand_out, sixth, DEADLINE, clock.now())
    await store.turn(hand_out, sixth, TUESDAY_17 + 2 * HOUR, clock.now())  # until Tuesday, 19 h
    at(clock, datetime(2026, 9, 15, 4, 0, tzinfo=UTC))  # Tuesday, 6 h: what is for today has become notices
    await office().works()
    assert telegram.got == Counter()

    at(clock, MONDAY + 2 * DAY)  # Wednesday, 10 h
    caplog.clear()
    await office().works()

    assert telegram.got == Counter((*sixth.chats, TEACHER))  # who learns what came of the one that is over
    assert await fates(store, clock.now()) == {
        ("after", "sent"): 1,
        ("reminder", "sent"): 12,
        ("reminder", "late"): 12,  # the last morning's, which spoke for Monday evening's too
    }
    said = [each.getMessage() for each in caplog.records]
    assert len(set(said)) == len(said)  # a line each
    assert sum(each.endswith(": dropped, late") for each in said) == 12
    assert sum(": opened for notices" in each for each in said) == 13
    assert sum(each.endswith(": sent") for each in said) == 13


async def test_the_log_tells_who_by_numbers_only(
    office: Open, clock: FrozenClock, telegram: Telegram, sixth: Class, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    works = office()
    await pass_time(works, clock, DEADLINE + DAY, HOUR)
    assert telegram.got.keys() >= set(sixth.chats)
    said = "\n".join(each.getMessage() for each in caplog.records)
    for secret in ("Élève", "Rentrée", "Diallo", *map(str, sixth.chats)):
        assert secret not in said
