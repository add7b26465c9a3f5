"""The adaptive engine: pure functions from answers to estimates, next questions and grades.

A bank is any set of skills (topics × levels) and of items that test them. The answers are the only state; ask
after each of them what is known, what to show, and what to ask next:

>>> from bot.engine import Answer, Ask, Bank, Item, Prior, Rules, Skill, decide, posterior, shown
>>> skills = [Skill(f"{topic}{level}", topic, level) for topic in ("web", "news") for level in range(1, 9)]
>>> bank = Bank.of(skills, [Item(f"{s.key}-{n}", s.key, guess=0.02) for s in skills for n in "ab"])
>>> answers, before, population = [], None, Prior(mean=3.0, sd=1.5)
>>> known = posterior(bank, answers, population)
>>> while isinstance(next := decide(bank, known, answers, Rules(most=10), seed=7), Ask):
...     answers.append(Answer(next.item, correct=next.skill[-1] <= "4", seconds=20))
...     known = posterior(bank, answers, population)
...     before = shown(bank, answers, known, before)
>>> next.reason, len(answers)
(<StopReason.MOST: 'most'>, 10)
>>> f"{known.level:.1f} ± {known.error:.1f}, shown as {before.level}"
'3.9 ± 0.7, shown as 3'
>>> known.mastery["web3"] > 0.8 > 0.2 > known.mastery["web6"]
True

`Rules()` is what pupils get: comfortable questions, no item worn out. `SHARPEST` looks at information alone.
Several competences inform each other: `profile` reads them together (each posterior's prior is what the
others say of it), `decide_together` leads one test over all of them, by `JointRules()` for pupils, or by
`CERTIFICATION`.

>>> from bot.engine import AskIn, JointRules, decide_together, profile
>>> banks = {"1.1": bank, "1.2": bank, "4.1": bank}
>>> whole = profile(banks, {"1.1": answers}, population)
>>> [f"{code}: {each.level:.1f} ± {each.error:.1f}" for code, each in whole.posteriors.items()]
['1.1: 3.9 ± 0.7', '1.2: 3.4 ± 1.2', '4.1: 3.3 ± 1.3']
>>> whole.posteriors["1.2"].prior.mean > whole.posteriors["4.1"].prior.mean > population.mean
True
>>> next = decide_together(whole, {"1.1": answers}, JointRules(most=64), seed=7)
>>> isinstance(next, AskIn) and next.competence
'4.1'

Time is in the answers, chance in the seed: same arguments, same result. What makes no sense raises BankError.
"""

from bot.engine.adaptive import score_adaptive
from bot.engine.bank import Bank, Item, Skill
from bot.engine.by_profile import Direct, another, chosen, score_by_profile
from bot.engine.certification import Asked, Certified, Ended, Held, Reason, Status
from bot.engine.display import Shown, shown
from bot.engine.estimation import Posterior, Prior, given, posterior
from bot.engine.evidence import Answer, hasty
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
from bot.engine.joint import CERTIFICATION, AskIn, JointRules, decide_together
from bot.engine.mastery import mastered
from bot.engine.populations import population
from bot.engine.profile import Profile, profile
from bot.engine.scoring import PIX_A_LEVEL, certifiable, certifiable_missing, level_of, skill_pix
from bot.engine.selection import SHARPEST, Ask, Rules, Stop, StopReason, decide
from bot.engine.signals import (
    COPY_ALARM,
    FIT_ALARM,
    GAP_ALARM,
    HASTY_ALARM,
    POPULAR,
    Match,
    coincidence,
    hasty_share,
    person_fit,
    predicted,
    typical_gap,
    wrong_chance,
)
from bot.engine.versions import MODEL_VERSION, bank_version
from bot.errors import BankError

__all__ = [
    "CERTIFICATION",
    "COPY_ALARM",
    "FIT_ALARM",
    "GAP_ALARM",
    "HASTY_ALARM",
    "MODEL_VERSION",
    "PIX_A_LEVEL",
    "POPULAR",
    "SHARPEST",
    "Answer",
    "Ask",
    "AskIn",
    "Asked",
    "Bank",
    "BankError",
    "Certified",
    "ChoiceKey",
    "Direct",
    "Ended",
    "FieldsKey",
    "Held",
    "Item",
    "JointRules",
    "Key",
    "Match",
    "MatchKey",
    "NumberKey",
    "OrderKey",
    "Posterior",
    "Prior",
    "Profile",
    "Reason",
    "Response",
    "Rules",
    "Shown",
    "Skill",
    "Status",
    "Stop",
    "StopReason",
    "TextKey",
    "Tolerance",
    "Verdict",
    "another",
    "bank_version",
    "certifiable",
    "certifiable_missing",
    "chosen",
    "coincidence",
    "decide",
    "decide_together",
    "given",
    "grade",
    "hasty",
    "hasty_share",
    "judge",
    "level_of",
    "mastered",
    "person_fit",
    "population",
    "posterior",
    "predicted",
    "profile",
    "readable",
    "score_adaptive",
    "score_by_profile",
    "shown",
    "skill_pix",
    "typical_gap",
    "wrong_chance",
]
