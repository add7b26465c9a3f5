"""What invigilators are shown on the day."""

from dataclasses import dataclass

from bot.usecases.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class BoardShown(Outcome):
    """The candidates of a sitting, a page of them. `live`: the message to rewrite, None for the tapped one."""

    sitting_id: int
    page: int
    live: int | None = None
