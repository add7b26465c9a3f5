"""What each kind of test does in its own way; what all do alike is in `practice` and `answering`."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import NamedTuple

from bot.content import Skill
from bot.engine import Ask, AskIn, Posterior, Stop
from bot.store.practice import StoredAnswer
from bot.usecases.keys import StepRef, block_size
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.practice_state import Practice
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Taken:
    """The state after an answer, what else is said, and what all the answers say where that was computed."""

    state: Practice
    said: tuple[Outcome, ...] = ()
    known: Posterior | None = None


class Place(NamedTuple):
    """Where a question comes: step, variant, out of how many, and its number where that is told."""

    step: int
    variant: int
    of: int
    number: int = 0


class Kind(ABC):
    """A kind of test. A state that is given is one of a test of this kind."""

    @abstractmethod
    def available(self, turn: Turn, key: str) -> bool:
        """True when there is something to ask in the test of this key."""

    def halted(self, turn: Turn, state: Practice) -> list[Outcome]:
        """Why a test that runs cannot go on now; empty when it can."""
        return [] if self.available(turn, state.competence) else [Said(Note.GONE)]

    @abstractmethod
    def unready(self, turn: Turn, state: Practice) -> list[Outcome]:
        """Why a test that does not run cannot be begun now; empty when it can."""

    def opened(self, turn: Turn, state: Practice, assessment: int) -> Practice:  # noqa: ARG002  # some look at the turn
        """The state at the opening of a test; nothing is written."""
        return state.opened(assessment, state.prior)

    def started(self, turn: Turn, before: Practice, opened: Practice) -> None:  # noqa: B027  # most keep nothing
        """Write what a test that was just opened rests on."""

    @abstractmethod
    def choice(self, turn: Turn, state: Practice, known: Posterior | None = None) -> Ask | AskIn | Stop:
        """What comes next; the same for the same state. `known`: what the answers say, where computed."""

    @abstractmethod
    def size(self, turn: Turn, state: Practice) -> int:
        """Out of how many the next question is counted."""

    def placed(self, turn: Turn, state: Practice, chosen: Ask | AskIn) -> Place:  # noqa: ARG002  # some look at it
        """Where the question that was chosen comes; a kind that keeps what it asks writes it down."""
        step = state.step + 1
        return Place(step, variant_seed(state.assessment or 0, step), self.size(turn, state))

    def clock(self, turn: Turn, state: Practice, at_ms: int) -> int:  # noqa: ARG002  # one can stand still
        """The moment by which the time on a question is measured."""
        return at_ms

    def shown(self, turn: Turn, state: Practice, about: StepRef) -> StepRef:  # noqa: ARG002  # some tell more
        """The question on screen, with all that is shown of where it stands."""
        return about

    @abstractmethod
    def hurried(self, turn: Turn, state: Practice) -> bool:
        """True when the pupil should hear that nothing presses: said once in a test."""

    def competence_of(self, state: Practice, skill: Skill) -> str:  # noqa: ARG002  # a positioning looks at it
        """The competence that an answer about this skill is kept with."""
        return skill.competence

    @abstractmethod
    def take(self, turn: Turn, state: Practice, answer: StoredAnswer) -> Taken:
        """Record an answer."""

    def pauses(self, state: Practice) -> bool:
        """True when a pause comes after the answers given so far."""
        return state.step % block_size(state.competence) == 0

    @abstractmethod
    def between(self, turn: Turn, state: Practice) -> list[Outcome]:
        """The pause between two blocks."""

    @abstractmethod
    def left(self, turn: Turn, about: StepRef) -> list[Outcome]:
        """What becomes of that pause's message when the pupil goes on."""

    def more(self, turn: Turn, state: Practice) -> int:  # noqa: ARG002  # the «Profil express» counts them
        """Questions of the next block, where the pupil is told; else 0."""
        return 0

    @abstractmethod
    def finish(self, turn: Turn, state: Practice) -> list[Outcome]:
        """Close the test: what it came to is kept, and said."""


def variant_seed(assessment: int, step: int) -> int:
    """A small seed that differs from step to step and from one positioning to the next."""
    return (assessment // 7919 + assessment + 101 * step) % 1_000_003
