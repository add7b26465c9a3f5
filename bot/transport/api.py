"""The Bot API as we use it: send a `Call`, get its result."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.transport.calls import Call
from bot.transport.limits import Sleep
from bot.transport.meaning import pause_of
from bot.transport.request import AiohttpRequest, Payload

WRONG_SETTINGS: tuple[type[TelegramError], ...] = (InvalidToken, BadRequest)
"""What Telegram says when the token, or what was asked, is wrong: insisting won't help."""

_log = logging.getLogger(__name__)
_UPLOAD = 60.0  # seconds more for a call that carries a file
_BACKOFF = (0.2, 1.0, 3.0, 10.0)  # seconds after failures in a row; the last one repeats


class BotApi:
    """One bot at one Bot API server. `root` is the server's address, without `/bot…`.

    Every method raises `telegram.error.TelegramError`: RetryAfter, Forbidden, BadRequest, NetworkError…
    """

    def __init__(self, root: str, token: str, request: AiohttpRequest) -> None:
        self._prefix = f"{root.rstrip('/')}/bot{token}/"
        self._files = f"{root.rstrip('/')}/file/bot{token}/"
        self._request = request

    async def call(self, call: Call, file: tuple[str, bytes] | None = None) -> Any:
        """Send a call, with the file (name, content) it refers to if any; gives Telegram's `result`."""
        if call.file is None or file is None:
            return await self._post(call.method, Payload(call.params))
        return await self._post(call.method, Payload(call.params, (call.file.field, *file)), _UPLOAD)

    async def ask(self, method: str, *, wait: float = 0.0, **params: Any) -> Any:
        """Call a method by name; its answer may take `wait` seconds more than usual."""
        return await self._post(method, Payload(params), wait)

    async def download(self, path: str, most: int) -> bytes:
        """The file at a `file_path` that getFile gave, of at most `most` bytes; raises TooLarge."""
        return await self._request.download(self._files + quote(path), most)

    async def _post(self, method: str, payload: Payload, wait: float = 0.0) -> Any:
        return await self._request.post(
            self._prefix + method,
            payload,  # type: ignore[arg-type]  # BaseRequest only hands it on to our do_request
            read_timeout=self._request.patience + wait if wait else AiohttpRequest.DEFAULT_NONE,
        )


async def insist(
    ask: Callable[[], Awaitable[Any]], sleep: Sleep, fatal: tuple[type[TelegramError], ...] = WRONG_SETTINGS
) -> Any:
    """Ask until there is an answer, ever more patiently; only `fatal` errors are raised."""
    failures = 0
    while True:
        try:
            return await ask()
        except TelegramError as error:
            if isinstance(error, fatal):
                raise
            _log.warning("Telegram does not answer: %s", type(error).__name__)
            wait = pause_of(error) if isinstance(error, RetryAfter) else 0.0
            await sleep(max(wait, _BACKOFF[min(failures, len(_BACKOFF) - 1)]))
            failures += 1
