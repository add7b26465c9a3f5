"""People of a test: they tap, write and read in the sandbox, over HTTP, as on a phone."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp

PATIENCE = 10.0  # seconds for something that is expected to show

Message = dict[str, Any]


class Stage:
    """The sandbox as the people of a test use it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = aiohttp.ClientSession(url)

    async def close(self) -> None:
        await self.session.close()

    async def post(self, path: str, **body: Any) -> Any:
        """Call the control API; an error is raised with its sentence."""
        async with self.session.post(f"/sandbox/{path}", json=body) as answer:
            said = await answer.json()
            assert answer.status == 200, said
            return said

    async def get(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"/sandbox/{path}", params=query) as answer:
            return await answer.json()

    async def person(self, first_name: str, role: str = "pupil") -> "Person":
        made = await self.post("people", first_name=first_name, role=role)
        return Person(self, made["id"], first_name)

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The Bot API calls of one method, so far."""
        return [call for call in await self.get("calls", after=0) if call["method"] == method]


class Person:
    """Somebody with a phone: what they do, and what they see."""

    def __init__(self, stage: Stage, id_: int, name: str) -> None:
        self.stage = stage
        self.id = id_
        self.name = name
        self._seen = 0  # events already read

    async def starts(self, payload: str = "") -> None:
        await self.from_now()
        await self.stage.post("start", person=self.id, payload=payload)

    async def writes(self, text: str, reply_to: int | None = None) -> None:
        await self.from_now()
        await self.stage.post("send", person=self.id, text=text, reply_to=reply_to)

    async def taps(self, label: str) -> None:
        """Tap the newest button whose label holds these words."""
        message, data = await self.button(label)
        await self.taps_data(message["message_id"], data)

    async def taps_data(self, message_id: int, data: str, forged: bool = False) -> None:
        await self.from_now()
        await self.stage.post("tap", person=self.id, message_id=message_id, data=data, forged=forged)

    async def button(self, label: str) -> tuple[Message, str]:
        """The newest message with such a button, and the button's data."""
        for message in reversed(await self.messages()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        return message, button["callback_data"]
        raise AssertionError(f"{self.name} sees no button «{label}» in:\n{await self.transcript()}")

    async def messages(self) -> list[Message]:
        """The whole chat, oldest first."""
        messages: list[Message] = await self.stage.get(f"chats/{self.id}/messages")
        return messages

    async def last(self) -> Message:
        return (await self.messages())[-1]

    async def transcript(self, last: int = 12) -> str:
        lines = []
        for message in (await self.messages())[-last:]:
            who = "bot" if message["from"]["is_bot"] else self.name
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = " ".join(f"[{b['text']}]" for row in rows for b in row)
            lines.append(f"{message['message_id']} {who}: {words(message)} {buttons}")
        return "\n".join(lines)

    async def sees(self, text: str) -> Message:
        """Wait for a message, new or edited since the last act, that holds these words."""
        return await self.sees_event(
            lambda e: e["type"] in {"message", "edit"} and text in words(e["message"]), f"«{text}»"
        )

    async def sees_toast(self, text: str) -> None:
        """Wait for the answer to a tap that holds these words."""
        await self.sees_event(lambda e: e["type"] == "toast" and text in e["text"], f"toast «{text}»")

    async def sees_event(self, wanted: Callable[[dict[str, Any]], bool], what: str) -> Message:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        after = self._seen
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            for event in await self.stage.get("events.json", after=after, wait=left):
                after = event["n"]
                mine = event.get("chat_id") == self.id or event.get("person") == self.id
                if mine and _by_bot(event) and wanted(event):
                    return event.get("message") or event
        raise AssertionError(f"{self.name} never saw {what}:\n{await self.transcript()}")

    async def from_now(self) -> None:
        """What is awaited next must come after this moment."""
        self._seen = (await self.stage.get("state"))["last_event"]


def words(message: Message) -> str:
    """What a message says, with plain spaces."""
    said = message.get("text") or message.get("caption") or ""
    return str(said).replace("\u00a0", " ").replace("\u202f", " ")


def _by_bot(event: dict[str, Any]) -> bool:
    message = event.get("message")
    return message is None or bool(message["from"]["is_bot"])
