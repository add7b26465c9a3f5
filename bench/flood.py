"""A Bot API that stumbles while messages to many come in, and remembers when each of them came."""

import asyncio
import json
import random
import time
from collections import Counter
from typing import Any

from bench.api import Api
from bench.bodies import params_of
from bench.http import Reply, Request
from bench.pupils import Screen

MARK = "À tous les élèves"  # what a message of the broadcast begins with, after its signature
_OK = b'{"ok":true,"result":{"message_id":%d,"chat":{"id":%d,"type":"private"},"date":0}}'
_ERROR = '{{"ok":false,"error_code":{0},"description":"{1}"{2}}}'
RETRY_AFTER = 1  # seconds


class Flood(Api):
    """`blocked` chats answer 403; a share of the calls `refused` with 429, and `failed` with 502.

    `arrivals`: when each of these came; `got`: how often each chat has the message; `taps`: when
    each pupil tapped and saw the next screen; `pauses`: when a 429 was answered.
    """

    def __init__(
        self, blocked: frozenset[int], refused: float, failed: float, seed: int = 7, mark: str = MARK
    ) -> None:
        super().__init__()
        self._mark = mark.encode()
        self.arrivals: list[float] = []
        self.got: Counter[int] = Counter()
        self.taps: list[tuple[float, float]] = []
        self.pauses: list[float] = []
        self._blocked = blocked
        self._refused = refused
        self._failed = failed
        self._chance = random.Random(seed)
        self._tapped: dict[int, float] = {}

    def _answer(self, request: Request, reply: Reply) -> None:
        if request.method != "sendMessage" or self._mark not in request.body:
            super()._answer(request, reply)
            return
        now = time.perf_counter()
        self.arrivals.append(now)
        body, status = self._fate(params_of(request)["chat_id"], now)
        asyncio.get_running_loop().call_later(self.delay, reply, body, status)

    def _fate(self, chat_id: int, now: float) -> tuple[bytes, int]:
        draw = self._chance.random()
        if chat_id in self._blocked:
            return _error(403, "Forbidden: bot was blocked by the user"), 403
        if draw < self._refused:
            self.pauses.append(now)
            more = f', "parameters": {{"retry_after": {RETRY_AFTER}}}'
            return _error(429, "Too Many Requests", more), 429
        if draw < self._refused + self._failed:
            return _error(502, "Bad Gateway"), 502
        self.got[chat_id] += 1
        return _OK % (len(self.arrivals), chat_id), 200

    def _deliver(self, chat_id: int, screen: Screen | None, data: str) -> None:
        self._tapped[chat_id] = time.perf_counter()
        super()._deliver(chat_id, screen, data)

    def _show(self, params: dict[str, Any]) -> bytes:
        shown = super()._show(params)
        if (params.get("reply_markup") or {}).get("inline_keyboard"):
            tapped = self._tapped.pop(params["chat_id"], None)
            if tapped is not None:
                self.taps.append((tapped, time.perf_counter()))
        return shown


def _error(code: int, words: str, more: str = "") -> bytes:
    text = _ERROR.format(code, words, more)
    json.loads(text)
    return text.encode()
