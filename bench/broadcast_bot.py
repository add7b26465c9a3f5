"""The whole bot with a school full of pupils, who are written to when SIGUSR2 comes.

`TREMPLIN_…=… python -m bench.broadcast_bot <rate> <people>`; a second start on the same database goes on.
With `--even` no bot at all: an even pump that sends as fast as it may, and keeps nothing.
"""

import asyncio
import signal
import sys

from telegram.error import RetryAfter, TelegramError

from bench.flood import MARK
from bench.whole_bot import LOOSE, in_words
from bot.bootstrap import App, until_told
from bot.clock import Clock, MovableClock
from bot.config import Settings, load_settings
from bot.content import Library, load
from bot.daytime import until_day
from bot.store import broadcasts, classes, people, schools
from bot.store.base import Tx
from bot.store.classes import Classroom, Pupil
from bot.store.open import open_store
from bot.transport.api import BotApi
from bot.transport.calls import Call
from bot.transport.limits import Limits
from bot.transport.meaning import pause_of
from bot.transport.request import AiohttpRequest
from bot.usecases import codes
from bot.usecases.broadcasts import sending
from bot.usecases.broadcasts.audience import Audience
from bot.usecases.reminders.hours import Agenda
from bot.usecases.turn import Rules, Turn

FIRST = 50_000_001  # the chat of the first pupil
TEACHER = 49_000_001
OPEN = Agenda("Europe/Paris", "")
WORDS = f"{MARK} : on commence lundi, et chacun avance à son rythme. Bon courage !"


async def main(rate: float, count: int) -> None:
    settings, clock = load_settings(), MovableClock()
    clock.advance(until_day(clock.now(), OPEN))  # at night a broadcast would wait
    store = await open_store(settings.database_url, clock)
    library = in_words(load())
    await store.turn(_furnish, count)
    limits = Limits(rate=rate, chat_rate=LOOSE.chat_rate, chat_burst=LOOSE.chat_burst)
    app = App(settings, store, clock, library, limits)
    await app.start()
    tasks: set[asyncio.Task[None]] = set()

    def begin() -> None:
        tasks.add(asyncio.create_task(store.turn(_begin, library, clock)))

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR2, begin)
    print("ready", flush=True)
    try:
        await until_told()
    finally:
        await app.stop()


def _furnish(tx: Tx, count: int) -> None:
    """A school with one class of everybody; nothing when it is there already."""
    if people.person_of_chat(tx, TEACHER) is not None:
        return
    school = schools.add(tx, "Collège des Tilleuls", OPEN.zone, "college", 0)
    teacher = people.meet(tx, TEACHER, 0)
    people.set_role(tx, teacher, "teacher")
    schools.put_member(tx, teacher.id, school.id, "teacher", "Mme Diallo", 0)
    id_ = tx.new_id()
    classes.add(
        tx, Classroom(id_, school.id, "Tous", "6e", codes.new_code(tx, "class", id_), 0, None), teacher.id
    )
    for chat_id in range(FIRST, FIRST + count):
        person, own, family = people.meet(tx, chat_id, 0), codes.new_link(), codes.new_link()
        line = Pupil(
            id_, tx.new_id(), str(chat_id), "Élève", str(chat_id), None, None,
            own.selector, own.secret, family.selector, family.secret, 0, None,
        )  # fmt: skip
        classes.add_pupil(tx, line)
        classes.link(tx, line.id, person.id, 0)


def _begin(tx: Tx, library: Library, clock: Clock) -> None:
    teacher = people.person_of_chat(tx, TEACHER)
    if teacher is None:
        raise LookupError("the school is not furnished")
    turn = Turn(tx, teacher, library, clock.now(), clock.now(), Rules())
    [member] = schools.memberships(tx, teacher.id)
    [room] = classes.of_teacher(tx, member.school_id, teacher.id)
    audience = Audience("class", room.id).dump()
    made = broadcasts.new(tx, member.school_id, teacher.id, None, audience, turn.now_ms)
    broadcasts.set_words(tx, made.id, WORDS)
    sending.send(turn, made.id, 1)


class EvenPump:
    """Sends each at its moment, making up for all lateness; obeys pauses, repeats what failed."""

    def __init__(self, api: BotApi, rate: float) -> None:
        self._api = api
        self._interval = 1 / rate
        self._loop = asyncio.get_running_loop()
        self._next = self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        self._paused_until = self._loop.time() + seconds
        self._next = max(self._next, self._paused_until)

    async def place(self) -> None:
        at = self._next or self._loop.time()
        self._next = at + self._interval
        await asyncio.sleep(at - self._loop.time())
        if self._paused_until > self._loop.time():
            await self.place()

    async def send(self, chat_id: int) -> None:
        call = Call("sendMessage", {"chat_id": chat_id, "text": WORDS})
        for _ in range(5):
            try:
                await self._api.call(call)
            except RetryAfter as error:
                self.pause(pause_of(error))
            except TelegramError as error:
                if "blocked" in error.message:
                    return
            else:
                return
            await self.place()


async def pump_evenly(settings: Settings, rate: float, count: int) -> None:
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR2, told.set)
    async with AiohttpRequest() as request:
        pump = EvenPump(BotApi(settings.api_url, settings.token, request), rate)
        print("ready", flush=True)
        await told.wait()
        async with asyncio.TaskGroup() as sends:
            for chat_id in range(FIRST, FIRST + count):
                await pump.place()
                sends.create_task(pump.send(chat_id))
        await until_told()


if __name__ == "__main__":
    _rate, _count = float(sys.argv[1]), int(sys.argv[2])
    if "--even" in sys.argv:
        asyncio.run(pump_evenly(load_settings(), _rate, _count))
    else:
        asyncio.run(main(_rate, _count))
