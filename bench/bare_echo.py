"""Contender (a): the bare echo. The calls of a turn and nothing else, on the whole bot's own transport.

`TREMPLIN_API_URL=… python -m bench.bare_echo`: python-telegram-bot's `Bot` on our
`AiohttpRequest`, one task an update.
"""

import asyncio
import os
from typing import Any

from telegram import Bot, Update

from bench.api import TOKEN
from bench.shape import ANSWERED, QUESTION, keyboard
from bot.bootstrap import until_told
from bot.transport.api import BotApi
from bot.transport.request import AiohttpRequest

KEYBOARD = keyboard()


class Echo:
    """Confirms an update with the next poll, whatever became of it."""

    def __init__(self, url: str) -> None:
        self._request = AiohttpRequest()
        self._bot = Bot(TOKEN, base_url=f"{url}/bot", request=self._request)
        self._api = BotApi(url, TOKEN, self._request)
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self) -> None:
        """Ask and answer until cancelled."""
        offset = 0
        async with self._bot:
            while True:
                for raw in await self._api.ask("getUpdates", wait=25, timeout=25, offset=offset):
                    offset = raw["update_id"] + 1
                    self._beside(self._turn(raw))

    async def _turn(self, raw: dict[str, Any]) -> None:
        update = Update.de_json(raw, self._bot)
        query = update.callback_query
        if query is None or query.message is None:
            if update.effective_chat:
                await self._ask(update.effective_chat.id)
            return
        chat_id = query.message.chat.id
        self._beside(self._bot.answer_callback_query(query.id))
        await self._bot.edit_message_text(ANSWERED, chat_id, query.message.message_id, parse_mode="HTML")
        await self._ask(chat_id)

    async def _ask(self, chat_id: int) -> None:
        await self._bot.send_message(chat_id, QUESTION, parse_mode="HTML", reply_markup=KEYBOARD)

    def _beside(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def main(url: str) -> None:
    echo = asyncio.create_task(Echo(url).run())
    await until_told()
    echo.cancel()
    await asyncio.gather(echo, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main(os.environ["TREMPLIN_API_URL"]))
