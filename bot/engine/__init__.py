"""The adaptive engine: pure functions from answers to estimates, next questions and grades."""

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
from bot.engine.scoring import certifiable, certifiable_missing, level_of, skill_pix
from bot.engine.selection import Ask, Rules, Stop, StopReason, decide

__all__ = [
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
