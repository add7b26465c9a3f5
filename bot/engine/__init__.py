"""The adaptive engine: pure functions from answers to estimates, next questions and grades.

A bank is any set of skills (topics × levels) and of items that test them. The answers are the only state; ask
after each of them what is known, what to show, and what to ask next:

>>> from bot.engine import Answer, Ask, Bank, Item, Rules, Skill, decide, posterior, shown
>>> skills = [Skill(f"{topic}{level}", topic, level) for topic in ("web", "news") for level in range(1, 9)]
>>> bank = Bank.of(skills, [Item(f"{skill.key}-a", skill.key, guess=0.02) for skill in skills])
>>> answers, before = [], None
>>> known = posterior(bank, answers)
>>> while isinstance(next := decide(bank, known, answers, Rules(most=10), seed=7), Ask):
...     answers.append(Answer(next.item, correct=next.skill[-1] <= "4", seconds=20))
...     known = posterior(bank, answers)
...     before = shown(bank, answers, known, before)
>>> next.reason, len(answers)
(<StopReason.MOST: 'most'>, 10)
>>> f"{known.level:.1f} ± {known.error:.1f}, shown as {before.level}"
'4.0 ± 0.7, shown as 4'
>>> known.mastery["web3"] > 0.8 > 0.2 > known.mastery["web6"]
True

Time is in the answers, chance in the seed: same arguments, same result. What makes no sense raises BankError.
"""

from bot.engine.bank import Bank, Item, Skill
from bot.engine.display import Shown, shown
from bot.engine.elsewhere import prior_from
from bot.engine.estimation import Posterior, Prior, posterior
from bot.engine.evidence import Answer
from bot.engine.grading import (
    ChoiceKey,
    FieldsKey,
    Key,
    MatchKey,
    NumberKey,
    OrderKey,
    Response,
    TextKey,
    Tolerance,
    Verdict,
    grade,
    judge,
    readable,
)
from bot.engine.scoring import PIX_A_LEVEL, certifiable, certifiable_missing, level_of, skill_pix
from bot.engine.selection import Ask, Rules, Stop, StopReason, decide

__all__ = [
    "PIX_A_LEVEL",
    "Answer",
    "Ask",
    "Bank",
    "ChoiceKey",
    "FieldsKey",
    "Item",
    "Key",
    "MatchKey",
    "NumberKey",
    "OrderKey",
    "Posterior",
    "Prior",
    "Response",
    "Rules",
    "Shown",
    "Skill",
    "Stop",
    "StopReason",
    "TextKey",
    "Tolerance",
    "Verdict",
    "certifiable",
    "certifiable_missing",
    "decide",
    "grade",
    "judge",
    "level_of",
    "posterior",
    "prior_from",
    "readable",
    "shown",
    "skill_pix",
]
