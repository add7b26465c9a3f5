"""Where candidates stand before the jury: the result, what was published, what is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.store import sittings
from bot.store.base import Tx
from bot.store.sittings import Ruling, Sitting
from bot.usecases.certification import scoring, sheets
from bot.usecases.certification.scored import Scored
from bot.usecases.certification.scoring import Banks
from bot.usecases.certification.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate; `scored` is what would be published now, `published` what was, None before."""

    sheet: Sheet
    scored: Scored
    published: Scored | None
    decided: bool

    @property
    def changed(self) -> bool:
        """There is something to publish: a first result, or another one."""
        if self.published is None:
            return self.scored.status != "pending" and self.scored.reason != "erased"
        return self.published != self.scored


def of_sitting(tx: Tx, sitting: Sitting) -> list[Standing]:
    """All the candidates, by class and name."""
    banks, ruled = Banks(tx), dict[int, list[Ruling]]()
    for each in sittings.rulings(tx, sitting.id):
        ruled.setdefault(each.candidate_id, []).append(each)
    return [
        _standing(sitting, sheet, ruled.get(sheet.candidate.id, ()), banks)
        for sheet in sheets.of_sitting(tx, sitting.id)
    ]


def of_sheet(tx: Tx, sitting: Sitting, sheet: Sheet) -> Standing:
    """One candidate."""
    return _standing(sitting, sheet, sittings.rulings_of(tx, sheet.candidate.id), Banks(tx))


def _standing(sitting: Sitting, sheet: Sheet, rulings: Sequence[Ruling], banks: Banks) -> Standing:
    result = sheet.candidate.result
    published = None if result is None else Scored.from_json(result)
    stands = published is not None and not _touched(rulings)
    scored = published if published and stands else scoring.of_sheet(sitting, sheet, banks)
    return Standing(sheet, scored, published, _decided(sheet, rulings))


def _touched(rulings: Iterable[Ruling]) -> bool:
    """Whether the jury changed something since it last published; else what was published stands.

    Another release's engine does not take a result away.
    """
    latest = [each.kind for each in rulings][-1:]
    return bool(latest) and latest != ["published"]


def _decided(sheet: Sheet, rulings: Iterable[Ruling]) -> bool:
    """Whether the jury has looked; there is nothing to decide on who never began, or erased everything."""
    candidate = sheet.candidate
    if candidate.started_at is None or scoring.is_erased(candidate):
        return True
    if candidate.ended_at is None:
        return False
    return candidate.ruling is not None or any(each.kind == "confirmed" for each in rulings)
