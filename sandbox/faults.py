"""Faults that tests order, each for a number of calls (or of updates, for duplicates)."""

from dataclasses import dataclass
from typing import Any

from sandbox.errors import ControlError

KINDS = ("429", "403", "5xx", "slow", "cut", "duplicate")


@dataclass(slots=True)
class Fault:
    """What goes wrong, where (None: any method but getUpdates, any chat) and how many times more."""

    kind: str
    method: str | None = None
    chat: int | None = None
    times: int = 1
    seconds: float = 1.0

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Does it strike this call?"""
        if self.kind == "duplicate" or self.chat not in (None, chat_id):
            return False
        return method != "getupdates" if self.method is None else self.method == method


class Faults:
    """The faults still to come, in the order they were ordered."""

    def __init__(self) -> None:
        self._pending: list[Fault] = []

    def order(self, body: dict[str, Any]) -> None:
        """Add a fault from a control order; ControlError when it makes no sense."""
        unknown = set(body) - {"kind", "method", "chat", "times", "seconds"}
        kind, times, seconds = str(body.get("kind")), body.get("times", 1), body.get("seconds", 1.0)
        if unknown or kind not in KINDS:
            raise ControlError(
                f"a fault has a kind among {', '.join(KINDS)}, and method, chat, times, seconds"
            )
        if not isinstance(times, int) or times < 1 or not isinstance(seconds, int | float) or seconds < 0:
            raise ControlError("times must be 1 or more, seconds 0 or more")
        method = body.get("method")
        self._pending.append(
            Fault(kind, method and str(method).lower(), body.get("chat"), times, float(seconds))
        )

    def clear(self) -> None:
        """Forget them all."""
        self._pending.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that this call meets, used up by one."""
        if not self._pending:
            return None
        return self._use(next((fault for fault in self._pending if fault.meets(method, chat_id)), None))

    def duplicates(self, chat_id: int | None) -> bool:
        """Is this update to be delivered twice?"""
        fitting = (f for f in self._pending if f.kind == "duplicate" and f.chat in (None, chat_id))
        return self._use(next(fitting, None)) is not None

    def _use(self, fault: Fault | None) -> Fault | None:
        if fault is not None:
            fault.times -= 1
            if fault.times == 0:
                self._pending.remove(fault)
        return fault
