"""A staircase: up one level after a right answer, down one after a wrong one.

The simple up-down method and its usual reading, the mean of the levels visited from the first reversal on:
Levitt, "Transformed up-down methods in psychoacoustics", JASA 49, 1971. It settles where half of the answers
are right.
"""

from collections.abc import Collection, Sequence
from statistics import fmean

from bench.engine.contender import Earlier, Estimate
from bench.engine.rivals.questions import Questions
from bench.engine.world import WorldAnswer, WorldBank, WorldSkill

START = 3
"""Level of the first question: that of the average pupil."""
REVERSALS = 8
"""Changes of direction after which the test ends; Levitt asks for six to eight."""
LEVEL_BELOW_ABILITY = 0.5
"""Who passes half of level 3 is worth two levels and a half."""


class Staircase:
    """Over the topics in rotation, one item a skill."""

    name = "staircase"

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,  # noqa: ARG002 - a staircase has no prior
    ) -> "StaircaseSession":
        """Begin a test."""
        return StaircaseSession(bank, Questions(bank, seed, usable))


class StaircaseSession:
    """One test."""

    def __init__(self, bank: WorldBank, questions: Questions) -> None:
        self._questions = questions
        self._topics = list(dict.fromkeys(skill.topic for skill in bank.skills))
        self._turn = questions.random.randrange(len(self._topics))
        self._level = START
        self._steps: list[tuple[int, bool]] = []

    def next(self) -> str | None:
        """An item of the skill nearest to the step; of several, the one whose topic's turn comes first."""
        left = self._questions.left
        return self._questions.item_of(min(left, key=self._distance)) if left else None

    def take(self, item: str, answer: WorldAnswer) -> None:
        """Note the answer and take a step."""
        skill = self._questions.ask(item)
        self._steps.append((skill.level, answer.correct))
        self._level = skill.level + (1 if answer.correct else -1)
        self._turn = self._topics.index(skill.topic) + 1

    def ended(self) -> bool:
        """After `REVERSALS` changes of direction."""
        return len(_reversals(self._steps)) >= REVERSALS or not self._questions.left

    def estimate(self) -> Estimate:
        """The mean of the levels visited from the first reversal on, and of the next one to visit."""
        reversals = _reversals(self._steps)
        visited = [level for level, _ in self._steps[reversals[0] if reversals else -1 :]]
        return Estimate(max(0.0, fmean([*visited, self._level]) - LEVEL_BELOW_ABILITY))

    def _distance(self, skill: WorldSkill) -> tuple[int, int]:
        wait = (self._topics.index(skill.topic) - self._turn) % len(self._topics)
        return abs(skill.level - self._level), wait


def _reversals(steps: Sequence[tuple[int, bool]]) -> list[int]:
    """The places of the answers that differ from the one before."""
    return [at for at in range(1, len(steps)) if steps[at][1] != steps[at - 1][1]]
