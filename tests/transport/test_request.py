import asyncio
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.transport.api import BotApi, insist
from bot.transport.calls import Call, FileRef
from bot.transport.request import AiohttpRequest, NotSent, TooLarge
from sandbox.server import Sandbox
from tests.transport.stand_ins import FakeTime, People

TOKEN = "1:secret-of-a-test"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Answer], Awaitable[str]]


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(read_timeout=0.5) as request:
        yield request


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """`await serve(answer)` answers every request that way; gives the address."""
    runners: list[web.AppRunner] = []

    async def start(answer: Answer) -> str:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield start
    for runner in runners:
        await runner.cleanup()


async def test_a_call_goes_as_json_and_its_result_comes_back(
    sandbox: Sandbox, people: People, request_: AiohttpRequest
) -> None:
    lina = await people.join()
    api = BotApi(sandbox.url, sandbox.token, request_)
    sent = await api.call(Call("sendMessage", {"chat_id": lina, "text": "«é» 😀"}))
    assert sent["text"] == "«é» 😀"
    assert await people.texts(lina) == ["«é» 😀"]


async def test_a_file_goes_as_multipart(sandbox: Sandbox, people: People, request_: AiohttpRequest) -> None:
    lina = await people.join()
    api = BotApi(sandbox.url, sandbox.token, request_)
    markup = {"inline_keyboard": [[{"text": "ok", "callback_data": "ok"}]]}
    call = Call(
        "sendDocument",
        {"chat_id": lina, "caption": "à trier", "reply_markup": markup},
        FileRef("document", "table", []),
    )
    sent = await api.call(call, ("élèves.csv", b"a;b"))
    assert sent["document"]["file_name"] == "élèves.csv"
    assert sent["caption"] == "à trier"
    assert sent["reply_markup"] == markup


async def test_the_library_s_bot_works_on_it(sandbox: Sandbox, people: People) -> None:
    lina = await people.join()
    bot = Bot(
        sandbox.token,
        base_url=f"{sandbox.url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    async with bot:
        updates = await bot.get_updates(timeout=1)
        assert updates[0].message is not None
        await bot.send_message(lina, "bonjour")
        await bot.send_document(lina, b"a;b", filename="a.csv")
        with pytest.raises(BadRequest, match="not found"):
            await bot.edit_message_text("x", chat_id=lina, message_id=99)
    assert "bonjour" in await people.texts(lina)


async def test_too_many_calls_say_how_long_to_wait(
    sandbox: Sandbox, people: People, request_: AiohttpRequest
) -> None:
    await people.post("faults", kind="429", method="getMe", seconds=7)
    with pytest.raises(RetryAfter) as raised:
        await BotApi(sandbox.url, sandbox.token, request_).ask("getMe")
    assert "7" in raised.value.message


async def silent(_: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def cut(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def nonsense(_: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>private words</html>")


async def bad_gateway(_: web.Request) -> web.StreamResponse:
    return web.Response(status=502, text="<html>502</html>")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(silent, TimedOut), (cut, NetworkError), (nonsense, TelegramError), (bad_gateway, NetworkError)],
)
async def test_what_fails_raises_the_library_s_errors_without_the_token(
    serve: Serve,
    request_: AiohttpRequest,
    answer: Answer,
    kind: type[TelegramError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    api = BotApi(await serve(answer), TOKEN, request_)
    with caplog.at_level("DEBUG"), pytest.raises(kind) as raised:
        await api.ask("getMe")
    shown = "".join(traceback.format_exception(raised.value)) + caplog.text
    assert TOKEN not in shown
    assert "private words" not in shown


async def test_a_closed_door_is_told_apart_from_a_lost_answer(serve: Serve, request_: AiohttpRequest) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotSent):
        await BotApi(f"http://127.0.0.1:{port}", TOKEN, request_).ask("getMe")
    with pytest.raises(NetworkError) as raised:
        await BotApi(await serve(cut), TOKEN, request_).ask("getMe")
    assert not isinstance(raised.value, NotSent)


async def test_no_proxy_is_taken_from_the_environment(
    sandbox: Sandbox, request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    me = await BotApi(sandbox.url, sandbox.token, request_).ask("getMe")
    assert me["is_bot"]


async def test_insisting_waits_ever_longer_and_obeys() -> None:
    time, failures = FakeTime(), [NetworkError("x"), NetworkError("x"), RetryAfter(30)]

    async def ask() -> str:
        if failures:
            raise failures.pop(0)
        return "here"

    assert await insist(ask, time.sleep) == "here"
    assert time.slept == [0.2, 1.0, 30.0]


async def test_what_is_fatal_is_not_insisted_on(sandbox: Sandbox, request_: AiohttpRequest) -> None:
    api = BotApi(sandbox.url, "1:wrong", request_)
    with pytest.raises(InvalidToken):
        await insist(lambda: api.ask("getMe"), FakeTime().sleep)


async def test_a_download_stops_at_its_limit_whatever_was_declared(
    serve: Serve, request_: AiohttpRequest
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        assert request.path == f"/file/bot{TOKEN}/documents/é 1.csv"
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"x" * 11)
        return response

    api = BotApi(await serve(answer), TOKEN, request_)
    assert await api.download("documents/é 1.csv", 11) == b"x" * 11
    with pytest.raises(TooLarge):
        await api.download("documents/é 1.csv", 10)


@pytest.mark.parametrize(("status", "error"), [(404, BadRequest), (502, NetworkError), (302, NetworkError)])
async def test_a_download_that_is_refused(
    serve: Serve, request_: AiohttpRequest, status: int, error: type[TelegramError]
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    api = BotApi(await serve(answer), TOKEN, request_)
    with pytest.raises(error) as caught:
        await api.download("a.csv", 10)
    assert TOKEN not in str(caught.value)
