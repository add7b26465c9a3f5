"""The HTTP under the Bot API: python-telegram-bot's `BaseRequest` on aiohttp, with its mapping of errors."""

import contextlib
import json
import mimetypes
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

# Without it the library warns of its own use of `retry_after` at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_JSON = {"Content-Type": "application/json"}
_PIECE = 1 << 16  # bytes
_IDENTITY = {"Accept-Encoding": "identity", "User-Agent": "tremplin"}  # bodies are too small to be worth gzip


class NotSent(NetworkError):
    """The connection was never made, so Telegram can't have done the call."""


class Lost(NetworkError):
    """The connection broke before the answer came: Telegram may have done the call."""


class TooLarge(NetworkError):
    """What was to be downloaded is longer than we take."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The parameters of one call, and the file that goes with them: (field, name, content)."""

    params: dict[str, Any]
    file: tuple[str, str, bytes] | None = None


class AiohttpRequest(BaseRequest):
    """Keep-alive connections to the Bot API, at most `connections` at once; times are in seconds.

    `patience` is how long an answer may stay silent before it is given up.
    Takes no proxy from the environment. No exception it raises holds an address: the token is in it.
    """

    def __init__(
        self, connections: int = 256, connect_timeout: float = 5.0, read_timeout: float = 10.0
    ) -> None:
        self.patience = read_timeout
        self._connections = connections
        self._timeout = aiohttp.ClientTimeout(
            total=None, connect=None, sock_connect=connect_timeout, sock_read=read_timeout
        )
        self._session: aiohttp.ClientSession | None = None
        self._urls: dict[str, URL] = {}

    @property
    def read_timeout(self) -> float | None:
        return self.patience

    async def initialize(self) -> None:
        """Open the pool; does nothing when it is open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_IDENTITY,
                timeout=self._timeout,
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close the pool; does nothing when it is closed."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | Payload | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - writing is bounded by the system
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; gives the status and the body.

        Raises NotSent, TimedOut or NetworkError.
        """
        body, headers = _body(request_data)
        timeout = self._timeouts(read_timeout, connect_timeout, pool_timeout)
        with _mapped():
            async with self._open.request(
                method, self._url(url), data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()

    async def download(self, url: str, most: int) -> bytes:
        """The file at an address, of at most `most` bytes.

        Raises TooLarge, as soon as it is known; BadRequest when there is no such file; NotSent, TimedOut or
        NetworkError.
        """
        with _mapped():
            async with self._open.get(URL(url), timeout=self._timeout, allow_redirects=False) as response:
                _check(response.status)
                if (response.content_length or 0) > most:
                    raise TooLarge("declared")
                content = bytearray()
                async for piece in response.content.iter_chunked(_PIECE):
                    content += piece
                    if len(content) > most:
                        raise TooLarge("streamed")
                return bytes(content)

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise NetworkError("the request is not initialised")
        return self._session

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The JSON in an answer; unlike the library's own, it never logs the answer."""
        try:
            parsed = json.loads(payload)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        return parsed

    def _url(self, url: str) -> URL:
        """A parsed address; those of a bot are few (one a method), files are not kept."""
        parsed = self._urls.get(url)
        if parsed is None:
            parsed = URL(url)
            if len(self._urls) < 256:
                self._urls[url] = parsed
        return parsed

    def _timeouts(self, read: Any, connect: Any, pool: Any) -> aiohttp.ClientTimeout:
        default = BaseRequest.DEFAULT_NONE
        if read is default and connect is default and pool is default:
            return self._timeout
        return aiohttp.ClientTimeout(
            total=None,
            connect=None if pool is default else pool,
            sock_connect=self._timeout.sock_connect if connect is default else connect,
            sock_read=self._timeout.sock_read if read is default else read,
        )


@contextlib.contextmanager
def _mapped() -> Iterator[None]:
    """Raise aiohttp's errors as the library's."""
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotSent(type(error).__name__) from None
    except TimeoutError:
        raise TimedOut from None
    except (aiohttp.ClientError, OSError) as error:
        raise Lost(type(error).__name__) from None


def _check(status: int) -> None:
    """Raise what a download's status stands for."""
    if 400 <= status < 500:
        raise BadRequest(f"no such file ({status})")
    if status != 200:
        raise NetworkError(f"no file ({status})")


def _body(
    data: RequestData | Payload | None,
) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    """What is posted, and its headers: JSON, or a form when there are files."""
    if data is None:
        return None, None
    if isinstance(data, Payload):
        if data.file is None:
            return _json(data.params), _JSON
        field, name, content = data.file
        texts = {key: v if isinstance(v, str) else json.dumps(v) for key, v in data.params.items()}
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return _form(texts, {field: (name, content, mime)}), None
    if data.contains_files:
        return _form(data.json_parameters, data.multipart_data), None
    return _json(data.parameters), _JSON


def _json(params: Mapping[str, Any]) -> bytes:
    return json.dumps(params, ensure_ascii=False).encode("utf-8", "replace")


def _form(texts: Mapping[str, str], files: Mapping[str, tuple[str, Any, str]]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # Telegram takes file names in UTF-8, not percent-encoded
    for name, value in texts.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in files.items():
        stream = BytesIO(content) if isinstance(content, bytes) else content  # aiohttp sends it in pieces
        form.add_field(name, stream, filename=filename, content_type=mime)
    return form
