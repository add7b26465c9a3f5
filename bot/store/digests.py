"""What letters read of a pupil for the family: how far in each campaign, and what a week came to."""

from dataclasses import dataclass

from bot.store.base import Tx


@dataclass(frozen=True, slots=True)
class Progress:
    """Somebody in one campaign: when the first attempt began, and the latest of those that ended did."""

    campaign_id: int
    began_at: int
    completed_at: int | None


@dataclass(frozen=True, slots=True)
class Practised:
    """How many questions of one competence were answered."""

    competence: str
    answers: int


def progress(tx: Tx, child_id: int) -> list[Progress]:
    """Every campaign that somebody began."""
    return tx.all("progress_of_child", Progress, child_id=child_id)


def practised_since(tx: Tx, child_id: int, since_ms: int) -> list[Practised]:
    """The questions that somebody answered from that moment on, whatever the test."""
    return tx.all("practised_since", Practised, child_id=child_id, since=since_ms)
