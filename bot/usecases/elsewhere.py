"""What a turn of one person tells another: a colleague, a pupil, a group."""

from dataclasses import dataclass
from typing import Literal

from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Elsewhere(Outcome):
    """Outcomes for another chat, sent with this turn and never shown in its own.

    `adult`: they are told «vous». With a `dedupe_key` they are sent once, however often the turn comes.
    """

    chat_id: int
    outcomes: tuple[Outcome, ...]
    adult: bool
    kind: str  # names it in logs and metrics
    lane: Literal["conversation", "reminders", "broadcast"] = "conversation"
    dedupe_key: str | None = None
