"""A lean Bot API with pupils in it: checks and formats nothing, answers after a delay that can be set."""

import asyncio
import json
import time
from collections import Counter, deque
from types import TracebackType
from typing import Any

from bench.bodies import params_of
from bench.http import Reply, Request, port_of, serve
from bench.pupils import Pupils, Screen

TOKEN = "1000001:only-for-the-benchmark-opens-nothing"  # noqa: S105  # of this local server only
_ME = {"id": 1000001, "is_bot": True, "first_name": "Tremplin", "username": "tremplin_bot"}
_TRUE = b'{"ok":true,"result":true}'
_SHOWING = {"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageCaption"}


class Api:
    """`async with Api() as api:` serves at `api.url`.

    `delay`: seconds that every answer but getUpdates' takes. A message exists for the pupil as soon as its
    request is here; the bot hears so after the delay. `calls`: how often each method was called. `size`:
    bytes of the bodies sent to us. `first_poll`: set at the first getUpdates.
    """

    def __init__(self) -> None:
        self.delay = 0.0
        self.calls: Counter[str] = Counter()
        self.size = 0
        self.url = ""
        self.first_poll = asyncio.Event()
        self.pupils = Pupils(self._deliver)
        self._updates: deque[tuple[int, bytes]] = deque()
        self._last_update = 0
        self._last_message = 0
        self._poll: tuple[dict[str, Any], Reply] | None = None
        self._poll_ends: asyncio.TimerHandle | None = None
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Api":
        self._server = await serve(self._answer)
        self.url = f"http://127.0.0.1:{port_of(self._server)}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()

    def _answer(self, request: Request, reply: Reply) -> None:
        if request.method == "getUpdates":
            self.first_poll.set()
            self._take_poll(params_of(request), reply)
            return
        self.calls[request.method] += 1
        self.size += len(request.body)
        result = self._result(request)
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, reply, result)
        else:
            reply(result)

    def _result(self, request: Request) -> bytes:
        if request.method in _SHOWING:
            return self._show(params_of(request))
        if request.method == "getMe":
            return json.dumps({"ok": True, "result": _ME}).encode()
        return _TRUE

    def _show(self, params: dict[str, Any]) -> bytes:
        """A message made or changed; a pupil who waits for it sees it at once."""
        chat_id, message_id = params["chat_id"], params.get("message_id")
        if message_id is None:
            self._last_message += 1
            message_id = self._last_message
        markup = params.get("reply_markup") or {}
        message = _message(chat_id, message_id, params.get("text") or params.get("caption", ""), _ME)
        if markup.get("inline_keyboard"):
            message["reply_markup"] = markup
            buttons = [b["callback_data"] for row in markup["inline_keyboard"] for b in row]
            self.pupils.see(Screen(chat_id, message, buttons))
        return json.dumps({"ok": True, "result": message}).encode()

    def _deliver(self, chat_id: int, screen: Screen | None, data: str) -> None:
        """Put a pupil's tap in the queue; without a screen, the text `data`."""
        self._last_update += 1
        person = {"id": chat_id, "is_bot": False, "first_name": "Camille", "language_code": "fr"}
        update: dict[str, Any] = {"update_id": self._last_update}
        if screen is None:
            self._last_message += 1
            entities = [{"type": "bot_command", "offset": 0, "length": len(data)}]
            message = _message(chat_id, self._last_message, data, person)
            update["message"] = {**message, "entities": entities}
        else:
            update["callback_query"] = {
                "id": f"{chat_id}{self._last_update:012}",
                "from": person,
                "message": screen.message,
                "chat_instance": "1",
                "data": data,
            }
        self._updates.append((self._last_update, json.dumps(update).encode()))
        if self._poll is not None and len(self._updates) == 1:
            asyncio.get_running_loop().call_soon(self._end_poll)  # with what else comes in this moment

    def _take_poll(self, params: dict[str, Any], reply: Reply) -> None:
        offset = params.get("offset", 0)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        self._poll = (params, reply)
        if self._updates or not params.get("timeout"):
            self._end_poll()
        else:
            self._poll_ends = asyncio.get_running_loop().call_later(params["timeout"], self._end_poll)

    def _end_poll(self) -> None:
        if self._poll_ends is not None:
            self._poll_ends.cancel()
            self._poll_ends = None
        if self._poll is None:
            return
        (params, reply), self._poll = self._poll, None
        most = min(params.get("limit", 100), len(self._updates))
        reply(b'{"ok":true,"result":[%b]}' % b",".join(self._updates[i][1] for i in range(most)))


def _message(chat_id: int, message_id: int, text: str, sender: dict[str, Any]) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "Camille"}
    return {"message_id": message_id, "from": sender, "chat": chat, "date": int(time.time()), "text": text}
