"""The control API under /sandbox/: people, their acts, the clock, faults, events and the log of calls."""

import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientConnectionResetError, web

from sandbox import params
from sandbox.acts import Acts
from sandbox.errors import ApiError, ControlError
from sandbox.events import sse
from sandbox.files import Upload
from sandbox.world import Json, World, page_body

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LONGEST_WAIT = 60.0
LONGEST_MOVE = 100 * 365 * 86400


class Control:
    """Handlers of the control API; every error is `{"error": sentence}`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._acts = Acts(world)

    def routes(self) -> list[web.RouteDef]:
        """What the server registers."""
        get: dict[str, Handler] = {
            "state": self._state,
            "chats/{chat_id}/messages": self._messages,
            "events": self._events,
            "events.json": self._events_json,
            "calls": self._calls,
        }
        post: dict[str, Handler] = {
            "people": self._people,
            "groups": self._groups,
            "groups/bot": self._bring,
            "groups/upgrade": self._upgrade,
            "send": self._send,
            "start": self._start,
            "tap": self._tap,
            "file": self._file,
            "location": self._location,
            "edit": self._edit,
            "block": self._block,
            "clock": self._clock,
            "faults": self._order_fault,
            "update": self._raw_update,
        }
        return [
            *(web.get(f"/sandbox/{path}", _safe(handler)) for path, handler in get.items()),
            *(web.post(f"/sandbox/{path}", _safe(handler)) for path, handler in post.items()),
            web.delete("/sandbox/faults", _safe(self._clear_faults)),
        ]

    async def _state(self, _: web.Request) -> web.Response:
        world = self._world
        people = [_person(person) for person in world.chats.people.values()]
        chats = [
            {**world.chats.describe(chat), "members": chat.members, "pinned": chat.pinned}
            | {"title": chat.title or world.chats.people[chat.id].first_name}
            for chat in world.chats.chats.values()
        ]
        return _json(
            {
                "bot": world.bot,
                "now": world.clock.iso(),
                "people": people,
                "chats": chats,
                "commands": world.profile.shown_commands(),
                "menu": world.profile.menu(0),
                "description": world.profile.text("description", "fr"),
                "last_event": world.events.last,
            }
        )

    async def _messages(self, request: web.Request) -> web.Response:
        chat = self._world.chats.chat(_whole("chat_id", request.match_info["chat_id"]))
        return _json([self._world.shown(page_body(message)) for message in chat.messages.values()])

    async def _events(self, request: web.Request) -> web.StreamResponse:
        after = _whole("after", request.query.get("after", request.headers.get("Last-Event-ID", "0")))
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with contextlib.suppress(ClientConnectionResetError):  # the page went away
            await response.write(b": hello\n\n")
            async for batch in self._world.events.stream(after):
                lines = b"".join(sse(self._world.drawn(event)) for event in batch)
                await response.write(lines or b": still here\n\n")
        return response

    async def _events_json(self, request: web.Request) -> web.Response:
        after = _whole("after", request.query.get("after", "0"))
        wait = min(_number("wait", request.query.get("wait", "0")), LONGEST_WAIT)
        events = await self._world.events.wait(after, wait)
        return _json([self._world.drawn(event) for event in events])

    async def _calls(self, request: web.Request) -> web.Response:
        return _json(self._world.calls.after(_whole("after", request.query.get("after", "0"))))

    async def _people(self, request: web.Request) -> web.Response:
        body = await _body(request, "first_name")
        person_id = _whole("id", body["id"]) if body.get("id") is not None else None
        person = self._world.chats.add_person(str(body["first_name"]), str(body.get("role", "")), person_id)
        return _json(_person(person))

    async def _groups(self, request: web.Request) -> web.Response:
        body = await _body(request, "title", "members")
        if not isinstance(body["members"], list):
            raise ControlError("members must be a list of people's ids")
        chat = self._acts.group(str(body["title"]), [_whole("members", member) for member in body["members"]])
        return _json(self._world.chats.describe(chat) | {"members": chat.members})

    async def _send(self, request: web.Request) -> web.Response:
        body = await _body(request, "person", "text")
        reply_to = _whole("reply_to", body["reply_to"]) if body.get("reply_to") is not None else None
        return self._message(self._acts.send(*_who(body), str(body["text"]), reply_to))

    async def _bring(self, request: web.Request) -> web.Response:
        body = await _body(request, "person", "chat", "inside")
        person, chat = _who(body)
        self._acts.bring(person, chat or 0, inside=body["inside"] is True)
        return _json({})

    async def _upgrade(self, request: web.Request) -> web.Response:
        person, chat = _who(await _body(request, "person", "chat"))
        return _json(self._world.chats.describe(self._acts.upgrade(person, chat or 0)))

    async def _start(self, request: web.Request) -> web.Response:
        body = await _body(request, "person")
        return self._message(self._acts.start(_who(body)[0], str(body.get("payload") or "")))

    async def _tap(self, request: web.Request) -> web.Response:
        body = await _body(request, "person", "message_id", "data")
        message_id, forged = _whole("message_id", body["message_id"]), body.get("forged") is True
        return _json(
            {"callback_id": self._acts.tap(*_who(body), message_id, str(body["data"]), forged=forged)}
        )

    async def _file(self, request: web.Request) -> web.Response:
        try:
            body = await params.read(request)
        except ApiError as error:
            raise ControlError(error.description, error.code) from None
        upload = body.get("file")
        if not isinstance(upload, Upload):
            raise ControlError("a multipart body with a file is needed")
        kind, caption = str(body.get("kind", "document")), str(body.get("caption", ""))
        return self._message(self._acts.file(*_who(body), kind, upload, caption))

    async def _location(self, request: web.Request) -> web.Response:
        body = await _body(request, "person", "latitude", "longitude")
        place = (_number("latitude", body["latitude"]), _number("longitude", body["longitude"]))
        return self._message(self._acts.location(*_who(body), *place))

    async def _edit(self, request: web.Request) -> web.Response:
        body = await _body(request, "person", "message_id", "text")
        return self._message(
            self._acts.edit(*_who(body), _whole("message_id", body["message_id"]), str(body["text"]))
        )

    async def _block(self, request: web.Request) -> web.Response:
        body = await _body(request, "person", "blocked")
        self._acts.block(_who(body)[0], blocked=body["blocked"] is True)
        return _json(_person(self._world.chats.person(_who(body)[0])))

    async def _clock(self, request: web.Request) -> web.Response:
        body = await _body(request, "seconds")
        seconds = _number("seconds", body["seconds"])
        if not 0 <= seconds <= LONGEST_MOVE:
            raise ControlError("the clock only moves forward, by 100 years at most")
        self._world.clock.advance(seconds)
        self._world.events.publish("clock", now=self._world.clock.iso())
        return _json({"now": self._world.clock.iso()})

    async def _order_fault(self, request: web.Request) -> web.Response:
        self._world.faults.order(await _body(request, "kind"))
        return _json({})

    async def _clear_faults(self, _: web.Request) -> web.Response:
        self._world.faults.clear()
        return _json({})

    async def _raw_update(self, request: web.Request) -> web.Response:
        return _json({"update_id": self._world.updates.put_raw(await _body(request))})

    def _message(self, message: Any) -> web.Response:
        return _json(self._world.shown(message.body))


def _safe(handler: Handler) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ControlError as error:
            return _json({"error": str(error)}, error.status)
        except ApiError as error:
            return _json({"error": error.description}, error.code)

    return guarded


async def _body(request: web.Request, *required: str) -> Json:
    try:
        body = params.parse_json((await request.read()).decode() or "{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise ControlError("a JSON object is needed")
    missing = [name for name in required if body.get(name) is None]
    if missing:
        raise ControlError(f"missing: {', '.join(missing)}")
    return body


def _who(body: Json) -> tuple[int, int | None]:
    chat = body.get("chat")
    return _whole("person", body.get("person")), _whole("chat", chat) if chat is not None else None


def _whole(name: str, value: Any) -> int:
    try:
        return params.integer(name, value)
    except ApiError:
        raise ControlError(f"{name} must be a whole number") from None


def _number(name: str, value: Any) -> float:
    try:
        return params.number(name, value)
    except ApiError:
        raise ControlError(f"{name} must be a number") from None


def _person(person: Any) -> Json:
    return {name: getattr(person, name) for name in ("id", "first_name", "role", "blocked", "started")}


def _json(value: Any, status: int = 200) -> web.Response:
    return web.json_response(value, status=status, headers={"Cache-Control": "no-store"})
