"""A file into a roster."""

from bot.rosters.lines import Roster


def read(name: str, content: bytes) -> Roster:
    """The lines of a CSV, text or XLSX roster, cleaned and with their doubts.

    Raises:
        RosterRefused: for anything else, with its reason.
    """
    raise NotImplementedError
