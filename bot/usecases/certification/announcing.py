"""From a draft to a sitting that candidates are summoned to; cancelled, or deleted while a draft."""

from bot.store import codes, sittings
from bot.store.sittings import Sitting
from bot.usecases import asking
from bot.usecases.certification import candidates, listing, reading, team
from bot.usecases.certification.outcomes_prep import Lack, Notice, SittingCancelAsked, SittingDeleteAsked
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def announce(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Summon its candidates; or say what is to be corrected before. Once done, it is not done again."""
    sitting = reading.to_change(turn, sitting_id)
    asking.answered(turn)
    if sitting.announced_at is not None:
        return reading.shown(turn, sitting)
    candidates.refresh(turn.tx, sitting.id, turn.now)
    if found := lacks(turn, sitting):
        return reading.shown(turn, sitting, editing=True, lacks=found)
    announced = reading.change(turn, sitting, announced_at=turn.now_ms)
    return [*reading.shown(turn, announced, Notice.ANNOUNCED), *team.announced(turn, announced)]


def lacks(turn: Turn, sitting: Sitting) -> tuple[Lack, ...]:
    """What is to be corrected before candidates can be summoned."""
    nobody = [] if sittings.candidates(turn.tx, sitting.id) else [Lack.NO_CANDIDATE]
    if sitting.starts_at is None:
        return (*nobody, Lack.NO_DATE)
    return (*nobody, *([Lack.PAST] if sitting.starts_at <= turn.now_ms else []))


def cancel(turn: Turn, sitting_id: int, *, sure: bool) -> list[Outcome]:
    """It does not take place, once confirmed: its candidates are told. Not while one of them sits."""
    sitting = reading.to_change(turn, sitting_id)
    asking.answered(turn)
    now = phase(sitting, turn.now_ms)
    if now not in {Phase.COMING, Phase.OPEN}:
        return reading.shown(turn, sitting)
    everybody = sittings.candidates(turn.tx, sitting.id)
    if any(each.started_at is not None for each in everybody):
        return reading.shown(turn, sitting, Notice.RUNNING)
    if not sure:
        return [SittingCancelAsked(sitting.id, reading.when(turn, sitting), len(everybody))]
    cancelled = reading.change(turn, sitting, cancelled_at=turn.now_ms)
    return [*reading.shown(turn, cancelled, Notice.CANCELLED), *team.told(turn, cancelled)]


def delete(turn: Turn, sitting_id: int, *, sure: bool) -> list[Outcome]:
    """A draft is deleted, once confirmed; nobody was told of it."""
    sitting = reading.to_change(turn, sitting_id)
    asking.answered(turn)
    if sitting.announced_at is not None:
        return reading.shown(turn, sitting)
    if not sure:
        return [SittingDeleteAsked(sitting.id, len(sittings.candidates(turn.tx, sitting.id)))]
    sittings.delete(turn.tx, sitting.id)
    codes.free(turn.tx, sitting.code)
    codes.free(turn.tx, sitting.staff_code)
    return listing.listed(turn, notice=Notice.DELETED)
