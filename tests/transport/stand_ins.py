"""What the transport's tests put in place of Telegram, of the bot and of a store that has troubles."""

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Sequence
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, FormData

from bot.errors import StoreUnavailable
from bot.store.base import Store, Tx
from bot.store.outbox import OutboxRow
from bot.transport.calls import Call, Delivery
from bot.transport.events import Event, EventKind
from bot.transport.parcel import Fate, Told
from bot.transport.transport import Hooks


async def until(true: Callable[[], bool]) -> None:
    """Let the loop turn until something is so; for what says nothing when it happens."""
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0)


class FakeTime:
    """A monotonic clock on which sleeping takes no time; `slept` keeps how long each sleep was."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class SharedTime:
    """A monotonic clock for several sleepers: it goes on when all sleep, to the first who wakes up."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.now + seconds, woken))
        await woken.wait()

    async def run(self, *work: Coroutine[Any, Any, None]) -> None:
        tasks = [asyncio.create_task(one) for one in work]
        while True:
            for _ in range(5):
                await asyncio.sleep(0)
            if not self._sleepers:
                break
            first = min(self._sleepers, key=lambda sleeper: sleeper[0])
            self._sleepers.remove(first)
            self.now, woken = first
            woken.set()
        await asyncio.gather(*tasks)


class ScriptedApi:
    """A Bot API that does as told: each method gives its scripted answers in turn, then a new message id."""

    def __init__(self) -> None:
        self.made: list[Call] = []
        self.files: list[tuple[str, bytes] | None] = []
        self.answers: dict[str, deque[Any]] = defaultdict(deque)
        self.gate: asyncio.Event | None = None
        self._next = 100

    @property
    def methods(self) -> list[str]:
        return [call.method for call in self.made]

    def will(self, method: str, *answers: Any) -> None:
        self.answers[method].extend(answers)

    async def call(self, call: Call, file: tuple[str, bytes] | None = None) -> Any:
        self.made.append(call)
        self.files.append(file)
        if self.gate is not None:
            await self.gate.wait()
        else:
            await asyncio.sleep(0)
        answers = self.answers[call.method]
        answer = answers.popleft() if answers else None
        if isinstance(answer, Exception):
            raise answer
        self._next += 1
        return answer or {"message_id": self._next}

    async def download(self, path: str, most: int) -> bytes:
        return b"Nom"


class TroubledStore:
    """A store in front of another one, away for as many turns as told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.away = 0
        self.turns = 0

    @property
    def exclusive(self) -> bool:
        return self._store.exclusive

    async def turn(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if self.away:
            self.away -= 1
            await asyncio.sleep(0)
            raise StoreUnavailable
        self.turns += 1
        return await self._store.turn(fn, *args, **kwargs)

    async def read(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if self.away:
            raise StoreUnavailable
        return await self._store.read(fn, *args, **kwargs)

    async def close(self) -> None:
        await self._store.close()


class EchoBot:
    """A bot that repeats what it is told, edits what is tapped, and stumbles on «boum»."""

    def __init__(self) -> None:
        self.handled: list[Event] = []
        self.sent: list[tuple[int, tuple[Any, ...], int, bool]] = []
        self.gone: list[int] = []
        self.fates: list[tuple[int, Fate]] = []
        self.composed: dict[str, str] = {}  # of each kind, its messages with «|» between them
        self.stumbles: set[int] = set()  # chats for which nothing can be written
        self.moved: list[tuple[int, int]] = []
        self.read: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self.printer = threading.Event()  # «letters» are made once it is set

    def handle(self, _: Tx, event: Event) -> Sequence[Delivery]:
        if event.text == "boum":
            raise RuntimeError("words of a person")
        self.handled.append(event)
        if event.kind is EventKind.TAP:
            return [self._edited(event)]
        if event.file is not None:
            fetch = Call("getFile", {"file_id": event.file.file_id}, note=("roster", 3))
            return [Delivery(event.chat_id, (fetch,), kind="roster")]
        if event.kind in (EventKind.TEXT, EventKind.COMMAND):
            params = {"chat_id": event.chat_id, "text": f"écho : {event.text}"}
            return [Delivery(event.chat_id, (Call("sendMessage", params, note=("m", event.text)),))]
        return []

    def _edited(self, event: Event) -> Delivery:
        where = {"chat_id": event.chat_id, "message_id": event.message_id}
        return Delivery(
            event.chat_id,
            (
                Call("answerCallbackQuery", {"callback_query_id": event.callback_id}),
                Call("editMessageText", {**where, "text": f"choisi : {event.data}"}),
            ),
        )

    def apology(self, chat_id: int) -> Delivery:
        return Delivery(
            chat_id, (Call("sendMessage", {"chat_id": chat_id, "text": "Désolé."}),), kind="sorry"
        )

    def on_sent(
        self, _: Tx, chat_id: int, note: tuple[Any, ...], message_id: int, certain: bool
    ) -> tuple[()]:
        self.sent.append((chat_id, note, message_id, certain))
        return ()

    def unreachable(self, _: Tx, chat_id: int) -> None:
        self.gone.append(chat_id)

    def read_file(self, note: tuple[Any, ...], path: str, content: bytes) -> dict[str, Any]:
        if content == b"broken":
            raise ValueError(content)
        return {"lines": content.decode().splitlines(), "suffix": path.rpartition(".")[2]}

    def on_read(
        self, _: Tx, chat_id: int, note: tuple[Any, ...], result: dict[str, Any]
    ) -> Sequence[Delivery]:
        self.read.append((note, result))
        words = result.get("refused") or " + ".join(result["lines"][:9])
        return [Delivery(chat_id, (Call("sendMessage", {"chat_id": chat_id, "text": f"lu : {words}"}),))]

    def hooks(self) -> Hooks:
        """What a transport calls."""
        return Hooks(
            handle=self.handle,
            apology=self.apology,
            on_sent=self.on_sent,
            unreachable=self.unreachable,
            files=self.files,
            read_file=self.read_file,
            on_read=self.on_read,
            on_fate=self.on_fate,
            on_moved=self.on_moved,
            compose=self.compose,
        )

    def on_fate(self, _: Tx, row: OutboxRow, fate: Fate) -> None:
        self.fates.append((row.chat_id, fate))

    def compose(self, _: Tx, row: OutboxRow) -> tuple[Call, ...]:
        if row.chat_id in self.stumbles:
            raise RuntimeError("words of a person")
        parts = self.composed.get(row.kind, "").split("|")
        return tuple(Call("sendMessage", {"chat_id": row.chat_id, "text": each}) for each in parts if each)

    def on_moved(self, _: Tx, chat_id: int, new_chat_id: int) -> None:
        self.moved.append((chat_id, new_chat_id))

    def told(self) -> Told:
        """Whom a sender tells."""
        return Told(self.on_sent, self.unreachable, self.on_read, self.on_fate, self.on_moved, self.compose)

    def files(self, maker: str, args: list[Any]) -> tuple[str, bytes]:
        if maker == "broken":
            raise RuntimeError
        if maker == "letters":
            assert self.printer.wait(10)
        return f"{maker}.txt", repr(args).encode()


class People:
    """The people at the sandbox, and what they see."""

    def __init__(self, url: str, session: ClientSession) -> None:
        self._root = f"{url}/sandbox/"
        self._session = session

    async def post(self, path: str, **body: Any) -> Any:
        async with self._session.post(self._root + path, json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def get(self, path: str) -> Any:
        async with self._session.get(self._root + path) as response:
            assert response.status == 200
            return await response.json()

    async def join(self, name: str = "Lina") -> int:
        """A new person who has pressed «Démarrer»; gives the id."""
        person: int = (await self.post("people", first_name=name))["id"]
        await self.post("start", person=person)
        return person

    async def says(self, person: int, text: str) -> None:
        await self.post("send", person=person, text=text)

    async def sends_file(self, person: int, name: str, content: bytes) -> None:
        form = FormData(quote_fields=False)
        form.add_field("person", str(person))
        form.add_field("kind", "document")
        form.add_field("file", BytesIO(content), filename=name, content_type="application/octet-stream")
        async with self._session.post(self._root + "file", data=form) as response:
            assert response.status == 200, await response.text()

    async def texts(self, person: int) -> list[str]:
        """What the bot said to this person."""
        messages = await self.get(f"chats/{person}/messages")
        return [m.get("text", "") for m in messages if m["from"]["is_bot"]]

    async def reads(self, person: int, text: str, times: int = 1) -> None:
        """Wait until the bot said that, so often, to this person."""
        after = 0
        async with asyncio.timeout(10):
            while (await self.texts(person)).count(text) < times:
                events = await self.get(f"events.json?after={after}&wait=5")
                after = max((event["n"] for event in events), default=after)

    async def calls(self, method: str) -> list[Any]:
        return [call for call in await self.get("calls?after=0") if call["method"] == method]


def text_update(update_id: int, person: int, text: str) -> dict[str, Any]:
    """What Telegram delivers when a person writes to the bot."""
    who = {"id": person, "is_bot": False, "first_name": "Lina"}
    chat = {"id": person, "type": "private", "first_name": "Lina"}
    message = {"message_id": update_id, "date": 1_760_000_000, "from": who, "chat": chat, "text": text}
    return {"update_id": update_id, "message": message}
