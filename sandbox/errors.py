"""What the sandbox refuses: a bot's call (in Telegram's words) or an order of its control API."""

from collections.abc import Container
from typing import Any

STRICT = "(the sandbox is strict)"


class ApiError(Exception):
    """A Bot API call is refused: HTTP status, description and optional `parameters` of the answer."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON object that Telegram would answer."""
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


class ControlError(Exception):
    """An order to the sandbox itself makes no sense; the message is a sentence for its author."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def bad_request(words: str) -> ApiError:
    """A 400; the first letter is lowered, as Telegram does, except in codes such as BUTTON_DATA_INVALID."""
    is_code = len(words) > 1 and (words[1] == "_" or words[1].isupper())
    return ApiError(400, "Bad Request: " + (words if is_code else words[:1].lower() + words[1:]))


def moved(chat_id: int) -> ApiError:
    """A group became a supergroup: the 400 that tells its new id."""
    about = {"migrate_to_chat_id": chat_id}
    return ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", about)


def forbidden(words: str) -> ApiError:
    """A 403."""
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    """A 409."""
    return ApiError(409, f"Conflict: {words}")


def too_many(retry_after: int) -> ApiError:
    """A 429 with the seconds to wait, in words and as a parameter."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def known(value: dict[str, Any], fields: Container[str], owner: str) -> None:
    """Refuse an object with a field that the Bot API does not have."""
    for name in value:
        if name not in fields:
            raise bad_request(f'unknown field "{name}" of {owner} {STRICT}')
