"""reply_markup: what Telegram accepts under a message, checked field by field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import STRICT, ApiError, bad_request, known
from sandbox.markup import checked_link

MOST_INLINE = 100
MOST_BUTTONS = 300
DATA_BYTES = 64

_INLINE_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
)
_REQUESTS = {
    "request_contact": "Phone number can be requested in private chats only",
    "request_location": "Location can be requested in private chats only",
    "request_poll": "Poll can be requested in private chats only",
    "request_users": "Users can be requested in private chats only",
    "request_chat": "Chats can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}
_LOOKS = ("style", "icon_custom_emoji_id")
_FLAGS = (
    "is_persistent",
    "resize_keyboard",
    "one_time_keyboard",
    "selective",
    "remove_keyboard",
    "force_reply",
)
_KINDS = {
    "inline_keyboard": (),
    "keyboard": (
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    ),
    "remove_keyboard": ("selective",),
    "force_reply": ("input_field_placeholder", "selective"),
}


@dataclass(frozen=True, slots=True)
class Markup:
    """A checked reply_markup; only inline keyboards belong to the message itself."""

    kind: str
    body: dict[str, Any]

    @property
    def inline(self) -> bool:
        """Is it an inline keyboard?"""
        return self.kind == "inline_keyboard"

    def buttons(self) -> list[dict[str, Any]]:
        """All buttons of a keyboard, row after row."""
        rows: list[list[dict[str, Any]]] = self.body.get(self.kind, []) if "keyboard" in self.kind else []
        return [button for row in rows for button in row]


def parse_markup(value: dict[str, Any] | None, *, private: bool) -> Markup | None:
    """Check a reply_markup object; None when there is nothing to show; ApiError 400 in Telegram's words."""
    if not value:
        return None
    kinds = [kind for kind in _KINDS if kind in value]
    if len(kinds) != 1:
        raise bad_request(f"reply_markup must have exactly one of {', '.join(_KINDS)} {STRICT}")
    kind = kinds[0]
    known(value, (kind, *_KINDS[kind]), "reply_markup")
    _check_flags(value)
    if kind in ("remove_keyboard", "force_reply"):
        return Markup(kind, value) if value[kind] else None
    owner = "InlineKeyboardMarkup" if kind == "inline_keyboard" else "ReplyKeyboardMarkup"
    rows = _rows(value[kind], kind, owner, _inline_button if kind == "inline_keyboard" else _button(private))
    return Markup(kind, value | {kind: rows}) if rows else None


def inline_only(markup: Markup | None) -> Markup | None:
    """For edits: refuse anything but an inline keyboard."""
    if markup is not None and not markup.inline:
        raise bad_request("Inline keyboard expected")
    return markup


def _rows(
    value: Any, kind: str, owner: str, check: Callable[[Any], dict[str, Any]]
) -> list[list[dict[str, Any]]]:
    if not isinstance(value, list):
        raise bad_request(f'Field "{kind}" of the {owner} must be an Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'Field "{kind}" of the {owner} must be an Array of Arrays')
    rows = [[check(button) for button in row] for row in value if row]
    most = MOST_INLINE if kind == "inline_keyboard" else MOST_BUTTONS
    if sum(map(len, rows)) > most:
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _broken_inline("InlineKeyboardButton must be an Object")
    known(button, ("text", *_INLINE_ACTIONS, *_LOOKS), "InlineKeyboardButton")
    if not isinstance(button.get("text"), str):
        raise _broken_inline('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    actions = [action for action in _INLINE_ACTIONS if _given(button, action)]
    if not actions:
        raise _broken_inline("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _broken_inline(f"exactly one action is allowed, not {' and '.join(actions)} {STRICT}")
    _check_action(actions[0], button[actions[0]])
    return button


def _given(button: dict[str, Any], action: str) -> bool:
    """An empty url or callback_data is no action; an empty inline query is one."""
    return action in button and (bool(button[action]) or action.startswith("switch"))


def _check_action(action: str, value: Any) -> None:
    if action in ("web_app", "copy_text"):
        _check_object(action, value)
    elif not isinstance(value, str):
        raise _broken_inline(f'Field "{action}" must be of type String')
    elif action == "callback_data" and len(value.encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url" and not checked_link(value):
        raise bad_request(f"Inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")


def _check_object(action: str, value: Any) -> None:
    field, most = ("url", 2048) if action == "web_app" else ("text", 256)
    if not isinstance(value, dict) or not isinstance(value.get(field), str):
        raise _broken_inline(f'Field "{action}" must be an Object with a String "{field}"')
    if not 1 <= len(value[field]) <= most:
        raise bad_request("BUTTON_COPY_TEXT_INVALID" if action == "copy_text" else "BUTTON_URL_INVALID")
    if action == "web_app" and not value[field].startswith("https://"):
        raise bad_request(
            f"Inline keyboard button Web App URL '{value[field]}' is invalid: Only HTTPS links are allowed"
        )


def _button(private: bool) -> Callable[[Any], dict[str, Any]]:
    def check(button: Any) -> dict[str, Any]:
        if isinstance(button, str):
            button = {"text": button}
        if not isinstance(button, dict):
            raise bad_request("Can't parse keyboard button: KeyboardButton must be a String or an Object")
        known(button, ("text", *_REQUESTS, *_LOOKS), "KeyboardButton")
        if not isinstance(button.get("text"), str):
            raise bad_request('Can\'t parse keyboard button: Field "text" must be of type String')
        if not button["text"].strip():
            raise bad_request("Keyboard button text must be non-empty")
        asked = [words for field, words in _REQUESTS.items() if button.get(field)]
        if asked and not private:
            raise bad_request(asked[0])
        return button

    return check


def _check_flags(value: dict[str, Any]) -> None:
    for flag in _FLAGS:
        if flag in value and not isinstance(value[flag], bool):
            raise bad_request(f'Field "{flag}" of the reply markup must be of the type Boolean')
    placeholder = value.get("input_field_placeholder", "-")
    if not isinstance(placeholder, str) or not 1 <= len(placeholder) <= 64:
        raise bad_request(f"input_field_placeholder must have 1 to 64 characters {STRICT}")


def _broken_inline(words: str) -> ApiError:
    return bad_request(f"Can't parse inline keyboard button: {words}")
