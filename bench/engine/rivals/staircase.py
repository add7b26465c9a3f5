"""A staircase: up one level after a right answer, down one after a wrong one.

The simple up-down method and its usual reading, the mean of the levels visited from the first reversal on:
Levitt, "Transformed up-down methods in psychoacoustics", JASA 49, 1971. It settles where half of the answers
are right.
"""

from collections.abc import Collection, Sequence
from random import Random
from statistics import fmean

from bench.engine.contender import Earlier, Estimate
from bench.engine.world import WorldAnswer, WorldBank

START = 3
"""Level of the first question: that of the average pupil."""
LOWEST, HIGHEST = 1, 8
REVERSALS = 8
"""Changes of direction after which the test ends; Levitt asks for six to eight."""
LEVEL_BELOW_ABILITY = 0.5
"""Who passes half of level 3 is worth two levels and a half."""


class Staircase:
    """Over the topics in rotation; every item once, skills again only where a step has no other item."""

    name = "staircase"

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,  # noqa: ARG002 - a staircase has no prior
    ) -> "StaircaseSession":
        """Begin a test."""
        return StaircaseSession(bank, Random(seed), usable)


class StaircaseSession:
    """One test."""

    def __init__(self, bank: WorldBank, random: Random, usable: Collection[str] | None) -> None:
        self._skills = {skill.key: skill for skill in bank.skills}
        self._skill_of = {item.key: item.skill for item in bank.items}
        self._left = [item.key for item in bank.items if usable is None or item.key in usable]
        random.shuffle(self._left)
        self._topics = list(dict.fromkeys(skill.topic for skill in bank.skills))
        self._turn = random.randrange(len(self._topics))
        self._asked: set[str] = set()
        self._level = START
        self._visited: list[int] = []
        self._right: list[bool] = []

    def next(self) -> str | None:
        """An item at or nearest to the step's level, of a new skill if possible, its topic's turn first."""
        return min(self._left, key=self._preference) if self._left else None

    def take(self, item: str, answer: WorldAnswer) -> None:
        """Note the answer and take a step."""
        skill = self._skills[self._skill_of[item]]
        self._left.remove(item)
        self._asked.add(skill.key)
        self._turn = self._topics.index(skill.topic) + 1
        self._visited.append(self._level)
        self._right.append(answer.correct)
        self._level = min(max(self._level + (1 if answer.correct else -1), LOWEST), HIGHEST)

    def ended(self) -> bool:
        """After `REVERSALS` changes of direction."""
        return len(_reversals(self._right)) >= REVERSALS or not self._left

    def estimate(self) -> Estimate:
        """The mean of the levels visited from the first reversal on, with the one to visit next."""
        reversals = _reversals(self._right)
        visited = self._visited[reversals[0] :] if reversals else []
        return Estimate(fmean([*visited, self._level]) - LEVEL_BELOW_ABILITY)

    def _preference(self, item: str) -> tuple[int, bool, int]:
        skill = self._skills[self._skill_of[item]]
        wait = (self._topics.index(skill.topic) - self._turn) % len(self._topics)
        return abs(skill.level - self._level), skill.key in self._asked, wait


def _reversals(right: Sequence[bool]) -> list[int]:
    """The places of the answers that differ from the one before."""
    return [at for at in range(1, len(right)) if right[at] != right[at - 1]]
