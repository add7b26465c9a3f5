"""The adaptive certification, today's rule: 32 questions, what they say of all 16 competences."""

from collections.abc import Mapping, Sequence

from bot.engine.bank import Bank
from bot.engine.certification import Asked, Certified, Ended, Held
from bot.engine.estimation import Prior
from bot.engine.evidence import Answer

LEAST_ANSWERS = 20
"""Below, there is no score; skipped questions count as answers."""
EVIDENCE = 0.5
"""What an answer of a positioning weighs beside one of the sitting (simulated: see docs/engine.md)."""


def score_adaptive(
    banks: Mapping[str, Bank],
    held: Sequence[Held],
    questions: Sequence[Asked],
    ended: Ended,
    evidence: Mapping[str, Sequence[Answer]] | None = None,
    population: Prior | None = None,
) -> Certified:
    """The result, in whatever order the questions come.

    `held`: all the competences of the profile. `evidence`: answers of positionings by competence, each with
    the weight that its age leaves it (1: of today).
    """
