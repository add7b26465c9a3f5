"""What a test comes to, in the words that are published: obtenue, non obtenue, annulée, en attente."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from bot.engine import MODEL_VERSION

ResultStatus = Literal["issued", "rejected", "cancelled", "pending"]
"""Obtenue, non obtenue, annulée, en attente."""
ResultReason = Literal[
    "low_rate",  # rejected, by profile: fewer than half were right
    "no_level",  # rejected: no competence reached level 1
    "too_few",  # rejected, or cancelled after a breakdown: fewer than 20 answers, adaptive
    "fraud",  # rejected by the jury, who says why in the comment
    "neutralised",  # cancelled: too few questions are left
    "jury",  # cancelled by the jury
    "absent",  # cancelled: never began
    "erased",  # cancelled: the answers were erased with the account they were given from
    "running",  # pending: has not ended
    "held",  # pending: the jury still looks into it
]


@dataclass(frozen=True, slots=True)
class Scored:
    """A result, provisional until it is published as `candidate.result`.

    `levels` and `pix` by competence, 0 where nothing is certified; empty where nothing could be computed.
    `rate`: percent of right answers, by profile only. `comment`: the jury's words, plain text. `model`:
    the version of the engine that computed it.
    """

    status: ResultStatus
    levels: Mapping[str, int]
    pix: Mapping[str, int]
    total: int
    rate: int | None = None
    reason: ResultReason | None = None
    comment: str = ""
    model: str = MODEL_VERSION

    def to_json(self) -> str:
        """Always the same bytes for the same result."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Scored":
        """The inverse of `to_json`."""
        return cls(**json.loads(text))


def nothing(status: ResultStatus, reason: ResultReason, comment: str = "") -> Scored:
    """A result without levels."""
    return Scored(status, {}, {}, 0, None, reason, comment)
