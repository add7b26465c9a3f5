"""Signs of guessing or copying in a sitting: each is something to talk about, never a proof.

`docs/engine.md` says how often honest candidates show them; the constants below repeat it for the jury.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.content import Library
from bot.engine import (
    FIT_ALARM,
    HASTY_ALARM,
    Asked,
    hasty_share,
    person_fit,
    predicted,
)
from bot.store.base import Tx
from bot.usecases.certification import copying
from bot.usecases.certification import opening as openings
from bot.usecases.certification.copying import Copy
from bot.usecases.certification.memory import Memory, digest
from bot.usecases.certification.opening import Opening
from bot.usecases.certification.scoring import Banks
from bot.usecases.certification.sheets import Sheet

_FITS: Memory[float] = Memory(2000)

LEAST_ANSWERS = 8
"""Below, shares and fits say nothing."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is worth a look; None where nothing is.

    `hasty`: percent of answers that came too fast to have been read. `fit`: see `engine.person_fit`.
    """

    hasty: int | None = None
    fit: float | None = None
    copy: Copy | None = None

    def __bool__(self) -> bool:
        return not (self.hasty is None and self.fit is None and self.copy is None)


def of_sitting(tx: Tx, library: Library, sheets: Sequence[Sheet]) -> dict[int, Marks]:
    """By candidate, for every one of these sheets: all those of a sitting."""
    banks, copies = Banks(tx), copying.found(library, sheets)
    return {each.candidate.id: _marks(each, banks, copies) for each in sheets}


def of_sheet(tx: Tx, sheet: Sheet) -> Marks:
    """Those that need nobody else's sheet."""
    return _marks(sheet, Banks(tx), {})


def _marks(sheet: Sheet, banks: Banks, copies: Mapping[int, Copy]) -> Marks:
    answered = tuple(each for each in sheet.asked if each.answered)
    copy = copies.get(sheet.candidate.id)
    if sheet.candidate.opening is None or len(answered) < LEAST_ANSWERS:
        return Marks(copy=copy)
    share = hasty_share([each.seconds for each in answered])
    text = sheet.candidate.opening
    fit = _FITS.of((digest(text), answered), lambda: _fit(openings.read(text), answered, banks))
    return Marks(
        hasty=round(100 * share) if share >= HASTY_ALARM else None,
        fit=round(fit, 1) if fit < FIT_ALARM else None,
        copy=copy,
    )


def _fit(opening: Opening, answered: tuple[Asked, ...], banks: Banks) -> float:
    """It takes as long as thirty results."""
    expected = predicted(banks.of(opening), answered, opening.evidence)
    return person_fit(expected, [each.right for each in answered])
