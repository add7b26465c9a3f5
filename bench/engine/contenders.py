"""Who takes part."""

from collections.abc import Callable
from functools import partial

from bench.engine.contender import Contender
from bench.engine.joint import Joint
from bench.engine.ours import Ours, OursTogether, for_pupils, sharpest
from bench.engine.rivals.catsim_rival import Catsim
from bench.engine.rivals.level_rule import LevelRule, Reading
from bench.engine.rivals.one_ability import OneAbility
from bench.engine.rivals.random_order import RandomOrder
from bench.engine.rivals.separate_tests import SeparateTests
from bench.engine.rivals.staircase import Staircase
from bot.engine import CERTIFICATION, SHARPEST, JointRules, Prior


def _level_rule() -> LevelRule:
    return LevelRule(Reading.PIX)


def _predicted_level() -> LevelRule:
    return LevelRule(Reading.PREDICTED)


def _profile() -> OursTogether:
    rules = JointRules(most=128, comfort=0, near=0, exposure=1)
    return OursTogether("Tremplin, sharpest", rules)


def _express() -> OursTogether:
    return OursTogether("Tremplin, for pupils", JointRules(most=128))


def _certification() -> OursTogether:
    return OursTogether("Tremplin, certification", CERTIFICATION)


def _separate() -> SeparateTests:
    return SeparateTests(_level_rule())


def _told(mean: float, sd: float) -> Callable[[], Contender]:
    return partial(Ours, "Tremplin, sharpest, told the population", SHARPEST, Prior(mean, sd))


_TOLD = {"strong": (_told(5.5, 1.2),), "weak": (_told(0.8, 0.6),)}


def singles(scenario: str) -> tuple[Callable[[], Contender], ...]:
    """For one competence. Each is made anew for every school: it may remember what it asked there."""
    ours = (sharpest, *_TOLD.get(scenario, ()), for_pupils)
    return (*ours, Catsim, _predicted_level, _level_rule, Staircase, RandomOrder)


JOINTS: tuple[Joint, ...] = (
    Joint(_profile, most=128),
    Joint(_express, most=128),
    Joint(_certification, most=32),
    Joint(OneAbility, most=128),
    Joint(_separate, most=640, certifies=False),
)
"""For the whole profile."""
