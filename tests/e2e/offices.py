"""The scheduler of one process over a real store, and a Telegram that answers, falls silent or vanishes."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.bootstrap import Files
from bot.clock import FrozenClock
from bot.content import Library
from bot.handlers.conversation import Conversation
from bot.store import campaigns
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.times import to_ms
from bot.transport.calls import Call
from bot.transport.limits import Throttle
from bot.transport.metrics import Metrics
from bot.transport.parcel import Told
from bot.transport.pump import Pump
from bot.transport.sender import Sender
from bot.usecases import codes
from bot.usecases.campaigns import targets
from bot.usecases.reminders import planning
from bot.usecases.turn import Rules
from scheduler.letters import Letters
from scheduler.planner import Planner
from tests.e2e.conftest import FAST
from tests.e2e.crowd import _furnish
from tests.transport.stand_ins import FakeTime, until

TEACHER, FIRST = 424_000, 900_000  # chats


class Telegram:
    """What arrived, and when; with `trouble` nothing does, and `troubled` counts what would have. With a
    closed `gate`, no answer comes.
    """

    def __init__(self, clock: FrozenClock) -> None:
        self._clock = clock
        self.arrived: list[tuple[int, datetime]] = []
        self.trouble: Exception | None = None
        self.troubled: Counter[int] = Counter()
        self.gate = asyncio.Event()
        self.gate.set()

    async def call(self, call: Call, file: tuple[str, bytes] | None = None) -> dict[str, int]:
        await asyncio.sleep(0)
        if self.trouble is not None:
            self.troubled[call.params["chat_id"]] += 1
            raise self.trouble
        self.arrived.append((call.params["chat_id"], self._clock.now()))
        await self.gate.wait()
        return {"message_id": len(self.arrived)}

    @property
    def got(self) -> Counter[int]:
        """How many letters each chat has."""
        return Counter(chat_id for chat_id, _ in self.arrived)


class Office:
    """One process with a scheduler."""

    def __init__(self, store: Store, clock: FrozenClock, telegram: Telegram, library: Library) -> None:
        self.store = store
        conversation = Conversation(library, clock, Rules())
        time = FakeTime()
        self.sender = Sender(
            telegram,  # type: ignore[arg-type]  # the sender only uses `call`
            store,
            clock,
            throttle=Throttle(FAST, time.monotonic, time.sleep),
            metrics=Metrics(),
            files=Files(library),
            read_file=conversation.read_file,
            told=Told(
                conversation.sent,
                conversation.unreachable,
                conversation.read,
                conversation.fate,
                lambda *_: None,
                conversation.compose,
            ),
        )
        self._planner = Planner(store, clock, _at_once)
        self._letters = Letters(store, self.sender, clock, _at_once)
        self.pump = Pump(store, self.sender, clock)

    async def ticks(self) -> None:
        """What the scheduler does every second or two."""
        await self._planner.tick()
        await self._letters.tick()
        await self.pump.tick()

    async def works(self) -> None:
        """The same until everything is sent that is to be sent now."""
        await self.ticks()
        await until(lambda: not self.sender.held)


async def _at_once(_: float) -> None:
    await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Class:
    """A class, its school and its teacher, by their ids; the pupils' chats."""

    school: int
    room: int
    teacher: int
    chats: tuple[int, ...]


def enrol(tx: Tx, pupils: int = 12) -> Class:
    """So many pupils who have all joined."""
    chats = tuple(range(FIRST, FIRST + pupils))
    return Class(*_furnish(tx, "Collège des Tilleuls", "6e B", TEACHER, chats), chats)


def hand_out(tx: Tx, to: Class, deadline: datetime, now: datetime) -> int:
    """The id of a campaign that was published now, until then, with the usual reminders."""
    id_, now_ms = tx.new_id(), to_ms(now)
    made = Campaign(
        id_, to.school, codes.new_code(tx, "campaign", id_), "Rentrée",
        targets.write_topics({"motdepasse": 4}, 8), "training", 0, None, to_ms(deadline), 0, 1, "", "",
        "Mme Diallo", now_ms, now_ms, None, None,
    )  # fmt: skip
    campaigns.add(tx, made, to.teacher)
    campaigns.put_class(tx, id_, to.room)
    planning.sync(tx, id_, now)
    return id_
