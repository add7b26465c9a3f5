"""One Bot API call from its raw parameters to its answer: faults, table, work, log."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox import params
from sandbox.errors import ApiError, forbidden, too_many
from sandbox.faults import Fault
from sandbox.methods import METHODS
from sandbox.updates import Update
from sandbox.webhook import Webhook
from sandbox.world import Json, World

LONGEST_POLL = 50
ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
PROXY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    b"</body>\r\n</html>\r\n"
)

_UPDATES: dict[str, params.Read] = {
    "offset": params.integer,
    "limit": params.integer,
    "timeout": params.integer,
    "allowed_updates": params.a_list,
}
_WEBHOOK: dict[str, params.Read] = {
    "url": params.text,
    "certificate": params.a_file,
    "ip_address": params.text,
    "max_connections": params.integer,
    "allowed_updates": params.a_list,
    "drop_pending_updates": params.flag,
    "secret_token": params.text,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back on the wire; `cut`: nothing does, the connection is aborted."""

    status: int
    body: bytes
    kind: str = "application/json"
    cut: bool = False


class Gateway:
    """The way into the Bot API, for HTTP requests and for calls in webhook answers."""

    def __init__(self, world: World, first_delay: float, most_delay: float) -> None:
        self._world = world
        self.webhook = Webhook(world.updates, world.clock, self.call, first_delay, most_delay)

    async def call(self, name: str, raw: Json, connected: Callable[[], bool] = lambda: True) -> Reply:
        """Do one call; every refusal is a Reply too. `connected` says whether the caller is still there."""
        method = name.lower()
        fault = self._world.faults.strike(method, _chat_of(raw))
        kind = fault.kind if fault is not None else None
        if kind == "5xx":
            self._log(name, raw, 502, {"ok": False, "fault": kind})
            return Reply(502, PROXY_PAGE, "text/html")
        status, answer, body = await self._answer(method, raw, fault, connected)
        if method != "getupdates" or answer.get("result") != []:
            self._log(name, raw, status, answer | ({"fault": kind} if kind else {}))
        if fault is not None and kind == "slow":
            await asyncio.sleep(fault.seconds)
        return Reply(status, body, cut=kind == "cut")

    async def _answer(
        self, method: str, raw: Json, fault: Fault | None, connected: Callable[[], bool]
    ) -> tuple[int, Json, bytes]:
        """Status, answer for the log, answer for the wire; of updates the log has the ids only."""
        try:
            if fault is not None:
                _refuse(fault)
            if method != "getupdates":
                answer = {"ok": True, "result": await self._work(method, raw)}
                return 200, answer, encode(answer)
            updates = await self._poll(params.typed(_UPDATES, (), raw), connected)
        except ApiError as error:
            return error.code, error.body(), encode(error.body())
        body = f'{{"ok":true,"result":[{",".join([update.body for update in updates])}]}}'
        return 200, {"ok": True, "result": [update.id for update in updates]}, body.encode()

    async def _work(self, method: str, raw: Json) -> Any:
        known = METHODS.get(method)
        if known is not None:
            return known.work(self._world, known.read(raw))
        if method == "setwebhook":
            return await self.webhook.set(params.typed(_WEBHOOK, (), raw))
        if method == "deletewebhook":
            drop = {"drop_pending_updates": params.flag}
            return await self.webhook.delete(params.typed(drop, (), raw))
        if method == "getwebhookinfo":
            params.typed({}, (), raw)
            return self.webhook.info()
        raise ApiError(404, "Not Found: method not found")

    async def _poll(self, p: Json, connected: Callable[[], bool]) -> list[Update]:
        self._world.updates.allow(p.get("allowed_updates"))
        limit = min(max(p.get("limit", 100), 1), 100)
        timeout = min(max(p.get("timeout", 0), 0), LONGEST_POLL)
        return await self._world.updates.poll(p.get("offset", 0), limit, timeout, connected)

    def _log(self, name: str, raw: Json, status: int, answer: Json) -> None:
        self._world.calls.add(self._world.clock.now(), name, raw, status, answer)


def _refuse(fault: Fault) -> None:
    """Faults that refuse a call before anything is done."""
    if fault.kind == "429":
        raise too_many(max(1, round(fault.seconds)))
    if fault.kind == "403":
        raise forbidden("bot was blocked by the user")


def encode(answer: Json) -> bytes:
    """An answer as it goes on the wire."""
    return ENCODER.encode(answer).encode()


def _chat_of(raw: Json) -> int | None:
    """The chat of a call, before its parameters are checked."""
    try:
        return int(raw["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None
