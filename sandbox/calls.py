"""The log of Bot API calls: what was asked and what was answered."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from sandbox.files import Upload

MOST_CALLS = 10_000


class Calls:
    """The latest calls, numbered; getUpdates with ids only, and not when it brought nothing."""

    def __init__(self) -> None:
        self._last = 0
        self._log: deque[dict[str, Any]] = deque(maxlen=MOST_CALLS)

    def add(
        self, at: float, method: str, params: Mapping[str, Any], status: int, answer: dict[str, Any]
    ) -> None:
        """Log a call; `answer` is the Bot API answer, or a note about the fault that replaced it."""
        self._last += 1
        self._log.append(
            {
                "n": self._last,
                "at": at,
                "method": method,
                "params": params,
                "status": status,
                "answer": answer,
            }
        )

    def after(self, n: int) -> list[dict[str, Any]]:
        """Calls with a number above n, uploads told by name and size."""
        return [_readable(call) for call in self._log if call["n"] > n]


def _readable(call: dict[str, Any]) -> dict[str, Any]:
    params = {
        name: {"file": value.name, "size": len(value.data)} if isinstance(value, Upload) else value
        for name, value in call["params"].items()
    }
    plain = {key: value for key, value in call.items() if key != "answer"}
    return {**plain, "params": params, **call["answer"]}
