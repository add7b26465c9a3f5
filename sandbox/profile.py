"""What the bot says of itself: commands by scope and language, menu button, name and descriptions."""

import re
from typing import Any

from sandbox.errors import STRICT, bad_request

SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
MOST_COMMANDS = 100
TEXTS = {"name": 64, "short_description": 120, "description": 512}

Scope = tuple[str, int, int]


class Profile:
    """The bot's public face."""

    def __init__(self, name: str) -> None:
        self._commands: dict[tuple[Scope, str], list[dict[str, str]]] = {}
        self._menus: dict[int, dict[str, Any]] = {}
        self._texts: dict[tuple[str, str], str] = {("name", ""): name}

    def set_commands(self, commands: list[Any], scope: dict[str, Any] | None, language: str) -> None:
        """Replace the commands of a scope and language; an empty list removes them."""
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_command(command) for command in commands]
        if checked:
            self._commands[_scope(scope), _language(language)] = checked
        else:
            self._commands.pop((_scope(scope), _language(language)), None)

    def commands(self, scope: dict[str, Any] | None, language: str) -> list[dict[str, str]]:
        """Exactly what was set for this scope and language."""
        return self._commands.get((_scope(scope), _language(language)), [])

    def shown_commands(self, language: str = "fr") -> dict[str, Any]:
        """The commands that people see, by the page's names of scopes, in this language if there is one."""

        def of(scope: Scope) -> list[dict[str, str]]:
            return self._commands.get((scope, language)) or self._commands.get((scope, ""), [])

        private, group = of(("all_private_chats", 0, 0)), of(("all_group_chats", 0, 0))
        chats = {str(scope[1]): of(scope) for scope, _ in self._commands if scope[0] == "chat"}
        default = of(("default", 0, 0))
        return {"default": default, "private": private or default, "group": group or default, "chats": chats}

    def set_menu(self, chat_id: int, button: dict[str, Any]) -> None:
        """Set the menu button of a chat (0: of all)."""
        if button.get("type") not in ("commands", "web_app", "default"):
            raise bad_request("Can't parse menu button: MenuButton has unsupported type")
        self._menus[chat_id] = button

    def menu(self, chat_id: int) -> dict[str, Any]:
        """The menu button of a chat (0: of all)."""
        return self._menus.get(chat_id) or self._menus.get(0) or {"type": "commands"}

    def set_text(self, kind: str, value: str, language: str) -> None:
        """Set name, short_description or description in a language."""
        if len(value) > TEXTS[kind]:
            raise bad_request(f"{kind} must not exceed {TEXTS[kind]} characters {STRICT}")
        self._texts[kind, _language(language)] = value

    def text(self, kind: str, language: str) -> str:
        """A text in a language, or the one for every language."""
        return self._texts.get((kind, _language(language))) or self._texts.get((kind, ""), "")


def _command(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise bad_request("Can't parse BotCommand: expected an Object")
    name, description = value.get("command"), value.get("description")
    if not isinstance(name, str) or not isinstance(description, str):
        missing = "description" if isinstance(name, str) else "command"
        raise bad_request(f"Can't parse BotCommand: Can't find field \"{missing}\"")
    name, description = name.strip().removeprefix("/"), description.strip()
    if not name or not description:
        raise bad_request(f"Command {'description ' if name else ''}must be non-empty")
    if len(name) > 32:
        raise bad_request("Command length must not exceed 32")
    if len(description) > 256:
        raise bad_request("Command description length must not exceed 256")
    if not re.fullmatch("[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _scope(value: dict[str, Any] | None) -> Scope:
    value = value or {"type": "default"}
    if value.get("type") not in SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    return value["type"], _number(value, "chat_id"), _number(value, "user_id")


def _number(scope: dict[str, Any], name: str) -> int:
    value = scope.get(name, 0)
    if not isinstance(value, int):
        raise bad_request(f"Can't parse BotCommandScope: {name} must be a Number")
    return value


def _language(code: str) -> str:
    if not re.fullmatch("(?:[a-z]{2})?", code):
        raise bad_request("Invalid language code specified")
    return code
