"""Why somebody is not told something any more: asked when a letter is opened, and again when it is sent."""

from bot.store.base import Tx
from bot.store.notices import Notice
from bot.store.people import Person


def why_not(tx: Tx, person: Person, notice: Notice, now_ms: int) -> str | None:
    """The reason to drop a notice, as `notice.fate` keeps it; None while it is still to be told."""
    raise NotImplementedError
