"""The sandbox over HTTP: Bot API, file downloads, control API and the chat page."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from aiohttp import web

from sandbox import params
from sandbox.control import Control
from sandbox.errors import ApiError
from sandbox.files import MOST_UPLOAD
from sandbox.gateway import Gateway, Reply, encode
from sandbox.limits import Limits
from sandbox.world import World

TOKEN = "1000001:only-for-the-sandbox-opens-nothing"  # noqa: S105  (it opens this local server only)
STATIC = Path(__file__).parent / "static"
ROOM_FOR_FIELDS = 1_000_000


class Sandbox:
    """A local Telegram on 127.0.0.1: `async with Sandbox() as sandbox:`, then `.url` and `.token`.

    port 0 takes a free one. on_clock is told each move of the clock. webhook_delays: seconds before a failed
    delivery is tried again, at first and at most.
    """

    def __init__(
        self,
        port: int = 0,
        token: str = TOKEN,
        limits: Limits | None = None,
        on_clock: Callable[[timedelta], None] | None = None,
        *,
        name: str = "Tremplin",
        username: str = "tremplin_bot",
        webhook_delays: tuple[float, float] = (1.0, 60.0),
    ) -> None:
        if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{24,}", token):
            raise ValueError("a token is digits, a colon and at least 24 letters, digits, - or _")
        self.token = token
        self.url = ""
        self._port = port
        self._delays = webhook_delays
        self._world = World(token, name, username, limits or Limits(), on_clock)
        self._gateway: Gateway | None = None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> "Sandbox":
        self._gateway = Gateway(self._world, *self._delays)
        app = web.Application(client_max_size=MOST_UPLOAD + ROOM_FOR_FIELDS)
        app.add_routes(self._routes(self._gateway))
        app.on_response_prepare.append(_always_fresh)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._gateway is not None and self._runner is not None  # noqa: S101  (entered before it is left)
        self._world.events.close()
        self._world.updates.interrupt("the sandbox stops")
        await self._gateway.webhook.stop()
        await self._runner.cleanup()

    def _routes(self, gateway: Gateway) -> list[web.AbstractRouteDef]:
        async def bot_api(request: web.Request) -> web.StreamResponse:
            return await _answer(request, gateway)

        async def download(request: web.Request) -> web.StreamResponse:
            stored = self._world.files.at(request.match_info["path"])
            if stored is None:
                return _refusal(ApiError(404, "Not Found"))
            return web.Response(body=stored.content(), content_type=stored.mime)

        return [
            web.route("*", f"/bot{self.token}/{{method}}", bot_api),
            web.get(f"/file/bot{self.token}/{{path:.+}}", download),
            web.route("*", "/bot{token:[^/]*}/{method}", _wrong_token),
            web.route("*", "/file/bot{token:[^/]*}/{path:.+}", _wrong_token),
            *Control(self._world).routes(),
            web.get("/", _page),
            web.get("/t/{username}", _page),
            *([web.static("/static", STATIC)] if STATIC.is_dir() else []),
        ]


async def _answer(request: web.Request, gateway: Gateway) -> web.StreamResponse:
    try:
        raw = await params.read(request)
    except ApiError as error:
        return _refusal(error)
    reply = await gateway.call(request.match_info["method"], raw, lambda: request.transport is not None)
    if reply.cut and request.transport is not None:
        request.transport.abort()
    return _response(reply)


async def _wrong_token(request: web.Request) -> web.Response:
    looks_right = re.fullmatch(r"\d+:[A-Za-z0-9_-]{24,}", request.match_info["token"])
    return _refusal(ApiError(401, "Unauthorized") if looks_right else ApiError(404, "Not Found"))


async def _always_fresh(request: web.Request, response: web.StreamResponse) -> None:
    """The page's modules are asked for again each time, so that none is left of an older version."""
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"


async def _page(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-store"})


def _refusal(error: ApiError) -> web.Response:
    return _response(Reply(error.code, encode(error.body())))


def _response(reply: Reply) -> web.Response:
    return web.Response(status=reply.status, body=reply.body, content_type=reply.kind)
