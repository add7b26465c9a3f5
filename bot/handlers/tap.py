"""A tapped button, read without trust."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import BadButton
from bot.transport.callback import number, small
from bot.usecases.keys import is_test
from bot.usecases.outcomes import Outcome, StepRef
from bot.usecases.turn import Turn


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

    def test(self, index: int) -> str:
        """An argument as the key of a test: a competence, EXPRESS or a campaign's; BadButton otherwise."""
        if not is_test(self.word(index)):
            raise BadButton("nothing is tested under this key")
        return self.word(index)

    def step(self, first: int = 0) -> StepRef:
        """Three arguments that name a question: competence, assessment, step."""
        return StepRef(self.test(first), self.number(first + 1), self.small(first + 2))

    def origin(self, first: int) -> StepRef | None:
        """The question a tutorial was opened from, if any."""
        return self.step(first) if len(self.args) > first else None


Action = Callable[[Turn, Tap], list[Outcome]]
