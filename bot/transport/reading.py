"""Files that people send: fetched within a limit, read beside the loop, their content never kept."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest

from bot.transport.api import BotApi
from bot.transport.calls import Call
from bot.transport.request import TooLarge

MOST = 2 << 20  # bytes of a file; a larger one is not downloaded
GET_FILE = "getFile"

ReadFile = Callable[[tuple[Any, ...], str, bytes], dict[str, Any]]
"""`read_file(note, path, content)`: what a file says, JSON-ready; runs in a worker thread.

`path` is Telegram's, with the suffix of the file's name.
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came; without `content` it is too large."""

    path: str
    content: bytes | None


async def fetch(api: BotApi, call: Call) -> Fetched:
    """Make a getFile call and download what it tells. Raises TelegramError as every call does.

    What is not as the Bot API promises raises anything.
    """
    try:
        about = await api.call(call)
    except BadRequest as error:
        if "too big" in error.message:
            return Fetched("", None)
        raise
    path, size = str(about["file_path"]), about.get("file_size") or 0
    if size > MOST:
        return Fetched(path, None)
    try:
        return Fetched(path, await api.download(path, MOST))
    except TooLarge:  # whatever was said of its size
        return Fetched(path, None)


class Reader:
    """Reads fetched files one after the other, in a thread of its own: drawings must not wait for them."""

    def __init__(self, read_file: ReadFile) -> None:
        self._read_file = read_file
        self._thread = ThreadPoolExecutor(1, "reading")

    async def read(self, note: tuple[Any, ...], fetched: Fetched | None) -> dict[str, Any]:
        """What the file says; `refused` tells why it says nothing: fetch, too_large, broken."""
        if fetched is None:
            return {"refused": "fetch"}
        if fetched.content is None:
            return {"refused": "too_large"}
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(
                self._thread, self._read_file, note, fetched.path, fetched.content
            )
        except Exception as error:  # its message may quote the file
            _log.error("a file could not be read: %s", type(error).__name__)
            return {"refused": "broken"}
