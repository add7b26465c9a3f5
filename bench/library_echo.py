"""Contender (b): python-telegram-bot as it comes, its own HTTP and its own loop, making the same calls.

`TREMPLIN_API_URL=… python -m bench.library_echo`
"""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler

from bench.api import TOKEN
from bench.shape import ANSWERED, QUESTION, keyboard

KEYBOARD = keyboard()


async def started(update: Update, _: Any) -> None:
    """The first question."""
    assert update.message
    await update.message.reply_text(QUESTION, parse_mode="HTML", reply_markup=KEYBOARD)


async def tapped(update: Update, _: Any) -> None:
    """One turn."""
    query = update.callback_query
    assert query and query.message
    await query.answer()
    await query.edit_message_text(ANSWERED, parse_mode="HTML")
    await query.message.reply_text(QUESTION, parse_mode="HTML", reply_markup=KEYBOARD)  # type: ignore[attr-defined]  # MaybeInaccessibleMessage hides it


def main(url: str) -> None:
    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(CommandHandler("start", started))
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling()


if __name__ == "__main__":
    main(os.environ["TREMPLIN_API_URL"])
