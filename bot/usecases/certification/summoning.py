"""When candidates are told of a sitting: at its announcement, a week, a day and an hour before."""

from datetime import datetime

from bot.store.base import Tx


def sync(_tx: Tx, _sitting_id: int, _now: datetime) -> None:
    """Bring what is to be told of a sitting up to date; called at each change of it, or of its candidates."""
