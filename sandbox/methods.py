"""The table of Bot API methods: accepted parameters, required ones and the function that does the work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox import editing, params, sending
from sandbox.errors import bad_request
from sandbox.world import Json, World

Work = Callable[[World, Json], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    work: Work
    table: dict[str, params.Read] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    def read(self, raw: Json) -> Json:
        """Typed parameters; ApiError 400 when one is unknown, wrong or missing."""
        return params.typed(self.table, self.required, raw)


def get_me(world: World, _: Json) -> Json:
    """The bot."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, p: Json) -> Json:
    """What a bot may know of a chat."""
    chat = world.chat(p["chat_id"])
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    known = world.chats.describe(chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    return known | {"pinned_message": pinned.body} if pinned else known


def leave_chat(world: World, p: Json) -> bool:
    """Leave a group."""
    chat = world.chat(p["chat_id"])
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_inside = False
    return True


def get_file(world: World, p: Json) -> Json:
    """Where to download a file."""
    return world.files.download(p["file_id"])


def answer_callback_query(world: World, p: Json) -> bool:
    """End the wait of who tapped, with a toast or an alert if there is a text."""
    if len(p.get("text", "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.callbacks.answer(p["callback_query_id"])
    if p.get("url") and not p["url"].startswith(f"https://t.me/{world.bot['username']}?start="):
        raise bad_request("URL_INVALID")
    world.events.publish(
        "toast",
        chat_id=query.chat,
        person=query.person,
        text=p.get("text", ""),
        alert=p.get("show_alert", False),
        callback_id=p["callback_query_id"],
    )
    return True


def set_my_commands(world: World, p: Json) -> bool:
    """Set the commands of a scope and language."""
    world.profile.set_commands(p["commands"], p.get("scope"), p.get("language_code", ""))
    world.events.publish("commands", commands=world.profile.shown_commands())
    return True


def delete_my_commands(world: World, p: Json) -> bool:
    """Remove the commands of a scope and language."""
    return set_my_commands(world, p | {"commands": []})


def get_my_commands(world: World, p: Json) -> list[dict[str, str]]:
    """The commands of a scope and language."""
    return world.profile.commands(p.get("scope"), p.get("language_code", ""))


def set_chat_menu_button(world: World, p: Json) -> bool:
    """Set the menu button of a chat or of all."""
    world.profile.set_menu(p.get("chat_id", 0), p.get("menu_button", {"type": "default"}))
    return True


def get_chat_menu_button(world: World, p: Json) -> Json:
    """The menu button of a chat or of all."""
    return world.profile.menu(p.get("chat_id", 0))


def _set_text(kind: str) -> Work:
    def work(world: World, p: Json) -> bool:
        world.profile.set_text(kind, p.get(kind, ""), p.get("language_code", ""))
        return True

    return work


def _get_text(kind: str) -> Work:
    return lambda world, p: {kind: world.profile.text(kind, p.get("language_code", ""))}


_SCOPE: dict[str, params.Read] = {"scope": params.an_object, "language_code": params.text}
_LANGUAGE: dict[str, params.Read] = {"language_code": params.text}
_CHAT: dict[str, params.Read] = {"chat_id": params.chat}
_MENU: dict[str, params.Read] = {"chat_id": params.integer}
_ANSWER: dict[str, params.Read] = {
    "callback_query_id": params.text,
    "text": params.text,
    "show_alert": params.flag,
    "url": params.text,
    "cache_time": params.integer,
}
_TO = ("chat_id",)
_ONE = ("chat_id", "message_id")

_ALL = (
    Method("getMe", get_me),
    Method("sendMessage", sending.send_message, sending.SEND | sending.TEXT, _TO),
    Method("sendPhoto", sending.send_photo, sending.SEND | sending.PHOTO, (*_TO, "photo")),
    Method("sendDocument", sending.send_document, sending.SEND | sending.DOCUMENT, (*_TO, "document")),
    Method(
        "sendChatAction", sending.send_chat_action, sending.WHERE | {"action": params.text}, (*_TO, "action")
    ),
    Method("editMessageText", editing.edit_text, editing.EDIT_TEXT),
    Method("editMessageCaption", editing.edit_caption, editing.EDIT_CAPTION),
    Method("editMessageMedia", editing.edit_media, editing.EDIT_MEDIA, ("media",)),
    Method("editMessageReplyMarkup", editing.edit_markup, editing.EDIT_MARKUP),
    Method("deleteMessage", editing.delete_message, editing.ONE, _ONE),
    Method("deleteMessages", editing.delete_messages, editing.MANY, (*_TO, "message_ids")),
    Method("pinChatMessage", editing.pin, editing.PIN, _ONE),
    Method("unpinChatMessage", editing.unpin, editing.UNPIN, _TO),
    Method("answerCallbackQuery", answer_callback_query, _ANSWER, ("callback_query_id",)),
    Method("getFile", get_file, {"file_id": params.text}, ("file_id",)),
    Method("getChat", get_chat, _CHAT, _TO),
    Method("leaveChat", leave_chat, _CHAT, _TO),
    Method("setMyCommands", set_my_commands, _SCOPE | {"commands": params.a_list}, ("commands",)),
    Method("getMyCommands", get_my_commands, _SCOPE),
    Method("deleteMyCommands", delete_my_commands, _SCOPE),
    Method("setChatMenuButton", set_chat_menu_button, _MENU | {"menu_button": params.an_object}),
    Method("getChatMenuButton", get_chat_menu_button, _MENU),
    Method("setMyName", _set_text("name"), _LANGUAGE | {"name": params.text}),
    Method("getMyName", _get_text("name"), _LANGUAGE),
    Method("setMyDescription", _set_text("description"), _LANGUAGE | {"description": params.text}),
    Method("getMyDescription", _get_text("description"), _LANGUAGE),
    Method(
        "setMyShortDescription",
        _set_text("short_description"),
        _LANGUAGE | {"short_description": params.text},
    ),
    Method("getMyShortDescription", _get_text("short_description"), _LANGUAGE),
)
METHODS = {method.name.lower(): method for method in _ALL}
