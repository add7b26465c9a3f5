"""The adaptive engine: pure functions from answers to estimates, next questions and grades."""

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

__all__ = [
    "ChoiceKey",
    "FieldsKey",
    "Key",
    "MatchKey",
    "NumberKey",
    "OrderKey",
    "Response",
    "TextKey",
    "Tolerance",
    "Verdict",
    "certifiable",
    "certifiable_missing",
    "grade",
    "judge",
    "level_of",
    "readable",
    "skill_pix",
]
