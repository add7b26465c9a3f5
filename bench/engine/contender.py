"""What the benchmark asks of every engine: choose a question, take its answer, say what is known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bench.engine.world import Earlier, WorldAnswer, WorldBank

__all__ = ["Contender", "Earlier", "Estimate", "JointContender", "JointSession", "Session"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a contender says after some answers; None for what it cannot say.

    `level`, `error`, `interval` (90 %) are in levels, 0–8; `mastery` is a probability for every skill.
    """

    level: float
    error: float | None = None
    interval: tuple[float, float] | None = None
    mastery: Mapping[str, float] = field(default_factory=dict)


class Session(Protocol):
    """One pupil's test in one competence."""

    def next(self) -> str | None:
        """The key of the next item, also after the contender's own end; None when nothing can be asked."""

    def take(self, item: str, answer: WorldAnswer) -> None:
        """The answer to the item just asked."""

    def ended(self) -> bool:
        """True once the contender would stop by its own rule."""

    def estimate(self) -> Estimate:
        """What is known now."""


class Contender(Protocol):
    """An engine for one competence."""

    name: str

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,
    ) -> Session:
        """Begin a test; `usable`: the items this pupil's device opens; `earlier`: other banks and answers."""


class JointSession(Protocol):
    """One pupil's test over several competences."""

    def next(self) -> tuple[str, str] | None:
        """(competence, item), or None when nothing can be asked."""

    def take(self, competence: str, item: str, answer: WorldAnswer) -> None:
        """The answer to the item just asked."""

    def levels(self) -> Mapping[str, Estimate]:
        """What is known of each competence now."""


class JointContender(Protocol):
    """An engine for a whole profile."""

    name: str

    def sit(self, banks: Sequence[WorldBank], seed: int) -> JointSession:
        """Begin a test."""
