"""Names that people write, of schools and of themselves: cleaned, and refused with a reason."""

import re

from bot.rosters.names import one_line
from bot.usecases.schools.outcomes import Complaint

LONGEST = 60

_GAP = re.compile(r"\n{3,}")


def cleaned(text: str) -> str:
    """As everything that is shown in one line."""
    return one_line(text)


def cleaned_lines(text: str) -> str:
    """The same for several lines, with at most one empty line in a row."""
    return _GAP.sub("\n\n", "\n".join(cleaned(line) for line in text.splitlines())).strip()


def complaint_about(name: str) -> Complaint | None:
    """Why a cleaned name can't be taken, if so."""
    if not name:
        return Complaint.EMPTY
    if len(name) > LONGEST:
        return Complaint.LONG
    if sum(each.isalpha() for each in name) < 2:
        return Complaint.LETTERS
    return None
