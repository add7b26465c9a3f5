"""Questions at random, read by our own estimator: what choosing questions is worth."""

from collections.abc import Collection, Sequence

from bench.engine.contender import Earlier, Estimate
from bench.engine.ours import as_bank
from bench.engine.rivals.questions import Questions
from bench.engine.world import WorldAnswer, WorldBank
from bot.engine import Answer, Bank, posterior

LENGTH = 20


class RandomOrder:
    """A random skill that was not asked yet, a random item of it, `LENGTH` times."""

    name = "random order"

    def sit(
        self,
        bank: WorldBank,
        seed: int,
        usable: Collection[str] | None = None,
        earlier: tuple[Sequence[WorldBank], Earlier] | None = None,  # noqa: ARG002 - chance looks at no past
    ) -> "RandomSession":
        """Begin a test."""
        return RandomSession(as_bank(bank), Questions(bank, seed, usable))


class RandomSession:
    """One test."""

    def __init__(self, bank: Bank, questions: Questions) -> None:
        self._bank = bank
        self._questions = questions
        self._answers: list[Answer] = []

    def next(self) -> str | None:
        """A random item of a random skill."""
        left = self._questions.left
        return self._questions.item_of(self._questions.random.choice(left)) if left else None

    def take(self, item: str, answer: WorldAnswer) -> None:
        """Note the answer."""
        self._questions.ask(item)
        self._answers.append(Answer(item, answer.correct, answer.seconds))

    def ended(self) -> bool:
        """After a fixed number of questions."""
        return len(self._answers) >= LENGTH or not self._questions.left

    def estimate(self) -> Estimate:
        """Our posterior."""
        known = posterior(self._bank, self._answers)
        return Estimate(known.level, known.error, known.interval(), known.mastery)
