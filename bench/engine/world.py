"""The simulated world: banks of items, pupils, and every answer they would give, drawn beforehand.

Nothing here knows an engine. All answers of a pupil to all items are drawn before any test, so that every
contender gets the same answer to the same question (common random numbers).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

COMPETENCES = tuple(
    f"{domain}.{number}"
    for domain, count in enumerate((3, 4, 4, 3, 2), start=1)
    for number in range(1, count + 1)
)
OPEN_GUESS = 0.02
USUAL_SLOPE = 1.4
PIX_A_LEVEL = 8


@dataclass(frozen=True, slots=True)
class WorldSkill:
    """One level (1–8) of one topic."""

    key: str
    topic: str
    level: int


@dataclass(frozen=True, slots=True)
class WorldItem:
    """A question about one skill. `difficulty` and `slope` (per level) are true; `told` is the difficulty
    that contenders know. `guess`: 1/choices, or OPEN_GUESS. `computer`: a phone does not open it."""

    key: str
    skill: str
    guess: float
    slope: float
    difficulty: float
    told: float
    computer: bool

    @property
    def blind(self) -> float:
        """How often one is right without reading: 1/choices, never where an answer has to be typed."""
        return self.guess if self.guess > OPEN_GUESS else 0.0


@dataclass(frozen=True, slots=True)
class WorldBank:
    """The items of one competence."""

    competence: str
    skills: tuple[WorldSkill, ...]
    items: tuple[WorldItem, ...]

    def as_told(self) -> "WorldBank":
        """What contenders get: told difficulties and the usual slope, so that none can know the truth."""
        items = tuple(replace(item, difficulty=item.told, slope=USUAL_SLOPE) for item in self.items)
        return replace(self, items=items)

    def pix(self) -> Floats:
        """Of each skill: min(4, 8 / number of skills of its level)."""
        levels = np.array([skill.level for skill in self.skills])
        return np.asarray(np.minimum(4.0, PIX_A_LEVEL / np.bincount(levels)[levels]), dtype=float)


@dataclass(frozen=True, slots=True)
class WorldAnswer:
    """Right or wrong, after so many seconds."""

    correct: bool
    seconds: float


Earlier = Mapping[str, Sequence[tuple[str, WorldAnswer]]]
"""Answers given before the test, by competence: (item, answer)."""


@dataclass(frozen=True, slots=True, eq=False)
class Sitting(Mapping[str, WorldAnswer]):
    """The answers one pupil would give to every item, kept as two rows of numbers."""

    columns: Mapping[str, int]
    correct: Bools
    seconds: Floats

    def __getitem__(self, item: str) -> WorldAnswer:
        column = self.columns[item]
        return WorldAnswer(bool(self.correct[column]), float(self.seconds[column]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class WorldPupil:
    """`level`: the truth, by competence. `mastered`: the skills this pupil has. Sittings differ in
    slips, guesses and carelessness only. `usable`: the items their device opens, None for all."""

    level: Mapping[str, float]
    mastered: frozenset[str]
    sittings: tuple[Sitting, ...]
    usable: frozenset[str] | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class School:
    """Pupils who share banks. A test of one competence is about the first bank."""

    banks: tuple[WorldBank, ...]
    pupils: tuple[WorldPupil, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Several schools, each with its own banks, so that nothing depends on one bank."""

    name: str
    title: str
    schools: tuple[School, ...]
