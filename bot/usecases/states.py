"""The states of one person: loaded, saved, and how long until a test may be begun again."""

from collections.abc import Iterable

from bot.store import practice as rows
from bot.usecases.outcomes import CompetenceState
from bot.usecases.practice_state import Practice, pack, unpack
from bot.usecases.rebuilding import rebuilt
from bot.usecases.turn import Turn

HOUR_MS = 3_600_000
IMPROVE_AFTER_MS = 4 * 24 * HOUR_MS
RESET_AFTER_MS = 7 * 24 * HOUR_MS


def load(turn: Turn, competence: str) -> Practice:
    """The person's state in a competence; made again from the answers when its row is lost."""
    packed = rows.state(turn.tx, turn.person.id, competence)
    return rebuilt(turn, competence) if packed is None else unpack(competence, packed)


def load_all(turn: Turn) -> dict[str, Practice]:
    """The person's states, by competence; only those begun, tests over several ones among them."""
    states = {code: unpack(code, packed) for code, packed in rows.states(turn.tx, turn.person.id).items()}
    lost = [c for c in rows.tests_begun(turn.tx, turn.person.id) if c not in states]
    return states | {code: rebuilt(turn, code) for code in lost}


def load_some(turn: Turn, codes: Iterable[str]) -> dict[str, Practice]:
    """The person's states in these competences, those not begun too; the others are not unpacked."""
    packed = rows.states(turn.tx, turn.person.id)
    return {code: unpack(code, packed[code]) if code in packed else rebuilt(turn, code) for code in codes}


def save(turn: Turn, state: Practice) -> None:
    rows.save_state(turn.tx, turn.person.id, state.competence, pack(state), turn.now_ms)


def phase(state: Practice, now_ms: int) -> CompetenceState:
    """Where a pupil is in a competence."""
    if state.assessment is not None:
        return CompetenceState.RUNNING
    if state.last_at is None:
        return CompetenceState.NEW
    return (
        CompetenceState.OPEN if hours_left(state, IMPROVE_AFTER_MS, now_ms) == 0 else CompetenceState.WAITING
    )


def hours_left(state: Practice, delay_ms: int, now_ms: int) -> int:
    """Whole hours to wait, rounded up, until `delay_ms` after the last answer."""
    return max(0, -((now_ms - (state.last_at or 0) - delay_ms) // HOUR_MS)) if state.last_at else 0
