"""Questions at random, read by our own estimator: what choosing questions is worth."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from bench.engine.contender import Earlier, Estimate
from bench.engine.rivals.questions import Questions
from bench.engine.world import WorldAnswer, WorldBank
from bot.engine import Answer, Bank, Item, Skill, posterior

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
        return RandomSession(_known(bank), Questions(bank, seed, usable))


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


@lru_cache(maxsize=4)
def _known(bank: WorldBank) -> Bank:
    """The bank as our engine is told it."""
    levels = {skill.key: skill.level for skill in bank.skills}
    return Bank.of(
        [Skill(skill.key, skill.topic, skill.level) for skill in bank.skills],
        [
            Item(i.key, i.skill, guess=i.guess, slope=i.slope, difficulty_offset=i.told - levels[i.skill])
            for i in bank.items
        ],
    )
