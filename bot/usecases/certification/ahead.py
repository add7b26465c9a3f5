"""Results and signals of a closed sitting are computed ahead, a few at a time: no jury waits for them.

They are kept in memory (`scoring`, `marks`): after a restart it is done again.
"""

from bot.content import Library
from bot.store import sittings
from bot.store.base import Tx
from bot.usecases.certification import copying, marks, scoring, sheets

RECENT_MS = 30 * 24 * 3_600_000
"""What was closed earlier is computed when somebody opens it."""


def to_judge(tx: Tx, now_ms: int) -> list[int]:
    """The sittings that were closed lately, and whose results are not published."""
    return sittings.to_judge(tx, now_ms - RECENT_MS)


def candidates(tx: Tx, sitting_id: int) -> list[int]:
    """Those who sat."""
    return [each.id for each in sittings.candidates(tx, sitting_id) if each.ended_at is not None]


def compute(tx: Tx, candidate_id: int) -> None:
    """The result of one candidate, and what takes longest of the signals: about a tenth of a second."""
    found = sittings.candidate(tx, candidate_id)
    sitting = sittings.find(tx, found.sitting_id) if found else None
    if found is None or sitting is None:
        return
    sheet = sheets.of_candidate(tx, found)
    scoring.of_sheet(sitting, sheet, scoring.Banks(tx))
    marks.of_sheet(tx, sheet)


def compare(tx: Tx, library: Library, sitting_id: int) -> None:
    """Everybody's wrong responses with everybody else's: seconds for 150 candidates."""
    copying.found(library, sheets.of_sitting(tx, sitting_id))
