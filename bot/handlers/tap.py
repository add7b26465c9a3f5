"""A tapped button, read without trust."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.content.framework import COMPETENCES
from bot.errors import BadButton
from bot.transport.callback import number, small
from bot.usecases.outcomes import EXPRESS, Outcome, StepRef
from bot.usecases.turn import Turn

TESTED = (*COMPETENCES, EXPRESS)


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button: its arguments, and the message it stands under."""

    args: tuple[str, ...]
    message_id: int

    def word(self, index: int, allowed: tuple[str, ...] = ()) -> str:
        """An argument as text, one of `allowed` when given; BadButton otherwise."""
        if index >= len(self.args) or (allowed and self.args[index] not in allowed):
            raise BadButton("not one of our words")
        return self.args[index]

    def number(self, index: int) -> int:
        """An argument as a whole number; BadButton when it is none."""
        return number(self.word(index))

    def small(self, index: int) -> int:
        """An argument as a number that counts something: never negative, never huge."""
        return small(self.word(index))

    def step(self, first: int = 0) -> StepRef:
        """Three arguments that name a question: competence, assessment, step."""
        competence = self.word(first, TESTED)
        return StepRef(competence, self.number(first + 1), self.small(first + 2))

    def origin(self, first: int) -> StepRef | None:
        """The question a tutorial was opened from, if any."""
        return self.step(first) if len(self.args) > first else None


Action = Callable[[Turn, Tap], list[Outcome]]
