"""The level-based rule in wide use, as issue 3 describes it.

A pupil of predicted level l passes a question of difficulty d with probability 1 / (1 + e^(d - l)). The
predicted level is the one whose expected successes equal the observed ones, two fictive answers added. A
right answer validates the easier skills of its topic, a wrong one invalidates the harder ones; the next
question is the one expected to settle most skills, and the test ends when nothing is left to settle.
"""

from collections.abc import Collection, Sequence
from enum import Enum
from math import exp

from bench.engine.contender import Earlier, Estimate
from bench.engine.rivals.questions import Questions
from bench.engine.world import WorldAnswer, WorldBank, WorldSkill
from bot.engine import PIX_A_LEVEL, skill_pix

GRID = tuple(half / 2 for half in range(1, 16))
"""The levels that can be predicted: 0.5, 1, … 7.5."""
FICTIVE = ((0, True), (7, False))
"""Difficulty and success of two answers given before the first: they keep the predicted level finite."""
FIRST = 2
"""Level of the first question."""
JUMP = 2
"""No question is further above the predicted level."""
LEVEL_BELOW_ABILITY = 0.5
"""Who passes half of level 3 is worth two levels and a half: taken off the predicted level, or it would be
half a level too high for everybody."""


class Reading(Enum):
    """Which level is read from the rule."""

    PIX = "pix of validated skills"
    PREDICTED = "predicted level"


def success(difficulty: float, level: float) -> float:
    """P(right)."""
    return 1 / (1 + exp(difficulty - level))


def predicted_level(outcomes: Sequence[tuple[int, bool]]) -> float:
    """The level of the grid that explains (difficulty, success) best; of two equally good, the lower."""
    observed = [*FICTIVE, *outcomes]
    return min(GRID, key=lambda level: abs(sum(right - success(d, level) for d, right in observed)))


class Settled:
    """The skills that answers have settled."""

    def __init__(self, skills: Sequence[WorldSkill]) -> None:
        self.validated: set[str] = set()
        self.invalidated: set[str] = set()
        self._topics: dict[str, list[WorldSkill]] = {}
        for skill in skills:
            self._topics.setdefault(skill.topic, []).append(skill)

    def __contains__(self, skill: WorldSkill) -> bool:
        return skill.key in self.validated or skill.key in self.invalidated

    def settles(self, skill: WorldSkill, right: bool) -> list[str]:
        """The skills that such an answer would settle: this one, and the easier or harder of its topic."""
        sign = 1 if right else -1
        return [
            other.key
            for other in self._topics[skill.topic]
            if other not in self and (other.key == skill.key or sign * (skill.level - other.level) > 0)
        ]

    def settle(self, skill: WorldSkill, right: bool) -> None:
        """Take an answer."""
        (self.validated if right else self.invalidated).update(self.settles(skill, right))

    def reward(self, skill: WorldSkill, level: float) -> float:
        """How many skills a pupil of this level is expected to settle by answering."""
        chance = success(skill.level, level)
        return chance * len(self.settles(skill, True)) + (1 - chance) * len(self.settles(skill, False))


class LevelRule:
    """The rule, with one of its two readings."""

    def __init__(self, reading: Reading) -> None:
        self.name = f"level-based rule, {reading.value}"
        self._reading = reading

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,  # noqa: ARG002 - the rule forgets
    ) -> "LevelRuleSession":
        """Begin a test."""
        return LevelRuleSession(bank, Questions(bank, seed, usable), self._reading)


class LevelRuleSession:
    """One test."""

    def __init__(self, bank: WorldBank, questions: Questions, reading: Reading) -> None:
        self._skills = bank.skills
        self._pix = skill_pix([skill.level for skill in bank.skills])
        self._questions = questions
        self._reading = reading
        self._settled = Settled(bank.skills)
        self._outcomes: list[tuple[int, bool]] = []
        self._level = predicted_level([])

    def next(self) -> str | None:
        """A random item of the skill expected to settle most; None once the rule has ended."""
        open_skills = self._open()
        if not open_skills:
            return None
        worth = [self._worth(skill) for skill in open_skills]
        best = [skill for skill, each in zip(open_skills, worth, strict=True) if each == max(worth)]
        return self._questions.item_of(self._questions.random.choice(best))

    def take(self, item: str, answer: WorldAnswer) -> None:
        """Settle what the answer settles."""
        skill = self._questions.ask(item)
        self._settled.settle(skill, answer.correct)
        self._outcomes.append((skill.level, answer.correct))
        self._level = predicted_level(self._outcomes)

    def ended(self) -> bool:
        """When no question within reach would settle anything."""
        return not self._open()

    def estimate(self) -> Estimate:
        """The level, and the skills: settled ones for sure, the others as the success model says."""
        return Estimate(
            self._validated() if self._reading is Reading.PIX else self._level - LEVEL_BELOW_ABILITY,
            mastery={skill.key: self._mastery(skill) for skill in self._skills},
        )

    def _open(self) -> list[WorldSkill]:
        """Unsettled skills not too far above the predicted level."""
        highest = self._level + JUMP
        return [s for s in self._questions.left if s not in self._settled and s.level <= highest]

    def _worth(self, skill: WorldSkill) -> float:
        return self._settled.reward(skill, self._level) if self._outcomes else -abs(skill.level - FIRST)

    def _validated(self) -> float:
        validated = self._settled.validated
        pix = sum(pix for skill, pix in zip(self._skills, self._pix, strict=True) if skill.key in validated)
        return float(pix / PIX_A_LEVEL)

    def _mastery(self, skill: WorldSkill) -> float:
        if skill in self._settled:
            return float(skill.key in self._settled.validated)
        return success(skill.level, self._level)
