"""The clocks of candidates when the bot is away, or somebody sets the clock of its machine."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.clock import FrozenClock
from bot.content import Kind
from bot.errors import StoreUnavailable
from bot.heartbeat import Heartbeat
from bot.store import pulse, sittings
from bot.store.base import Store
from bot.store.times import to_ms
from bot.transport.events import EventKind
from bot.usecases.certification import beating
from bot.usecases.certification import clock as clocks
from bot.usecases.certification.beating import Known, Moment
from bot.usecases.certification.pulse import moment_at
from tests.usecases.desk import Desk
from tests.usecases.seating import Chair, seated
from tests.usecases.sitters import MINUTE, Hall, candidate, incidents, used

SECOND = 1_000
BEAT = timedelta(seconds=5)


class Bot:
    """One process of the bot; time passes while it works."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self.store, self.clock = store, clock
        self.stood_still = 0.0  # seconds for which the process was not given any time
        self.heart = self._starts()

    def _starts(self) -> Heartbeat:
        return Heartbeat(self.store, self.clock, real=lambda: self.clock.monotonic() + self.stood_still)

    @property
    def now(self) -> int:
        return to_ms(self.clock.now())

    async def works(self, seconds: int) -> None:
        """Beat every five seconds."""
        for _ in range(seconds // 5):
            self.clock.advance(BEAT)
            await self.heart.beat()

    async def is_away(self, seconds: int) -> None:
        """Killed, and started again so much later."""
        self.clock.advance(timedelta(seconds=seconds))
        self.heart = self._starts()
        await self.heart.beat()


@pytest.fixture
async def bot(store: Store, clock: FrozenClock) -> AsyncIterator[Bot]:
    bot = Bot(store, clock)
    await bot.heart.beat()
    yield bot


@pytest.fixture
async def hall(store: Store, bot: Bot) -> Hall:
    return await store.turn(Hall.opens, bot.now)


async def sits(bot: Bot, hall: Hall, **changes: Any) -> int:
    """Somebody begins now."""
    return await bot.store.turn(partial(hall.sits, **changes), bot.now)


async def test_while_nobody_sits_nothing_is_written(bot: Bot, hall: Hall) -> None:
    await bot.works(60)
    assert await bot.store.turn(pulse.last) is None
    lea = await sits(bot, hall)
    await bot.works(5)
    assert await bot.store.turn(pulse.last) == bot.now

    await ends(bot, lea)
    await bot.works(60)
    assert await bot.store.turn(pulse.last) is None


async def ends(bot: Bot, id_: int) -> None:
    ended = replace(await candidate(bot.store, id_), ended_at=bot.now, ended_for="finished")
    await bot.store.turn(sittings.save_candidate, ended)


async def test_time_that_passes_counts(bot: Bot, hall: Hall) -> None:
    lea = await sits(bot, hall)
    await bot.works(600)
    assert await used(bot.store, lea, bot.now) == 10 * MINUTE
    assert await incidents(bot.store, hall) == []


async def test_time_without_the_bot_does_not_count(bot: Bot, hall: Hall) -> None:
    lea = await sits(bot, hall)
    await bot.works(600)
    await bot.is_away(125)
    assert await used(bot.store, lea, bot.now) == 10 * MINUTE
    (told,) = await incidents(bot.store, hall)
    assert (told.kind, told.decision, told.candidate_id) == ("outage", "noted", None)
    assert told.words == "Le bot n'a pas répondu pendant 2 min 5 s : ce temps est rendu aux candidats."
    assert told.at == bot.now - 125 * SECOND

    await bot.works(60)
    assert await used(bot.store, lea, bot.now) == 11 * MINUTE


async def test_clocks_stand_still_before_the_bot_is_back(bot: Bot, hall: Hall) -> None:
    """The scheduler may be another process: it ends nobody meanwhile."""
    lea = await sits(bot, hall)
    await bot.works(600)
    bot.clock.advance(timedelta(hours=2))
    assert await used(bot.store, lea, bot.now) <= 10 * MINUTE + 15 * SECOND


async def test_who_began_after_the_last_beat_gets_no_more_than_that(bot: Bot, hall: Hall) -> None:
    await sits(bot, hall)
    await bot.works(60)
    bot.clock.advance(timedelta(seconds=3))
    tom = await sits(bot, hall)
    await bot.is_away(30)
    assert (await candidate(bot.store, tom)).lost_ms == 30 * SECOND
    assert await used(bot.store, tom, bot.now) == 0


async def test_who_was_the_first_to_begin_is_given_all_of_it(bot: Bot, hall: Hall) -> None:
    """The bot was killed before it could write that it was there."""
    lea = await sits(bot, hall)
    await bot.is_away(30)
    assert await used(bot.store, lea, bot.now) == 0


async def test_a_clock_that_stands_still_is_given_nothing(bot: Bot, hall: Hall) -> None:
    lea = await sits(bot, hall)
    await bot.works(60)
    tom = await sits(bot, hall, started_at=bot.now - MINUTE, stopped_at=bot.now, stopped_for="break")
    await bot.works(60)
    await bot.is_away(300)
    assert (await candidate(bot.store, lea)).lost_ms == 300 * SECOND
    assert (await candidate(bot.store, tom)).lost_ms == 0
    assert await used(bot.store, tom, bot.now) == MINUTE


async def test_who_may_go_on_has_the_same_minute_left_to_tap(bot: Bot, hall: Hall) -> None:
    began = bot.now - 10 * MINUTE
    tom = await sits(
        bot, hall, started_at=began, stopped_at=bot.now - MINUTE, stopped_for="break", cleared_at=bot.now
    )
    await bot.works(20)
    await bot.is_away(300)
    assert await used(bot.store, tom, bot.now) == 9 * MINUTE
    await bot.works(40)
    assert await used(bot.store, tom, bot.now) == 9 * MINUTE
    await bot.works(30)
    assert await used(bot.store, tom, bot.now) == 9 * MINUTE + 30 * SECOND
    assert clocks.resumed_lost_ms(await candidate(bot.store, tom), bot.now) == 7 * MINUTE


@pytest.mark.parametrize(("hours", "way"), [(1, "avancé"), (-1, "reculé")])
async def test_setting_the_clock_changes_nobody_s_time(bot: Bot, hall: Hall, hours: int, way: str) -> None:
    lea = await sits(bot, hall)
    await bot.works(600)
    bot.clock.jump(timedelta(hours=hours))
    await bot.works(5)
    assert await bot.store.turn(pulse.last) == bot.now
    assert await used(bot.store, lea, bot.now) == 10 * MINUTE + 5 * SECOND
    (told,) = await incidents(bot.store, hall)
    assert told.kind == "technical"
    assert f"a {way} de 1 h :" in told.words
    await bot.works(600)
    assert await used(bot.store, lea, bot.now) == 20 * MINUTE + 5 * SECOND


async def test_before_the_clock_is_set_right_nobody_s_time_runs_off(bot: Bot, hall: Hall) -> None:
    lea = await sits(bot, hall)
    await bot.works(600)
    for hours in (2, -4):
        bot.clock.jump(timedelta(hours=hours))
        assert 10 * MINUTE <= await used(bot.store, lea, bot.now) <= 10 * MINUTE + 15 * SECOND


async def test_a_clock_set_back_while_the_bot_was_away_takes_nobody_s_time(bot: Bot, hall: Hall) -> None:
    lea = await sits(bot, hall)
    await bot.works(600)
    bot.clock.jump(timedelta(hours=-2))
    await bot.is_away(60)
    assert await used(bot.store, lea, bot.now) == 10 * MINUTE
    await bot.works(60)
    assert await used(bot.store, lea, bot.now) == 11 * MINUTE


async def test_a_second_or_two_of_the_network_s_time_is_left_alone(bot: Bot, hall: Hall) -> None:
    lea = await sits(bot, hall)
    await bot.works(60)
    bot.clock.jump(timedelta(seconds=2))
    await bot.works(5)
    assert (await candidate(bot.store, lea)).lost_ms == 0
    assert await incidents(bot.store, hall) == []


async def test_an_hour_of_a_demo_is_an_hour(bot: Bot, hall: Hall) -> None:
    """Whoever moves the clock of a demo wants to see time pass."""
    lea = await sits(bot, hall)
    await bot.works(60)
    bot.clock.advance(timedelta(hours=1))
    bot.stood_still = -3600.0  # nobody waited for it
    await bot.heart.beat()
    assert await used(bot.store, lea, bot.now) == 61 * MINUTE
    assert await incidents(bot.store, hall) == []


async def test_a_process_that_was_held_up_answered_nobody(bot: Bot, hall: Hall) -> None:
    """Its machine was out of breath, or somebody stopped it for a minute: clocks say nothing of it."""
    lea = await sits(bot, hall)
    await bot.works(60)
    bot.clock.advance(timedelta(seconds=90))
    await bot.heart.beat()
    assert await used(bot.store, lea, bot.now) == MINUTE
    (told,) = await incidents(bot.store, hall)
    assert told.kind == "outage"


async def test_while_the_database_is_away_nobody_s_time_runs(
    bot: Bot, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea = await sits(bot, hall)
    await bot.works(60)

    async def away(*_: Any) -> None:
        raise StoreUnavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(bot.heart._store, "read", away)
        with pytest.raises(StoreUnavailable):
            await bot.works(5)
    bot.clock.advance(timedelta(seconds=5))
    await bot.works(5)
    assert await used(bot.store, lea, bot.now) == MINUTE


async def test_everybody_s_sitting_is_told_once(bot: Bot, hall: Hall) -> None:
    other = await bot.store.turn(Hall.opens, bot.now)
    for _ in range(3):
        await sits(bot, hall)
        await sits(bot, other)
    idle = await bot.store.turn(Hall.opens, bot.now)
    await bot.works(10)
    await bot.is_away(20)
    for each, count in ((hall, 1), (other, 1), (idle, 0)):
        assert len(await incidents(bot.store, each)) == count


# From the tap on «Commencer» itself


def chair_alone() -> Chair:
    """A candidate who begins while no process beats yet."""
    desk = Desk()
    desk.works = False
    chair = seated(desk, quickly=True)
    chair.begins()
    return chair


def beats(chair: Chair, known: Known | None, expected: int | None) -> Known:
    moment = Moment(chair.now, expected, alone=True)
    return chair.desk.turn(lambda tx: beating.beat(tx, 7, known, moment))


def test_who_is_the_first_to_begin_is_not_ended_by_another_process_while_the_bot_is_killed() -> None:
    chair = chair_alone()
    chair.desk.clock.advance(timedelta(minutes=108))
    at = chair.desk.turn(lambda tx: moment_at(tx, chair.now))
    assert clocks.used_ms(chair.candidate, at) == 15 * SECOND
    beats(chair, None, None)
    assert chair.used == 0


@pytest.mark.parametrize("seconds", [20, 3600, -20, -3600])
def test_a_clock_set_right_after_the_first_tap_changes_nothing(seconds: int) -> None:
    chair = chair_alone()
    rested = Known(chair.now - 2 * SECOND)
    chair.desk.clock.advance(timedelta(seconds=3))
    expected = chair.now
    chair.desk.clock.jump(timedelta(seconds=seconds))
    beats(chair, rested, expected)
    assert chair.used == 3


def test_who_began_on_the_clock_that_was_set_back_loses_nothing() -> None:
    chair = chair_alone()
    rested = Known(chair.now + 3600 * SECOND)
    chair.desk.clock.advance(timedelta(seconds=3))
    beats(chair, rested, chair.now + 3600 * SECOND)
    assert chair.used == 3


def test_an_answer_takes_its_time_though_telegram_s_clock_lags(desk: Desk) -> None:
    """Of a server that is ahead by ten minutes, or whose clock was set: seconds are counted by the server."""
    chair = seated(desk, quickly=True)
    chair.begins()
    typed = next(each for each in desk.library.competences["4.1"].challenges if each.kind is Kind.TEXT)
    chair.phone.is_asked(typed, chair.key)
    chair.phone.commands("start")
    desk.clock.advance(timedelta(seconds=80))
    sent = desk.clock.now() - timedelta(minutes=10)
    chair.phone.does(EventKind.TEXT, chair.phone.next_message(), text="azerty", at=sent)
    (answer,) = chair.given
    assert answer.seconds == 75  # it may have come late by so little


def test_telegram_s_clock_gives_nobody_more_time(desk: Desk) -> None:
    chair = seated(desk, quickly=True)
    chair.begins()
    typed = next(each for each in desk.library.competences["4.1"].challenges if each.kind is Kind.TEXT)
    chair.phone.is_asked(typed, chair.key)
    desk.clock.advance(timedelta(minutes=105, seconds=6))
    sent = desk.clock.now() - timedelta(minutes=10)
    chair.phone.does(EventKind.TEXT, chair.phone.next_message(), text="azerty", at=sent)
    assert (chair.given, chair.candidate.ended_for) == ([], "time")
