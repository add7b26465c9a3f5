"""The room of a sitting: everybody's phone at hand, and a time that passes only when the story says so."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.clock import MovableClock
from bot.content import Library
from bot.store import outbox, people
from sandbox.acts import Acts
from sandbox.chats import Person as Owner
from sandbox.server import Sandbox
from sandbox.world import page_body
from tests.e2e.cast import Message, Person, Stage
from tests.e2e.conftest import House

Event = dict[str, Any]
PATIENCE = 30.0  # seconds for something that is expected to show: thirty people act at once


class Standing(House):
    """The bot while time stands still: it looks at its clocks when some has passed, not by itself."""

    async def opens(self) -> None:
        await super().opens()
        app = self._app
        assert app is not None
        assert app._beating is not None
        app._beating.cancel()
        app._heartbeat._real = lambda: 0.0  # however slow this machine is, no beat comes late

    @property
    def is_open(self) -> bool:
        return self._app is not None

    async def looks(self) -> None:
        """What the bot does every few seconds: it beats, and does what time has brought."""
        assert self._app is not None
        await self._app._heartbeat.beat()
        await self._app._sittings.tick()

    async def settles(self) -> None:
        """Wait until everything that is to be sent now has arrived."""
        async with asyncio.timeout(PATIENCE):
            while await self.store.read(outbox.waiting, 1):
                await asyncio.sleep(0.01)


class Sitter(Protocol):
    """Who has a clock of their own."""

    def pays(self, seconds: int) -> None:
        """So much time has passed while the bot was there."""


class Hall:
    """Sandbox, bot and clock of one story."""

    def __init__(
        self, sandbox: Sandbox, stage: Stage, house: Standing, clock: MovableClock, library: Library
    ) -> None:
        self.world = sandbox._world
        self.acts = Acts(self.world)
        self.stage = stage
        self.house = house
        self.clock = clock
        self.library = library
        self.sitters: list[Sitter] = []
        self.heard: defaultdict[int, list[Event]] = defaultdict(list)  # by chat
        self._rings: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._listening = asyncio.create_task(self._listens())

    async def _listens(self) -> None:
        """One reader of the sandbox's events for all phones."""
        seen = 0
        while True:
            for event in await self.world.events.wait(seen, 60):
                seen = event["n"]
                chat = event.get("chat_id") or event.get("person")
                if chat is not None:
                    self.heard[chat].append(event)
                    self._rings[chat].set()

    async def leaves(self) -> None:
        self._listening.cancel()
        with suppress(asyncio.CancelledError):
            await self._listening

    async def rings(self, chat: int, deadline: float) -> None:
        """Wait for anything new on a phone. Raises TimeoutError."""
        ring = self._rings[chat]
        ring.clear()
        async with asyncio.timeout_at(deadline):
            await ring.wait()

    def phone(self, name: str, *, known: bool = False) -> "Phone":
        """Somebody's phone; `known`: it has met the bot before."""
        owner: Owner = self.world.chats.add_person(name, "")
        owner.started = known
        return Phone(self, owner.id, name)

    async def passes(self, minutes: int = 0, seconds: int = 0) -> None:
        """Let time pass: while the bot is there, it costs those whose clock runs."""
        if self.house.is_open:
            await self.house.settles()
        await self.stage.post("clock", seconds=minutes * 60 + seconds)
        if self.house.is_open:
            for each in self.sitters:
                each.pays(minutes * 60 + seconds)
            await self.house.looks()
            await self.house.settles()

    async def comes(self, moment: datetime) -> None:
        """Wait until that moment; letters that are due meanwhile are written."""
        await self.house.settles()
        await self.stage.post("clock", seconds=(moment - self.clock.now()) / timedelta(seconds=1))
        await self.house.reminds()


class Phone(Person):
    """Somebody with a phone in this room, read without asking the sandbox over HTTP: there are many."""

    def __init__(self, hall: Hall, id_: int, name: str) -> None:
        super().__init__(hall.stage, id_, name)
        self.hall = hall
        self._person = 0

    async def person(self) -> int:
        """The id by which the bot knows them."""
        if not self._person:
            found = await self.hall.house.store.turn(people.person_of_chat, self.id)
            assert found is not None
            self._person = found.id
        return self._person

    async def starts(self, payload: str = "") -> None:
        await self.from_now()
        self.hall.acts.start(self.id, payload)

    async def writes(self, text: str, reply_to: int | None = None) -> None:
        await self.from_now()
        self.hall.acts.send(self.id, None, text, reply_to)

    async def taps_data(self, message_id: int, data: str, forged: bool = False) -> None:
        await self.from_now()
        self.hall.acts.tap(self.id, None, message_id, data, forged=forged)

    async def presses(self, pattern: str) -> None:
        """Tap the newest button whose whole label matches."""
        for message in reversed(await self.messages()):
            for button in _buttons(message):
                if re.fullmatch(pattern, button["text"].replace("\u00a0", " ")):
                    await self.taps_data(message["message_id"], button["callback_data"])
                    return
        raise AssertionError(f"{self.name} sees no button «{pattern}» in:\n{await self.transcript()}")

    async def does(self, action: str) -> None:
        """Tap the newest button of this action, whatever words stand on it."""
        for message in reversed(await self.messages()):
            for button in _buttons(message):
                if button["callback_data"].split(":")[0] == action:
                    await self.taps_data(message["message_id"], button["callback_data"])
                    return
        raise AssertionError(f"{self.name} can't do {action} in:\n{await self.transcript()}")

    async def offers(self, label: str) -> bool:
        """Whether there is such a button under the newest message that has any."""
        for message in reversed(await self.messages()):
            if found := [button["text"] for button in _buttons(message)]:
                return any(label in each for each in found)
        return False

    async def messages(self) -> list[Message]:
        return [page_body(each) for each in self.hall.world.chats.chat(self.id).messages.values()]

    async def from_now(self) -> None:
        self._seen = len(self.hall.heard[self.id])

    async def sees_event(self, wanted: Callable[[Event], bool], what: str) -> Message:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        looked = self._seen
        with suppress(TimeoutError):
            while True:
                events = self.hall.heard[self.id]
                for event in events[looked:]:
                    if _by_bot(event) and wanted(event):
                        return event.get("message") or event
                looked = len(events)
                await self.hall.rings(self.id, deadline)
        raise AssertionError(f"{self.name} never saw {what}:\n{await self.transcript()}")

    async def file(self, message: Message) -> bytes:
        """The document of a message, as Telegram gives it."""
        async with self.stage.session.get(self.hall.world.shown(message)["file_url"]) as answer:
            return await answer.read()


async def together(acts: Iterable[Awaitable[object]]) -> None:
    """Several people act at once."""
    async with asyncio.TaskGroup() as work:
        for act in acts:
            work.create_task(_doing(act))


async def _doing(act: Awaitable[object]) -> None:
    await act


def _buttons(message: Message) -> list[dict[str, str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]


def _by_bot(event: Event) -> bool:
    message = event.get("message")
    return message is None or bool(message["from"]["is_bot"])
