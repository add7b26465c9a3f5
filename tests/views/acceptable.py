"""Would Telegram take this call? The limits of its Bot API, counted as it counts them."""

from typing import Any

from bot.content.markup import faults, telegram_length, visible
from bot.transport.calls import Call

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_TOAST, LONGEST_DATA = 4096, 1024, 200, 64
SENDS = {"sendMessage", "sendPhoto", "sendDocument"}
EDITS = {"editMessageText", "editMessageCaption", "editMessageReplyMarkup"}


def refusals(call: Call) -> list[str]:
    """What Telegram would refuse in a call, a few words each; none when it takes it."""
    params = call.params
    if call.method == "answerCallbackQuery":
        toast = params.get("text", "")
        return [f"toast of {len(toast)} characters"] if len(toast) > LONGEST_TOAST else []
    if call.method == "getFile":
        return [] if params["file_id"] else ["no file"]
    if call.method == "deleteMessage":
        return [] if params["message_id"] else ["no message"]
    if call.method == "setMyCommands":
        return [] if params["commands"] else ["an empty menu"]
    found = [] if call.method in SENDS | EDITS else [f"nobody expects {call.method}"]
    if (call.method in {"sendPhoto", "sendDocument"}) != (call.file is not None):
        found.append("a file where none goes, or none where one is needed")
    if call.method == "editMessageReplyMarkup":
        found += [] if "reply_markup" in params else ["nothing to change"]  # none at all takes buttons away
    elif "caption" in params:
        found += _words(params["caption"], LONGEST_CAPTION)
    else:
        found += _words(params["text"], LONGEST_TEXT)
        found += [] if visible(params["text"]).strip() else ["an empty text"]
    return found + [fault for data in buttons(call) for fault in _data(data)]


def buttons(call: Call) -> list[str]:
    """The data of every button of a call, in order."""
    rows: list[list[dict[str, Any]]] = call.params.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "url" not in button]


def words(call: Call) -> str:
    """What the person reads in a call: text, caption or toast, as plain text."""
    return visible(call.params.get("text") or call.params.get("caption") or "")


def _words(html: str, limit: int) -> list[str]:
    length = telegram_length(visible(html))
    too_long = [f"{length} units of {limit}"] if length > limit else []
    return faults(html) + too_long


def _data(data: str) -> list[str]:
    return [] if 1 <= len(data.encode()) <= LONGEST_DATA else [f"a button of {len(data.encode())} bytes"]
