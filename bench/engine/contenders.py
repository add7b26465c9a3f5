"""Who takes part."""

from collections.abc import Callable

from bench.engine.contender import Contender
from bench.engine.joint import Joint
from bench.engine.rivals.catsim_rival import Catsim
from bench.engine.rivals.level_rule import LevelRule, Reading
from bench.engine.rivals.one_ability import OneAbility
from bench.engine.rivals.random_order import RandomOrder
from bench.engine.rivals.separate_tests import SeparateTests
from bench.engine.rivals.staircase import Staircase


def _level_rule() -> LevelRule:
    return LevelRule(Reading.PIX)


def _predicted_level() -> LevelRule:
    return LevelRule(Reading.PREDICTED)


def _separate() -> SeparateTests:
    return SeparateTests(_level_rule())


SINGLES: tuple[Callable[[], Contender], ...] = (
    Catsim,
    _predicted_level,
    _level_rule,
    Staircase,
    RandomOrder,
)
"""For one competence. Each is made anew for every school: it may remember what it asked there."""

JOINTS: tuple[Joint, ...] = (
    Joint(OneAbility, most=128),
    Joint(_separate, most=640, certifies=False),
)
"""For the whole profile."""
