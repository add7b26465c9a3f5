"""Names that people write, of schools and of themselves: cleaned, and refused with a reason."""

import unicodedata

from bot.usecases.schools.outcomes import Complaint

LONGEST = 60
_SEPARATORS = {"Zs", "Zl", "Zp", "Cc"}


def cleaned(text: str) -> str:
    """One line, without control and invisible characters or doubled spaces."""
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if unicodedata.category(each) in _SEPARATORS else each for each in composed)
    kept = "".join(each for each in spaced if not unicodedata.category(each).startswith("C"))
    return " ".join(kept.split())


def complaint_about(name: str) -> Complaint | None:
    """Why a cleaned name can't be taken, if so."""
    if not name:
        return Complaint.EMPTY
    if len(name) > LONGEST:
        return Complaint.LONG
    if sum(each.isalpha() for each in name) < 2:
        return Complaint.LETTERS
    return None
