"""From the rows of a candidate to a result: the same rows always give the same result."""

from collections.abc import Mapping
from functools import lru_cache

from bot.engine import Bank, Certified, Ended, Held, Reason, Status, score_adaptive, score_by_profile
from bot.engine.versions import bank_of
from bot.store import results as rows
from bot.store.base import Tx
from bot.store.sittings import Candidate, EndReason, Sitting
from bot.usecases.certification import opening as openings
from bot.usecases.certification import sheets
from bot.usecases.certification.memory import Memory, digest
from bot.usecases.certification.opening import Opening
from bot.usecases.certification.scored import ResultReason, ResultStatus, Scored, nothing
from bot.usecases.certification.sheets import Sheet

_RULINGS: Mapping[str, tuple[ResultStatus, ResultReason]] = {
    "cancelled": ("cancelled", "jury"),
    "rejected": ("rejected", "fraud"),
    "held": ("pending", "held"),
}
_ENDED: Mapping[EndReason, Ended] = {
    "finished": Ended.DONE,
    "time": Ended.CANDIDATE,
    "candidate": Ended.CANDIDATE,
    "invigilator": Ended.CANDIDATE,
    "technical": Ended.TECHNICAL,
}
_STATUSES: Mapping[Status, ResultStatus] = {
    Status.ISSUED: "issued",
    Status.REJECTED: "rejected",
    Status.CANCELLED: "cancelled",
}
_REASONS: Mapping[Reason, ResultReason] = {
    Reason.LOW_RATE: "low_rate",
    Reason.NO_LEVEL: "no_level",
    Reason.TOO_FEW: "too_few",
    Reason.NEUTRALISED: "neutralised",
}


_CERTIFIED: Memory[Certified] = Memory(2000)
"""A jury that goes from screen to screen of 150 candidates computes each result once."""


class Banks:
    """The item parameters that results rest on, each read once."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._read: dict[str, Bank | None] = {}

    def of(self, opening: Opening) -> dict[str, Bank]:
        """By competence."""
        found = {code: self._bank(version) for code, version in sorted(opening.versions.items())}
        return {code: bank for code, bank in found.items() if bank is not None}

    def _bank(self, version: str) -> Bank | None:
        if version not in self._read:
            document = rows.parameters(self._tx, version)
            self._read[version] = None if document is None else _bank_of(document)
        return self._read[version]


def score(tx: Tx, sitting: Sitting, candidate: Candidate) -> Scored:
    """The result as the rows and the jury's ruling give it now, published or not."""
    return of_sheet(sitting, sheets.of_candidate(tx, candidate), Banks(tx))


def of_sheet(sitting: Sitting, sheet: Sheet, banks: Banks) -> Scored:
    """The same of a sheet, which need not be the one that is stored: the jury asks what would change."""
    candidate = sheet.candidate
    if is_erased(candidate):
        return nothing("cancelled", "erased", candidate.comment)
    if candidate.ruling is not None:
        return nothing(*_RULINGS[candidate.ruling], candidate.comment)
    if candidate.started_at is None:
        return nothing("cancelled", "absent", candidate.comment)
    if candidate.ended_for is None:
        return nothing("pending", "running", candidate.comment)
    text, asked = candidate.opening or "", sheet.asked
    key = (sitting.rules, candidate.ended_for, digest(text), asked)
    certified = _CERTIFIED.of(key, lambda: _certified(sitting, sheet, openings.read(text), banks))
    return _scored(certified, candidate.comment)


def is_erased(candidate: Candidate) -> bool:
    """Whether the account that sat the test erased everything, the answers too."""
    return candidate.started_at is not None and (candidate.opening is None or candidate.person_id is None)


def _certified(sitting: Sitting, sheet: Sheet, opening: Opening, banks: Banks) -> Certified:
    ended = _ENDED[sheet.candidate.ended_for or "finished"]
    if sitting.rules == "profile":
        return score_by_profile(held(opening, least=1), sheet.asked, ended)
    return score_adaptive(banks.of(opening), held(opening), sheet.asked, ended, opening.evidence)


def held(opening: Opening, least: int = 0) -> list[Held]:
    """The profile a candidate came with: its competences of this level or more."""
    return [
        Held(code, level, int(opening.pix[code])) for code, level in opening.levels.items() if level >= least
    ]


def _scored(certified: Certified, comment: str) -> Scored:
    return Scored(
        status=_STATUSES[certified.status],
        levels=dict(certified.levels),
        pix=dict(certified.pix),
        total=certified.total,
        rate=certified.rate,
        reason=None if certified.reason is None else _REASONS[certified.reason],
        comment=comment,
    )


@lru_cache(maxsize=64)
def _bank_of(document: str) -> Bank:
    """Reading one takes a thousand times longer than scoring with it."""
    return bank_of(document)
