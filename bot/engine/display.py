"""What a pupil is shown: validated skills, the pix they are worth, the level these make.

The estimate moves with every answer; what is shown should agree with it and yet hold still. A pupil can add
up the pix of the skills shown and find the level.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.engine.bank import Bank
from bot.engine.estimation import Posterior
from bot.engine.evidence import Answer
from bot.engine.scoring import HIGHEST_LEVEL, PIX_A_LEVEL, level_of

SURE, POSSIBLE = 0.8, 0.2
"""Mastery from which a skill is validated, below which it is not; between, as the estimate is worth."""
STAYING = 0.1
"""What is added to the mastery of a skill shown as validated before, so that it does not come and go."""
CAUTION = 0.75
"""Times the variance of the level: how far the estimate must be above a level before that level is shown.

With a standard error of 1 that is 0.75 level, with one of 0.5 at the end of a positioning 0.19: simulated, a
level then falls again for one pupil in eight instead of two in five, and agrees with the estimate more often.
"""
HOLD = 0.25
"""Levels by which the estimate must be below the level shown before it falls."""

_ANSWERED_RIGHT, _KEPT, _LOST, _ANSWERED_WRONG = 3.0, 2.0, -0.5, -1.0  # beyond any mastery, on either side


@dataclass(frozen=True, slots=True)
class Shown:
    """Keys of the validated skills, the pix they are worth, and the level: floor(pix / 8)."""

    validated: frozenset[str] = frozenset()
    pix: float = 0.0
    level: int = 0


def shown(
    bank: Bank,
    answers: Sequence[Answer],
    posterior: Posterior,
    before: Shown | None = None,
    max_level: int = HIGHEST_LEVEL,
) -> Shown:
    """What to show after these answers, oldest first; `before` is what was shown until the last of them.

    A skill answered about is shown by its latest answer, the others by their mastery, so many that their pix
    come nearest to the estimate. Nothing rises on a wrong answer; a right one takes no skill away; the level
    falls only after two wrong answers in a row in this test, with the estimate clearly below it: until then a
    skill just failed stays, where the level would fall without it. Pix stop at 8 × `max_level`.
    """
    if not any(answer.correct for answer in answers):
        return before or Shown()
    before = _uncapped(bank, before)
    scores = _scores(bank, answers, posterior, before)
    ranking = sorted(range(len(scores)), key=lambda skill: (-scores[skill], bank.skills[skill].level))
    pix = [0.0, *accumulate(bank.pix[skill] for skill in ranking)]
    count = _how_many(sorted(scores, reverse=True), pix, _Limits.of(answers, posterior, before), posterior)
    return Shown(
        validated=frozenset(bank.skills[skill].key for skill in ranking[:count]),
        pix=min(pix[count], float(max_level * PIX_A_LEVEL)),
        level=level_of(pix[count], max_level),
    )


def _uncapped(bank: Bank, before: Shown | None) -> Shown | None:
    """What was shown, as it would have been without a highest level."""
    if before is None:
        return None
    pix = sum(
        worth for skill, worth in zip(bank.skills, bank.pix, strict=True) if skill.key in before.validated
    )
    return replace(before, pix=max(before.pix, pix), level=max(before.level, level_of(pix)))


@dataclass(frozen=True, slots=True)
class _Limits:
    """The levels that may be shown now, and the most pix."""

    lowest: int
    highest: int
    pix: float

    @classmethod
    def of(cls, answers: Sequence[Answer], posterior: Posterior, before: Shown | None) -> "_Limits":
        reached = int(max(0.0, posterior.level - CAUTION * posterior.error**2))
        if before is None:
            return cls(0, reached, float("inf"))
        if answers[-1].correct:
            return cls(before.level, max(before.level, reached), float("inf"))
        twice = len(answers) > 1 and not answers[-2].correct and answers[-2].weight == answers[-1].weight
        falls = twice and posterior.level < before.level - HOLD
        return cls(0 if falls else before.level, before.level, before.pix)


def _scores(bank: Bank, answers: Sequence[Answer], posterior: Posterior, before: Shown | None) -> list[float]:
    """Of every skill, how much it deserves to be shown as validated."""
    scores: list[float] = posterior.mastery_row.tolist()
    if before:
        kept = _KEPT if answers[-1].correct else STAYING
        for skill, each in enumerate(bank.skills):
            if each.key in before.validated:
                scores[skill] += kept
    for answer in answers:
        item = bank.item_index.get(answer.item)
        if item is not None:
            skill = bank.skill_of_item[item]
            wrong = _LOST if before and bank.skills[skill].key in before.validated else _ANSWERED_WRONG
            scores[skill] = _ANSWERED_RIGHT if answer.correct else wrong
    return scores


def _how_many(scores: Sequence[float], pix: Sequence[float], limits: _Limits, posterior: Posterior) -> int:
    """The number of best scored skills to show as validated."""
    target = posterior.level * PIX_A_LEVEL
    least, most = (sum(score >= bound for score in scores) for bound in (SURE, POSSIBLE))
    count = min(range(least, most + 1), key=lambda n: abs(pix[n] - target))
    bound = sum(score >= _KEPT for score in scores)
    while count > bound and (level_of(pix[count]) > limits.highest or pix[count] > limits.pix):
        count -= 1
    while count < len(pix) - 1 and scores[count] > _ANSWERED_WRONG and level_of(pix[count]) < limits.lowest:
        count += 1
    return count
