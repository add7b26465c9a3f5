"""The web side: updates by webhook, and what an operator asks the process."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.transport.dispatcher import Dispatcher
from bot.transport.metrics import CONTENT_TYPE, Metrics
from bot.transport.polling import ALLOWED

_BODY_LIMIT = 1 << 20  # bytes; Telegram's updates are some kilobytes

Health = Callable[[], Awaitable[dict[str, Any]]]
"""Facts about the process, with `ok` first; must not raise."""


class Webhook:
    """Takes updates at the path of `url` from whoever knows `secret`.

    Answers 200 once the update's turn is committed or it is in quarantine, and 503 when that takes longer
    than `patience` seconds or the store is away: Telegram then delivers again.
    """

    def __init__(self, dispatcher: Dispatcher, url: str, secret: str, patience: float = 20.0) -> None:
        self.url = url
        self.secret = secret
        self._dispatcher = dispatcher
        self._secret = secret.encode()
        self._patience = patience

    def route(self) -> Route:
        """Where Telegram posts."""
        return Route(urlsplit(self.url).path or "/", self._receive, methods=["POST"])

    def setting(self) -> dict[str, Any]:
        """The parameters of setWebhook."""
        return {"url": self.url, "secret_token": self.secret, "allowed_updates": ALLOWED}

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        if self._dispatcher.store_away:
            return Response(status_code=503)
        return await self._answer(_parsed(body))

    async def _answer(self, raw: Any) -> Response:
        done = self._dispatcher.submit(raw)
        try:
            async with asyncio.timeout(self._patience):
                await asyncio.shield(done)
        except TimeoutError:
            return Response(status_code=503)
        return Response()


def web_app(webhook: Webhook | None, metrics: Metrics, health: Health) -> Starlette:
    """The application: /healthz, /metrics, and the webhook when there is one."""

    async def healthz(_: Request) -> Response:
        facts = await health()
        return JSONResponse(facts, status_code=200 if facts["ok"] else 503)

    async def numbers(_: Request) -> Response:
        return Response(metrics.text(), headers={"content-type": CONTENT_TYPE})

    routes = [Route("/healthz", healthz), Route("/metrics", numbers)]
    return Starlette(routes=routes if webhook is None else [*routes, webhook.route()])


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is longer than any update."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY_LIMIT:
            return None
    return bytes(body)


def _parsed(body: bytes) -> Any:
    """The update; what is not JSON goes on as text, to be put in quarantine."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")
