"""«Suis-je prêt ?»: certifiable or not, what is missing, what is nearest, and what the day is like."""

from bot.engine import certifiable_missing
from bot.usecases import competences
from bot.usecases.certification import candidacies
from bot.usecases.certification.outcomes_result import (
    Advice,
    AdviceShown,
    ReadyShown,
    State,
)
from bot.usecases.outcomes import CompetenceLine, Outcome
from bot.usecases.turn import Turn

NEAREST = 3  # competences that are proposed
_TO_COME = {State.SUMMONED, State.OPEN, State.ENTERED, State.RUNNING}


def shown(turn: Turn, *, edit: bool = True) -> list[Outcome]:
    """Where the person's profile stands, and the sitting to come."""
    every = competences.lines(turn)
    mine = candidacies.lines(turn)
    coming = [each for each in mine if each.state in _TO_COME]
    return [
        ReadyShown(
            reached=sum(line.level >= 1 for line in every),
            missing=certifiable_missing({line.code: line.level for line in every}),
            nearest=_nearest(every),
            coming=coming[-1] if coming else None,
            sittings=len(mine),
            edit=edit,
        )
    ]


def advice(_turn: Turn, about: Advice) -> list[Outcome]:
    """One step of the day, or why a sincere profile matters."""
    return [AdviceShown(about)]


def _nearest(every: tuple[CompetenceLine, ...]) -> tuple[CompetenceLine, ...]:
    """The competences below level 1 that lack the least, first; they can be practised now."""
    below = [line for line in every if line.level < 1 and line.available]
    return tuple(sorted(below, key=_lacking)[:NEAREST])


def _lacking(line: CompetenceLine) -> tuple[int, float]:
    """Fewer pix lacking first; then what a «Profil express» sees highest."""
    return -line.pix, -(line.estimate.level if line.estimate else 0.0)
